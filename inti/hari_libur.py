"""Correcting the national calendar by hand: one more free day, or one that is worked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from inti import audit
from inti.errors import SudahDiproses
from inti.hak import akun_kini
from inti.hari_kerja import libur_nasional
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
    *, instansi: Instansi, tanggal: dt.date, libur: bool, keterangan: str, aktor: Any
) -> HariLibur:
    """Say of one day that it is free or worked; the newest word counts. The same word is no act.

    Raises TidakBerhak when the right of the actor has ended.
    """
    isi = {"libur": libur, "keterangan": keterangan}
    with audit.keputusan(instansi):
        aktor = akun_kini(aktor, *_PENGATUR, instansi=instansi)
        ada: HariLibur | None = HariLibur.objects.filter(
            instansi=instansi, tanggal=tanggal, **isi
        ).first()
        if ada:
            return ada
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
        return satu


def hapus(*, koreksi: HariLibur, aktor: Any) -> None:
    """Take a correction back: the national calendar speaks again.

    Raises SudahDiproses when it is gone already, TidakBerhak.
    """
    with audit.keputusan(koreksi.instansi):
        aktor = akun_kini(aktor, *_PENGATUR, instansi=koreksi.instansi)
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
