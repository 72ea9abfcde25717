"""NIK: 16 digits, of which 7 to 12 tell the birth date (women: day + 40)."""

import datetime as dt
import re

from inti.excel import Nilai
from inti.impor.teks import teks

PANJANG = 16
PESAN = {
    "nik_kosong": "NIK kosong. Isi 16 angka sebagai teks.",
    "nik_rusak": "Digit terakhir NIK hilang karena disimpan sebagai angka. Tulis sebagai teks.",
    "nik_bukan_angka": "NIK hanya boleh berisi angka.",
    "nik_panjang": "NIK harus berisi 16 angka.",
}
_PEMISAH = re.compile(r"[\s.'`´’\-]+")
_ILMIAH = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)


class NikSalah(ValueError):  # noqa: N818 - what the officer reads
    """The cell holds no NIK; ``kode`` names the finding, ``pesan`` what to do."""

    def __init__(self, kode: str) -> None:
        super().__init__(PESAN[kode])
        self.kode, self.pesan = kode, PESAN[kode]


def bersihkan(isi: Nilai) -> str:
    """Return the 16 digits of a cell. Raises NikSalah.

    A number has lost its last digit in Excel, which keeps 15, so it is refused even when it
    looks whole.
    """
    nik = _PEMISAH.sub("", teks(isi))
    if kode := _salah(isi, nik):
        raise NikSalah(kode)
    return nik


def _salah(isi: Nilai, nik: str) -> str:
    if not nik:
        return "nik_kosong"
    if isinstance(isi, int | float) or _ILMIAH.fullmatch(teks(isi).replace(" ", "")):
        return "nik_rusak"
    if not (nik.isascii() and nik.isdigit()):
        return "nik_bukan_angka"
    return "" if len(nik) == PANJANG else "nik_panjang"


def selaras(nik: str, *, lahir: dt.date | None, jenis_kelamin: str) -> bool:
    """Whether the digits agree with the birth date and sex, as far as these are known."""
    hari, bulan, tahun = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    perempuan = hari > 40
    if jenis_kelamin and perempuan != (jenis_kelamin == "P"):
        return False
    if lahir is None:
        return True
    return (hari - 40 * perempuan, bulan, tahun) == (lahir.day, lahir.month, lahir.year % 100)


def samarkan(nik: str) -> str:
    """Show the first four and the last two digits only."""
    return f"{nik[:4]}••••••••••{nik[-2:]}"
