"""The list of pages is the table of URLs: none is left out, none is only named."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.halaman.daftar import BUKAN_HALAMAN, HALAMAN, Halaman
from tests.otorisasi.tabel import TABEL


def test_every_page_of_the_table_is_walked_or_named() -> None:
    semua = {baris.url for baris in TABEL if baris.metode == "get"}
    dibuka = {satu.url for satu in HALAMAN}
    assert semua - dibuka - set(BUKAN_HALAMAN) == set()
    assert set(BUKAN_HALAMAN) <= semua


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda satu: satu.nama)
def test_each_page_opens(halaman: Halaman, buka: Callable[[Halaman], Any]) -> None:
    assert buka(halaman).status_code == 200
