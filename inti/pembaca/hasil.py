"""What is known of a sheet besides its rows."""

from inti.pembaca.tulis import Penulis, rapikan_teks

MAKS_NAMA = 100
"""Excel allows 31 letters."""


class IsiLembar:
    """A sheet being read; its rows go to the writer."""

    def __init__(self, nama: str, penulis: Penulis, *, tersembunyi: bool = False) -> None:
        self.nama = nama
        self.penulis = penulis
        self.tersembunyi = tersembunyi
        self.baris_tersembunyi: list[int] = []
        self.kolom_tersembunyi: set[int] = set()
        self.gabungan: list[tuple[int, int, int, int]] = []
        self.lebar: dict[str, object] | None = None
        """Of a text table, how many cells its rows were cut into."""
        penulis.mulai(nama)
        self._awal = penulis.tempat
        self._akhir = self._awal
        self._baris = 0

    def selesai(self) -> None:
        """End the sheet: all its rows are written."""
        self.penulis.lepas()
        self._akhir = self.penulis.tempat
        self._baris = self.penulis.baris

    def rangkum(self) -> dict[str, object]:
        """Return it as the parent reads it."""
        return {
            "nama": (rapikan_teks(self.nama) or "Lembar")[:MAKS_NAMA],
            "dari": self._awal,
            "sampai": self._akhir,
            "baris": self._baris,
            "tersembunyi": self.tersembunyi,
            "baris_tersembunyi": self.baris_tersembunyi,
            "kolom_tersembunyi": sorted(self.kolom_tersembunyi),
            "gabungan": self.gabungan,
            "lebar": self.lebar,
        }
