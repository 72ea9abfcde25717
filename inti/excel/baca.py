"""Reading a workbook or a CSV file: values only, sheet by sheet, row by row, with limits.

The file itself is read by a child process (``inti.pembaca``): nothing here looks inside it.
The child leaves its rows in a nameless temporary file, which is gone as soon as the process
that holds it is, so no person's data stays behind even when a worker is killed.
"""

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

from inti.excel.periksa import BATAS_UNGGAH, MB, RUSAK, Batas, BerkasDitolak
from inti.excel.proses import baca_terpisah

BARIS_AWAL = 40
POTONG = 64 * 1024
TANDA = "\x01"
TANDA_JSON = "\\u0001"
AWAL_1900 = dt.date(1899, 12, 30)
AWAL_1904 = dt.date(1904, 1, 1)

Nilai = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


class SelGalat(str):
    """A cell with an Excel error ("#N/A"), a formula without a result, or no such date.

    The last two are ``#RUMUS`` and ``#TANGGAL``.
    """

    __slots__ = ()


@dataclass(frozen=True)
class Baris:
    """A row that holds something. ``nomor`` counts from 1 as Excel shows it."""

    nomor: int
    sel: tuple[Nilai, ...]


@dataclass(frozen=True)
class LebarTeks:
    """How many cells the rows of a text table were cut into, blanks at the end too.

    ``terisi``: how many of them rows of the usual width fill; ``kurang``: rows that lack a cell.
    """

    biasa: int
    terisi: int
    lain: Mapping[int, int]
    kurang: frozenset[int]

    def dari(self, nomor: int) -> int:
        """Return the width of one row."""
        return self.lain.get(nomor, self.biasa)


