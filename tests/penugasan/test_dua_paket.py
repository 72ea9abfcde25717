"""Two agencies in one installation: other rules, words, weights and letters, without code."""

import pytest
from django.urls import reverse

from inti.models import Instansi, Wilayah
from inti.peran import Peran
from inti.waktu import sekarang
from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.models import Periode, VersiAturan
from penugasan.placement.policy import kebijakan_dari as penempatan_dari
from penugasan.rules.paket import kebijakan_dari
from penugasan.services.paket import daftar_paket, siapkan
from penugasan.services.surat_isi import Naskah
from tests.pegawai.factories import AkunFactory

pytestmark = pytest.mark.django_db
KOTA, KUTAI = "kota-pekalongan", "kutai-timur"


@pytest.fixture
def dua() -> dict[str, Periode]:
    return {kode: siapkan(kode=kode, pada=sekarang()).periode for kode in (KOTA, KUTAI)}


def test_both_packs_are_installed_and_load_twice_without_doubling(dua):
    assert {KOTA, KUTAI} <= set(daftar_paket())
    for kode in (KUTAI, KOTA):
        assert not any(siapkan(kode=kode, pada=sekarang()).baru.values())
    assert Instansi.objects.count() == 2


def test_kutai_timur_has_its_18_kecamatan_and_141_villages_each_with_a_cooperative(dua):
    di_kutai = Wilayah.objects.filter(kode__startswith="64.08")
    assert di_kutai.filter(jenis="kecamatan").count() == 18
    assert di_kutai.filter(jenis="desa").count() == 139
    assert di_kutai.filter(jenis="kelurahan").count() == 2
    koperasi = Koperasi.objects.filter(instansi__kode=KUTAI).select_related("wilayah")
    assert koperasi.count() == 141
    assert {k.nama_pendek.split()[0] for k in koperasi} == {"KDMP", "KKMP"}
    assert Koperasi.objects.filter(instansi__kode=KOTA).count() == 27
    kecamatan = Opd.objects.filter(instansi__kode=KUTAI, jenis="Kecamatan")
    assert kecamatan.count() == 18


def test_the_packs_judge_by_other_criteria(dua):
    kota, kutai = (kebijakan_dari(dua[kode].versi.isi) for kode in (KOTA, KUTAI))
    assert "PNS" not in kota.parameter("jenis_asn").jenis
    assert "PNS" in kutai.parameter("jenis_asn").jenis
    assert kota.parameter("predikat_kinerja") is None
    kinerja = kutai.parameter("predikat_kinerja")
    assert (kinerja.paling_rendah, kinerja.tahun, kinerja.jenis) == (2, 2, ("PNS",))


def test_who_serves_at_a_kecamatan_weighs_more_than_living_next_door_in_kutai_timur(dua):
    kota, kutai = (penempatan_dari(dua[kode].versi.isi).bobot for kode in (KOTA, KUTAI))
    assert kutai.kecamatan > kutai.domisili + kutai.prodi + kutai.jabatan + kutai.komputer
    assert kota.kecamatan < kota.domisili


def test_the_letters_are_those_of_the_agency(dua):
    kota, kutai = (Naskah.dari(dua[kode]).isi["sk"] for kode in (KOTA, KUTAI))
    assert kota["pejabat"] == "WALI KOTA PEKALONGAN"
    assert kutai["pejabat"] == "BUPATI KUTAI TIMUR"
    assert "Koperasi Desa Merah Putih" in kutai["tentang"]


def test_a_page_of_one_agency_names_nothing_of_the_other(dua, masuk):
    for kode, milik, asing in ((KOTA, "KKMP Medono", "Senyiur"), (KUTAI, "Senyiur", "Medono")):
        akun = AkunFactory.create(peran=Peran.PETUGAS, instansi=Instansi.objects.get(kode=kode))
        klien = masuk(akun)
        for halaman in ("penugasan:papan", "koperasi:daftar", "penugasan:versi"):
            isi = klien.get(reverse(halaman)).content.decode()
            assert asing not in isi
        assert milik in klien.get(reverse("penugasan:papan")).content.decode()


def test_versions_are_numbered_per_agency(dua):
    assert sorted(VersiAturan.objects.values_list("instansi__kode", "nomor")) == [
        (KOTA, 1),
        (KUTAI, 1),
    ]
