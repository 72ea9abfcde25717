"""Rows of a text table with more or fewer cells than the heading: what they say has shifted."""

from inti.excel import Baris, nama_sel
from inti.impor.kepala import Kepala
from inti.impor.temuan import Temuan, Tingkat

KODE = "jumlah_kolom"
LEBIH = (
    "Baris ini berisi lebih banyak kolom daripada judul, jadi isinya bergeser. "
    "Beri tanda kutip pada isi yang memuat pemisah kolom."
)
KURANG = (
    "Baris ini berisi lebih sedikit kolom daripada judul, jadi isinya bergeser. "
    "Lengkapi semua kolomnya, juga yang kosong."
)


class LebarBaris:
    """Compares rows with the heading. Blanks that a program adds or drops at the end are fine."""

    def __init__(self, kepala: Kepala) -> None:
        self._lembar = kepala.lembar.nama
        self._lebar = kepala.lembar.lebar
        self._judul = len(kepala.lapis[-1]) if kepala.lapis else 0
        self._penuh = self._judul
        if self._lebar:
            self._penuh = max(self._judul, self._lebar.dari(kepala.baris_akhir))

    def periksa(self, baris: Baris) -> tuple[Temuan, ...]:
        """Return the refusal of a row that was cut differently from the heading."""
        if self._lebar is None:
            return ()
        terisi = len(baris.sel)
        n = max(self._lebar.dari(baris.nomor), terisi)
        if n > self._penuh:
            berisi = terisi > self._penuh or self._lebar.terisi > self._penuh
            if berisi or n > self._lebar.biasa:
                return (self._temuan(LEBIH, self._penuh, baris.nomor),)
        elif n < self._judul and baris.nomor in self._lebar.kurang:
            return (self._temuan(KURANG, n, baris.nomor),)
        return ()

    def _temuan(self, pesan: str, kolom: int, nomor: int) -> Temuan:
        return Temuan(KODE, Tingkat.GALAT, pesan, self._lembar, nama_sel(kolom, nomor))
