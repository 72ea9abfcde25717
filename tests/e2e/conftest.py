"""A real browser against the real portal: supervisor, worker, scheduler and stand-in."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.jalankan import lingkungan
from tests.peladen import port_bebas

AKAR = Path(__file__).parents[2]
PONSEL = {"width": 360, "height": 740}
MEJA = {"width": 1366, "height": 900}
BATAS_MULAI = 300.0  # seconds until the portal answers: a guard against hanging, not a measure


@dataclass(frozen=True)
class PortalHidup:
    """A running portal: its address, its data, and its supervisor."""

    url: str
    data: Path
    proses: subprocess.Popen[bytes]
    port_siasn: int


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalHidup]:
    """The default mode with both demo agencies, on ports and data of its own."""
    folder = tmp_path_factory.mktemp("portal-hidup")
    port, port_siasn = port_bebas(), port_bebas()
    env = lingkungan(folder) | {
        "SIASN_TIRUAN_PORT": str(port_siasn),
        "SIASN_TIRUAN_TUNDA": "1",
    }
    perintah = [sys.executable, "manage.py", "portal", "--demo", "--port", str(port)]
    with (folder / "portal.log").open("wb") as log:
        proses = subprocess.Popen(perintah, cwd=AKAR, env=env, stdout=log, stderr=log)
        try:
            hidup = PortalHidup(f"http://127.0.0.1:{port}", folder / "data", proses, port_siasn)
            catatan = folder / "portal.log"
            tunggu(lambda: "Kutai Timur siap" in catatan.read_text(), catatan, proses)
            yield hidup
        finally:
            proses.terminate()
            proses.wait(timeout=40)


def tunggu(siap: Callable[[], bool], catatan: Path, proses: subprocess.Popen[bytes]) -> None:
    akhir = time.monotonic() + BATAS_MULAI
    while not siap():
        if proses.poll() is not None or time.monotonic() > akhir:
            pytest.fail(f"Portal tidak mau hidup:\n{catatan.read_text()}")
        threading.Event().wait(0.2)


@pytest.fixture
def konteks(peramban: Browser, portal: PortalHidup) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a browser profile of its own.

    At the end nothing may have been asked of another server, and the console must be clean:
    a violation of the content security policy shows there.
    """
    terbuka: list[BrowserContext] = []
    keluhan: list[str] = []

    def buka(*, ukuran: dict[str, int] = MEJA, tema: str = "light", js: bool = True) -> Page:
        profil = peramban.new_context(
            base_url=portal.url,
            viewport=ukuran,
            color_scheme=tema,
            java_script_enabled=js,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        terbuka.append(profil)
        profil.on("request", lambda permintaan: asing(permintaan.url))
        halaman = profil.new_page()
        halaman.on("console", lambda pesan: galat(pesan.type, pesan.text))
        halaman.on("pageerror", lambda masalah: keluhan.append(f"JavaScript: {masalah}"))
        return halaman

    def asing(url: str) -> None:
        if not url.startswith((portal.url, "data:", "blob:", "about:")):
            keluhan.append(f"permintaan ke luar: {url}")

    def galat(jenis: str, teks: str) -> None:
        if jenis == "error" and "status of 4" not in teks:  # a 404 asked for on purpose
            keluhan.append(f"konsol: {teks}")

    yield buka
    for profil in terbuka:
        profil.close()
    assert keluhan == []


@pytest.fixture
def masuk_sebagai(konteks: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that logs a demo account in and gives its page."""

    def masuk(username: str, sandi: str = "demo-kkmp-2026", **pilihan: object) -> Page:
        halaman = konteks(**pilihan)
        halaman.goto("/akun/login/")
        halaman.fill("input[name=login]", username)
        halaman.fill("input[name=password]", sandi)
        halaman.click("form[action] button[type=submit]")
        halaman.wait_for_url(lambda url: "/login/" not in url)
        return halaman

    return masuk
