"""Writes workbooks nobody can be harmed by: no live formula, no lost digit, provenance inside.

Every text goes in as an inline string, so a value that begins with ``=`` stays a text; it also
carries the quote prefix, so it stays one when an officer edits the cell. Rows are streamed: the
memory used does not grow with their number. A column chooses its cell writer once, so that the
time of a large file is the time of its writer and not of our questions about each value.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from inti.kata import sebut
from inti.waktu import ZONA

T = TypeVar("T")
Nilai = str | int | float | dt.date | dt.datetime | None
"""What a cell may hold. A datetime is shown as the agency's wall clock (WIB)."""

MAKS_BARIS_LEMBAR = 1_048_575
"""Data rows one sheet can hold below its heading; the rest goes on to further sheets."""
MAKS_HURUF = 32_767
_PASTI_MUAT = MAKS_HURUF // 2
TAHUN_PERTAMA = 1900
"""The calendar of a workbook begins here; an older date is written as text."""
DIPOTONG = " … (dipotong)"
_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PEMICU = frozenset("=+-@\t\r\n|%'")
_RAWAN = _PEMICU | {"<"}
"""First letters that need a closer look; ``<r>`` is the writer's own rich-text markup."""
_HARI_NOL = dt.date(1899, 12, 30).toordinal()
_SERIAL_MARET = 61
"""Serial of 1 March 1900; Excel counts a 29 February before it that never was."""
_DETIK_SEHARI = 86_400
_DAFTAR_TERPANJANG = 255
"""Letters that a list of choices may have inside its cells; a longer one needs a sheet."""
_LEMBAR_PILIHAN = "Pilihan"


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


_DASAR = {"valign": "top", "font_name": "Arial", "font_size": 10}
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
    """One column: its heading, how to read it from a row, its type and width in characters.

    ``pilihan`` are the words the column knows: Excel offers them as a list and refuses others.
    """

    judul: str
    ambil: Callable[[T], Nilai]
    jenis: Jenis = Jenis.TEKS
    lebar: int = 16
    pilihan: Sequence[str] = ()


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
    oleh: str = "",
    sifat: Mapping[str, str] | None = None,
    baris_per_lembar: int = MAKS_BARIS_LEMBAR,
) -> int:
    """Write the lists and a sheet "Keterangan" that says where they come from.

    ``pada`` is the instant of the export, printed in WIB; ``oleh`` stands at the foot of each
    page; ``sifat`` become properties of the document, for a machine that meets the file again.
    The first row of each data sheet is the heading, so that the file can be filtered, sorted,
    and read back in. Returns the number of rows of the first list.
    """
    buku = _buka(keluaran, judul, pada, sifat or {})
    gaya = _Gaya(buku)
    daftar = _Pilihan()
    jumlah: list[int] = []
    for satu in lembar:
        jumlah.append(0)
        for urut, potong in enumerate(_potong(iter(satu.baris), baris_per_lembar), 1):
            nama = satu.nama if urut == 1 else f"{satu.nama} ({urut})"
            kertas = buku.add_worksheet(nama)
            ada = _lembar_data(kertas, gaya, satu.kolom, potong)
            daftar.pasang(kertas, satu.kolom)
            _cetak(kertas, _Cetakan(judul, oleh, pada), len(satu.kolom), ada)
            jumlah[-1] += ada
    hitungan = [(f"Jumlah baris {s.nama}", n) for s, n in zip(lembar, jumlah, strict=True)]
    isi = [*keterangan, *hitungan, ("Waktu ekspor", _jam(pada))]
    _lembar_keterangan(buku.add_worksheet("Keterangan"), gaya, judul, isi)
    daftar.simpan(buku, gaya)
    buku.close()
    return jumlah[0]


