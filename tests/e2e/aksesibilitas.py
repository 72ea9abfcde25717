"""What axe and a ruler say about the page in the browser.

Colours take axe most of its time and follow from the theme, so in the suite they are measured in
one width per theme; ``SEMUA_RUPA=1`` measures them in all (``make drill-rupa``).
"""

import os

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEBAR = (360, 1366)
TEMA = ("light", "dark")
WARNA = {"light": 1366, "dark": 360}
SEMUA_RUPA = os.environ.get("SEMUA_RUPA") == "1"
RUPA = [(lebar, tema) for tema in TEMA for lebar in LEBAR if SEMUA_RUPA or WARNA[tema] == lebar]


def keluhan(halaman: Page, *, lebar: int, tema: str) -> list[str]:
    """Return axe's violations of the page in this look, and whether it scrolls sideways."""
    halaman.evaluate("tema => { document.documentElement.dataset.bsTheme = tema }", tema)
    halaman.set_viewport_size({"width": lebar, "height": 800})
    if halaman.evaluate("typeof axe === 'undefined'"):  # once per page: the script is large
        halaman.evaluate(AXE_SCRIPT)
    warna = SEMUA_RUPA or WARNA[tema] == lebar
    pilihan = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": warna}}}
    hasil = halaman.evaluate("isi => axe.run(isi).then(h => h.violations)", pilihan)
    daftar = [
        f"{satu['id']}: {[simpul['target'] for simpul in satu['nodes']][:3]}" for satu in hasil
    ]
    lebih = halaman.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*daftar, f"{lebih} px lebih lebar dari layar"] if lebih > 0 else daftar


def di_semua_rupa(halaman: Page, alamat: str) -> dict[str, list[str]]:
    """Open the address on a desk in light and on a phone in dark; return the complaints by look.

    ``tests/halaman/test_rupa.py`` shows every page in every look; here the data are real.
    """
    temuan = {}
    halaman.emulate_media(reduced_motion="reduce")  # a colour half way through has no contrast
    halaman.goto(alamat)
    for lebar, tema in RUPA:
        if daftar := keluhan(halaman, lebar=lebar, tema=tema):
            temuan[f"{alamat} {lebar} {tema}"] = daftar
    return temuan
