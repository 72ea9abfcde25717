"""Sheets for the drill, cell by cell, with the traits of an office's workbook."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

TANGGAL = "dd-mm-yyyy"


@dataclass(frozen=True)
class Rumus:
    """A formula, written without the value Excel would have kept beside it."""

    isi: str


@dataclass(frozen=True)
class Galat:
    """An Excel error as a cell holds it: #N/A, #REF!."""

    isi: str


@dataclass
class Kertas:
    """One sheet: cells by (row, column) from 1, merges, and what is hidden."""

    nama: str
    sel: dict[tuple[int, int], Any] = field(default_factory=dict)
    gabung: list[str] = field(default_factory=list)
    baris_sembunyi: set[int] = field(default_factory=set)
    kolom_sembunyi: set[int] = field(default_factory=set)
    saring: str = ""
    keadaan: str = "visible"
    catatan: dict[str, str] = field(default_factory=dict)

    def baris(self, nomor: int, isi: Sequence[Any], kolom: int = 1) -> None:
        """Write cells of one row from ``kolom`` on; None leaves a cell empty."""
        for geser, nilai in enumerate(isi):
            if nilai is not None:
                self.sel[nomor, kolom + geser] = nilai

    def kop(self, nomor: int, teks: str, lebar: int) -> None:
        """Write a letterhead line merged over the width of the table."""
        self.sel[nomor, 1] = teks
        self.gabung.append(f"A{nomor}:{get_column_letter(lebar)}{nomor}")

    @property
    def baris_akhir(self) -> int:
        return max((b for b, _ in self.sel), default=0)


def alamat(baris: int, kolom: int) -> str:
    """Return an address as Excel shows it, both numbers from 1."""
    return f"{get_column_letter(kolom)}{baris}"


def tulis(kertas: Sequence[Kertas], *, sistem_1904: bool = False) -> bytes:
    """Return the workbook; what is text stays text, also when it begins with =."""
    buku = openpyxl.Workbook()
    buku.remove(buku.active)
    if sistem_1904:
        buku.epoch = CALENDAR_MAC_1904
    for satu in kertas:
        lembar = buku.create_sheet(satu.nama)
        lembar.sheet_state = satu.keadaan
        for (b, k), nilai in satu.sel.items():
            _isi(lembar.cell(b, k), nilai)
        for rentang in satu.gabung:
            lembar.merge_cells(rentang)
        for b in satu.baris_sembunyi:
            lembar.row_dimensions[b].hidden = True
        for k in satu.kolom_sembunyi:
            lembar.column_dimensions[get_column_letter(k)].hidden = True
        if satu.saring:
            lembar.auto_filter.ref = satu.saring
        for sel, teks in satu.catatan.items():
            lembar[sel].comment = openpyxl.comments.Comment(teks, "Petugas")
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _isi(sel: Any, nilai: Any) -> None:
    if isinstance(nilai, Rumus):
        sel.value = nilai.isi
        return
    if isinstance(nilai, Galat):
        sel.value, sel.data_type = nilai.isi, "e"
        return
    sel.value = nilai
    if isinstance(nilai, str):
        sel.data_type = "s"
    elif isinstance(nilai, dt.date):
        sel.number_format = TANGGAL


def tulis_csv(
    isi: Sequence[Sequence[str]],
    *,
    pemisah: str = ",",
    sandi: str = "utf-8",
    akhir: str = "\r\n",
    kutip_semua: bool = False,
) -> bytes:
    """Return a CSV file as an office's program writes it."""

    def sel(teks: str) -> str:
        perlu = kutip_semua or any(c in teks for c in (pemisah, '"', "\n", "\r"))
        return '"' + teks.replace('"', '""') + '"' if perlu else teks

    return akhir.join([*(pemisah.join(map(sel, baris)) for baris in isi), ""]).encode(sandi)


def zip_dari(bagian: Mapping[str, bytes], *, cara: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these parts."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", cara) as arsip:
        for nama, data in bagian.items():
            arsip.writestr(nama, data)
    return keluar.getvalue()


def bagian(isi: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        return {nama: arsip.read(nama) for nama in arsip.namelist()}
