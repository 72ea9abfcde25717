"""What axe and a ruler say about the page in the browser."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEBAR = (360, 1366)
TEMA = ("light", "dark")


def keluhan(halaman: Page) -> list[str]:
    """Return axe's violations of the page, and whether it scrolls sideways."""
    if halaman.evaluate("typeof axe === 'undefined'"):  # once per page: the script is large
        halaman.evaluate(AXE_SCRIPT)
    hasil = halaman.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    daftar = [
        f"{satu['id']}: {[simpul['target'] for simpul in satu['nodes']][:3]}" for satu in hasil
    ]
    lebar = halaman.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*daftar, f"{lebar} px lebih lebar dari layar"] if lebar > 0 else daftar


def di_semua_rupa(halaman: Page, alamat: str) -> dict[str, list[str]]:
    """Open the address in both widths and both themes; return the complaints by variant."""
    temuan = {}
    halaman.emulate_media(reduced_motion="reduce")  # a colour half way through has no contrast
    halaman.goto(alamat)
    for tema in TEMA:
        halaman.evaluate("tema => { document.documentElement.dataset.bsTheme = tema }", tema)
        for lebar in LEBAR:
            halaman.set_viewport_size({"width": lebar, "height": 800})
            if daftar := keluhan(halaman):
                temuan[f"{alamat} {lebar} {tema}"] = daftar
    return temuan
