"""Undoing an import: the tables are as before, later edits stay and are named."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses
from inti.impor.urungkan import MASA_URUNG, urungkan
from inti.models import Impor, Instansi, JejakAudit, RiwayatFakta, Sumber
from inti.waktu import hari_ini, sekarang
from pegawai.models import BuktiKomputer, Opd, Pegawai, RiwayatNip
from tests.inti.buku import simpan, tabel
from tests.inti.halaman_impor import (
    Kerjakan,
    Unggah,
    ekspor,
    rincian,
    terapkan,
    unggahan,
)
from tests.inti.impor import impor_dan_terapkan
from tests.inti.sidik import sidik_tabel
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn, lembar_survei
from tests.pegawai.factories import PegawaiFactory

pytestmark = pytest.mark.usefixtures("opd")


def masukkan(folder: Path, instansi: Instansi, *baris: dict[str, Any]) -> Impor:
    return impor_dan_terapkan(
        simpan(folder / "ekspor.xlsx", {"Data": tabel(KOLOM_SIASN, baris)}), instansi
    )


def survei(folder: Path, instansi: Instansi, *isi: dict[str, Any]) -> Impor:
    lembar = lembar_survei("DINAS KESEHATAN", list(isi))
    return impor_dan_terapkan(simpan(folder / "survei.xlsx", {"DINKES": lembar}), instansi)


def batalkan(impor: Impor) -> dict[str, Any]:
    urungkan(impor, aktor=None, saat=sekarang())
    return dict(impor.ringkasan["urungan"])


def ubah_dengan_tangan(orang: Pegawai, **isi: Any) -> None:
    sumber = Sumber.objects.create(
        instansi=orang.instansi,
        jenis=Sumber.Jenis.TANGAN,
        keterangan="Perbaikan petugas",
        tanggal=hari_ini(),
    )
    for kolom, nilai in isi.items():
        setattr(orang, kolom, nilai)
    orang.sumber = orang.sumber | dict.fromkeys(isi, sumber.pk)
    orang.save()


def test_new_people_are_gone_and_changed_ones_are_as_before(
    tmp_path: Path, instansi: Instansi
) -> None:
    lama = baris_siasn()
    masukkan(tmp_path, instansi, lama)
    sebelum = sidik_tabel()
    diubah = lama | {"JABATAN NAMA": "Pranata Komputer Terampil", "GELAR DEPAN": "dr."}
    kedua = masukkan(tmp_path, instansi, diubah, baris_siasn(), baris_siasn())
    assert sidik_tabel() != sebelum
    hasil = batalkan(kedua)
    assert (hasil["dihapus"], hasil["dikembalikan"], hasil["dipertahankan"]) == (2, 1, 0)
    assert sidik_tabel() == sebelum
    assert kedua.status == Impor.Status.DIURUNGKAN


def test_evidence_and_domicile_of_a_survey_are_undone(tmp_path: Path, instansi: Instansi) -> None:
    satu = baris_siasn()
    masukkan(tmp_path, instansi, satu)
    sebelum = sidik_tabel()
    isi = {
        "NIP": satu["NIP BARU"],
        "NAMA": satu["NAMA"],
        "KELURAHAN DOMISILI": "Luar kota",
        "MAMPU KOMPUTER": "Ya",
        "BUKTI": "Sertifikat kursus komputer",
        "AKHIR KONTRAK": "31-12-2027",
        "SKP 2025": "Baik",
    }
    impor = survei(tmp_path, instansi, isi)
    assert BuktiKomputer.objects.count() == 1
    batalkan(impor)
    assert sidik_tabel() == sebelum


def test_a_changed_nip_is_given_back(tmp_path: Path, instansi: Instansi) -> None:
    lama = PegawaiFactory.create(instansi=instansi, siasn_id="TETAP")
    sebelum = sidik_tabel()
    impor = masukkan(tmp_path, instansi, baris_siasn(PNS_ID="TETAP"))
    assert RiwayatNip.objects.get().nip == lama.nip
    batalkan(impor)
    assert sidik_tabel() == sebelum


def test_what_a_person_changed_later_stays_and_is_named(tmp_path: Path, instansi: Instansi) -> None:
    lama = baris_siasn(NAMA="UJI TANGAN")
    masukkan(tmp_path, instansi, lama)
    kedua = masukkan(
        tmp_path,
        instansi,
        lama | {"JABATAN NAMA": "Operator", "GOL AKHIR NAMA": "X"},
        baris_siasn(NAMA="UJI BARU"),
        baris_siasn(NAMA="UJI DILENGKAPI"),
    )
    orang = Pegawai.objects.get(nama="UJI TANGAN")
    ubah_dengan_tangan(orang, jabatan="Arsiparis")
    ubah_dengan_tangan(Pegawai.objects.get(nama="UJI DILENGKAPI"), gelar_depan="Ir.")
    hasil = batalkan(kedua)
    orang.refresh_from_db()
    assert (orang.jabatan, orang.golongan) == ("Arsiparis", "IX")
    assert not Pegawai.objects.filter(nama="UJI BARU").exists()
    assert Pegawai.objects.filter(nama="UJI DILENGKAPI").exists()
    assert {(d["judul"], d["kolom"]) for d in hasil["daftar"]} == {
        ("UJI TANGAN", "Jabatan"),
        ("UJI DILENGKAPI", ""),
    }
    assert "Arsiparis" in next(d["sebab"] for d in hasil["daftar"] if d["kolom"])


def test_a_later_import_stays_in_force(tmp_path: Path, instansi: Instansi) -> None:
    satu = baris_siasn()
    masukkan(tmp_path, instansi, satu)
    kedua = masukkan(tmp_path, instansi, satu | {"JABATAN NAMA": "Operator"})
    masukkan(tmp_path, instansi, satu | {"JABATAN NAMA": "Arsiparis"})
    hasil = batalkan(kedua)
    assert Pegawai.objects.get().jabatan == "Arsiparis"
    assert hasil["dipertahankan"] == 1


def test_undone_in_turn_the_first_state_returns(tmp_path: Path, instansi: Instansi) -> None:
    satu = baris_siasn()
    masukkan(tmp_path, instansi, satu)
    sebelum = sidik_tabel()
    kedua = masukkan(tmp_path, instansi, satu | {"JABATAN NAMA": "Operator"})
    ketiga = masukkan(tmp_path, instansi, satu | {"JABATAN NAMA": "Arsiparis"})
    batalkan(ketiga)
    batalkan(kedua)
    assert sidik_tabel() == sebelum


def test_only_once_and_only_for_thirty_days(tmp_path: Path, instansi: Instansi) -> None:
    impor = masukkan(tmp_path, instansi, baris_siasn())
    terlambat = sekarang() + MASA_URUNG + dt.timedelta(minutes=1)
    with pytest.raises(DomainError, match="30 hari"):
        urungkan(impor, aktor=None, saat=terlambat)
    assert Pegawai.objects.count() == 1
    urungkan(impor, aktor=None, saat=sekarang())
    with pytest.raises(SudahDiproses):
        urungkan(impor, aktor=None, saat=sekarang())


def test_the_history_of_a_fact_names_old_and_new_and_its_source(
    tmp_path: Path, instansi: Instansi
) -> None:
    satu = baris_siasn()
    masukkan(tmp_path, instansi, satu)
    pertama = Sumber.objects.get()
    masukkan(tmp_path, instansi, satu | {"JABATAN NAMA": "Operator"})
    riwayat = RiwayatFakta.objects.get()
    assert riwayat.objek_id == Pegawai.objects.get().pk
    assert riwayat.isi == {"jabatan": ["Penata Layanan Operasional", "Operator", pertama.pk]}


def test_the_page_says_what_it_means_and_the_result_names_what_stayed(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, instansi: Instansi, opd: Opd
) -> None:
    ada = PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI LAMA", jabatan="Arsiparis")
    baru = baris_siasn(NAMA="UJI BARU")
    lama = baris_siasn(NIP_BARU=ada.nip, NAMA="UJI LAMA", TANGGAL_LAHIR=None, PNS_ID=None)
    impor = unggah(unggahan(ekspor(baru, lama)))
    terapkan(klien, impor, kerjakan)
    kerjakan()
    ada.refresh_from_db()
    ubah_dengan_tangan(ada, jabatan="Bendahara")
    alamat = reverse("inti:impor_urungkan", args=[impor.pk])
    assert alamat in klien.get(rincian(impor)).content.decode()
    halaman = klien.get(alamat).content.decode()
    assert "1 pegawai baru dihapus" in halaman
    klien.post(alamat)
    kerjakan()
    isi = klien.get(rincian(impor)).content.decode()
    assert "Impor ini dibatalkan" in isi
    assert "Diubah lagi menjadi “Bendahara”" in isi
    assert not Pegawai.objects.filter(nama="UJI BARU").exists()
    assert JejakAudit.objects.filter(aksi="impor.urungkan").count() == 1
    assert klien.post(alamat).status_code == 409
