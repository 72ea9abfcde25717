"""The non-ASN registry in the browser: from the balance to one person, corrected with a paper."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PONSEL

Buka = Callable[..., Page]
PDF = {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 uji"}


def test_somebody_unresolved_is_found_from_the_balance_and_settled(masuk_sebagai: Buka) -> None:
    petugas = masuk_sebagai("petugas.contoh")
    petugas.goto("/pendataan/")
    neraca = petugas.locator("main [role=status]").first
    expect(neraca).to_contain_text("Seimbang")
    sebelum = neraca.inner_text()
    petugas.get_by_role("link", name="Masih aktif atau tidak").click()
    baris = petugas.locator("tbody tr").first
    expect(baris).to_contain_text("Perlu: Keterangan masih aktif")
    baris.get_by_role("link").click()
    expect(petugas.locator("main")).to_contain_text("Yang perlu dilengkapi")
    petugas.get_by_role("link", name="Koreksi").click()
    petugas.get_by_label("Masih aktif bekerja").select_option("ya")
    petugas.get_by_label("Nomor dan tanggal dokumen dasar").fill("SK 814.1/9/2022")
    petugas.get_by_label("Foto atau berkas bukti").set_input_files(PDF)
    petugas.get_by_role("button", name="Simpan koreksi").click()
    expect(petugas.locator("main")).to_contain_text("sudah dinilai ulang")
    expect(petugas.locator("main")).to_contain_text("Masih aktif bekerja: kosong → Ya")

    auditor = masuk_sebagai("auditor.contoh", ukuran=PONSEL)
    auditor.goto("/pendataan/")
    sesudah = auditor.locator("main [role=status]").first
    expect(sesudah).to_contain_text("Seimbang")
    assert sesudah.inner_text() != sebelum
    expect(auditor.get_by_role("button", name="Umumkan")).to_have_count(0)
