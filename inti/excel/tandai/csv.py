"""A CSV as a workbook: one sheet, every cell text, row for row as the reader counts them."""

from io import BufferedReader, BytesIO
from pathlib import Path

import xlsxwriter

from inti.excel.tandai.temuan import MAKS_HURUF
from inti.pembaca import teks_csv
from inti.pembaca.jenis import tolak_bukan_tabel, tolak_kosong
from inti.pembaca.tulis import Penulis

LEMBAR = teks_csv.NAMA_LEMBAR
LEBAR = 18


class _PenulisBuku(Penulis):
    """Takes the rows that the reader finds, and writes them to a sheet."""

    def __init__(self, buku: xlsxwriter.Workbook) -> None:
        super().__init__(BytesIO())  # type: ignore[arg-type]  # never written to
        self._teks = buku.add_format({"num_format": "@"})
        self._lembar = buku.add_worksheet(LEMBAR)
        self._terlebar = 1

    def tulis(self, nomor: int, nilai: list[object]) -> bool:
        """Write a row. A digit stays a digit, and what looks like a formula is text."""
        self._terlebar = max(self._terlebar, len(nilai))
        for kolom, isi in enumerate(nilai):
            if isi:
                self._lembar.write_string(nomor - 1, kolom, str(isi)[:MAKS_HURUF], self._teks)
        return True

    def selesai(self) -> None:
        """Make the empty cells text, too."""
        self._lembar.set_column(0, self._terlebar - 1, LEBAR, self._teks)


def buku_dari_csv(berkas: BufferedReader, keluaran: Path) -> None:
    """Write the cells of a CSV into a workbook. Raises Tolak when it is no table."""
    awal = berkas.read(4096)
    tolak_kosong(len(awal))
    tolak_bukan_tabel(awal, berkas)
    with xlsxwriter.Workbook(str(keluaran), {"constant_memory": True}) as buku:
        penulis = _PenulisBuku(buku)
        teks_csv.baca(berkas, awal, penulis)
        penulis.selesai()
