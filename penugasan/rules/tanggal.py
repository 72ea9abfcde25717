"""Ages and months as the civil service counts them, and dates in words."""

import calendar
import datetime as dt

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def tulis(tanggal: dt.date) -> str:
    """``1 Maret 2026``."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def ulang_tahun(lahir: dt.date, tahun: int) -> dt.date:
    """The day somebody turns `tahun`. Born on 29 February: on 1 March in a common year."""
    sasaran = lahir.year + tahun
    if (lahir.month, lahir.day) == (2, 29) and not calendar.isleap(sasaran):
        return dt.date(sasaran, 3, 1)
    return lahir.replace(year=sasaran)


def umur(lahir: dt.date, pada: dt.date) -> tuple[int, int]:
    """Completed years and months on a day, e.g. (56, 11). `pada` must not precede `lahir`."""
    tahun = pada.year - lahir.year
    if ulang_tahun(lahir, tahun) > pada:
        tahun -= 1
    genap = ulang_tahun(lahir, tahun)
    bulan = (pada.year - genap.year) * 12 + pada.month - genap.month
    if tambah_bulan(genap, bulan) > pada:
        bulan -= 1
    return tahun, min(bulan, 11)


def tambah_bulan(tanggal: dt.date, bulan: int) -> dt.date:
    """The same day `bulan` months later, or the last day of a shorter month."""
    indeks = tanggal.year * 12 + tanggal.month - 1 + bulan
    tahun, nomor = divmod(indeks, 12)
    akhir = calendar.monthrange(tahun, nomor + 1)[1]
    return dt.date(tahun, nomor + 1, min(tanggal.day, akhir))


def awal_bulan_berikut(tanggal: dt.date) -> dt.date:
    """The first day of the following month: when a pension starts after the birthday."""
    return tambah_bulan(tanggal.replace(day=1), 1)