class _Gaya:
    """The formats of one workbook: by column type, plain and with the quote prefix.

    Plain text has the workbook's own default: a cell without a format is written faster.
    """

    def __init__(self, buku: Any) -> None:
        self.biasa = {j: buku.add_format(_DASAR | isi) for j, isi in _FORMAT.items() if isi}
        self.kutip = {
            j: buku.add_format(_DASAR | isi | {"quote_prefix": True}) for j, isi in _FORMAT.items()
        }
        self.kepala = buku.add_format(
            _DASAR
            | {"bold": True, "text_wrap": True, "bg_color": "#DCE8F7", "bottom": 1, "locked": True}
        )
        self.judul = buku.add_format(_DASAR | {"bold": True, "font_size": 14})
        self.label = buku.add_format(_DASAR | {"bold": True})


class _Pilihan:
    """Lists of choices: short ones stand in the column, long ones on a hidden sheet."""

    def __init__(self) -> None:
        self._panjang: dict[tuple[str, ...], int] = {}

    def pasang(self, lembar: Any, kolom: Sequence[Kolom[Any]]) -> None:
        """Offer the choices of each column, below the last row too."""
        for k, satu in enumerate(kolom):
            # A choice that begins like a formula would become one when somebody picks it.
            pilihan = tuple(p for p in map(bersih, satu.pilihan) if p and p[0] not in _PEMICU)
            if pilihan:
                isian = {
                    "validate": "list",
                    "source": self._sumber(pilihan),
                    "error_title": "Isian tidak dikenal",
                    "error_message": "Pilih salah satu dari daftar.",
                }
                lembar.data_validation(1, k, MAKS_BARIS_LEMBAR, k, isian)

    def _sumber(self, pilihan: tuple[str, ...]) -> list[str] | str:
        bertanda = any("," in p or '"' in p for p in pilihan)
        if not bertanda and len(",".join(pilihan)) <= _DAFTAR_TERPANJANG:
            return list(pilihan)
        letak = self._panjang.setdefault(pilihan, len(self._panjang))
        huruf = xl_col_to_name(letak)
        return f"={_LEMBAR_PILIHAN}!${huruf}$1:${huruf}${len(pilihan)}"

    def simpan(self, buku: Any, gaya: _Gaya) -> None:
        """Write the long lists, side by side."""
        if not self._panjang:
            return
        lembar = buku.add_worksheet(_LEMBAR_PILIHAN)
        tulis_sel = _penulis(lembar, gaya, Jenis.TEKS)
        for b in range(max(map(len, self._panjang))):
            for pilihan, k in self._panjang.items():
                if b < len(pilihan):
                    tulis_sel(b, k, pilihan[b])
        lembar.hide()


def _buka(
    keluaran: IO[bytes] | Path, judul: str, pada: dt.datetime, sifat: Mapping[str, str]
) -> Any:
    buku = xlsxwriter.Workbook(
        str(keluaran) if isinstance(keluaran, Path) else keluaran,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(_DASAR),
        },
    )
    buku.set_properties({"title": judul, "created": pada.astimezone(dt.UTC).replace(tzinfo=None)})
    for nama, isi in sifat.items():
        buku.set_custom_property(nama, isi, "text")
    return buku


def _potong(baris: Iterator[T], ukuran: int) -> Iterator[Iterable[T]]:
    """Cut the rows into sheets; an empty list still makes one sheet with its heading."""
    yield islice(baris, ukuran)
    for awal in baris:
        yield chain([awal], islice(baris, ukuran - 1))


def _lembar_data(lembar: Any, gaya: _Gaya, kolom: Sequence[Kolom[T]], baris: Iterable[T]) -> int:
    for k, satu in enumerate(kolom):
        lembar.set_column(k, k, satu.lebar)
        lembar.write_string(0, k, bersih(sebut(satu.judul)), gaya.kepala)
    susunan = [(k, s.ambil, _penulis(lembar, gaya, s.jenis)) for k, s in enumerate(kolom)]
    jumlah = 0
    for isi in baris:
        jumlah += 1
        for k, ambil, tulis_sel in susunan:
            nilai = ambil(isi)
            if nilai is not None and nilai != "":
                tulis_sel(jumlah, k, nilai)
    lembar.freeze_panes(1, 0)
    lembar.autofilter(0, 0, jumlah, len(kolom) - 1)
    return jumlah


