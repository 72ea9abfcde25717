"""What the child hands to its parent: some rows per line of JSON, and a table of contents.

Plain cells are plain JSON. The others are texts that begin with a sign no text may hold, then a
letter for their kind: ``d`` whole day, ``w`` instant, ``j`` time, ``l`` duration, ``g`` error.
"""

import datetime as dt
import json
import re
from io import RawIOBase
from math import isfinite

from inti.pembaca.batas import BESAR, MAKS_BARIS, MAKS_KOLOM, MAKS_TEKS, MB, Tolak

TANDA = "\x01"
TANPA_RUMUS = "#RUMUS"
BUKAN_ANGKA = "#NUM!"
BUKAN_TANGGAL = "#TANGGAL"
TANGGAL_PERTAMA = dt.date(1900, 3, 1)
"""Before it, Excel's calendar has a 29 February 1900, and no two programs agree."""
MAKS_DIKENAL = 50_000
"""Dates repeat; so many answers are kept."""
SEKALIGUS = 16
"""Rows per line: few enough that the parent never holds much."""
ANGKA_BULAT = 1e21
"""From here on a number is written with a power of ten anyway."""
MIKRO = dt.timedelta(microseconds=1)
_JEDA = re.compile("[\x0b\x0c\x1c-\x1f]")
"""Signs that keep words apart, such as the line break of a title in a slide or a letter."""
_KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Galat:
    """A cell with an Excel error, or a formula without a result."""

    __slots__ = ("teks",)

    def __init__(self, teks: str) -> None:
        self.teks = teks


class Penulis:
    """Writes the rows of all sheets to one file, each sheet in its own stretch."""

    def __init__(self, isi: RawIOBase, *, sistem_1904: bool = False) -> None:
        self._isi = isi
        self._baris: list[tuple[int, list[object]]] = []
        self._potong: list[str] = []
        self._panjang = 0
        self.tempat = 0
        self.baris = 0
        self._nama = ""
        self._pertama = dt.date.min if sistem_1904 else TANGGAL_PERTAMA
        self._dikenal: dict[object, str] = {}
        self._urai = json.JSONEncoder(
            ensure_ascii=False, check_circular=False, separators=(",", ":")
        ).encode

    def mulai(self, nama: str) -> None:
        """Begin a sheet."""
        self._nama = nama
        self.baris = 0

    def tulis(self, nomor: int, nilai: list[object]) -> bool:
        """Write a row unless it holds nothing; ``nilai`` are its cells from column A."""
        rapikan = self._rapikan
        sel = [
            v
            if v.__class__ is str
            and v
            and len(v) <= MAKS_TEKS
            and v.isprintable()
            and not v.isspace()
            else rapikan(v)
            for v in (nilai if len(nilai) <= MAKS_KOLOM else nilai[:MAKS_KOLOM])
        ]
        while sel and sel[-1] is None:
            sel.pop()
        if not sel:
            return False
        self.baris += 1
        if self.baris > MAKS_BARIS:
            pesan = (
                f"Lembar “{self._nama}” berisi lebih dari {MAKS_BARIS} baris. "
                "Bagi menjadi beberapa berkas."
            )
            raise Tolak(BESAR, pesan)
        self._baris.append((nomor, sel))
        if len(self._baris) == SEKALIGUS:
            self._kemas()
        return True

    def _kemas(self) -> None:
        self._potong.append(self._urai(self._baris) + "\n")
        self._baris.clear()
        self._panjang += len(self._potong[-1])
        if self._panjang > MB:
            self._salurkan()

    def lepas(self) -> None:
        """Hand over what is still in memory."""
        if self._baris:
            self._kemas()
        self._salurkan()

    def _salurkan(self) -> None:
        isi = memoryview("".join(self._potong).encode())
        self._potong.clear()
        self._panjang = 0
        while isi:
            keluar = self._isi.write(isi) or 0
            self.tempat += keluar
            isi = isi[keluar:]

    def _rapikan(self, nilai: object) -> object:
        """Make blank text nothing, cut text no office writes, and whole numbers whole."""
        kelas = nilai.__class__
        if kelas is float:
            nilai = angka(nilai)  # type: ignore[arg-type]
            return nilai if nilai.__class__ is not Galat else self._tandai(nilai)
        if kelas is str:
            return rapikan_teks(nilai) if nilai else None  # type: ignore[arg-type]
        if nilai is None or kelas is bool or kelas is int:
            return nilai
        if kelas is Galat:
            return self._tandai(nilai)
        tanda = self._dikenal.get(nilai)
        if tanda is None:
            if len(self._dikenal) > MAKS_DIKENAL:
                self._dikenal.clear()
            tanda = self._dikenal[nilai] = self._tandai(nilai)
        return tanda

    def _tandai(self, nilai: object) -> str:
        if isinstance(nilai, Galat):
            return f"{TANDA}g{rapikan_teks(nilai.teks) or BUKAN_ANGKA}"
        if isinstance(nilai, dt.timedelta):
            return f"{TANDA}l{nilai // MIKRO}"
        if isinstance(nilai, dt.time):
            return f"{TANDA}j{nilai.isoformat()}"
        if not isinstance(nilai, dt.date):
            raise TypeError
        hari = nilai.date() if isinstance(nilai, dt.datetime) else nilai
        if hari < self._pertama:
            return f"{TANDA}g{BUKAN_TANGGAL}"
        if hari is nilai or nilai.time() == dt.time():  # type: ignore[attr-defined]
            return f"{TANDA}d{hari.toordinal()}"
        return f"{TANDA}w{nilai.isoformat()}"


def rapikan_teks(teks: str) -> str | None:
    """Return a text without signs that no cell shows, or None when it is blank."""
    if len(teks) > MAKS_TEKS * 2:
        teks = teks[: MAKS_TEKS * 2]
    if not teks.isprintable():
        teks = _JEDA.sub(" ", teks.replace("\r\n", "\n").replace("\r", "\n"))
        teks = _KENDALI.sub("", teks)
    return teks[:MAKS_TEKS] if teks.strip() else None


def angka(nilai: float) -> object:
    """Return a number as Excel shows it: whole when it is whole."""
    if nilai.is_integer() and abs(nilai) < ANGKA_BULAT:
        return int(nilai)
    return nilai if isfinite(nilai) else Galat(BUKAN_ANGKA)
