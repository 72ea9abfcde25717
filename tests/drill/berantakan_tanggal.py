"""Dates in every dress: words, serial numbers of two systems, years of two digits."""

import datetime as dt
import random
from typing import Any

from tests.drill.kasus import Kasus
from tests.drill.kertas import Kertas, tulis
from tests.drill.orang import DAFTAR, SIASN, SURVEI, ambil, tabel_siasn, tabel_survei

BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SINGKAT = ("Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agust", "Sept", "Okt", "Nop", "Des")
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def bentuk(hari: dt.date) -> list[Any]:
    """Ways of writing a day that leave no doubt to somebody who reads Indonesian."""
    return [
        f"{hari:%d-%m-%Y}",
        f"{hari:%Y-%m-%d}",
        f"{hari.day} {BULAN[hari.month - 1]} {hari.year}",
        f"{hari.day:02d} {SINGKAT[hari.month - 1]} {hari.year}",
        f"{hari.day}-{SINGKAT[hari.month - 1]}-{hari.year}",
        f"{hari.day} {BULAN[hari.month - 1].upper()} {hari.year}",
        f"{HARI[hari.weekday()]}, {hari.day} {BULAN[hari.month - 1]} {hari.year}",
        f"{hari:%d.%m.%Y}",
        f"{hari:%Y-%m-%d} 00:00:00",
        f"{hari:%Y-%m-%dT00:00:00}",
        f" {hari:%d-%m-%Y}\u00a0",
        f"'{hari:%d-%m-%Y}",
        dt.datetime.combine(hari, dt.time()),
        (hari - dt.date(1899, 12, 30)).days,
        f"{hari.day} {SINGKAT[hari.month - 1]}. {hari.year}",
        f"{hari:%d %m %Y}",
        f"{hari:%Y/%m/%d}",
        f"{hari.day}-{hari.month}-{hari.year}",
        f"tgl {hari.day} {BULAN[hari.month - 1]} {hari.year}",
        f"{hari.day} {BULAN[hari.month - 1]}, {hari.year}",
    ]


def ragu(hari: dt.date) -> list[Any]:
    """Ways of writing a day that leave open which: must be flagged, never taken as certain."""
    return [
        f"{hari:%d-%m-%y}",
        f"{hari:%d/%m/%y}",
        f"{hari.day} {SINGKAT[hari.month - 1]} {hari:%y}",
        f"{hari:%d}-{SINGKAT[hari.month - 1]}-{hari:%y}",
        "29-02-1990",
        "31-04-1988",
        "00-00-1990",
        f"{hari.year}",
        f"{BULAN[hari.month - 1]} {hari.year}",
        "12-13-1990",
        "sekitar 1980",
        f"{hari:%d-%m}",
        True,
        f"{hari:%d%m%Y}",
        f"{hari:%d-%m-%Y} / {hari:%d-%m-%Y}",
        "32 Januari 1990",
        60,
        -5,
        99_999_999,
    ]


