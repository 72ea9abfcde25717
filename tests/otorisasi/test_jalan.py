"""Every URL x every role x {own, a neighbour's, another agency's} answers as the table says."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from tests.otorisasi.dunia import Dunia, buat_dunia
from tests.otorisasi.jalan import Baris, isi_dari, semua_url
from tests.otorisasi.tabel import DI_LUAR, TABEL

PERAN = [*Peran.values, "mantan_kepala", "anonim"]


@pytest.fixture
def dunia(db: None) -> Dunia:
    return buat_dunia()


def _klien(dunia: Dunia, peran: str) -> Client:
    klien = Client(raise_request_exception=False)
    if peran != "anonim":
        klien.force_login(dunia.akun[peran], backend="django.contrib.auth.backends.ModelBackend")
    return klien


def _tanya(dunia: Dunia, baris: Baris, peran: str, milik: str) -> int:
    """Ask, and undo what the question did, so that the next one finds the same world."""
    isi = isi_dari(dunia, milik)
    alamat = reverse(baris.url, kwargs=baris.tetap | (baris.kunci(isi) if baris.kunci else {}))
    with transaction.atomic():
        kirim = getattr(_klien(dunia, peran), baris.metode)
        status: int = kirim(alamat + baris.kueri, baris.isi(isi)).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("baris", TABEL, ids=lambda satu: f"{TABEL.index(satu)} {satu.nama}")
def test_each_role_gets_the_expected_answer(dunia: Dunia, baris: Baris) -> None:
    kasus = [
        (peran, milik)
        for peran in PERAN
        for milik in (("milik", "tetangga", "asing") if baris.kunci else ("milik",))
    ]
    jawaban = {satu: _tanya(dunia, baris, *satu) for satu in kasus}
    assert jawaban == {satu: baris.harapan(*satu) for satu in kasus}


def test_every_url_has_a_row() -> None:
    ada = {baris.url for baris in TABEL} | set(DI_LUAR)
    assert semua_url() - ada == set(), "URL tanpa baris di tests/otorisasi/tabel.py"
    assert ada - semua_url() == set(), "baris tanpa URL di tests/otorisasi/tabel.py"