@dataclass(frozen=True)
class Lembar:
    """A worksheet whose rows are read when asked for, and can be read again."""

    nama: str
    _isi: "_Isi"
    perkiraan: int = 0
    """Rows that hold something."""
    tersembunyi: bool = False
    baris_tersembunyi: frozenset[int] = frozenset()
    """Hidden rows that hold something."""
    kolom_tersembunyi: frozenset[int] = frozenset()
    gabungan: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges: first row and column, last row and column; rows from 1, columns from 0."""
    lebar: LebarTeks | None = None
    """Of a CSV file only: a comma without quotes shifts what stands to the right of it."""

    def baris(self) -> Iterator[Baris]:
        """Yield the rows that hold something; blanks at the end of a row are left out."""
        for nomor, sel in self._isi.baris():
            yield Baris(nomor, tuple(sel))

    @cached_property
    def awal(self) -> tuple[Baris, ...]:
        """The first rows that hold something, read once: enough to find the headings."""
        return tuple(islice(self.baris(), BARIS_AWAL))


@dataclass(frozen=True)
class Buku:
    """An open workbook. ``awal_hitungan`` is day 0 of its serial dates (1900 or 1904 system)."""

    lembar: tuple[Lembar, ...]
    awal_hitungan: dt.date
    jenis: str = "xlsx"
    """What it was: ``xlsx`` or ``csv`` (then all cells are text)."""


@contextmanager
def buka(berkas: Path | BinaryIO, *, batas: Batas = BATAS_UNGGAH) -> Iterator[Buku]:
    """Have a workbook or CSV file read, and open what came out of it.

    Raises:
        BerkasDitolak: ``berkas_bukan_xlsx``, ``berkas_rusak``, ``berkas_terlalu_besar`` or
            ``lembar_kosong`` (no worksheet at all).
    """
    with TemporaryFile(buffering=0) as isi:
        with _berkas_nyata(berkas, batas) as nyata:
            hasil = baca_terpisah(nyata, isi, batas)
        yield _buku(hasil, isi.fileno())


def nama_sel(kolom: int, baris: int) -> str:
    """Return the address as Excel shows it: ``nama_sel(1, 14)`` is ``"B14"`` (column from 0)."""
    huruf = ""
    kolom += 1
    while kolom:
        kolom, sisa = divmod(kolom - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return f"{huruf}{baris}"


@contextmanager
def _berkas_nyata(berkas: Path | BinaryIO, batas: Batas) -> Iterator[IO[bytes]]:
    """Return the file as one that another process can read, unless it is too big."""
    if isinstance(berkas, Path):
        with berkas.open("rb") as terbuka:
            _tolak_besar(os.fstat(terbuka.fileno()).st_size, batas)
            yield terbuka
        return
    _tolak_besar(berkas.seek(0, os.SEEK_END), batas)
    berkas.seek(0)
    with TemporaryFile() as salinan:
        shutil.copyfileobj(berkas, salinan)
        salinan.flush()
        yield salinan


def _tolak_besar(ukuran: int, batas: Batas) -> None:
    if ukuran > batas.ukuran:
        mb = f"{ukuran / MB:.1f}".replace(".", ",")
        pesan = (
            f"Ukuran berkas {mb} MB melebihi batas {batas.ukuran // MB} MB. "
            "Bagi menjadi beberapa berkas, atau hapus gambar dan lembar yang tidak perlu."
        )
        raise BerkasDitolak(pesan, kode="berkas_terlalu_besar")


def _buku(hasil: dict[str, Any], fd: int) -> Buku:
    with _asing():
        lembar = tuple(_lembar(satu, fd) for satu in hasil["lembar"])
        return Buku(lembar, AWAL_1904 if hasil["sistem_1904"] else AWAL_1900, hasil["jenis"])


@contextmanager
def _asing() -> Iterator[None]:
    """Refuse the file when the child did not keep to the form: something took hold of it."""
    try:
        yield
    except (LookupError, TypeError, ValueError, RecursionError) as galat:
        raise BerkasDitolak(RUSAK) from galat


def _lembar(satu: dict[str, Any], fd: int) -> Lembar:
    return Lembar(
        satu["nama"],
        _Isi(fd, satu["dari"], satu["sampai"]),
        satu["baris"],
        satu["tersembunyi"],
        frozenset(satu["baris_tersembunyi"]),
        frozenset(satu["kolom_tersembunyi"]),
        tuple((a, b, c, d) for a, b, c, d in satu["gabungan"]),
        _lebar(satu["lebar"]),
    )


def _lebar(isi: dict[str, Any] | None) -> LebarTeks | None:
    if isi is None:
        return None
    lain = {int(nomor): int(n) for nomor, n in isi["lain"]}
    return LebarTeks(int(isi["biasa"]), int(isi["terisi"]), lain, frozenset(isi["kurang"]))


@dataclass(frozen=True)
class _Isi:
    """The stretch of the child's output that holds one sheet, some rows per line of JSON."""

    fd: int
    dari: int
    sampai: int

    def baris(self) -> Iterator[tuple[int, list[Nilai]]]:
        tempat, sisa = self.dari, b""
        while tempat < self.sampai:
            potong = os.pread(self.fd, min(POTONG, self.sampai - tempat), tempat)
            if not potong:
                raise BerkasDitolak(RUSAK)
            tempat += len(potong)
            utuh, putus, sisa = (sisa + potong).rpartition(b"\n")
            if putus:
                with _asing():
                    baris = [b for teks in utuh.decode().split("\n") for b in _urai_baris(teks)]
                yield from baris


def _urai_baris(teks: str) -> list[tuple[int, list[Nilai]]]:
    if TANDA_JSON not in teks:
        return [(nomor, sel) for nomor, sel in _urai(teks)]
    return [
        (nomor, [_khusus(s) if s.__class__ is str and s[:1] == TANDA else s for s in sel])
        for nomor, sel in _urai(teks)
    ]


@lru_cache(maxsize=50_000)
def _khusus(tanda: str) -> Nilai:
    """Return the cell that JSON has no word for (see ``inti.pembaca.tulis``)."""
    return KHUSUS[tanda[1]](tanda[2:])


KHUSUS: dict[str, Callable[[str], Nilai]] = {
    "d": lambda urutan: dt.datetime.fromordinal(int(urutan)),
    "w": dt.datetime.fromisoformat,
    "j": dt.time.fromisoformat,
    "l": lambda mikro: dt.timedelta(microseconds=int(mikro)),
    "g": SelGalat,
}
_urai = json.JSONDecoder().decode
