"""Columns that are not read, told at the first row in which that loses something."""

import re

from inti.excel import Baris, Nilai
from inti.impor.judul import rapikan
from inti.impor.kepala import Kepala, KolomLain, Sebab
from inti.impor.teks import teks
from inti.impor.temuan import Temuan, Tingkat

GANDA = "kolom_ganda"
TAK_TERBACA = "kolom_tak_terbaca"
PANJANG_JUDUL = 40
TANPA_ARTI = frozenset({"", "-", "--", ":", ".", "0"})
ANGKA = re.compile(r"\d")
_PEMISAH = re.compile(r"[\s'’`.-]+")


class KolomLainnya:
    """Watches the columns of one sheet that are not read; each is told once.

    A second column of the same meaning is told where it says something else than the first. Two
    tables side by side are refused as such: of the right one nobody is read.
    """

    def __init__(self, kepala: Kepala, kolom_kunci: str) -> None:
        self._kepala = kepala
        self._kunci = kolom_kunci
        self.awas = sorted(
            (k for k in kepala.lain if k.sebab is not Sebab.RAGU or k.nama not in kepala.kolom),
            key=lambda k: k.nama != kolom_kunci,
        )

    def lihat(self, baris: Baris, sel: dict[str, Nilai]) -> list[Temuan]:
        """Return what this row tells of the columns that are still watched."""
        hasil: list[Temuan] = []
        for satu in self.awas.copy():
            if satu not in self.awas or not self._berarti(satu, baris, sel):
                continue
            self.awas.remove(satu)
            if self._berdampingan(satu):
                # The other headings of the right-hand table are part of the same matter.
                self.awas = [k for k in self.awas if k.sebab is not Sebab.GANDA]
            hasil.append(self._temuan(satu))
        return hasil

    def _berarti(self, satu: KolomLain, baris: Baris, sel: dict[str, Nilai]) -> bool:
        """Whether this row has something there that the columns being read do not say."""
        isi = teks(baris.sel[satu.indeks]) if satu.indeks < len(baris.sel) else ""
        if isi in TANPA_ARTI:
            return False
        if satu.sebab in (Sebab.RAGU, Sebab.TANPA_JUDUL):
            return True
        if satu.nama == self._kunci and not (ANGKA.search(isi) or self._berdampingan(satu)):
            return False  # another spelling of the key, and nothing there that is one
        utama = teks(sel.get(satu.nama))
        return _PEMISAH.sub("", isi).casefold() != _PEMISAH.sub("", utama).casefold()

    def _berdampingan(self, satu: KolomLain) -> bool:
        """Whether it is the key of a second table to the right."""
        if satu.nama != self._kunci or satu.sebab is not Sebab.GANDA:
            return False
        sama = rapikan(satu.judul) == rapikan(self._kepala.kolom[satu.nama].judul)
        lain = (k for k in self._kepala.lain if k.sebab is Sebab.GANDA)
        return sama or any(k.nama != self._kunci for k in lain)

    def _temuan(self, satu: KolomLain) -> Temuan:
        tingkat = Tingkat.GALAT if self._berdampingan(satu) else Tingkat.PERINGATAN
        kode = GANDA if satu.sebab in (Sebab.GANDA, Sebab.TERSEMBUNYI) else TAK_TERBACA
        lembar = self._kepala.lembar.nama
        return Temuan(kode, tingkat, self._pesan(satu), lembar, satu.sel, satu.judul)

    def _pesan(self, satu: KolomLain) -> str:
        huruf, judul = satu.sel.rstrip("0123456789"), satu.judul[:PANJANG_JUDUL]
        if satu.sebab is Sebab.RAGU:
            return f"Arti judul “{judul}” tidak pasti, jadi tidak dibaca. Pilih artinya bila perlu."
        if satu.sebab is Sebab.TANPA_JUDUL:
            return (
                f"Kolom {huruf} di samping judul “{judul}” berisi data, tetapi tidak dibaca. "
                "Beri setiap kolom judul sendiri."
            )
        utama = self._kepala.kolom[satu.nama].huruf
        if satu.sebab is Sebab.TERSEMBUNYI:
            return (
                f"Kolom {huruf} “{judul}” tersembunyi dan isinya berbeda. "
                f"Yang dibaca kolom {utama}, yang tampak."
            )
        if self._berdampingan(satu):
            return (
                f"Judul “{judul}” ada dua kali, di kolom {utama} dan {huruf}. "
                f"Tabel di kolom {huruf} tidak dibaca. "
                "Pindahkan tabel itu ke bawah tabel pertama, atau ke lembar sendiri."
            )
        return (
            f"Kolom {huruf} “{judul}” berarti sama dengan kolom {utama}, tetapi isinya berbeda. "
            f"Yang dibaca kolom {utama}."
        )