def tanggal_teks(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Birth dates written in words and figures; day/month doubt counts only when it is one."""
    kertas = Kertas("Data")
    orang = ambil(acak, seed, 24)
    tabel = tabel_siasn(kertas, DAFTAR if ke % 2 else ())
    tabel.kepala(SIASN | {"no": "NO"})
    for nomor, satu in enumerate(orang):
        semua = bentuk(satu.lahir)
        tabel.tambah(satu, ganti={"lahir": semua[(nomor + ke * 5) % len(semua)]})
    return Kasus(
        "tanggal beragam", "tanggal.xlsx", tulis([kertas]), baris=tabel.baris, lembar=("Data",)
    )


def tanggal_miring(acak: random.Random, seed: int, ke: int) -> Kasus:
    """12/03/1990: with a slash and both parts up to 12, the order of an American is possible."""
    kertas = Kertas("Data")
    tabel = tabel_siasn(kertas)
    tabel.kepala(SIASN)
    for satu in ambil(acak, seed, 12):
        dua_arti = satu.lahir.day <= 12 and satu.lahir.day != satu.lahir.month
        teks = f"{satu.lahir:%d/%m/%Y}" if ke % 2 else f"{satu.lahir.day}/{satu.lahir:%m/%Y}"
        baris = tabel.tambah(satu, ganti={"lahir": teks})
        if dua_arti:  # the NIP settles it: read right, or flagged
            baris.hitung = False
    return Kasus(
        "tanggal miring", "tanggal.xlsx", tulis([kertas]), baris=tabel.baris, lembar=("Data",)
    )


def serial(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Serial numbers, with and without a date format, in the 1900 and the 1904 system."""
    sistem_1904 = ke % 2 == 1
    nol = dt.date(1904, 1, 1) if sistem_1904 else dt.date(1899, 12, 30)
    kertas = Kertas("Data")
    survei = ke % 4 >= 2
    orang = ambil(acak, seed, 12, survei=survei)
    tabel = tabel_survei(kertas, seed) if survei else tabel_siasn(kertas)
    tabel.kepala(SURVEI if survei else SIASN)
    for nomor, satu in enumerate(orang):
        medan = "kontrak" if survei else "lahir"
        hari = satu.akhir_kontrak if survei else satu.lahir
        assert hari is not None
        angka = (hari - nol).days
        isi: Any = (angka, float(angka), dt.datetime.combine(hari, dt.time()), str(angka))[
            nomor % 4
        ]
        if nomor == 5 and not sistem_1904:
            # 29 February 1900 of Excel, or a number too small: no day
            tabel.tambah(satu, ganti={medan: (60, 0.5)[ke // 4 % 2]}, tanda={medan}, hitung=False)
        elif nomor % 4 == 3:  # a number kept as text: a person sees a serial, or asks
            tabel.tambah(satu, ganti={medan: isi}, hitung=False)
        else:
            tabel.tambah(satu, ganti={medan: isi})
    return Kasus(
        "serial 1900 dan 1904",
        "serial.xlsx",
        tulis([kertas], sistem_1904=sistem_1904),
        baris=tabel.baris,
        sudah=orang if survei else [],
        lembar=("Data",),
    )


def tahun_dua_angka(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Two-digit years and days that no calendar has: flagged, never guessed."""
    kertas = Kertas("Data")
    survei = ke % 3 == 2
    orang = ambil(acak, seed, 20, survei=survei)
    tabel = tabel_survei(kertas, seed) if survei else tabel_siasn(kertas)
    tabel.kepala(SURVEI if survei else SIASN)
    medan = "kontrak" if survei else "lahir"
    for nomor, satu in enumerate(orang):
        hari = satu.akhir_kontrak if survei else satu.lahir
        assert hari is not None
        semua = ragu(hari)
        if nomor % 5 == 4:
            tabel.tambah(satu)
        else:
            isi = semua[(nomor + ke * 7) % len(semua)]
            tabel.tambah(satu, ganti={medan: isi}, tanda={medan}, hitung=False)
    return Kasus(
        "tahun dua angka",
        "tahun.xlsx",
        tulis([kertas]),
        baris=tabel.baris,
        sudah=orang if survei else [],
        lembar=("Data",),
    )


def tempat_tanggal(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Place and date of birth in one column, as letters and nominative lists have them."""
    kertas = Kertas("Daftar")
    judul = ("TEMPAT/TGL LAHIR", "TEMPAT, TANGGAL LAHIR", "TTL", "Tempat / Tanggal Lahir")[ke % 4]
    kolom = ("no", "nip", "nama", "ttl", "jk", "jenis", "kedudukan", "tingkat", "opd")
    tabel = tabel_siasn(kertas, kolom)
    tabel.kepala(SIASN | {"no": "NO", "ttl": judul})
    for satu in ambil(acak, seed, 10):
        hari = bentuk(satu.lahir)[(0, 2, 3, 5, 7)[tabel.urut % 5]]
        baris = tabel.tambah(satu, ganti={"ttl": f"{satu.tempat_lahir.title()}, {hari}"})
        baris.nilai["lahir"] = satu.lahir.isoformat()
        baris.sel["lahir"] = baris.sel["ttl"]
    return Kasus(
        "tempat dan tanggal", "ttl.xlsx", tulis([kertas]), baris=tabel.baris, lembar=("Daftar",)
    )
