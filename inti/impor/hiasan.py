"""Rows that are no data: totals, column numbers, a heading once more or another one."""

import re
from enum import Enum
from itertools import pairwise

from inti.excel import Baris, Nilai, nama_sel
from inti.impor.judul import rapikan
from inti.impor.kepala import Kepala
from inti.impor.teks import teks
from inti.impor.temuan import Temuan, Tingkat

JUMLAHAN = re.compile(r"(sub ?|grand )?(jumlah|total)\b.*|rata rata\b.*")
BERANGKA = re.compile(r"\d")
PANJANG = re.compile(r"(?:\d\W?){6}")
NOMOR_KOLOM = re.compile(r"\(?(\d{1,2})[.)]?")
NOMOR_TERBESAR = 99
PALING_SEDIKIT = 2


class Rupa(Enum):
    """What a row is."""

    DATA = "data"
    HIASAN = "no data"
    JUDUL_LAIN = "a heading that differs from the one above"


class Hiasan:
    """Looks at the rows of one sheet whose key cell does not speak for itself."""

    def __init__(self, kepala: Kepala, kolom_kunci: str) -> None:
        self._kepala = kepala
        self._kunci = kolom_kunci
        self._nama = {k.indeks: nama for nama, k in kepala.kolom.items()}
        self._teks: dict[int, set[str]] = {
            k.indeks: {rapikan(k.judul)} for k in kepala.kolom.values()
        }
        for lapis in kepala.lapis:
            for indeks, satu in enumerate(lapis):
                self._teks.setdefault(indeks, set()).add(rapikan(satu))
        self._semua = set[str]().union(*self._teks.values()) - {""}
        self._judul_terakhir = 0
        self._kolom_beda = 0

    def lihat(self, baris: Baris, sel: dict[str, Nilai]) -> Rupa:
        """Tell what a row is. A key cell with digits makes it a record, whatever it is called."""
        isi = {nama: teks(s) for nama, s in sel.items() if s is not None}
        kunci = isi.get(self._kunci, "")
        if self._bernomor(baris, isi):
            return Rupa.HIASAN
        if BERANGKA.search(kunci) and not self._judul(kunci):
            return Rupa.DATA
        pertama = next((s for s in baris.sel if isinstance(s, str)), "")
        if JUMLAHAN.fullmatch(rapikan(pertama)):
            return Rupa.HIASAN
        return self._sebagai_judul(baris, kosong=not isi)

    def temuan(self, baris: Baris) -> Temuan:
        """Say that the heading changes in this row, which ``lihat`` called JUDUL_LAIN."""
        pesan = (
            "Judul kolom berubah di baris ini, jadi baris di bawahnya tidak dibaca. "
            "Pindahkan tabel ini ke lembar sendiri."
        )
        sel = nama_sel(self._kolom_beda, baris.nomor)
        return Temuan("judul_berubah", Tingkat.GALAT, pesan, self._kepala.lembar.nama, sel)

    def _bernomor(self, baris: Baris, isi: dict[str, str]) -> bool:
        """Whether it numbers the columns: (1), (2), (3); further down only in rising order."""
        if len(isi) <= PALING_SEDIKIT:
            return False
        nomor = []
        for nama in sorted(isi, key=lambda n: self._kepala.kolom[n].indeks):
            cocok = NOMOR_KOLOM.fullmatch(isi[nama])
            if cocok is None:
                return False
            nomor.append(int(cocok[1]))
        naik = all(a < b for a, b in pairwise(nomor))
        return naik or baris.nomor == self._kepala.baris_akhir + 1

    def _sebagai_judul(self, baris: Baris, *, kosong: bool) -> Rupa:
        """Compare a row with the heading, cell by cell."""
        sel = [(i, teks(s)) for i, s in enumerate(baris.sel) if s is not None]
        beda = next((i for i, s in sel if not self._sama(i, s)), None)
        if beda is None and kosong:
            return Rupa.DATA
        if beda is None:
            self._judul_terakhir = baris.nomor
            return Rupa.HIASAN
        self._kolom_beda = beda
        if baris.nomor == self._kepala.baris_akhir + 1:
            return Rupa.DATA  # a line that still belongs to the heading
        dikenal = sum(self._judul(s) for _, s in sel)
        mirip = dikenal >= PALING_SEDIKIT and dikenal * 2 > len(sel)
        # The second line of a repeated heading has its parts only: "2025", "2024".
        lanjutan = len(self._kepala.lapis) > 1 and self._judul_terakhir == baris.nomor - 1
        return Rupa.JUDUL_LAIN if mirip or (lanjutan and not kosong) else Rupa.DATA

    def _sama(self, indeks: int, judul: str) -> bool:
        """Whether this cell says what the heading says there; of no column, that it names none."""
        if rapikan(judul) in self._teks.get(indeks, ()):
            return True
        arti = self._kepala.kamus.arti(judul)
        nama = self._nama.get(indeks)
        return arti is None if nama is None else arti is not None and arti[0] == nama

    def _judul(self, judul: str) -> bool:
        return rapikan(judul) in self._semua or self._kepala.kamus.arti(judul) is not None


def pasti_data(kunci: Nilai) -> bool:
    """Whether the key cell alone tells that the row is a record, as nearly all do."""
    if isinstance(kunci, str):
        return PANJANG.search(kunci) is not None
    return isinstance(kunci, int | float) and kunci > NOMOR_TERBESAR
