"""The browser of a whole run: one Playwright, for two in a process stand in each other's way."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def cari_chromium() -> str:
    """Return the browser named by CHROMIUM or found on PATH, or an empty text."""
    nama = os.environ.get("CHROMIUM")
    if nama:
        return nama
    calon = ("chromium", "chromium-browser", "google-chrome")
    return next((jalur for satu in calon if (jalur := shutil.which(satu))), "")


@pytest.fixture(scope="session")
def chromium() -> str:
    jalur = cari_chromium()
    if not jalur:
        pesan = "Chromium tidak ditemukan: pasang dari distribusi, atau sebut lewat CHROMIUM."
        if os.environ.get("CI") == "true":
            pytest.fail(pesan)
        pytest.skip(pesan)
    return jalur


@pytest.fixture(scope="session")
def peramban(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=ARGUMEN)
        yield browser
        browser.close()
