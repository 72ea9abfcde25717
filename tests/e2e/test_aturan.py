"""A rule change in the browser: move a value, read the difference, propose; a second person agrees.

The change holds from a far day, so that the other journeys of the shared portal do not see it.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Buka = Callable[..., Page]
SABAR = 30_000
SANDI = "demo-kkmp-2026"


def test_a_value_is_moved_read_and_proposed_in_three_steps_and_approved_by_another(
    masuk_sebagai: Buka,
) -> None:
    petugas = masuk_sebagai("petugas.contoh")
    petugas.goto("/aturan/simulasi/")
    expect(petugas.locator("#hasil-simulasi")).to_contain_text("Belum ada yang diubah")

    petugas.get_by_label("Usia paling tinggi (tahun)").fill("50")  # 1: move the value
    petugas.keyboard.press("Tab")
    hasil = petugas.locator("#hasil-simulasi")
    expect(hasil).to_contain_text("Tidak lagi layak", timeout=SABAR)  # 2: read, nothing to press
    assert "usia_maks=50" in petugas.url
    hasil.get_by_label("Alasan perubahan").fill("Surat edaran uji")
    hasil.get_by_label("Mulai berlaku").fill("2090-01-01")
    hasil.get_by_role("button", name="Usulkan").click()  # 3: propose

    expect(petugas.get_by_role("heading", level=1)).to_contain_text("Versi")
    expect(petugas.locator("main")).to_contain_text("Menunggu orang kedua")
    alamat = petugas.url

    penyetuju = masuk_sebagai("penyetuju.contoh")
    penyetuju.goto(alamat)
    expect(penyetuju.locator("main")).to_contain_text("Usia: Usia paling tinggi (tahun)")
    penyetuju.get_by_role("button", name="Setujui").click()
    if "reauthenticate" in penyetuju.url or penyetuju.locator("input[type=password]").count():
        penyetuju.locator("input[type=password]").fill(SANDI)
        penyetuju.locator("main button[type=submit]").click()
    expect(penyetuju.locator("main")).to_contain_text("Rencana berlaku 1 Januari 2090")
    expect(penyetuju.locator(".lencana").first).to_contain_text("Disetujui")


def test_the_page_works_without_javascript(masuk_sebagai: Buka) -> None:
    petugas = masuk_sebagai("petugas.contoh", js=False)
    petugas.goto("/aturan/simulasi/")
    petugas.get_by_label("Usia paling tinggi (tahun)").fill("45")
    petugas.get_by_role("button", name="Hitung").click()
    expect(petugas.locator("#hasil-simulasi")).to_contain_text("Yang diubah", timeout=SABAR)
