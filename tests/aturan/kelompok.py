"""Random people: half of them pass but for a few facts, the others are drawn fact by fact."""

import calendar
import datetime as dt
from random import Random
from typing import Any

from tests.aturan.kata import (
    BUKTI,
    HUKUMAN_TERTULIS,
    JABATAN,
    JABATAN_BIASA,
    JENIS,
    PENDIDIKAN,
    TEMPAT,
    TINGKAT_ASING,
)
from tests.aturan.kedua import Bukti, Orang, Rentang

Aturan = dict[str, dict[str, Any]]
Tujuan = frozenset[str] | None
SEHARI = dt.timedelta(days=1)
TERGANTUNG_TEMPAT = ("domisili", "tetangga", "tujuan")


def orang_acak(acak: Random, aturan: Aturan, acuan: dt.date, tujuan: Tujuan) -> Orang:
    """One person, thick where the rules of this policy change their mind."""
    asal = _sembarang(acak, aturan, acuan, tujuan)
    if acak.random() < 0.5:
        return asal
    beda = acak.sample(Orang._fields, acak.choice((0, 1, 1, 2, 3)))
    return _lolos(acak, aturan, acuan, tujuan)._replace(**{k: getattr(asal, k) for k in beda})


def _lolos(acak: Random, aturan: Aturan, acuan: dt.date, tujuan: Tujuan) -> Orang:
    """Somebody who passes, as far as a policy lets anybody pass."""
    pendidikan = aturan["pendidikan"]
    cukup = [satu for satu in pendidikan["tingkat"] if satu >= pendidikan["minimum"]]
    umur = acak.randint(17, max(17, min(45, aturan["usia"]["maks"] - 1)))
    return Orang(
        jenis=acak.choice(aturan["jenis_asn"]["jenis"]),
        kedudukan=acak.choice(aturan["kedudukan_hukum"]["nama_aktif"]),
        tingkat=acak.choice(cukup),
        pendidikan=acak.choice(PENDIDIKAN),
        lahir=acuan - acak.randint(umur * 365 + 30, umur * 365 + 300) * SEHARI,
        jabatan=acak.choice(JABATAN_BIASA),
        bukti=(Bukti(acak.choice(aturan["komputer"]["diterima"]), mampu=True, tanggal=acuan),),
        tugas=(),
        kontrak=acuan + acak.randint(1500, 3000) * SEHARI,
        predikat=tuple((acuan.year - mundur, 1) for mundur in range(1, 6)),
        hukuman=(),
        domisili=acak.choice(sorted(tujuan)) if tujuan else TEMPAT[0],
        tetangga=frozenset({TEMPAT[3]}),
        tujuan=tujuan,
    )


def _sembarang(acak: Random, aturan: Aturan, acuan: dt.date, tujuan: Tujuan) -> Orang:
    """Any facts at all; each may be missing."""
    nomor, nama = _kedudukan(acak, aturan["kedudukan_hukum"])
    pendidikan = aturan["pendidikan"]
    asing = acak.choice(TINGKAT_ASING)
    domisili = acak.choice((*TEMPAT, None, "", " ", f" {TEMPAT[0]} "))
    return Orang(
        jenis=acak.choice(JENIS),
        kedudukan_id=nomor,
        kedudukan=nama,
        tingkat=acak.choice((*pendidikan["tingkat"], pendidikan["minimum"], asing, None)),
        pendidikan=acak.choice((*PENDIDIKAN, None)),
        lahir=_lahir(acak, acuan, aturan),
        jabatan=acak.choice((*JABATAN, None)),
        bukti=_bukti(acak, acuan),
        tugas=_tugas(acak, acuan),
        kontrak=_akhir_kontrak(acak, acuan, aturan["kontrak"]["bulan"]),
        predikat=_predikat(acak, acuan.year),
        hukuman=_hukuman(acak, acuan),
        domisili=domisili,
        tetangga=frozenset(acak.sample(TEMPAT, acak.randrange(5)) if domisili else ()),
        tujuan=tujuan,
        dikecualikan=frozenset(acak.sample(sorted(aturan), 2) if acak.random() < 0.1 else ()),
    )


def _kedudukan(acak: Random, p: dict[str, Any]) -> tuple[str | None, str | None]:
    """Id and name that agree, contradict, are strange, blank or oddly written."""
    aktif, lain = p["id_aktif"] * 2, p["id_tidak_aktif"][:3]
    nomor = acak.choice((*aktif, *lain, "72", "1", "071", "", None))
    aktif, lain = p["nama_aktif"] * 2, p["nama_tidak_aktif"][:4]
    nama = acak.choice((*aktif, *lain, "Cuti", "Aktif PPPK", " ", "", None))
    if nama and acak.random() < 0.3:
        renggang = nama.replace(" ", "   ")
        nama = acak.choice((nama.upper(), nama.lower(), f"  {nama} ", renggang, f"\u00a0{nama}\t"))
    if nomor and acak.random() < 0.1:
        nomor = f" {nomor} "
    return nomor, nama


