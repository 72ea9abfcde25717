"""Marking a workbook in a test, and looking at what came of it."""

import io
import zipfile
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as GambarLembar
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from inti.excel.anak_koreksi import jalan
from inti.excel.koreksi import BatasKoreksi, SelTemuan
from inti.excel.tandai.gaya import WARNA

MERAH, KUNING = WARNA["galat"], WARNA["peringatan"]
NIP = "NIP harus 18 angka."


def galat(sel: str, pesan: str = NIP, *, lembar: str = "Data", baris: int = 0) -> SelTemuan:
    return SelTemuan(lembar, baris or _nomor(sel), sel, "galat", pesan)


def ingat(sel: str, pesan: str, *, lembar: str = "Data", baris: int = 0) -> SelTemuan:
    return SelTemuan(lembar, baris or _nomor(sel), sel, "peringatan", pesan)


def _nomor(sel: str) -> int:
    return int("".join(h for h in sel if h.isdigit()) or 0)


def tandai(asal: Path, *temuan: SelTemuan, kepala: Mapping[str, int]) -> Path:
    """Mark a file here, without the process around it, and return the result."""
    keluaran = asal.with_name(f"{asal.stem}-koreksi.xlsx")
    batas = BatasKoreksi()
    jalan(
        {
            "asal": str(asal),
            "keluaran": str(keluaran),
            "temuan": [(t.lembar, t.baris, t.sel, t.tingkat, t.pesan) for t in temuan],
            "kepala": kepala,
            "memori": batas.memori,
            "bongkar": batas.bongkar,
            "rasio": batas.rasio,
            "catatan": batas.catatan,
        }
    )
    return keluaran


def simpan(folder: Path, isi: bytes, nama: str = "asal.xlsx") -> Path:
    jalur = folder / nama
    jalur.write_bytes(isi)
    return jalur


def muat(jalur: Path, **lain: Any) -> Any:
    return openpyxl.load_workbook(jalur, rich_text=True, **lain)


def warna(sel: Any) -> str:
    return str(sel.fill.fgColor.rgb) if sel.fill.fill_type else ""


def catatan(sel: Any) -> str:
    return sel.comment.text if sel.comment else ""


def bagian(jalur: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(jalur) as arsip:
        assert arsip.testzip() is None
        return {nama: arsip.read(nama) for nama in arsip.namelist()}


def rupa(sel: Any) -> tuple[Any, ...]:
    """Everything about a cell that a person could see."""
    gaya = (sel.font, sel.fill, sel.border, sel.alignment, sel.number_format, sel.protection)
    return (sel.value, sel.data_type, *map(repr, map(copy, gaya)), catatan(sel))


def buku_kantor(jalur: Path) -> Path:
    """Write a workbook as an office makes it: letterhead, crest, two-line heading, sheets."""
    isi = openpyxl.Workbook()
    isi.active.title = "Petunjuk"
    isi.active["A1"] = "Isi lembar berikut."
    for nama in ("Dinkes", "Dinas & <Arsip>"):
        _lembar_kantor(isi.create_sheet(nama))
    isi.create_sheet("Rahasia").sheet_state = "hidden"
    isi["Rahasia"]["A1"] = "tersembunyi"
    isi.defined_names["UNIT"] = DefinedName("UNIT", attr_text="Petunjuk!$A$1:$A$3")
    isi.save(jalur)
    return jalur


def _lembar_kantor(lembar: Any) -> None:
    gambar = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(gambar, "PNG")
    lembar["A1"] = "PEMERINTAH KOTA CONTOH"
    lembar["A1"].font = Font(bold=True, size=14)
    lembar.merge_cells("A1:G1")
    lembar.add_image(GambarLembar(gambar), "A1")
    for kolom, judul in enumerate(["NO", "NIP", "NAMA", "LAHIR", "SKP", None, "GAJI"], 1):
        lembar.cell(4, kolom, judul)
    lembar["E5"], lembar["F5"] = "2024", "2025"
    lembar.merge_cells("E4:F4")
    for kolom in "ABCDG":
        lembar.merge_cells(f"{kolom}4:{kolom}5")
    for baris in range(6, 26):
        lembar.cell(baris, 1, baris - 5)
        lembar.cell(baris, 2, f"{baris:018d}").number_format = "@"
        lembar.cell(baris, 3, CellRichText("UJI ", TextBlock(InlineFont(b=True), f"{baris}")))
        lembar.cell(baris, 4, f"=DATE(1990,1,{baris})").number_format = "dd-mm-yyyy"
        lembar.cell(baris, 7, 1_234_567.5).number_format = "#,##0.00"
        lembar.cell(baris, 7).fill = PatternFill("solid", fgColor="FFEEEEEE")
    lembar["C7"].comment = Comment("Catatan kantor", "Sekretariat")
    lembar["C8"].comment = Comment("Jangan diubah", "Sekretariat")
    lembar.column_dimensions["B"].width = 27
    lembar.column_dimensions["F"].hidden = True
    lembar.row_dimensions[10].hidden = True
    lembar.row_dimensions[11].height = 33
    lembar.freeze_panes = "C6"
    lembar.print_title_rows = "4:5"
    lembar.page_setup.orientation = "landscape"
    lembar.oddFooter.right.text = "&P/&N"
    lembar.auto_filter.ref = "A5:G25"
    daftar = DataValidation(type="list", formula1='"Ya,Tidak"')
    daftar.add("F6:F25")
    lembar.add_data_validation(daftar)
    aturan = CellIsRule(operator="lessThan", formula=["5"], fill=PatternFill(bgColor="FFFF0000"))
    lembar.conditional_formatting.add("A6:A25", aturan)
