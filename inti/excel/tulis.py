"""Writing a workbook an officer can trust: text stays text, nothing in it is ever a formula."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

import xlsxwriter

TINGGI_DATA_PALING_BANYAK = 1_048_576
PANJANG_TEKS = 32_767
AWAL_BERBAHAYA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class KolomKeluar:
    """A column: its heading, the kind of its cells, and its width in characters (0 = by kind)."""

    judul: str
    jenis: Literal["teks", "bilangan", "tanggal", "waktu"] = "teks"
    lebar: int = 0


@dataclass(frozen=True)
class LembarKeluar:
    """A sheet. ``baris`` may be a generator: rows are written as they come."""

    nama: str
    kolom: Sequence[KolomKeluar]
    baris: Iterable[Sequence[object]]
    judul: str = ""


LEBAR = {"teks": 22, "bilangan": 12, "tanggal": 13, "waktu": 18}


def tulis(
    tujuan: Path | BinaryIO,
    lembar: Sequence[LembarKeluar],
    *,
    keterangan: Mapping[str, str] | None = None,
) -> int:
    """Write the sheets and return the number of data rows written.

    Each sheet gets a frozen heading, filters, widths, and A4 print set-up with page x/y.
    ``keterangan`` (filter, time, who) becomes a last sheet "Keterangan". Text is written as text
    with the format ``@``, so a NIP keeps its 18 digits and ``=1+1`` stays those four characters.
    """
    sasaran: Any = str(tujuan) if isinstance(tujuan, Path) else tujuan
    buku = xlsxwriter.Workbook(
        sasaran,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd-mm-yyyy",
            "remove_timezone": True,
        },
    )
    gaya = _gaya(buku)
    jumlah = 0
    try:
        for satu in lembar:
            jumlah += _tulis_lembar(buku.add_worksheet(_nama_lembar(satu.nama)), satu, gaya)
        if keterangan:
            _tulis_keterangan(buku.add_worksheet("Keterangan"), keterangan, gaya)
    finally:
        buku.close()
    return jumlah


def _gaya(buku: Any) -> dict[str, Any]:
    return {
        "judul": buku.add_format({"bold": True, "font_size": 13}),
        "kepala": buku.add_format(
            {"bold": True, "bg_color": "#DCE6F5", "border": 1, "text_wrap": True, "valign": "top"}
        ),
        "teks": buku.add_format({"num_format": "@", "valign": "top"}),
        "terkutip": buku.add_format({"num_format": "@", "valign": "top", "quote_prefix": True}),
        "bilangan": buku.add_format({"num_format": "#,##0.##", "valign": "top"}),
        "bulat": buku.add_format({"num_format": "#,##0", "valign": "top"}),
        "tanggal": buku.add_format({"num_format": "dd-mm-yyyy", "valign": "top"}),
        "waktu": buku.add_format({"num_format": "dd-mm-yyyy hh:mm", "valign": "top"}),
    }


def _tulis_lembar(w: Any, lembar: LembarKeluar, gaya: dict[str, Any]) -> int:
    awal = 0
    if lembar.judul:
        _tulis_teks(w, 0, 0, lembar.judul, gaya, "judul")
        awal = 2
    for k, kolom in enumerate(lembar.kolom):
        w.set_column(k, k, kolom.lebar or max(LEBAR[kolom.jenis], len(kolom.judul) + 3))
    for k, kolom in enumerate(lembar.kolom):
        w.write_string(awal, k, kolom.judul, gaya["kepala"])
    jumlah = 0
    for b, isi in enumerate(lembar.baris, start=awal + 1):
        for k, nilai in enumerate(isi):
            tulis_sel(w, b, k, nilai, gaya)
        jumlah += 1
    w.freeze_panes(awal + 1, 0)
    if lembar.kolom:
        w.autofilter(awal, 0, awal + jumlah, len(lembar.kolom) - 1)
    w.repeat_rows(awal)
    w.set_paper(9)
    w.set_landscape()
    w.fit_to_pages(1, 0)
    w.set_footer("&L&A&RHalaman &P/&N")
    return jumlah


def tulis_sel(w: Any, baris: int, kolom: int, nilai: object, gaya: dict[str, Any]) -> None:
    """Write one typed cell; whatever is not a number, a date or a truth value becomes text."""
    if nilai is None or nilai == "":
        return
    if isinstance(nilai, bool):
        _tulis_teks(w, baris, kolom, "Ya" if nilai else "Tidak", gaya)
    elif isinstance(nilai, int):
        w.write_number(baris, kolom, nilai, gaya["bulat"])
    elif isinstance(nilai, float):
        w.write_number(baris, kolom, nilai, gaya["bilangan"])
    elif isinstance(nilai, dt.datetime):
        w.write_datetime(baris, kolom, nilai, gaya["waktu"])
    elif isinstance(nilai, dt.date):
        w.write_datetime(baris, kolom, nilai, gaya["tanggal"])
    else:
        _tulis_teks(w, baris, kolom, str(nilai), gaya)


def _tulis_teks(
    w: Any, baris: int, kolom: int, teks: str, gaya: dict[str, Any], nama: str = "teks"
) -> None:
    # The quote prefix keeps text a text also after somebody edits the cell in Excel.
    if nama == "teks" and teks.startswith(AWAL_BERBAHAYA):
        nama = "terkutip"
    w.write_string(baris, kolom, teks[:PANJANG_TEKS], gaya[nama])


def _tulis_keterangan(w: Any, keterangan: Mapping[str, str], gaya: dict[str, Any]) -> None:
    w.set_column(0, 0, 24)
    w.set_column(1, 1, 90)
    for b, (nama, isi) in enumerate(keterangan.items()):
        _tulis_teks(w, b, 0, nama, gaya)
        _tulis_teks(w, b, 1, isi, gaya)
    w.set_paper(9)


def _nama_lembar(nama: str) -> str:
    """Excel refuses some characters in a tab name, and more than 31 of any."""
    bersih = "".join("-" if c in "[]:*?/\\" else c for c in nama).strip("' ")
    return bersih[:31] or "Data"
