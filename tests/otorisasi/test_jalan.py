"""Every URL x every role x {own, a neighbour's, another agency's} answers as the table says."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from tests.otorisasi.dunia import Dunia, buat_dunia
from tests.otorisasi.jalan import Baris, isi_dari, semua_url
from tests.otorisasi.tabel import DI_LUAR, TABEL
from tests.pegawai.factories import SANDI

PERAN = [*Peran.values, "mantan_kepala", "anonim"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    """One world for the whole walk: every question is undone (see ``_tanya``)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield buat_dunia()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    """A browser per role. The password was typed just now, so step-up hides nothing."""
    semua = {"anonim": Client(raise_request_exception=False)}
    for peran, akun in dunia.akun.items():
        satu = Client(raise_request_exception=False)
        satu.force_login(akun, backend="pegawai.backends.AkunBackend")
        satu.post(reverse("account_reauthenticate"), {"password": SANDI})
        semua[peran] = satu
    return semua


def _tanya(klien: Client, dunia: Dunia, baris: Baris, milik: str) -> int:
    """Ask, and undo what the question did, so that the next one finds the same world."""
    isi = isi_dari(dunia, milik)
    alamat = reverse(baris.url, kwargs=baris.tetap | (baris.kunci(isi) if baris.kunci else {}))
    with transaction.atomic():
        kirim = getattr(klien, baris.metode)
        status: int = kirim(alamat + baris.kueri, baris.isi(isi)).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("baris", TABEL, ids=lambda satu: f"{TABEL.index(satu)} {satu.nama}")
def test_each_role_gets_the_expected_answer(
    dunia: Dunia, klien: dict[str, Client], baris: Baris
) -> None:
    kasus = [
        (peran, milik)
        for peran in PERAN
        for milik in (("milik", "tetangga", "asing") if baris.kunci else ("milik",))
    ]
    jawaban = {(peran, m): _tanya(klien[peran], dunia, baris, m) for peran, m in kasus}
    assert jawaban == {satu: baris.harapan(*satu) for satu in kasus}


def test_every_url_has_a_row() -> None:
    ada = {baris.url for baris in TABEL} | set(DI_LUAR)
    assert semua_url() - ada == set(), "URL tanpa baris di tests/otorisasi/tabel.py"
    assert ada - semua_url() == set(), "baris tanpa URL di tests/otorisasi/tabel.py"
