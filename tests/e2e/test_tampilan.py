"""The frame and the pages every role shares, in a real browser: axe, keyboard, no JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect

from inti.models import Instansi
from inti.peran import Peran
from pegawai.models import Akun
from tests.e2e.aksesibilitas import di_semua_rupa
from tests.e2e.conftest import MEJA, PONSEL, PortalHidup
from tests.tampilan.test_tampilan import katalog

Masuk = Callable[..., Page]


@pytest.fixture
def halaman_katalog(konteks: Masuk, portal: PortalHidup) -> Page:
    """The catalogue of components, served under the portal's own policy."""
    akun = Akun(username="petugas", nama="Siti Aminah", peran=Peran.PETUGAS)
    akun.instansi = Instansi(nama="Pemerintah Kota Contoh")
    arah = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    kebijakan = "; ".join(f"{nama} {' '.join(nilai)}" for nama, nilai in arah.items())

    def jawab(rute: Route) -> None:
        kepala = {
            "Content-Security-Policy": kebijakan,
            "Content-Type": "text/html; charset=utf-8",
        }
        rute.fulfill(body=katalog(akun), headers=kepala)

    halaman = konteks(ukuran=MEJA)
    halaman.route(re.compile(r"/katalog/$"), jawab)
    return halaman


def test_every_component_passes_axe_in_both_widths_and_themes(halaman_katalog: Page) -> None:
    assert di_semua_rupa(halaman_katalog, "/katalog/") == {}


@pytest.mark.parametrize("alamat", ["/akun/login/", "/tidak-ada/", "/akun/password/reset/"])
def test_pages_for_strangers_pass_axe(alamat: str, konteks: Masuk) -> None:
    assert di_semua_rupa(konteks(), alamat) == {}


@pytest.mark.parametrize(
    ("username", "alamat"),
    [
        ("petugas", ["/"]),
        ("petugas.contoh", ["/", "/akun/password/change/", "/akun/logout/"]),
        ("penyetuju.contoh", ["/"]),
        ("kepala1.contoh", ["/"]),
        ("dinas.contoh", ["/"]),
        ("auditor.contoh", ["/", "/jejak/"]),
        ("admin.contoh", ["/", "/akun/", "/akun/tambah/", "/pejabat/"]),
    ],
)
def test_shared_pages_of_each_role_pass_axe(
    username: str, alamat: list[str], masuk_sebagai: Masuk
) -> None:
    halaman = masuk_sebagai(username)
    temuan: dict[str, Any] = {}
    for satu in alamat:
        temuan |= di_semua_rupa(halaman, satu)
    assert temuan == {}


def test_details_of_an_account_and_a_unit_pass_axe(masuk_sebagai: Masuk) -> None:
    halaman = masuk_sebagai("admin.contoh")
    for daftar in ("/akun/", "/pejabat/"):
        halaman.goto(daftar)
        rincian = halaman.locator("tbody a").first.get_attribute("href")
        assert rincian
        assert di_semua_rupa(halaman, rincian) == {}


def test_chain_check_ends_on_its_result(masuk_sebagai: Masuk) -> None:
    halaman = masuk_sebagai("auditor.contoh")
    halaman.goto("/jejak/")
    halaman.get_by_role("button", name="Periksa rantai").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Hasil pemeriksaan rantai")
    expect(halaman.get_by_text("Rantai utuh.")).to_be_visible()


# --- portal.js, on the catalogue ------------------------------------------------------------------


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_page_opens_in_the_theme_of_the_device(tema: str, konteks: Masuk) -> None:
    halaman = konteks(tema=tema)
    halaman.goto("/akun/login/")
    assert halaman.locator("html").get_attribute("data-bs-theme") == tema


def test_theme_button_is_remembered(konteks: Masuk) -> None:
    halaman = konteks(tema="light")
    halaman.goto("/akun/login/")
    halaman.get_by_role("button", name="Ganti tampilan").click()
    halaman.reload()
    assert halaman.locator("html").get_attribute("data-bs-theme") == "dark"


def test_select_all_counts_and_the_bulk_button_asks_first(halaman_katalog: Page) -> None:
    halaman_katalog.goto("/katalog/")
    kotak = halaman_katalog.locator("tbody input[name=pilih]")
    halaman_katalog.get_by_role("checkbox", name="Pilih semua").check()
    expect(halaman_katalog.locator("[data-jumlah-terpilih]")).to_have_text("3 dari 3 dipilih")
    kotak.first.uncheck()
    expect(halaman_katalog.locator("[data-jumlah-terpilih]")).to_have_text("2 dari 3 dipilih")
    halaman_katalog.get_by_role("button", name="Minta ke OPD").click()
    dialog = halaman_katalog.get_by_role("dialog")
    expect(dialog).to_contain_text("Kirim 2 permintaan ke OPD?")
    expect(dialog.get_by_role("button", name="Batal")).to_be_focused()
    halaman_katalog.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert halaman_katalog.url.endswith("/katalog/")


