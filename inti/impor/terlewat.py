"""Rows that were skipped: told when data follows, and at the end when they look like people."""

import re

from inti.excel import Baris, Nilai, nama_sel
from inti.impor.kepala import Kepala
from inti.impor.temuan import Temuan, Tingkat

NOMOR_INDUK = re.compile(r"[\s'’`.-]*(?:\d[\s'’`.-]*){16,18}")
"""A NIP or NIK, and nothing else: a signature says "NIP." before it."""
NOMOR_URUT = re.compile(r"\d{1,6}\.?")
KOLOM_NAMA = "nama"


class Terlewat:
    """What was skipped since the last data row. Below the table stand notes and signatures."""

    def __init__(self, kepala: Kepala, kolom_kunci: str) -> None:
        self._lembar = kepala.lembar.nama
        self._kunci = kolom_kunci
        nama = kepala.kolom.get(KOLOM_NAMA)
        self._kolom_nama = nama.indeks if nama else 0
        self._semua: list[Temuan] = []
        self._orang: list[Temuan] = []
        self._terakhir = kepala.baris_akhir

    def catat(self, baris: Baris, sel: dict[str, Nilai], sebelum: int) -> None:
        """Note a skipped row; ``sebelum`` is the number of the last data row."""
        temuan = _temuan(self._lembar, baris)
        self._semua.append(temuan)
        self._terakhir = max(self._terakhir, sebelum)
        if self._berkunci(sel) or self._bernama(baris, sel):
            self._orang.append(temuan)
            self._terakhir = baris.nomor

    def di_tengah(self) -> list[Temuan]:
        """Return all of them, for data follows, and begin anew."""
        semua, self._semua, self._orang = self._semua, [], []
        return semua

    def akhiri(self, temuan: Temuan) -> None:
        """Note why nothing further down is read."""
        self._orang.append(temuan)

    def di_akhir(self) -> list[Temuan]:
        """Return those that look like people, for the table ends here."""
        return self._orang

    def _berkunci(self, sel: dict[str, Nilai]) -> bool:
        kunci = sel.get(self._kunci)
        return kunci is not None and NOMOR_INDUK.fullmatch(str(kunci)) is not None

    def _bernama(self, baris: Baris, sel: dict[str, Nilai]) -> bool:
        """Whether it is a name with a running number, right below the last person."""
        if sel.get(KOLOM_NAMA) is None or baris.nomor != self._terakhir + 1:
            return False
        kiri = [str(s).strip() for s in baris.sel[: self._kolom_nama] if s is not None]
        return any(NOMOR_URUT.fullmatch(s) for s in kiri)


def _temuan(lembar: str, baris: Baris) -> Temuan:
    kolom = next(i for i, s in enumerate(baris.sel) if s is not None)
    pesan = "Baris ini hanya berisi satu sel yang dikenal atau tidak ada, jadi dilewati."
    return Temuan("baris_dilewati", Tingkat.PERINGATAN, pesan, lembar, nama_sel(kolom, baris.nomor))
