"""Findings as they are marked: by cell, and joined by row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Tingkat = Literal["galat", "peringatan"]
GALAT: Tingkat = "galat"
PERINGATAN: Tingkat = "peringatan"

BARIS_TERAKHIR, KOLOM_TERAKHIR = 1_048_576, 16_384
MAKS_HURUF = 32_000
"""A cell holds a little more; what is said of one row never comes near it."""
_KENDALI = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ALAMAT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Gabungan = tuple[int, int, int, int]
"""A merged region: first row, first column, last row, last column."""


@dataclass(frozen=True, slots=True)
class SelTemuan:
    """One finding at its place. ``sel`` is an address like ``B14``, or empty for a whole row."""

    lembar: str
    baris: int
    sel: str
    tingkat: Tingkat
    pesan: str


@dataclass(slots=True)
class Tanda:
    """What is said at one place; a galat outweighs a peringatan."""

    tingkat: Tingkat = PERINGATAN
    pesan: list[str] = field(default_factory=list)

    def tambah(self, satu: SelTemuan) -> None:
        """Add a finding; the same words are said once."""
        if satu.tingkat == GALAT:
            self.tingkat = GALAT
        if satu.pesan not in self.pesan:
            self.pesan.append(satu.pesan)

    @property
    def teks(self) -> str:
        """All messages, each on a line of its own, as a cell can hold them."""
        return _KENDALI.sub("", "\n".join(self.pesan))[:MAKS_HURUF]


@dataclass(slots=True)
class TandaLembar:
    """What is marked in one sheet. Rows and columns count from 1."""

    kepala: int
    """The last heading row; 0 when there is none, and then no column is added."""
    sel: dict[tuple[int, int], Tanda] = field(default_factory=dict)
    baris: dict[int, Tanda] = field(default_factory=dict)


def susun(temuan: Iterable[SelTemuan], *, kepala: int, gabungan: Sequence[Gabungan]) -> TandaLembar:
    """Sort the findings of one sheet by place; a cell inside a merged region is its first cell.

    A finding about a place that no sheet has is left out.
    """
    hasil = TandaLembar(kepala)
    asal = _AsalGabungan(gabungan)
    for satu in temuan:
        letak = _letak(satu.sel)
        if not (letak or 1 <= satu.baris <= BARIS_TERAKHIR):
            continue
        punya_baris = bool(kepala) and kepala < satu.baris <= BARIS_TERAKHIR
        if punya_baris:
            hasil.baris.setdefault(satu.baris, Tanda()).tambah(satu)
        if letak or not punya_baris:
            letak = asal.cari(*(letak or (satu.baris, 1)))
            hasil.sel.setdefault(letak, Tanda()).tambah(satu)
    return hasil


def _letak(alamat: str) -> tuple[int, int] | None:
    temu = _ALAMAT.fullmatch(alamat)
    if temu is None:
        return None
    baris, kolom = int(temu[2]), nomor_kolom(temu[1])
    dapat = 1 <= baris <= BARIS_TERAKHIR and kolom <= KOLOM_TERAKHIR
    return (baris, kolom) if dapat else None


class _AsalGabungan:
    """Finds the first cell of the merged region around a cell."""

    def __init__(self, gabungan: Sequence[Gabungan]) -> None:
        self._tinggi = [g for g in gabungan if g[2] - g[0] > _BARIS_BIASA]
        self._per_baris: dict[int, list[Gabungan]] = {}
        for satu in gabungan:
            if satu[2] - satu[0] <= _BARIS_BIASA:
                for baris in range(satu[0], satu[2] + 1):
                    self._per_baris.setdefault(baris, []).append(satu)

    def cari(self, baris: int, kolom: int) -> tuple[int, int]:
        for b1, k1, b2, k2 in (*self._per_baris.get(baris, ()), *self._tinggi):
            if b1 <= baris <= b2 and k1 <= kolom <= k2:
                return b1, k1
        return baris, kolom


_BARIS_BIASA = 50
"""A region of more rows is looked at on its own, so that a huge one fills no memory."""


def nomor_kolom(huruf: str) -> int:
    """Return the number of a column from 1: ``A`` is 1, ``AA`` 27."""
    hasil = 0
    for satu in huruf:
        hasil = hasil * 26 + ord(satu) - 64
    return hasil


def huruf_kolom(nomor: int) -> str:
    """Return the letters of a column: 27 is ``AA``."""
    hasil = ""
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        hasil = chr(65 + sisa) + hasil
    return hasil
