"""A CSV as a workbook: one sheet, every cell text, row for row."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

LEMBAR = "CSV"
PEMISAH = ";,|\t"
BARIS_CONTOH = 20
LEBAR = 18
MAKS_HURUF = 32_000


def buku_dari_csv(asal: Path, keluaran: Path) -> None:
    """Write the cells of a CSV into a workbook. A digit stays a digit, a formula stays text."""
    buku = xlsxwriter.Workbook(str(keluaran), {"constant_memory": True})
    teks = buku.add_format({"num_format": "@"})
    lembar = buku.add_worksheet(LEMBAR)
    terlebar = 0
    for b, baris in enumerate(_baris(asal.read_bytes())):
        terlebar = max(terlebar, len(baris))
        for k, isi in enumerate(baris):
            if isi:
                lembar.write_string(b, k, isi[:MAKS_HURUF], teks)
    lembar.set_column(0, max(terlebar - 1, 0), LEBAR, teks)
    buku.close()


def _baris(isi: bytes) -> Iterator[list[str]]:
    teks = _huruf(isi)
    contoh = teks.splitlines()[:BARIS_CONTOH]
    pemisah = max(PEMISAH, key=lambda p: sum(b.count(p) for b in contoh))
    return csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)


def _huruf(isi: bytes) -> str:
    if isi[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return isi.decode("utf-16", "replace")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", "replace")