def test_on_a_phone_one_tap_chooses_all_rows(halaman_katalog: Page) -> None:
    """The head of the table is away there: the bar of the bulk acts has the box."""
    halaman_katalog.set_viewport_size({"width": 360, "height": 740})
    halaman_katalog.goto("/katalog/")
    halaman_katalog.locator(".bilah-pilih").get_by_label("Pilih semua").check()
    expect(halaman_katalog.locator("[data-jumlah-terpilih]")).to_have_text("3 dari 3 dipilih")


def test_confirmed_act_is_sent_exactly_once(halaman_katalog: Page) -> None:
    terkirim: list[str] = []

    def terima(rute: Route) -> None:
        if rute.request.method != "POST":
            rute.fallback()
            return
        terkirim.append(rute.request.post_data or "")
        rute.fulfill(status=204)

    halaman_katalog.route(re.compile(r"/$"), terima)
    halaman_katalog.goto("/katalog/")
    halaman_katalog.locator("tbody input[name=pilih]").first.check()
    tombol = halaman_katalog.get_by_role("button", name="Minta ke OPD")
    tombol.click()
    halaman_katalog.get_by_role("dialog").get_by_role("button", name="Minta ke OPD").click()
    expect(tombol).to_have_attribute("aria-busy", "true")
    halaman_katalog.evaluate("document.querySelector('form[data-pilihan]').requestSubmit()")
    assert terkirim == ["pilih=1"]


def test_keyboard_walks_the_list_and_can_be_switched_off(halaman_katalog: Page) -> None:
    halaman_katalog.goto("/katalog/")
    halaman_katalog.keyboard.press("Control+k")
    expect(halaman_katalog.locator("[data-pintas-cari]").first).to_be_focused()
    halaman_katalog.locator("tbody input[name=pilih]").first.focus()
    halaman_katalog.keyboard.press("j")
    halaman_katalog.keyboard.press("x")
    expect(halaman_katalog.locator("tbody input[name=pilih]").nth(1)).to_be_checked()
    halaman_katalog.get_by_label("Akun: Siti Aminah").click()
    halaman_katalog.get_by_role("button", name="Pintasan papan ketik").click()
    halaman_katalog.locator("tbody input[name=pilih]").first.focus()
    halaman_katalog.keyboard.press("x")
    expect(halaman_katalog.locator("tbody input[name=pilih]").first).not_to_be_checked()


def test_chosen_file_is_named_and_a_too_big_one_is_told(halaman_katalog: Page) -> None:
    halaman_katalog.goto("/katalog/")
    medan = halaman_katalog.locator("[data-unggah] input[type=file]")
    nama = halaman_katalog.locator(".unggah-nama")
    medan.set_input_files({"name": "a.xlsx", "mimeType": "text/plain", "buffer": b"x" * 1048576})
    expect(nama).to_have_text("a.xlsx (1 MB)")
    besar = {"name": "b.xlsx", "mimeType": "text/plain", "buffer": b"x" * 6 * 1048576}
    medan.set_input_files(besar)
    expect(nama).to_contain_text("batasnya 5 MB")


def test_focus_starts_on_the_error_summary(halaman_katalog: Page) -> None:
    halaman_katalog.goto("/katalog/")
    expect(halaman_katalog.locator(".ringkasan-galat")).to_be_focused()
    halaman_katalog.locator(".ringkasan-galat a").first.click()
    expect(halaman_katalog.get_by_label("Nama lengkap")).to_be_focused()


# --- without JavaScript ---------------------------------------------------------------------------


def test_menu_filters_and_logout_work_without_javascript(masuk_sebagai: Masuk) -> None:
    halaman = masuk_sebagai("auditor.contoh", js=False, ukuran=PONSEL)
    halaman.locator(".bawah-lain summary").click()
    halaman.locator(".bawah-lembar").get_by_role("link", name="Kelayakan").click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Kelayakan")
    halaman.goto("/jejak/")
    halaman.locator(".saring-lain summary").click()
    halaman.get_by_label("Pelaku").select_option("true")
    halaman.get_by_role("button", name="Terapkan saringan").click()
    expect(halaman.locator(".saring-aktif")).to_contain_text("Pelaku: Sistem")
    halaman.locator(".menu-akun summary").click()
    halaman.get_by_role("button", name="Keluar").click()
    halaman.goto("/")
    assert "/akun/login/" in halaman.url
