"""The columns that lists of people share."""

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from inti.excel_tulis import Jenis, Kolom
from pegawai.models import Pegawai

T = TypeVar("T")


def kolom_nomor() -> Kolom[Any]:
    """A running number, counted from 1 for each file."""
    hitung = count(1)
    return Kolom("NO", lambda _: next(hitung), Jenis.BULAT, 6)


def kolom_orang(pegawai: Callable[[T], Pegawai]) -> list[Kolom[T]]:
    """NIP and name, as every list of people begins."""
    return [
        Kolom("NIP", lambda b: pegawai(b).nip, Jenis.KODE, 21),
        Kolom("NAMA", lambda b: pegawai(b).nama_lengkap, lebar=32),
    ]


def unit_kerja(pegawai: Pegawai) -> str:
    """The home unit as the portal knows it, else as the file named it."""
    return pegawai.opd.nama if pegawai.opd else pegawai.unor_nama


def kata(kode: str) -> str:
    """Turn a code into words for a heading: ``kedudukan_hukum`` is KEDUDUKAN HUKUM."""
    return kode.replace("_", " ").upper()
