"""A busy world, and a browser-like client per role. Each page is opened and undone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.peran import Peran
from tests.halaman.daftar import Halaman
from tests.otorisasi.dunia import Dunia, _isi, buat_dunia
from tests.pegawai.factories import SANDI, PegawaiFactory
from tests.penugasan.factories import HasilSaringFactory

UNIT, ORANG = 12, 30
"""More than one page of most lists, so that a query per row shows."""


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        satu = buat_dunia()
        saringan = satu.milik.objek["saringan"]
        for nomor in range(UNIT):
            saringan = _isi(satu.milik.instansi, f"UNIT-{nomor}").objek["saringan"]
        for _ in range(ORANG):
            orang = PegawaiFactory.create(
                instansi=satu.milik.instansi, opd=satu.milik.opd, layak=True
            )
            HasilSaringFactory.create(saringan=saringan, pegawai=orang)
        yield satu
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    semua = {"anonim": Client(raise_request_exception=False)}
    for peran in Peran.values:
        satu = Client(raise_request_exception=False)
        satu.force_login(dunia.akun[peran], backend="django.contrib.auth.backends.ModelBackend")
        satu.post(reverse("account_reauthenticate"), {"password": SANDI})
        semua[peran] = satu
    return semua


@pytest.fixture
def buka(dunia: Dunia, klien: dict[str, Client], db: None) -> Callable[[Halaman], Any]:
    """Return a function that opens a page, with ``kueri`` asked, and puts the world back."""

    def satu(halaman: Halaman) -> Any:
        with transaction.atomic():
            alamat = halaman.alamat(dunia, klien)
            with CaptureQueriesContext(connection) as kueri:
                jawaban = klien[halaman.peran].get(alamat)
            jawaban.kueri = [satu["sql"] for satu in kueri if not _bukan_pertanyaan(satu["sql"])]
            transaction.set_rollback(True)
        return jawaban

    return satu


def _bukan_pertanyaan(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO", "BEGIN", "COMMIT"))
