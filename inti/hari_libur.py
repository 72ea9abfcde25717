"""Correcting the national calendar by hand: one more free day, or one that is worked.

A day that becomes free moves the deadlines that run across it; whoever keeps deadlines registers
a ``Pengikut`` here. A day that becomes worked moves none: nobody loses a day he was told of.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from inti import audit
from inti.errors import SudahDiproses
from inti.hak import akun_kini
from inti.hari_kerja import Kalender, libur_nasional
from inti.models import HariLibur, Instansi
from inti.peran import Peran

_PENGATUR = (Peran.ADMIN, Peran.PETUGAS)


@dataclass(frozen=True, slots=True)
class Hari:
    """A day that is not what the weekday says; ``koreksi`` is the row of a hand, or None."""

    tanggal: dt.date
    keterangan: str
    libur: bool
    koreksi: HariLibur | None = None


@dataclass(frozen=True, slots=True)
class LiburBaru:
    """A working day of an agency that becomes free: the calendar before it and with it."""

    instansi: Instansi
    tanggal: dt.date
    dulu: Kalender
    kini: Kalender


@dataclass(frozen=True, slots=True)
class Pengikut:
    """Who keeps deadlines: counts by kind what would move, and moves it inside the decision."""

    hitung: Callable[[LiburBaru, dt.datetime], Counter[str]]
    geser: Callable[[LiburBaru, dt.datetime, Any], Counter[str]]


@dataclass(frozen=True, slots=True)
class Diatur:
    """What a correction did: its row, and how many deadlines of each kind moved."""

    koreksi: HariLibur
    mundur: Counter[str] = field(default_factory=Counter)


_pengikut: list[Pengikut] = []


def daftarkan(pengikut: Pengikut) -> None:
    """Register who keeps deadlines."""
    _pengikut.append(pengikut)


def akan_mundur(
    *, instansi: Instansi, tanggal: dt.date, libur: bool | None, pada: dt.datetime
) -> Counter[str]:
    """How many running deadlines of each kind this correction would move (None: its removal)."""
    baru = _libur_baru(instansi, tanggal, libur=libur)
    return _jumlahkan(satu.hitung(baru, pada) for satu in _pengikut) if baru else Counter()


def _libur_baru(instansi: Instansi, tanggal: dt.date, *, libur: bool | None) -> LiburBaru | None:
    """Read before the correction is written: None when the day does not become free by it."""
    dulu = Kalender(Instansi.objects.get(pk=instansi.pk))  # as it stands, nothing remembered
    kini = dulu.andai(tanggal, libur=libur)
    if not dulu.hari_kerja(tanggal) or kini.hari_kerja(tanggal):
        return None
    return LiburBaru(instansi, tanggal, dulu, kini)


def _geser(baru: LiburBaru | None, pada: dt.datetime, aktor: Any) -> Counter[str]:
    return _jumlahkan(satu.geser(baru, pada, aktor) for satu in _pengikut) if baru else Counter()


def _jumlahkan(semua: Iterable[Counter[str]]) -> Counter[str]:
    hasil: Counter[str] = Counter()
    for satu in semua:
        hasil.update(satu)
    return hasil


def setahun(instansi: Instansi, tahun: int) -> list[Hari]:
    """National holidays and cuti bersama of a year with the agency's corrections, in order."""
    koreksi = {
        satu.tanggal: satu
        for satu in HariLibur.objects.filter(instansi=instansi, tanggal__year=tahun)
    }
    hari = {
        tanggal: Hari(tanggal, nama, libur=True) for tanggal, nama in libur_nasional(tahun).items()
    }
    for tanggal, satu in koreksi.items():
        hari[tanggal] = Hari(tanggal, satu.keterangan, satu.libur, satu)
    return sorted(hari.values(), key=lambda h: h.tanggal)


def atur(
    *,
    instansi: Instansi,
    tanggal: dt.date,
    libur: bool,
    keterangan: str,
    aktor: Any,
    pada: dt.datetime,
) -> Diatur:
    """Say of one day that it is free or worked; the newest word counts. The same word is no act.

    Running deadlines follow a day that becomes free. Raises TidakBerhak when the right of the
    actor has ended.
    """
    isi = {"libur": libur, "keterangan": keterangan}
    with audit.keputusan(instansi):
        aktor = akun_kini(aktor, *_PENGATUR, instansi=instansi)
        ada: HariLibur | None = HariLibur.objects.filter(
            instansi=instansi, tanggal=tanggal, **isi
        ).first()
        if ada:
            return Diatur(ada)
        baru = _libur_baru(instansi, tanggal, libur=libur)
        satu, _ = HariLibur.objects.update_or_create(
            instansi=instansi, tanggal=tanggal, defaults=isi
        )
        audit.catat(
            aksi="hari_libur.atur",
            aktor=aktor,
            instansi=instansi,
            objek=satu,
            sesudah={"tanggal": tanggal, "libur": libur},
            pesan=keterangan,
        )
        return Diatur(satu, _geser(baru, pada, aktor))


def hapus(*, koreksi: HariLibur, aktor: Any, pada: dt.datetime) -> Diatur:
    """Take a correction back: the national calendar speaks again, and may make the day free.

    Raises SudahDiproses when it is gone already, TidakBerhak.
    """
    with audit.keputusan(koreksi.instansi):
        aktor = akun_kini(aktor, *_PENGATUR, instansi=koreksi.instansi)
        baru = _libur_baru(koreksi.instansi, koreksi.tanggal, libur=None)
        baris = HariLibur.objects.filter(pk=koreksi.pk)
        terkini = baris.first()
        if not baris.delete()[0] or terkini is None:
            pesan = f"Koreksi {koreksi.tanggal:%d-%m-%Y} sudah dihapus. Muat ulang halaman ini."
            raise SudahDiproses(pesan)
        audit.catat(
            aksi="hari_libur.hapus",
            aktor=aktor,
            instansi=koreksi.instansi,
            objek=koreksi,
            sebelum={"tanggal": terkini.tanggal, "libur": terkini.libur},
        )
        return Diatur(koreksi, _geser(baru, pada, aktor))
