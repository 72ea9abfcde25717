"""How long an assignment may last: the earliest of three ends, and which one it is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from penugasan.rules.kepegawaian import mengandung
from penugasan.rules.tanggal import awal_bulan_berikut, tambah_bulan, ulang_tahun

SATU_HARI = dt.timedelta(days=1)


def usia_pensiun(jabatan: str, *, umum: int, menurut_jabatan: Mapping[str, int]) -> int:
    """The retirement age of a position; of several names in it the longest says most."""
    kata = mengandung(jabatan, sorted(menurut_jabatan, key=lambda nama: (-len(nama), nama)))
    return menurut_jabatan.get(kata, umum)


@dataclass(frozen=True, slots=True)
class Akhir:
    """The last day of an assignment, and the reason in words."""

    tanggal: dt.date
    sebab: str


def akhir_penugasan(
    mulai: dt.date,
    *,
    masa_maks_tahun: int,
    akhir_kontrak: dt.date | None,
    lahir: dt.date | None,
    usia_bup: int,
) -> Akhir:
    """Return the earliest of start + ``masa_maks_tahun``, contract end and retirement.

    Basis: SEB MenPANRB-Mendagri-BKN 2025 (five years, until the contract ends); PP 49/2018
    (retirement takes effect on the first of the month after the birthday). An end that lies
    before the start (a contract to be extended first) is left out: it is a task, not a length.
    """
    batas = tambah_bulan(mulai, masa_maks_tahun * 12) - SATU_HARI
    pilihan = [Akhir(batas, f"masa penugasan {masa_maks_tahun} tahun")]
    if akhir_kontrak is not None:
        pilihan.append(Akhir(akhir_kontrak, "akhir perjanjian kerja"))
    if lahir is not None:
        pensiun = awal_bulan_berikut(ulang_tahun(lahir, usia_bup)) - SATU_HARI
        pilihan.append(Akhir(pensiun, f"batas usia pensiun {usia_bup} tahun"))
    return min((a for a in pilihan if a.tanggal >= mulai), key=lambda a: a.tanggal)
