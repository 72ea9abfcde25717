"""What an officer corrected by hand stays when an older file comes again."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from inti.impor.urungkan import urungkan
from inti.models import BarisImpor, Impor, Instansi, RiwayatFakta
from inti.waktu import hari_ini, sekarang
from pegawai.models import (
    Akun,
    HukumanDisiplin,
    Kontrak,
    Opd,
    Pegawai,
    PredikatKinerja,
    RiwayatNip,
)
from pegawai.services.bukti import Macam, catat as catat_bukti
from pegawai.services.pegawai import ganti_nip, sidik, ubah
from tests.inti.buku import simpan, tabel
from tests.inti.factories import WilayahFactory
from tests.inti.impor import impor_dan_terapkan
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn, lembar_survei
from tests.pegawai.factories import nip_acak

pytestmark = pytest.mark.usefixtures("opd")


def masukkan(folder: Path, instansi: Instansi, *baris: dict[str, Any]) -> Impor:
    return impor_dan_terapkan(
        simpan(folder / "ekspor.xlsx", {"Data": tabel(KOLOM_SIASN, baris)}), instansi
    )


def perbaiki(orang: Pegawai, aktor: Akun, **nilai: Any) -> None:
    ubah(
        pegawai=orang,
        nilai=nilai,
        alasan="Sesuai SK",
        sidik_lama=sidik(orang),
        aktor=aktor,
        saat=sekarang(),
        hari_ini=hari_ini(),
    )


def ganti(orang: Pegawai, aktor: Akun, nip: str) -> None:
    ganti_nip(
        pegawai=orang,
        nip=nip,
        alasan="Kontrak baru",
        sidik_lama=sidik(orang),
        aktor=aktor,
        saat=sekarang(),
        hari_ini=hari_ini(),
        yakin=True,
    )


def konflik(impor: Impor) -> set[str]:
    """The headings whose cells lost against a correction; blank when the column is not there."""
    baris = BarisImpor.objects.get(impor=impor)
    return {t["kolom"] for t in baris.temuan if t["kode"] == "koreksi_tangan"}


def test_an_older_file_does_not_undo_a_correction(
    tmp_path: Path, instansi: Instansi, petugas: Akun
) -> None:
    lama = baris_siasn()
    masukkan(tmp_path, instansi, lama)
    orang = Pegawai.objects.get()
    lain = Opd.objects.create(instansi=instansi, kode="LAIN", nama="Dinas Lain")
    nilai = {
        "jabatan": "Bendahara Uji",
        "lahir": "1980-02-03",
        "tingkat_pendidikan": "45",
        "kedudukan_hukum": "Diberhentikan",
        "opd": lain.pk,
    }
    perbaiki(orang, petugas, **nilai)
    lagi = masukkan(tmp_path, instansi, lama | {"GOL AKHIR NAMA": "X"})
    orang.refresh_from_db()
    assert (orang.jabatan, orang.opd, orang.golongan) == ("Bendahara Uji", lain, "X")
    assert (str(orang.lahir), orang.tingkat_pendidikan) == ("1980-02-03", "45")
    assert (orang.kedudukan_hukum, orang.kedudukan_hukum_id) == ("Diberhentikan", "")
    assert konflik(lagi) == {
        *("JABATAN NAMA", "TANGGAL LAHIR", "KEDUDUKAN HUKUM NAMA"),
        *("UNOR NAMA", "TINGKAT PENDIDIKAN NAMA"),
    }
    assert list(RiwayatFakta.objects.first().isi) == ["golongan"]  # type: ignore[union-attr]


def test_a_domicile_by_hand_stays_when_a_survey_says_otherwise(
    tmp_path: Path, instansi: Instansi, petugas: Akun
) -> None:
    satu = baris_siasn()
    masukkan(tmp_path, instansi, satu)
    orang = Pegawai.objects.get()
    tempat = WilayahFactory.create(nama="Kauman")
    perbaiki(orang, petugas, domisili=tempat.kode)
    isi = {"NIP": satu["NIP BARU"], "NAMA": satu["NAMA"], "KELURAHAN DOMISILI": "Luar kota"}
    lembar = lembar_survei("DINAS KESEHATAN", [isi])
    survei = impor_dan_terapkan(simpan(tmp_path / "survei.xlsx", {"DINKES": lembar}), instansi)
    orang.refresh_from_db()
    assert (orang.domisili, orang.domisili_teks) == (tempat, "")
    assert konflik(survei) == {"KELURAHAN DOMISILI"}


def test_evidence_by_hand_stays_when_an_older_survey_says_otherwise(
    tmp_path: Path, instansi: Instansi, petugas: Akun
) -> None:
    satu = baris_siasn()
    masukkan(tmp_path, instansi, satu)
    orang = Pegawai.objects.get()
    for macam, nilai in (
        (Macam.KONTRAK, {"akhir": dt.date(2030, 12, 31)}),
        (Macam.KINERJA, {"tahun": 2025, "predikat": 4}),
        (Macam.HUKUMAN, {"tingkat": "berat", "mulai": dt.date(2026, 1, 2), "selesai": None}),
    ):
        catat_bukti(
            pegawai=orang, macam=macam, isi=nilai, dasar="SK 12", aktor=petugas, hari_ini=hari_ini()
        )
    isi = {
        "NIP": satu["NIP BARU"],
        "NAMA": satu["NAMA"],
        "AKHIR KONTRAK": dt.date(2026, 12, 31),
        "SKP 2025": "Baik",
        "HUKUMAN DISIPLIN": "Tidak ada",
    }
    kolom = list(isi)
    berkas = simpan(tmp_path / "survei.xlsx", {"DINKES": tabel(kolom, [isi])})
    survei = impor_dan_terapkan(berkas, instansi)
    assert konflik(survei) == {"AKHIR KONTRAK", "SKP 2025", "HUKUMAN DISIPLIN"}
    assert Kontrak.objects.get().akhir == dt.date(2030, 12, 31)
    assert PredikatKinerja.objects.get().predikat == 4
    assert HukumanDisiplin.objects.get().tingkat == "berat"


def test_a_file_with_the_former_nip_finds_the_person_and_keeps_the_corrected_one(
    tmp_path: Path, instansi: Instansi, petugas: Akun
) -> None:
    lama = baris_siasn(PNS_ID="TETAP")
    masukkan(tmp_path, instansi, lama)
    orang = Pegawai.objects.get()
    assert orang.lahir
    nip = nip_acak(orang.lahir, urut=321)
    ganti(orang, petugas, nip)
    lagi = masukkan(tmp_path, instansi, lama)
    assert Pegawai.objects.get().nip == nip
    assert konflik(lagi) == {"NIP BARU"}
    assert RiwayatNip.objects.count() == 1


def test_undoing_the_file_keeps_the_correction_and_the_person(
    tmp_path: Path, instansi: Instansi, petugas: Akun
) -> None:
    impor = masukkan(tmp_path, instansi, baris_siasn(NAMA="UJI TETAP"))
    perbaiki(Pegawai.objects.get(), petugas, jabatan="Bendahara Uji")
    urungkan(impor, aktor=None, saat=sekarang())
    assert Pegawai.objects.get().jabatan == "Bendahara Uji"
    assert impor.ringkasan["urungan"]["dipertahankan"] == 1
