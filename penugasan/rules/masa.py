"""How long an assignment may last: the earliest of three ends, and which one it is."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from penugasan.rules.kepegawaian import mengandung
from penugasan.rules.tanggal import awal_bulan_berikut, tambah_bulan, ulang_tahun

SATU_HARI = dt.timedelta(days=1)
SEBAB_KONTRAK = "akhir perjanjian kerja"


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
    yang_lewat: bool = False,
) -> Akhir:
    """Return the earliest of start + ``masa_maks_tahun``, contract end and retirement.

    Basis: SEB MenPANRB-Mendagri-BKN 2025 (five years, until the contract ends); PP 49/2018
    (retirement takes effect on the first of the month after the birthday). An end that lies
    before the start (a contract to be extended first) is left out: while names are asked for it is
    a task, not a length. The decision wants to know it (``yang_lewat``).
    """
    batas = tambah_bulan(mulai, masa_maks_tahun * 12) - SATU_HARI
    pilihan = [Akhir(batas, f"masa penugasan {masa_maks_tahun} tahun")]
    pilihan += _ujung(akhir_kontrak, lahir, usia_bup)
    return min((a for a in pilihan if yang_lewat or a.tanggal >= mulai), key=lambda a: a.tanggal)


def akhir_perpanjangan(
    sampai: dt.date,
    *,
    akhir_kontrak: dt.date | None,
    lahir: dt.date | None,
    usia_bup: int,
) -> Akhir:
    """Return the earliest of the day asked for, contract end and retirement.

    Basis: SEB MenPANRB-Mendagri-BKN 2025: extendable while needed, until the contract ends.
    """
    pilihan = [Akhir(sampai, "perpanjangan yang disetujui")]
    pilihan += _ujung(akhir_kontrak, lahir, usia_bup)
    return min(pilihan, key=lambda a: a.tanggal)


def _ujung(akhir_kontrak: dt.date | None, lahir: dt.date | None, usia_bup: int) -> list[Akhir]:
    """The ends that no decision moves: those of the agreement and of the working life."""
    hasil = []
    if akhir_kontrak is not None:
        hasil.append(Akhir(akhir_kontrak, SEBAB_KONTRAK))
    if lahir is not None:
        pensiun = awal_bulan_berikut(ulang_tahun(lahir, usia_bup)) - SATU_HARI
        hasil.append(Akhir(pensiun, f"batas usia pensiun {usia_bup} tahun"))
    return hasil


def tahun_tugas(
    mulai: dt.date, akhir: dt.date, tiap_bulan: int
) -> Iterator[tuple[int, dt.date, dt.date]]:
    """Each year of an assignment: its number, first and last day; the last may be shorter.

    ``mulai`` is the TMT of the SK: the term is counted from there, not from the arrival.
    """
    jarak = max(tiap_bulan, 1)
    for ke in count(1):
        dari = tambah_bulan(mulai, (ke - 1) * jarak)
        if dari > akhir:
            return
        yield ke, dari, min(tambah_bulan(mulai, ke * jarak) - SATU_HARI, akhir)


@dataclass(frozen=True, slots=True)
class Tonggak:
    """A day on the line of one assignment: ``jenis`` is a stable code, ``kata`` for people."""

    tanggal: dt.date
    jenis: str
    kata: str


def tonggak(
    mulai: dt.date,
    selesai: dt.date | None,
    *,
    sebab: str,
    masa_maks_tahun: int,
    evaluasi_tiap_bulan: int,
    akhir_kontrak: dt.date | None,
    lahir: dt.date | None,
    usia_bup: int,
    usia_maks: int | None = None,
) -> list[Tonggak]:
    """The days that matter, in order: start, evaluations, what could end it, and what does.

    Crossing the age limit is told as information: it is a condition of entry, not an end.
    """
    batas = tambah_bulan(mulai, masa_maks_tahun * 12) - SATU_HARI
    akhir = selesai or batas
    hasil = [Tonggak(mulai, "mulai", "Mulai bertugas")]
    for ke, _, sampai in tahun_tugas(mulai, akhir, evaluasi_tiap_bulan):
        hasil.append(Tonggak(sampai, "evaluasi", f"Evaluasi tahun ke-{ke}"))
    if akhir_kontrak is not None and akhir_kontrak >= mulai:
        hasil.append(Tonggak(akhir_kontrak, "kontrak", "Akhir perjanjian kerja"))
    if lahir is not None:
        pensiun = awal_bulan_berikut(ulang_tahun(lahir, usia_bup)) - SATU_HARI
        hasil.append(Tonggak(pensiun, "bup", f"Batas usia pensiun {usia_bup} tahun"))
        if usia_maks is not None and (lewat := ulang_tahun(lahir, usia_maks + 1)) >= mulai:
            kata = f"Melewati usia {usia_maks} tahun (keterangan saja)"
            hasil.append(Tonggak(lewat, "usia", kata))
    hasil.append(Tonggak(batas, "batas", f"Batas {masa_maks_tahun} tahun"))
    if selesai is not None:
        kata = f"Berakhir karena {sebab}" if sebab else "Berakhir"
        hasil.append(Tonggak(selesai, "akhir", kata))
    return sorted(hasil, key=lambda t: (t.tanggal, t.jenis))
