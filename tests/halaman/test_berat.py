"""What a phone has to fetch for each page, compressed, with an empty cache.

The whole first page stays within 110 KB, a page of the OPD head below 100 KB, its scripts within
60 KB; nothing comes from another server.
"""

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from inti.peran import Peran
from tests.halaman.daftar import HALAMAN, Halaman

KB = 1024
PERTAMA, KEPALA, SKRIP, SENDIRI = 110 * KB, 100 * KB, 60 * KB, 15 * KB
BERKAS = re.compile(r"""<(?:script|link|img|use)\b[^>]*?(?:src|href)=["']([^"'#]+)""")


@cache
def _berat(jalur: str) -> int:
    berkas = finders.find(jalur.removeprefix("/static/"))
    assert berkas, jalur
    isi = Path(str(berkas)).read_bytes()
    return len(gzip.compress(isi, 6))


def _diambil(html: str) -> set[str]:
    """Every file that the page makes the browser fetch."""
    semua = {satu for satu in BERKAS.findall(html) if not satu.startswith("data:")}
    asing = {satu for satu in semua if satu.startswith(("http:", "https:", "//"))}
    assert asing == set(), f"dari peladen lain: {asing}"
    return {satu.partition("?")[0] for satu in semua if satu.startswith("/static/")}


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda satu: satu.nama)
def test_a_page_is_light(halaman: Halaman, buka: Callable[[Halaman], Any]) -> None:
    jawaban = buka(halaman)
    html = jawaban.content.decode() if jawaban["Content-Type"].startswith("text/html") else ""
    if "<html" not in html:
        return
    berkas = _diambil(html)
    assert berkas, "halaman tanpa gaya"
    skrip = sum(_berat(satu) for satu in berkas if satu.endswith(".js"))
    seluruh = len(gzip.compress(jawaban.content, 6)) + sum(map(_berat, berkas))
    batas = KEPALA if halaman.peran == Peran.KEPALA_OPD else PERTAMA
    assert skrip <= SKRIP
    assert seluruh <= batas, f"{seluruh / KB:.1f} KB"


def test_our_own_scripts_stay_small() -> None:
    milik = ["/static/js/portal.js", "/static/js/suara.js", "/static/js/tema.js"]
    assert sum(map(_berat, milik)) <= SENDIRI
