"""The fast libraries by themselves: calamine reads, XlsxWriter writes in constant memory."""

import datetime as dt
from pathlib import Path

import xlsxwriter
from django.db import connection
from python_calamine import CalamineWorkbook

from pegawai.models import Pegawai
from tests.bench.anak import Jam
from tests.bench.judul import KOLOM_EKSPOR


def baca(*, berkas: str) -> None:
    """Every row of every sheet through the row iterator."""
    jam = Jam()

    def kerja() -> int:
        with CalamineWorkbook.from_path(berkas) as buku:
            return sum(
                1 for nama in buku.sheet_names for _ in buku.get_sheet_by_name(nama).iter_rows()
            )

    jumlah = jam.ukur("baca", kerja)
    jam.laporkan(baris=jumlah)


def ekspor(*, keluaran: str) -> None:
    """Typed writes; header style, widths, NIP as text."""
    jam = Jam()
    jumlah = jam.ukur("ekspor", lambda: _tulis(keluaran))
    connection.close()
    jam.laporkan(baris=jumlah, ukuran=Path(keluaran).stat().st_size)


def _tulis(keluaran: str) -> int:
    with xlsxwriter.Workbook(keluaran, {"constant_memory": True}) as buku:
        lembar = buku.add_worksheet("Pegawai")
        tebal, teks, hari = (
            buku.add_format(isi)
            for isi in ({"bold": True}, {"num_format": "@"}, {"num_format": "dd-mm-yyyy"})
        )
        lembar.set_column(0, len(KOLOM_EKSPOR) - 1, 21)
        for kolom, judul in enumerate(KOLOM_EKSPOR):
            lembar.write_string(0, kolom, judul, tebal)
        jumlah = 0
        for baris in Pegawai.objects.order_by("pk").values_list(*KOLOM_EKSPOR).iterator(2000):
            jumlah += 1
            for kolom, nilai in enumerate(baris):
                if isinstance(nilai, str):
                    lembar.write_string(jumlah, kolom, nilai, None if kolom else teks)
                elif isinstance(nilai, dt.date):
                    lembar.write_datetime(jumlah, kolom, nilai, hari)
                elif nilai is not None:
                    lembar.write_number(jumlah, kolom, nilai)
    return jumlah
