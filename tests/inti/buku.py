"""Workbooks for tests, written cell by cell: what is text stays text, a number a number."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Isi = Sequence[Sequence[Any]]


def buku(lembar: Mapping[str, Isi], *, sistem_1904: bool = False) -> bytes:
    """Return an .xlsx with these sheets; a text that begins with = is stored as text."""
    isi = openpyxl.Workbook()
    isi.remove(isi.active)
    if sistem_1904:
        isi.epoch = CALENDAR_MAC_1904
    for nama, baris in lembar.items():
        kertas = isi.create_sheet(nama)
        for b, satu in enumerate(baris, start=1):
            for k, nilai in enumerate(satu, start=1):
                if nilai is None:
                    continue
                sel = kertas.cell(b, k)
                sel.value = nilai
                if isinstance(nilai, str):
                    sel.data_type = "s"
    keluar = io.BytesIO()
    isi.save(keluar)
    return keluar.getvalue()


def simpan(jalur: Path, lembar: Mapping[str, Isi], **lain: Any) -> Path:
    """Write such a workbook to a file and return its path."""
    jalur.write_bytes(buku(lembar, **lain))
    return jalur


def ubah_bagian(isi: bytes, nama: str, ubah: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one part of its zip changed."""
    keluar = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as asal,
        zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tujuan,
    ):
        for bagian in asal.infolist():
            data = asal.read(bagian)
            tujuan.writestr(bagian.filename, ubah(data) if bagian.filename == nama else data)
    return keluar.getvalue()


def arsip(bagian: Mapping[str, bytes]) -> bytes:
    """Return a zip with these parts."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama, data in bagian.items():
            tujuan.writestr(nama, data)
    return keluar.getvalue()


def tabel(kolom: Sequence[str], baris: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """Return a heading row and one row per mapping, cells by heading."""
    return [list(kolom), *[[satu.get(judul) for judul in kolom] for satu in baris]]


def dmy(hari: dt.date) -> str:
    """Return a date as SIASN writes it."""
    return f"{hari:%d-%m-%Y}"