def lahir_batas(acuan: dt.date, umur: int, geser: int) -> dt.date:
    """The day on which somebody was born who turns ``umur`` on the reference day, moved."""
    tahun = acuan.year - umur
    hari = min(acuan.day, calendar.monthrange(tahun, acuan.month)[1])
    return dt.date(tahun, acuan.month, hari) + geser * SEHARI


def geser_bulan(hari: dt.date, bulan: int) -> dt.date:
    """The same day so many months on, or the last one of a shorter month."""
    tahun, ke = divmod(hari.year * 12 + hari.month - 1 + bulan, 12)
    return dt.date(tahun, ke + 1, min(hari.day, calendar.monthrange(tahun, ke + 1)[1]))


def _lahir(acak: Random, acuan: dt.date, aturan: Aturan) -> dt.date | None:
    maks, bup = aturan["usia"]["maks"], aturan["bup"]
    pensiun = acak.choice((bup["usia_umum"], *bup["usia_jabatan"].values()))
    cara = acak.randrange(8)
    if cara < 3:
        return lahir_batas(acuan, maks + acak.randint(0, 1), acak.randint(-2, 2))
    if cara == 3:
        mulai_pensiun = geser_bulan(acuan, bup["bulan"] - 1)
        return lahir_batas(mulai_pensiun, pensiun, acak.randint(-33, 33))
    if cara == 4:
        return dt.date(acak.choice(range(1956, 2009, 4)), 2, 29)
    if cara == 5:
        tepi = acak.choice(((1, 1), (12, 31), (2, 28), (3, 1)))
        return dt.date(acuan.year - acak.randint(17, 66), *tepi)
    if cara == 6:
        return acak.choice((None, None, acuan, acuan + SEHARI, acuan - SEHARI))
    return acuan - acak.randint(17 * 365, 68 * 366) * SEHARI


def _bukti(acak: Random, acuan: dt.date) -> tuple[Bukti, ...]:
    """Nought to four pieces, oldest first; several may carry one day."""
    banyak = acak.choice((0, 1, 1, 2, 3, 4))
    lama = sorted(
        (acak.choice((0, 1, 30, acak.randint(0, 2000))) for _ in range(banyak)), reverse=True
    )
    mampu = (True, True, False, None)
    return tuple(
        Bukti(acak.choice(BUKTI), acak.choice(mampu), acuan - hari * SEHARI) for hari in lama
    )


def _tugas(acak: Random, acuan: dt.date) -> tuple[Rentang, ...] | None:
    if acak.random() < 0.1:
        return None
    if acak.random() < 0.4:
        return ()
    isi = []
    for _ in range(acak.randint(1, 2)):
        mulai = acuan + acak.choice((-1, 0, 1, acak.randint(-2000, 400))) * SEHARI
        selesai = mulai + acak.choice((0, 1, 30, 365, 1826)) * SEHARI
        tepi = acuan + acak.choice((-1, 0, 1)) * SEHARI
        isi.append(Rentang(mulai, acak.choice((None, selesai, max(mulai, tepi)))))
    return tuple(isi)


def _akhir_kontrak(acak: Random, acuan: dt.date, bulan: int) -> dt.date | None:
    if acak.random() < 0.15:
        return None
    if acak.random() < 0.6:
        return geser_bulan(acuan, bulan) + acak.randint(-3, 3) * SEHARI
    return acuan + acak.randint(-800, 2000) * SEHARI


def _predikat(acak: Random, tahun: int) -> tuple[tuple[int, int], ...]:
    dari = [t for t in range(tahun - 6, tahun + 1) if acak.random() < 0.85]
    acak.shuffle(dari)
    return tuple((t, acak.choice((1, 2, 2, 1, 2, 2, 3, 4, 5, 0, 6))) for t in dari)


def _hukuman(acak: Random, acuan: dt.date) -> tuple[Rentang, ...] | None:
    if acak.random() < 0.1:
        return None
    if acak.random() < 0.4:
        return ()
    isi = []
    for tingkat in acak.choices(HUKUMAN_TERTULIS, k=acak.randint(1, 3)):
        mulai = acuan + acak.choice((-400, -1, 0, 1, 90)) * SEHARI
        selesai = acak.choice((None, acuan - SEHARI, acuan, acuan + SEHARI, mulai))
        isi.append(Rentang(mulai, selesai, tingkat))
    return tuple(isi)
