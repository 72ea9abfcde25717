"""The list of cooperatives and one cooperative: who sees what, filters, query budget."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.models import Instansi
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory

Masuk = Callable[[Akun], Client]
DAFTAR = reverse("koperasi:daftar")


@pytest.fixture
def medono(instansi: Instansi) -> Koperasi:
    barat = WilayahFactory.create(
        kode="33.75.01", nama="Pekalongan Barat", jenis="kecamatan", lat=None, lng=None
    )
    wilayah = WilayahFactory.create(kode="33.75.01.1002", nama="Medono", induk=barat)
    koperasi = KoperasiFactory.create(instansi=instansi, wilayah=wilayah)
    KebutuhanFactory.create(koperasi=koperasi, peran=Kebutuhan.Peran.KEUANGAN)
    KebutuhanFactory.create(koperasi=koperasi)
    KebutuhanFactory.create(koperasi=koperasi, aktif=False)
    return koperasi


@pytest.fixture
def klego(instansi: Instansi) -> Koperasi:
    timur = WilayahFactory.create(kode="33.75.02", nama="Pekalongan Timur", jenis="kecamatan")
    wilayah = WilayahFactory.create(kode="33.75.02.1008", nama="Klego", induk=timur)
    return KoperasiFactory.create(
        instansi=instansi,
        wilayah=wilayah,
        tanpa_badan_hukum=True,
        status=Koperasi.Status.GEDUNG_DIBANGUN,
    )


def nama(klien: Client, tanya: str = "") -> list[str]:
    jawaban = klien.get(f"{DAFTAR}{tanya}")
    assert jawaban.status_code == 200
    return [satu.wilayah.nama for satu in jawaban.context["halaman"]]


@pytest.mark.parametrize("peran", ["petugas", "penyetuju", "auditor", "dinas_koperasi"])
def test_office_roles_read_the_list_and_each_cooperative(
    peran: str, request: pytest.FixtureRequest, masuk: Masuk, medono: Koperasi
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert nama(klien) == ["Medono"]
    halaman = klien.get(reverse("koperasi:rincian", args=[medono.pk]))
    assert "2 formasi dari kuota 3" in halaman.content.decode()
    assert "1 formasi lain sudah ditutup" in halaman.content.decode()


@pytest.mark.parametrize("peran", ["kepala_opd", "admin"])
def test_other_roles_are_turned_away(
    peran: str, request: pytest.FixtureRequest, masuk: Masuk, medono: Koperasi
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert klien.get(DAFTAR).status_code == 403
    assert klien.get(reverse("koperasi:rincian", args=[medono.pk])).status_code == 403


def test_cooperative_of_another_agency_does_not_exist(
    petugas_lain: Akun, masuk: Masuk, medono: Koperasi
) -> None:
    klien = masuk(petugas_lain)
    assert nama(klien) == []
    assert klien.get(reverse("koperasi:rincian", args=[medono.pk])).status_code == 404


@pytest.mark.parametrize(
    ("tanya", "cocok"),
    [
        ("?cari=medo", ["Medono"]),
        ("?cari=33.75.02.1008", ["Klego"]),
        ("?cari=KKMP-337502", ["Klego"]),
        ("?kecamatan=33.75.01", ["Medono"]),
        ("?status=gedung_dibangun", ["Klego"]),
        ("?badan_hukum=belum", ["Klego"]),
        ("?badan_hukum=ada", ["Medono"]),
        ("?peran=keuangan", ["Medono"]),
        ("?peran=usaha", []),
    ],
)
def test_filters_in_the_url_narrow_the_list(
    tanya: str, cocok: list[str], petugas: Akun, masuk: Masuk, medono: Koperasi, klego: Koperasi
) -> None:
    assert nama(masuk(petugas), tanya) == cocok


def test_empty_list_says_what_is_missing_and_no_match_offers_to_clear(
    petugas: Akun, masuk: Masuk, instansi: Instansi
) -> None:
    klien = masuk(petugas)
    assert "Belum ada koperasi" in klien.get(DAFTAR).content.decode()
    KoperasiFactory.create(instansi=instansi)
    assert "Tidak ada koperasi yang cocok" in klien.get(f"{DAFTAR}?cari=zzz").content.decode()


def test_detail_names_the_missing_legal_entity_the_sources_and_the_neighbours(
    petugas: Akun, masuk: Masuk, medono: Koperasi, klego: Koperasi
) -> None:
    sumber = SumberFactory.create(instansi=klego.instansi, keterangan="kebutuhan-kkmp.xlsx")
    klego.sumber = {"status": sumber.pk, "nomor_badan_hukum": 999_999}
    klego.save()
    klego.wilayah.tetangga.add(medono.wilayah)

    isi = masuk(petugas).get(reverse("koperasi:rincian", args=[klego.pk])).content.decode()
    assert "Nomor badan hukum belum tercatat" in isi
    assert "kebutuhan-kkmp.xlsx" in isi
    assert "Medono" in isi
    assert "Belum ada formasi" in isi


def test_list_asks_a_fixed_number_of_queries(
    petugas: Akun,
    masuk: Masuk,
    instansi: Instansi,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=instansi))
    klien = masuk(petugas)
    with django_assert_max_num_queries(8):
        klien.get(DAFTAR)