def _penulis(lembar: Any, gaya: _Gaya, jenis: Jenis) -> Callable[[int, int, Nilai], None]:
    """Return the function that writes the cells of one column.

    Text never goes through type guessing. The usual text, one line without a dangerous first
    letter, is written at once; a date or number in a text column goes by its own type.
    """
    teks, angka = lembar.write_string, lembar.write_number
    biasa, kutip = gaya.biasa.get(jenis), gaya.kutip[jenis]
    hari, waktu = gaya.biasa[Jenis.TANGGAL], gaya.biasa[Jenis.WAKTU]

    def lain(b: int, k: int, nilai: Nilai) -> None:
        if isinstance(nilai, dt.datetime):
            angka(b, k, _serial_waktu(nilai), waktu)
        elif isinstance(nilai, dt.date) and nilai.year >= TAHUN_PERTAMA:
            angka(b, k, _serial(nilai), hari)
        elif isinstance(nilai, int | float):
            angka(b, k, nilai, biasa)
        else:
            rapi = bersih(str(nilai))
            teks(b, k, rapi, kutip if rapi[:1] in _PEMICU else biasa)

    def sel(b: int, k: int, nilai: Any) -> None:
        biasa_saja = nilai.__class__ is str and nilai[0] not in _RAWAN
        if biasa_saja and len(nilai) <= _PASTI_MUAT and nilai.isprintable():
            teks(b, k, nilai, biasa)
        else:
            lain(b, k, nilai)

    return sel


def _serial(hari: dt.date) -> int:
    """The day as Excel counts it."""
    nomor = hari.toordinal() - _HARI_NOL
    return nomor if nomor >= _SERIAL_MARET else nomor - 1


def _serial_waktu(saat: dt.datetime) -> float:
    """The agency's wall clock at this instant, to the second."""
    setempat = saat.astimezone(ZONA)
    detik = setempat.hour * 3600 + setempat.minute * 60 + setempat.second
    return _serial(setempat.date()) + detik / _DETIK_SEHARI


def bersih(teks: str) -> str:
    """Return the text as a cell can hold it: no control characters, at most 32,767 letters.

    Excel counts UTF-16 units: an emoji is two of them.
    """
    teks = _KENDALI.sub("", teks)
    if len(teks) > _PASTI_MUAT:
        unit = teks.encode("utf-16-le")
        if len(unit) > 2 * MAKS_HURUF:
            muat = unit[: 2 * (MAKS_HURUF - len(DIPOTONG))]
            teks = muat.decode("utf-16-le", "ignore") + DIPOTONG
    if teks.startswith("<r>") and teks.endswith("</r>"):
        return teks + " "  # the writer would take it for its own rich-text markup
    return teks


@dataclass(frozen=True, slots=True)
class _Cetakan:
    """What every printed page says."""

    judul: str
    oleh: str
    pada: dt.datetime


def _cetak(lembar: Any, cetakan: _Cetakan, kolom: int, baris: int) -> None:
    """Set the sheet up for A4: landscape, one page wide, the heading on every page, page x/y."""
    lembar.set_paper(9)
    lembar.set_landscape()
    lembar.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(0)
    lembar.print_area(0, 0, baris, kolom - 1)
    lembar.set_header(f"&L{_lolos(cetakan.judul)}&R{_lolos(_jam(cetakan.pada))}")
    kiri = f"&L{_lolos(cetakan.oleh)}" if cetakan.oleh else ""
    lembar.set_footer(f"{kiri}&RHalaman &P dari &N")


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
        if nilai not in (None, ""):
            jenis = Jenis.BULAT if isinstance(nilai, int) else Jenis.PANJANG
            _penulis(lembar, gaya, jenis)(b, 1, nilai)


def _lolos(teks: str) -> str:
    """Double the ampersand, which begins a code in the head or foot of a page; one short line."""
    satu_baris = " ".join(bersih(teks).split())
    return satu_baris[:100].replace("&", "&&")


def _jam(pada: dt.datetime) -> str:
    setempat = pada.astimezone(ZONA)
    return f"{setempat:%d-%m-%Y %H.%M} WIB"
