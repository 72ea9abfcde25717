"""Writes workbooks nobody can be harmed by: no live formula, no lost digit, provenance inside.

Every text goes in as an inline string, so a value that begins with ``=`` stays a text; it also
carries the quote prefix, so it stays one when an officer edits the cell. Rows are streamed: the
memory used does not grow with their number.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

import xlsxwriter

from inti.waktu import ZONA

T = TypeVar("T")
Nilai = str | int | float | dt.date | dt.datetime | None
"""What a cell may hold. A datetime is shown as the agency's wall clock (WIB)."""

MAKS_BARIS_LEMBAR = 1_048_575
"""Data rows one sheet can hold below its heading; the rest goes on to further sheets."""
MAKS_HURUF = 32_767
TAHUN_PERTAMA = 1900
"""The calendar of a workbook begins here; an older date is written as text."""
DIPOTONG = " … (dipotong)"
_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PEMICU = frozenset("=+-@\t\r\n|%'")


class Jenis(StrEnum):
    """How a column is typed and shown."""

    TEKS = "teks"
    PANJANG = "panjang"
    """Sentences: wrapped inside their cell."""
    KODE = "kode"
    """Digits that are no number (NIP, ids): text format, no digit is ever lost."""
    BULAT = "bulat"
    PERSEN = "persen"
    TANGGAL = "tanggal"
    WAKTU = "waktu"


_FORMAT: dict[Jenis, dict[str, Any]] = {
    Jenis.TEKS: {},
    Jenis.PANJANG: {"text_wrap": True},
    Jenis.KODE: {"num_format": "@"},
    Jenis.BULAT: {"num_format": "#,##0"},
    Jenis.PERSEN: {"num_format": "0.0%"},
    Jenis.TANGGAL: {"num_format": "dd-mm-yyyy"},
    Jenis.WAKTU: {"num_format": "dd-mm-yyyy hh:mm"},
}


@dataclass(frozen=True)
class Kolom(Generic[T]):
    """One column: its heading, how to read it from a row, its type and width in characters."""

    judul: str
    ambil: Callable[[T], Nilai]
    jenis: Jenis = Jenis.TEKS
    lebar: int = 16


@dataclass(frozen=True)
class Lembar(Generic[T]):
    """One list: the name of its sheet (at most 24 letters), its columns and its rows."""

    nama: str
    kolom: Sequence[Kolom[T]]
    baris: Iterable[T]


def tulis(
    keluaran: IO[bytes] | Path,
    *,
    judul: str,
    lembar: Sequence[Lembar[Any]],
    keterangan: Sequence[tuple[str, Nilai]],
    pada: dt.datetime,
    baris_per_lembar: int = MAKS_BARIS_LEMBAR,
) -> int:
    """Write the lists and a sheet "Keterangan" that says where they come from.

    ``pada`` is the instant of the export, printed in WIB. The first row of each data sheet is
    the heading, so that the file can be filtered, sorted, and read back in. Returns the number
    of rows of the first list.
    """
    buku = _buka(keluaran, judul, pada)
    gaya = _Gaya(buku)
    jumlah: list[int] = []
    for satu in lembar:
        jumlah.append(0)
        for urut, potong in enumerate(_potong(iter(satu.baris), baris_per_lembar), 1):
            nama = satu.nama if urut == 1 else f"{satu.nama} ({urut})"
            kertas = buku.add_worksheet(nama)
            ada = _lembar_data(kertas, gaya, satu.kolom, potong)
            _cetak(kertas, judul, pada, len(satu.kolom), ada)
            jumlah[-1] += ada
    hitungan = [(f"Jumlah baris {s.nama}", n) for s, n in zip(lembar, jumlah, strict=True)]
    isi = [*keterangan, *hitungan, ("Waktu ekspor", _jam(pada))]
    _lembar_keterangan(buku.add_worksheet("Keterangan"), gaya, judul, isi)
    buku.close()
    return jumlah[0]


class _Gaya:
    """The formats of one workbook: by column type, plain and with the quote prefix."""

    def __init__(self, buku: Any) -> None:
        dasar = {"valign": "top", "font_name": "Arial", "font_size": 10}
        self.biasa = {j: buku.add_format(dasar | isi) for j, isi in _FORMAT.items()}
        self.kutip = {
            j: buku.add_format(dasar | isi | {"quote_prefix": True}) for j, isi in _FORMAT.items()
        }
        self.kepala = buku.add_format(
            dasar
            | {"bold": True, "text_wrap": True, "bg_color": "#DCE8F7", "bottom": 1, "locked": True}
        )
        self.judul = buku.add_format(dasar | {"bold": True, "font_size": 14})
        self.label = buku.add_format(dasar | {"bold": True})


