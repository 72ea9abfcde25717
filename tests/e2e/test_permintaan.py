"""Asking instead of guessing, in the browser: one button, a phone, a check, a new verdict."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PONSEL

Buka = Callable[..., Page]
SABAR = 30_000
PDF = {"name": "sertifikat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 uji"}


def test_uncertain_people_are_asked_about_and_answered_on_a_phone(masuk_sebagai: Buka) -> None:
    petugas = masuk_sebagai("petugas.contoh")
    petugas.goto("/kelayakan/?hasil=belum_pasti&ragu=komputer")
    petugas.get_by_role("button", name="Minta ke OPD").first.click()  # everybody of the list
    expect(petugas.locator("main")).to_contain_text("permintaan dikirim ke")

    kepala = masuk_sebagai("kepala1.contoh", ukuran=PONSEL)
    kepala.goto("/permintaan/opd/")
    kepala.get_by_role("link", name="Jawab").first.click()
    expect(kepala.get_by_role("heading", level=1)).to_contain_text("?")
    nama = kepala.locator("main .keterangan").inner_text().split(" · ")[0]
    kepala.get_by_label("Jenis bukti").select_option("SERTIFIKAT")
    kepala.get_by_label("Tanggal dokumen").fill("2025-05-05")
    kepala.get_by_label("Foto atau berkas bukti").set_input_files(PDF)
    assert kepala.evaluate("document.documentElement.scrollWidth") <= 360
    kepala.get_by_role("button", name="Kirim").click()
    expect(kepala.locator("main")).to_contain_text("Jawaban terkirim")

    petugas.goto("/permintaan/?status=DIJAWAB")
    petugas.get_by_role("link", name=nama).first.click()
    expect(petugas.locator("main")).to_contain_text("Sertifikat kursus")
    petugas.get_by_role("button", name="Terima").click()
    expect(petugas.locator("main")).to_contain_text("Jawaban diterima")

    petugas.goto(f"/kelayakan/?cari={nama.split(',')[0]}")
    petugas.get_by_role("link", name=nama).first.click()
    kartu = petugas.locator("li.temuan", has_text="Kemampuan komputer")
    expect(kartu).to_contain_text("Layak", timeout=SABAR)
