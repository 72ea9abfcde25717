"""Reading a workbook: values only, sheet by sheet, row by row, with limits.

Everything that touches openpyxl's reader is here, so that another reader, or one in a process
of its own, can take its place without anybody else noticing.
"""

import datetime as dt
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
from openpyxl.utils import get_column_letter

from inti.excel.periksa import BATAS_UNGGAH, Batas, BerkasDitolak, periksa

RUSAK = (
    "Berkas rusak sehingga isinya tidak dapat dibaca. Buka di Excel, simpan ulang sebagai .xlsx, "
    "lalu unggah lagi."
)
BARIS_EXCEL = 1_048_576
"""Rows a sheet can have."""
MAKS_BARIS = 250_000
MAKS_KOLOM = 400
MAKS_TEKS = 2_000
BARIS_AWAL = 40

Nilai = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


class SelGalat(str):
    """A cell that holds an Excel error ("#N/A"), or a formula without a result ("#RUMUS")."""

    __slots__ = ()


@dataclass(frozen=True)
class Baris:
    """A row that holds something. ``nomor`` counts from 1 as Excel shows it."""

    nomor: int
    sel: tuple[Nilai, ...]


@dataclass(frozen=True)
class Lembar:
    """A worksheet whose rows are read when asked for, and can be read again."""

    nama: str
    _isi: Any
    perkiraan: int = 0
    """Rows according to the sheet itself, which may lie; only to show progress."""
    tersembunyi: bool = False
    baris_tersembunyi: frozenset[int] = frozenset()
    gabungan: tuple[tuple[int, int, int, int], ...] = ()

    def baris(self) -> Iterator[Baris]:
        """Yield the rows that hold something.

        Raises:
            BerkasDitolak: ``berkas_rusak`` or ``berkas_terlalu_besar``.
        """
        self._isi.reset_dimensions()
        isi = 0
        for nomor, sel in enumerate(self._mentah(), start=1):
            if nomor > BARIS_EXCEL:  # a row that says it is far away makes the reader pad for ever
                raise BerkasDitolak(RUSAK)
            rapi = tuple(_rapi(s) for s in sel[:MAKS_KOLOM])
            if not any(s is not None for s in rapi):
                continue
            isi += 1
            if isi > MAKS_BARIS:
                pesan = (
                    f"Lembar “{self.nama}” berisi lebih dari {MAKS_BARIS} baris. "
                    "Bagi menjadi beberapa berkas."
                )
                raise BerkasDitolak(pesan, kode="berkas_terlalu_besar")
            yield Baris(nomor, rapi)

    @cached_property
    def awal(self) -> tuple[Baris, ...]:
        """The first rows that hold something, read once: enough to find the headings."""
        return tuple(islice(self.baris(), BARIS_AWAL))

    def _mentah(self) -> Iterator[tuple[Any, ...]]:
        # In portions, because a warning filter must not stay set while the caller works.
        iterator = self._isi.iter_rows(values_only=True)
        while True:
            with _galat_pembaca():
                bagian = list(islice(iterator, 500))
            if not bagian:
                return
            yield from bagian


@dataclass(frozen=True)
class Buku:
    """An open workbook. ``awal_hitungan`` is day 0 of its serial dates (1900 or 1904 system)."""

    lembar: tuple[Lembar, ...]
    awal_hitungan: dt.date


@contextmanager
def buka(berkas: Path | BinaryIO, *, batas: Batas = BATAS_UNGGAH) -> Iterator[Buku]:
    """Open a workbook after checking that it is one.

    Raises:
        BerkasDitolak: ``berkas_bukan_xlsx``, ``berkas_rusak``, ``berkas_terlalu_besar`` or
            ``lembar_kosong`` (no worksheet at all).
    """
    if isinstance(berkas, Path):
        with berkas.open("rb") as terbuka, buka(terbuka, batas=batas) as buku:
            yield buku
        return
    periksa(berkas, batas=batas)
    with _galat_pembaca():
        isi = openpyxl.load_workbook(berkas, read_only=True, data_only=True, keep_links=False)
        lembar = tuple(Lembar(w.title, w, min(w.max_row or 0, MAKS_BARIS)) for w in isi.worksheets)
    try:
        if not lembar:
            pesan = "Buku kerja tidak berisi lembar data."
            raise BerkasDitolak(pesan, kode="lembar_kosong")
        yield Buku(lembar, isi.epoch.date())
    finally:
        isi.close()


def nama_sel(kolom: int, baris: int) -> str:
    """Return the address as Excel shows it: ``nama_sel(1, 14)`` is ``"B14"`` (column from 0)."""
    return f"{get_column_letter(kolom + 1)}{baris}"


@contextmanager
def _galat_pembaca() -> Iterator[None]:
    """Turn whatever the third-party reader throws at a damaged file into one plain refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as galat:
        raise BerkasDitolak(RUSAK) from galat


def _rapi(nilai: Any) -> Nilai:
    """Make blank text nothing, and cut text no office writes."""
    if isinstance(nilai, str):
        return nilai[:MAKS_TEKS] if nilai.strip() else None
    return nilai  # type: ignore[no-any-return]
