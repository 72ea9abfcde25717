"""No page answers 500 or 503 to an address or a form nobody of ours wrote."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from tests.otorisasi.dunia import Dunia, buat_dunia
from tests.otorisasi.jalan import SEMUA, Baris
from tests.otorisasi.tabel import TABEL
from tests.pegawai.factories import SANDI

ISIAN = (
    *("cari", "hasil", "gagal", "ragu", "opd", "jenis", "pendidikan", "usia_min", "usia_maks"),
    *("domisili", "urut", "halaman", "status", "koperasi", "tenggat", "asal", "periode"),
    *("kecamatan", "isi", "peran", "kunci", "sebab", "rencana", "per_tanggal", "pegawai"),
    *("kebutuhan", "pilih", "pengganti", "aksi", "aktor", "dari", "sampai", "tahun"),
    *("lembar", "kode", "next"),
)
ANEH = {
    "nul": "\x00",
    "pangkat": "²",
    "terlalu besar": str(2**63),
    "minus": "-1",
    "tanggal": "31-02-2026",
    "tahun akhir": "9999-12-31",
    "bukan angka": "nan",
    "banyak kata": "a " * 1900,
    "digit": "9" * 4000,
}
HALAMAN = [satu for satu in TABEL if satu.metode == "get"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield buat_dunia()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    semua = {}
    for peran, akun in dunia.akun.items():
        satu = Client(raise_request_exception=False)
        satu.force_login(akun, backend="pegawai.backends.AkunBackend")
        satu.post(reverse("account_reauthenticate"), {"password": SANDI})
        semua[peran] = satu
    return semua


def _peran(baris: Baris) -> str:
    bisa = sorted(baris.boleh & SEMUA - set(baris.khusus))
    return bisa[0] if bisa else Peran.PETUGAS


def _alamat(dunia: Dunia, baris: Baris) -> str:
    kunci = baris.kunci(dunia.milik) if baris.kunci else {}
    return reverse(baris.url, kwargs=baris.tetap | kunci)


@pytest.mark.parametrize("baris", HALAMAN, ids=lambda satu: f"{TABEL.index(satu)} {satu.nama}")
def test_an_odd_query_is_never_an_error_of_the_portal(
    dunia: Dunia, klien: dict[str, Client], baris: Baris
) -> None:
    satu, alamat = klien[_peran(baris)], _alamat(dunia, baris)
    jawaban = {}
    for nama, nilai in ANEH.items():
        # The first step of a substitute asks for a known reason before it looks at anything else.
        kueri = dict.fromkeys(ISIAN, nilai) | {"alasan": "tenaga_kunci"}
        with transaction.atomic():
            jawaban[nama] = satu.get(alamat, kueri).status_code
            transaction.set_rollback(True)
    assert {nama: status for nama, status in jawaban.items() if status >= 500} == {}


@pytest.mark.parametrize("nilai", ANEH.values(), ids=ANEH.keys())
@pytest.mark.parametrize(
    ("url", "peran", "medan", "kunci"),
    [
        ("nominasi_opd_setuju_semua", Peran.KEPALA_OPD, "pilih", None),
        ("usulan_terima_semua", Peran.PETUGAS, "pilih", None),
        ("penetapan_periksa", Peran.PENYETUJU, "pilih", None),
        ("buku_kirim_ulang_semua", Peran.PETUGAS, "pilih", None),
        ("nominasi_baru", Peran.PETUGAS, "pegawai", None),
        ("nominasi_baru", Peran.PETUGAS, "kebutuhan", None),
        ("usulan_opd_ajukan", Peran.KEPALA_OPD, "pengganti", "diminta"),
        ("usulan_putuskan", Peran.PETUGAS, "putusan", "usulan"),
    ],
)
def test_an_odd_key_in_a_form_is_refused_in_words(
    dunia: Dunia,
    klien: dict[str, Client],
    url: str,
    peran: str,
    medan: str,
    kunci: str | None,
    nilai: str,
) -> None:
    alamat = reverse(f"penugasan:{url}", args=[dunia.milik.pk(kunci)] if kunci else [])
    with transaction.atomic():
        status = klien[peran].post(alamat, {medan: nilai, "tanggal": nilai}).status_code
        transaction.set_rollback(True)
    assert status < 500
