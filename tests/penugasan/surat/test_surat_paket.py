"""The pack decides what a letter says and how it looks: head, signer, number, grounds, layout."""

import dataclasses
from typing import Any

import pytest
from django.urls import reverse

from inti import audit
from inti.errors import DomainError
from inti.models import Wilayah
from inti.waktu import sekarang
from koperasi.models import Koperasi
from penugasan.documents import TEMPLAT, cetak_surat_tugas
from penugasan.documents.naskah import surat_tugas_dari_json
from penugasan.models import Periode, Surat, VersiAturan
from penugasan.services.paket import siapkan
from penugasan.services.surat import baca_berkas, siapkan_sk
from penugasan.services.surat_isi import Naskah
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PenugasanFactory, ganti_versi
from tests.penugasan.pdf import teks
from tests.penugasan.surat.bantu import TANGGAL

pytestmark = pytest.mark.django_db
KOTA, KUTAI = "kota-pekalongan", "kutai-timur"


@pytest.fixture
def dua() -> dict[str, Periode]:
    return {kode: siapkan(kode=kode, pada=sekarang()).periode for kode in (KOTA, KUTAI)}


def _terbitkan(periode: Periode, nama_wilayah: str) -> Surat:
    instansi = periode.instansi
    wilayah = Wilayah.objects.get(nama=nama_wilayah)
    koperasi = Koperasi.objects.get(instansi=instansi, wilayah=wilayah)
    pegawai = PegawaiFactory.create(
        instansi=instansi, nama="Siti Contoh", layak=True, domisili=wilayah
    )
    penugasan = PenugasanFactory.create(
        instansi=instansi,
        periode=periode,
        pegawai=pegawai,
        kebutuhan=KebutuhanFactory.create(koperasi=koperasi),
        ditetapkan=True,
    )
    with audit.keputusan(instansi):
        return siapkan_sk(penugasan=[penugasan], tanggal=TANGGAL, aktor=None, pada=sekarang())


SK = {
    KOTA: (
        "WALI KOTA PEKALONGAN PROVINSI JAWA TENGAH",
        "KEPUTUSAN WALI KOTA PEKALONGAN NOMOR 800.1.11.1/0001 TAHUN 2026",
        "Ditetapkan di Pekalongan",
        "Koperasi Kelurahan Merah Putih",
        "DOMISILI (KEL/KEC)",
        "KKMP TUJUAN",
        "KKMP Medono",
    ),
    KUTAI: (
        "BUPATI KUTAI TIMUR PROVINSI KALIMANTAN TIMUR",
        "KEPUTUSAN BUPATI KUTAI TIMUR NOMOR 800.1.11.1/K.001/2026",
        "Ditetapkan di Sangatta",
        "Undang-Undang Nomor 47 Tahun 1999",
        "Manajemen Pegawai Negeri Sipil",
        "Koperasi Desa Merah Putih",
        "DOMISILI (DESA/KEC)",
        "KDMP TUJUAN",
        "KDMP Senyiur",
    ),
}
TUGAS = {
    KOTA: (
        "a.n. WALI KOTA PEKALONGAN",
        "800.1.11.1/0001/BKPSDM/2026",
        "MEMERINTAHKAN:",
        "Keputusan Wali Kota Pekalongan Nomor 800.1.11.1/0001 TAHUN 2026",
    ),
    KUTAI: (
        "a.n. BUPATI KUTAI TIMUR",
        "800.1.11.1/0001/BKPSDM/II/2026",
        "Menimbang",
        "bahwa untuk menjalankan Koperasi Desa Merah Putih Senyiur",
        "MEMBERI PERINTAH",
        "Keputusan Bupati Kutai Timur Nomor 800.1.11.1/K.001/2026",
    ),
}
UMUM = {"Menimbang"}  # a word of some layouts, of no agency
TEMPAT = {KOTA: "Medono", KUTAI: "Senyiur"}


def _rapat(isi: str) -> str:
    """Without what the narrow columns of the annex put between the letters."""
    return "".join(isi.replace("\u00ad", "").split())


@pytest.mark.parametrize("kode", [KOTA, KUTAI])
def test_the_letters_of_each_agency_are_those_of_its_pack_and_of_no_other(dua, kode, client):
    lain = KUTAI if kode == KOTA else KOTA
    sk = _terbitkan(dua[kode], TEMPAT[kode])
    tugas = sk.anak_set.get()
    for surat, kalimat in ((sk, SK), (tugas, TUGAS)):
        isi = _rapat(teks(baca_berkas(surat)))
        assert [satu for satu in kalimat[kode] if _rapat(satu) not in isi] == []
        asing = set(kalimat[lain]) - set(kalimat[kode]) - UMUM
        assert [satu for satu in asing if _rapat(satu) in isi] == []
    publik = client.get(reverse("penugasan:surat_verifikasi", args=[sk.token])).content.decode()
    milik, asing = ("Kelurahan", "Desa") if kode == KOTA else ("Desa", "Kelurahan")
    assert f"Koperasi {milik} Merah Putih" in publik
    assert f"Koperasi {asing} Merah Putih" not in publik


def test_a_layout_that_is_not_installed_is_refused_before_a_number_is_taken(dua):
    versi = VersiAturan.objects.get(instansi__kode=KUTAI)
    ganti_versi(versi, lambda isi: isi["surat"]["surat_tugas"].update(templat="asing"))
    with pytest.raises(DomainError, match="surat_tugas, surat_perintah"):
        _terbitkan(Periode.objects.get(instansi__kode=KUTAI), "Senyiur")
    assert not Surat.objects.exists()


def test_another_layout_is_a_change_of_the_pack_only(dua):
    versi = VersiAturan.objects.get(instansi__kode=KUTAI)
    ganti_versi(versi, lambda isi: isi["surat"]["surat_tugas"].update(templat="surat_tugas"))
    sk = _terbitkan(Periode.objects.get(instansi__kode=KUTAI), "Senyiur")
    assert "MEMERINTAHKAN:" in teks(baca_berkas(sk.anak_set.get()))


def test_a_letter_from_before_layouts_prints_as_it_did(dua):
    tugas = _terbitkan(dua[KOTA], "Medono").anak_set.get()
    lama: dict[str, Any] = {
        k: v for k, v in tugas.isi.items() if k not in {"templat", "nama", "menimbang"}
    }
    assert cetak_surat_tugas(surat_tugas_dari_json(lama)) == baca_berkas(tugas)


def test_an_unknown_layout_never_prints(dua):
    tugas = surat_tugas_dari_json(_terbitkan(dua[KOTA], "Medono").anak_set.get().isi)
    with pytest.raises(KeyError):
        cetak_surat_tugas(dataclasses.replace(tugas, templat="sk"))


def test_both_packs_name_installed_layouts(dua):
    for periode in dua.values():
        isi = Naskah.dari(periode).isi
        for jenis, tersedia in TEMPLAT.items():
            assert isi[jenis].get("templat", tersedia[0]) in tersedia
