"""Dates as offices write them: read when certain, refused when not, never guessed."""

import datetime as dt
import math
import re
from typing import NamedTuple

BULAN = {
    nama: nomor
    for nomor, semua in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar march mrt",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt ags agst agust aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ),
        start=1,
    )
    for nama in semua.split()
}
AWALAN = ("tanggal", "tgl.", "tgl")
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad")

_ANGKA = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", re.ASCII)
_ISO = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_KATA = re.compile(r"(\d{1,2})[-\s]*([a-z]+)\.?[-\s,]*(\d{4})", re.ASCII)
_JAM = re.compile(r"[\sT]+00:00(:00)?$", re.ASCII)
KOSONG = {"", "-", "--", "0", "01-01-0001", "1-1-0001", "0001-01-01", "00-00-0000", "0000-00-00"}

SERIAL_1900 = dt.date(1899, 12, 30)
TERAWAL = dt.date(1900, 1, 1)
TERAKHIR = dt.date(2199, 12, 31)


class TanggalTakTerbaca(ValueError):  # noqa: N818 - the officer's word
    """A cell that names no day of the calendar, or leaves open which."""


class Tanggal(NamedTuple):
    """A day, and whether the order of day and month had to be assumed (12/03/1990)."""

    nilai: dt.date
    ragu: bool = False


def baca_tanggal(isi: object, *, awal_hitungan: dt.date = SERIAL_1900) -> Tanggal | None:
    """Read a cell; None when it is blank in one of the ways SIASN and offices leave it blank.

    Text forms: ``DD-MM-YYYY`` (also with / . or blanks), ISO, ``12 Maret 1990``. A number is an
    Excel serial counted from ``awal_hitungan`` (day 0 of the 1900 or the 1904 system). A number
    from 1900 to 2199 is a year without its day.

    Raises:
        TanggalTakTerbaca: not a date, a day that does not exist, a two-digit year, or a year
            outside 1900 to 2199.
    """
    if isinstance(isi, dt.datetime):
        isi = isi.date()
    if isinstance(isi, dt.date):
        return None if isi.year == 1 else Tanggal(_wajar(isi))
    if isi is None or isinstance(isi, bool | dt.time | dt.timedelta):
        if isi is None:
            return None
        raise TanggalTakTerbaca(str(isi))
    if isinstance(isi, int | float):
        return Tanggal(_wajar(_dari_serial(isi, awal_hitungan)))
    return _dari_teks(str(isi))


def _dari_serial(nomor: float, awal_hitungan: dt.date) -> dt.date:
    if not math.isfinite(nomor):
        raise TanggalTakTerbaca(str(nomor))
    hari = int(nomor)
    if TERAWAL.year <= hari <= TERAKHIR.year:  # "2028" is a year; as a day it would be one in 1905
        raise TanggalTakTerbaca(str(nomor))
    # Excel believes in 29 February 1900: serial 60 is no day, and what is below lies one off.
    if awal_hitungan == SERIAL_1900 and hari <= 60:
        if hari < 1 or hari == 60:
            raise TanggalTakTerbaca(str(nomor))
        hari += 1
    try:
        return awal_hitungan + dt.timedelta(days=hari)
    except OverflowError as galat:
        raise TanggalTakTerbaca(str(nomor)) from galat


def _dari_teks(teks: str) -> Tanggal | None:
    rapi = _JAM.sub("", " ".join(teks.replace("\u00a0", " ").split()).strip("'`’‘ ").casefold())
    if rapi in KOSONG:
        return None
    for awalan in AWALAN:
        rapi = rapi.removeprefix(awalan).lstrip(" :")
    for hari in HARI:
        rapi = rapi.removeprefix(hari).lstrip(", ") if rapi.startswith(hari) else rapi
    if cocok := _ANGKA.fullmatch(rapi):
        hari_ke, pemisah, bulan, tahun = cocok.groups()
        ragu = pemisah == "/" and int(hari_ke) <= 12 and hari_ke != bulan
        return Tanggal(_buat(tahun, bulan, hari_ke), ragu)
    if cocok := _ISO.fullmatch(rapi.upper()):
        tahun, _, bulan, hari_ke = cocok.groups()
        return Tanggal(_buat(tahun, bulan, hari_ke))
    if (cocok := _KATA.fullmatch(rapi)) and cocok[2] in BULAN:
        return Tanggal(_buat(cocok[3], BULAN[cocok[2]], cocok[1]))
    raise TanggalTakTerbaca(teks)


def _buat(tahun: str | int, bulan: str | int, hari: str | int) -> dt.date:
    try:
        return _wajar(dt.date(int(tahun), int(bulan), int(hari)))
    except ValueError as galat:
        teks = f"{hari}-{bulan}-{tahun}"
        raise TanggalTakTerbaca(teks) from galat


def _wajar(hari: dt.date) -> dt.date:
    if not TERAWAL <= hari <= TERAKHIR:
        raise TanggalTakTerbaca(str(hari))
    return hari
