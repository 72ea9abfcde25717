"""An officer's first survey has three mistakes: marked file back, mended in Excel, finished.

Then the import is undone. Nothing but the browser and the officer's own workbook is used.
"""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from tests.e2e.aksesibilitas import di_semua_rupa
from tests.e2e.conftest import PortalHidup

Buka = Callable[..., Page]
SABAR = 60_000
MERAH = "FFF9B3AE"
BUKTI_BARU = "Sertifikat kursus komputer (uji)"


def _kepala(kertas: Worksheet) -> tuple[int, dict[str, int]]:
    """Return the heading row of a sheet and the column of each heading."""
    for baris in kertas.iter_rows(max_row=20):
        judul = {str(s.value).strip(): s.column for s in baris if s.value}
        if "NIP" in judul and "BUKTI" in judul:
            return baris[0].row, judul
    pytest.fail("no heading row in the survey")


def _rusak(asal: Path, tujuan: Path) -> dict[str, object]:
    """Write three mistakes into the survey; return what the cells really hold."""
    buku = openpyxl.load_workbook(asal)
    kertas = next(k for k in buku.worksheets if k.max_row > _kepala(k)[0] + 3)
    nomor, kolom = _kepala(kertas)
    nip, kontrak = kolom["NIP"], kolom["AKHIR KONTRAK"]
    tempat = [(nomor + 1, nip), (nomor + 2, kontrak), (nomor + 3, nip)]
    benar = {kertas.cell(b, k).coordinate: kertas.cell(b, k).value for b, k in tempat}
    kertas.cell(*tempat[0]).value = float(str(kertas.cell(*tempat[0]).value))
    kertas.cell(*tempat[1]).value = "31-02-2026"
    kertas.cell(*tempat[2]).value = str(kertas.cell(*tempat[2]).value)[:17]
    for geser in (1, 2, 3):
        kertas.cell(nomor + geser, kolom["MAMPU KOMPUTER"]).value = "Ya"
        kertas.cell(nomor + geser, kolom["BUKTI"]).value = BUKTI_BARU
    buku.save(tujuan)
    return {"lembar": kertas.title, **benar}


def _unggah(petugas: Page, berkas: Path) -> None:
    petugas.goto("/impor/")
    petugas.locator("input[type=file]").set_input_files(berkas)
    petugas.get_by_role("button", name="Unggah dan periksa").click()
    expect(petugas).to_have_url(re.compile(r"/impor/\d+/$"), timeout=SABAR)


def _perbaiki(berkas: Path, benar: dict[str, object]) -> None:
    """Mend the red cells, as an officer would: the marks say which they are."""
    buku = openpyxl.load_workbook(berkas)
    kertas = buku[str(benar["lembar"])]
    nomor, kolom = _kepala(kertas)
    assert kertas.cell(nomor, max(kolom.values())).value == "Kesalahan"
    merah = [
        sel
        for baris in kertas.iter_rows(min_row=nomor + 1)
        for sel in baris
        if sel.fill.fgColor.rgb == MERAH and sel.column < kolom["Kesalahan"]
    ]
    assert {sel.coordinate for sel in merah} == benar.keys() - {"lembar"}
    for sel in merah:
        assert sel.comment, "each red cell says what is wrong"
        sel.value = benar[sel.coordinate]
    buku.save(berkas)


def test_three_mistakes_are_marked_mended_and_the_import_is_finished(
    masuk_sebagai: Buka, portal: PortalHidup, tmp_path: Path
) -> None:
    asal = next((portal.data / "demo" / "berkas").glob("kota-contoh/pendataan-opd.xlsx"))
    berkas, koreksi = tmp_path / "pendataan.xlsx", tmp_path / "pendataan (koreksi).xlsx"
    benar = _rusak(asal, berkas)
    petugas = masuk_sebagai("petugas.contoh")

    _unggah(petugas, berkas)
    expect(petugas.get_by_text("dan 3 ditolak")).to_be_visible()
    expect(petugas.get_by_text("NIP berisi 17 angka, seharusnya 18.").first).to_be_visible()
    petugas.get_by_role("button", name="Tandai di berkas saya").click()
    unduh = petugas.get_by_role("link", name="Unduh pendataan (koreksi).xlsx")
    expect(unduh).to_be_visible(timeout=SABAR)
    with petugas.expect_download() as unduhan:
        unduh.click()
    unduhan.value.save_as(koreksi)
    _perbaiki(koreksi, benar)

    _unggah(petugas, koreksi)
    expect(petugas.get_by_text("3 dari")).to_be_visible()
    alamat = petugas.url
    petugas.get_by_role("button", name="Terapkan 3 baris").click()
    expect(petugas.get_by_text("3 baris masuk")).to_be_visible(timeout=SABAR)
    assert petugas.url == alamat

    petugas.get_by_role("link", name="Batalkan impor ini").click()
    assert di_semua_rupa(petugas, petugas.url.removeprefix(portal.url)) == {}
    petugas.get_by_role("button", name="Batalkan impor ini").click()
    expect(petugas.get_by_text("Impor ini dibatalkan")).to_be_visible(timeout=SABAR)
    assert di_semua_rupa(petugas, petugas.url.removeprefix(portal.url)) == {}
