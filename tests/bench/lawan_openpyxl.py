"""openpyxl: reading in read-only mode, writing in both modes."""

import openpyxl
from django.db import connection
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pegawai.models import Pegawai
from tests.bench.anak import Jam
from tests.bench.judul import KOLOM_EKSPOR

TEBAL = Font(bold=True)


def baca(*, berkas: str) -> None:
    """Every row of every sheet, values only."""
    jam = Jam()

    def kerja() -> int:
        buku = openpyxl.load_workbook(berkas, read_only=True, data_only=True)
        return sum(1 for s in buku.worksheets for _ in s.iter_rows(values_only=True))

    jumlah = jam.ukur("baca", kerja)
    jam.laporkan(baris=jumlah)


def ekspor(*, keluaran: str, alir: bool) -> None:
    """Header bold, widths, NIP with the text format; ``alir`` is the write-only mode."""
    jam = Jam()
    jumlah = jam.ukur("ekspor", lambda: _alir(keluaran) if alir else _utuh(keluaran))
    connection.close()
    jam.laporkan(baris=jumlah)


def _utuh(keluaran: str) -> int:
    buku = openpyxl.Workbook()
    lembar = buku.active
    lembar.append(KOLOM_EKSPOR)
    for sel in lembar[1]:
        sel.font = TEBAL
    for nomor, baris in enumerate(_baris(), start=2):
        lembar.append(baris)
        lembar.cell(nomor, 1).number_format = "@"
    _lebar(lembar)
    jumlah = lembar.max_row - 1
    buku.save(keluaran)
    return jumlah


def _alir(keluaran: str) -> int:
    buku = openpyxl.Workbook(write_only=True)
    lembar = buku.create_sheet("Pegawai")
    _lebar(lembar)
    kepala = [WriteOnlyCell(lembar, judul) for judul in KOLOM_EKSPOR]
    for sel in kepala:
        sel.font = TEBAL
    lembar.append(kepala)
    jumlah = 0
    for nip, *lain in _baris():
        sel = WriteOnlyCell(lembar, nip)
        sel.number_format = "@"
        lembar.append([sel, *lain])
        jumlah += 1
    buku.save(keluaran)
    return jumlah


def _baris():
    return Pegawai.objects.order_by("pk").values_list(*KOLOM_EKSPOR).iterator(2000)


def _lebar(lembar: object) -> None:
    for kolom in range(1, len(KOLOM_EKSPOR) + 1):
        lembar.column_dimensions[get_column_letter(kolom)].width = 21