def _buka(keluaran: IO[bytes] | Path, judul: str, pada: dt.datetime) -> Any:
    buku = xlsxwriter.Workbook(
        str(keluaran) if isinstance(keluaran, Path) else keluaran,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    buku.set_properties({"title": judul, "created": pada.astimezone(dt.UTC).replace(tzinfo=None)})
    return buku


def _potong(baris: Iterator[T], ukuran: int) -> Iterator[Iterable[T]]:
    """Cut the rows into sheets; an empty list still makes one sheet with its heading."""
    yield islice(baris, ukuran)
    for awal in baris:
        yield chain([awal], islice(baris, ukuran - 1))


def _lembar_data(lembar: Any, gaya: _Gaya, kolom: Sequence[Kolom[T]], baris: Iterable[T]) -> int:
    for k, satu in enumerate(kolom):
        lembar.set_column(k, k, satu.lebar)
        lembar.write_string(0, k, bersih(satu.judul), gaya.kepala)
    jumlah = 0
    for isi in baris:
        jumlah += 1
        for k, satu in enumerate(kolom):
            _sel(lembar, gaya, jumlah, k, satu.ambil(isi), satu.jenis)
    lembar.freeze_panes(1, 0)
    lembar.autofilter(0, 0, jumlah, len(kolom) - 1)
    return jumlah


def _sel(lembar: Any, gaya: _Gaya, b: int, k: int, nilai: Nilai, jenis: Jenis) -> None:
    """Write one cell by the type of its value; text never goes through type guessing."""
    if nilai is None or nilai == "":
        return
    if isinstance(nilai, dt.datetime):
        setempat = nilai.astimezone(ZONA).replace(tzinfo=None, microsecond=0)
        lembar.write_datetime(b, k, setempat, gaya.biasa[Jenis.WAKTU])
    elif isinstance(nilai, dt.date) and nilai.year >= TAHUN_PERTAMA:
        lembar.write_datetime(b, k, nilai, gaya.biasa[Jenis.TANGGAL])
    elif isinstance(nilai, int | float):
        lembar.write_number(b, k, nilai, gaya.biasa[jenis])
    else:
        teks = bersih(str(nilai))
        pilihan = gaya.kutip if teks[:1] in _PEMICU else gaya.biasa
        lembar.write_string(b, k, teks, pilihan[jenis])


def bersih(teks: str) -> str:
    """Return the text as a cell can hold it: no control characters, at most 32,767 letters."""
    teks = _KENDALI.sub("", teks)
    if len(teks) > MAKS_HURUF:
        teks = teks[: MAKS_HURUF - len(DIPOTONG)] + DIPOTONG
    if teks.startswith("<r>") and teks.endswith("</r>"):
        return teks + " "  # the writer would take it for its own rich-text markup
    return teks


def _cetak(lembar: Any, judul: str, pada: dt.datetime, kolom: int, baris: int) -> None:
    """Set the sheet up for A4: landscape, one page wide, the heading on every page, page x/y."""
    lembar.set_paper(9)
    lembar.set_landscape()
    lembar.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(0)
    lembar.print_area(0, 0, baris, kolom - 1)
    lembar.set_header(f"&L{_lolos(judul)[:150]}&R{_lolos(_jam(pada))}")
    lembar.set_footer("&RHalaman &P dari &N")


def _lembar_keterangan(
    lembar: Any, gaya: _Gaya, judul: str, isi: Sequence[tuple[str, Nilai]]
) -> None:
    lembar.set_column(0, 0, 24)
    lembar.set_column(1, 1, 90)
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.write_string(0, 0, bersih(judul), gaya.judul)
    for b, (nama, nilai) in enumerate(isi, 2):
        lembar.write_string(b, 0, bersih(nama), gaya.label)
        jenis = Jenis.BULAT if isinstance(nilai, int) else Jenis.PANJANG
        _sel(lembar, gaya, b, 1, nilai, jenis)


def _lolos(teks: str) -> str:
    """Double the ampersand, which begins a code inside a page header."""
    return bersih(teks).replace("&", "&&")


def _jam(pada: dt.datetime) -> str:
    setempat = pada.astimezone(ZONA)
    return f"{setempat:%d-%m-%Y %H.%M} WIB"
