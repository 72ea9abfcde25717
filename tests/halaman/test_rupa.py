"""Every page of the portal before axe and a ruler: three widths, two themes.

Each page is loaded once; theme and width change in the page that stands.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.aksesibilitas import TEMA, keluhan
from tests.halaman.daftar import HALAMAN, Halaman

pytestmark = pytest.mark.e2e
LEBAR = (360, 768, 1366)


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda satu: satu.nama)
def test_a_page_passes_axe_in_every_look(
    halaman: Halaman, buka: Callable[[Halaman], Any], gambar: Callable[[str], Page]
) -> None:
    jawaban = buka(halaman)
    if not jawaban["Content-Type"].startswith("text/html"):
        return
    html = jawaban.content.decode()
    if "<html" not in html:
        return  # a fragment that stands in the page of its own
    layar = gambar(html)
    temuan = {}
    for tema in TEMA:
        for lebar in LEBAR:
            if daftar := keluhan(layar, lebar=lebar, tema=tema):
                temuan[f"{lebar} {tema}"] = daftar
    assert temuan == {}
    assert layar.locator("h1").count() == 1
