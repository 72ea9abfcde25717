"""Working days at the agency: weekends, national holidays and cuti bersama, correctable by hand.

Source of the calendar: the ``holidays`` package (SKB 3 Menteri); ``HariLibur`` corrects it.
"""

import datetime as dt
from collections.abc import Mapping
from copy import copy
from functools import cache
from types import MappingProxyType
from typing import Self

import holidays

from inti.models import HariLibur, Instansi
from inti.sekali import sekali

SATU_HARI = dt.timedelta(days=1)
SABTU = 5


@cache
def libur_nasional(tahun: int) -> Mapping[dt.date, str]:
    """Return the national holidays and cuti bersama of a year with their Indonesian names."""
    semua = holidays.country_holidays(
        "ID", years=tahun, language="id", categories=("public", "government")
    )
    return MappingProxyType(dict(semua))


class Kalender:
    """The calendar of one agency; reads the corrections once."""

    def __init__(self, instansi: Instansi) -> None:
        koreksi = HariLibur.objects.filter(instansi=instansi).values_list("tanggal", "libur")
        self._koreksi: dict[dt.date, bool] = dict(sekali(koreksi, keadaan=instansi.keadaan))

    def andai(self, hari: dt.date, *, libur: bool | None) -> Self:
        """This calendar with another correction of one day; None: with none."""
        lain = copy(self)
        lain._koreksi = {satu: nilai for satu, nilai in self._koreksi.items() if satu != hari}
        if libur is not None:
            lain._koreksi[hari] = libur
        return lain

    def hari_kerja(self, hari: dt.date) -> bool:
        if hari in self._koreksi:
            return not self._koreksi[hari]
        return hari.weekday() < SABTU and hari not in libur_nasional(hari.year)

    def tambah(self, mulai: dt.date, jumlah: int) -> dt.date:
        """Return the ``jumlah``-th working day after ``mulai`` (0: ``mulai`` itself)."""
        hari = mulai
        while jumlah > 0:
            hari += SATU_HARI
            if self.hari_kerja(hari):
                jumlah -= 1
        return hari

    def lanjutkan(
        self, batas: dt.date, *, berhenti: dt.date, lagi: dt.date, paling_sedikit: int = 0
    ) -> dt.date:
        """Return the deadline of a clock that stood still between two days: what was left of it
        then, or ``paling_sedikit`` working days. Never earlier than before; one that had passed
        when the clock stopped stays, unless some days are promised."""
        if batas < berhenti and not paling_sedikit:
            return batas
        return max(batas, self.tambah(lagi, max(self.sisa(berhenti, batas), paling_sedikit)))

    def mundur(self, batas: dt.date, *, libur: dt.date, kini: "Kalender") -> dt.date:
        """Return the deadline under the calendar of now, in which ``libur`` became a free day:
        as many working days from that day on as this calendar gave. What lay before is untouched,
        so a clock that stood still keeps its rest."""
        sebelum = libur - SATU_HARI
        return kini.tambah(sebelum, self.sisa(sebelum, batas))

    def sisa(self, dari: dt.date, sampai: dt.date) -> int:
        """Count working days after ``dari`` up to and including ``sampai``; negative when late."""
        if sampai < dari:
            return -self.sisa(sampai, dari)
        jumlah, hari = 0, dari
        while hari < sampai:
            hari += SATU_HARI
            jumlah += self.hari_kerja(hari)
        return jumlah
