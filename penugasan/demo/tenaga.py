"""A synthetic registry of non-ASN workers, each made for one category; nobody in it exists."""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Isi = dict[str, Any]
DEPAN = ("SARI", "BUDI", "WATI", "ADI", "RINA", "JOKO", "TUTI", "AGUS", "NINA", "LILIS", "MAYA")
BELAKANG = ("CONTOH", "PERCOBAAN", "MISALNYA", "RUPAYA", "ANDAIKAN", "UMPAMA", "TELADAN")
JABATAN = ("Tenaga Administrasi", "Operator Data", "Guru", "Tenaga Kesehatan", "Penyuluh")
PENANDATANGAN = ("Pimpinan Tinggi Pratama", "Administrator", "Kepala Sekolah", "Lurah")


def _tetap(**isi: Any) -> Callable[[random.Random], Isi]:
    return lambda _acak: isi


RUPA: tuple[tuple[str, str, int, Callable[[random.Random], Isi]], ...] = (
    ("layak", "", 56, _tetap()),
    ("layak", "", 8, lambda acak: {"No Peserta THK-II": f"THK{acak.randrange(10**6):06}"}),
    ("tidak", "X1", 5, _tetap(**{"SUMBER HONORARIUM": "BLUD"})),
    (
        "tidak",
        "X2",
        5,
        _tetap(
            **{"SUMBER HONORARIUM": "Alih daya", "Jabatan pada pembayaran": "Petugas Kebersihan"}
        ),
    ),
    ("tidak", "X3", 3, _tetap(**{"Tanggal Mulai Kerja (SK)": dt.date(2022, 1, 3)})),
    ("tidak", "K1", 2, _tetap(**{"Unit Kerja saat pembayaran": "CV Maju Contoh"})),
    ("tidak", "K2", 3, _tetap(**{"SUMBER HONORARIUM": "Sumber lain"})),
    ("tidak", "K3", 3, _tetap(**{"Jenis Jabatan penandatangan SK": "Komite Sekolah"})),
    ("tidak", "K4", 3, _tetap(**{"Tanggal Mulai Kerja (SK)": dt.date(2021, 3, 1)})),
    ("tidak", "K5", 3, _tetap(**{"Tanggal Lahir": dt.date(1964, 12, 31)})),
    ("tidak", "K6", 2, _tetap(**{"MASIH AKTIF": "Tidak"})),
    ("belum_pasti", "X1", 1, _tetap(**{"File Bukti Pembayaran Honorarium": ""})),
    ("belum_pasti", "X3", 1, _tetap(**{"Tanggal Mulai Kerja (SK)": None})),
    ("belum_pasti", "K1", 1, _tetap(**{"Unit Kerja saat pembayaran": "UPT Tak Tercatat"})),
    ("belum_pasti", "K3", 1, _tetap(**{"Jenis Jabatan penandatangan SK": "Ketua Panitia"})),
    ("belum_pasti", "K5", 1, _tetap(**{"Tanggal Lahir": None})),
    ("belum_pasti", "K6", 2, _tetap(**{"Tanggal Akhir Kerja (SK)": dt.date(2021, 12, 31)})),
)
"""Verdict, reason, share in hundredths, and what makes it so."""


@dataclass(frozen=True, slots=True)
class TenagaContoh:
    """One row of the form, and what it must count as."""

    baris: Isi
    hasil: str
    sebab: str


def susun(jumlah: int, unit: Sequence[str], *, benih: int = 1) -> Iterator[TenagaContoh]:
    """Give ``jumlah`` workers in the shares of ``RUPA``, always the same for one seed."""
    acak = random.Random(benih)  # noqa: S311 - not a secret
    rupa = [satu for satu in RUPA for _ in range(satu[2])]
    for nomor in range(jumlah):
        hasil, sebab, _, ubah = rupa[nomor % len(rupa)]
        baris = _dasar(nomor, acak, unit) | ubah(acak)
        yield TenagaContoh(baris, hasil, sebab)


def _dasar(nomor: int, acak: random.Random, unit: Sequence[str]) -> Isi:
    """Somebody whom every criterion lets pass."""
    perempuan = acak.random() < 0.5
    lahir = dt.date(1966, 1, 1) + dt.timedelta(days=acak.randrange(12_000))
    mulai = dt.date(2008, 1, 2) + dt.timedelta(days=acak.randrange(4_500))
    nama_unit = acak.choice(unit)
    tahun_lulus = min(lahir.year + 22, 2020)
    return {
        "NIK": f"3375{acak.randrange(1, 5):02}"
        f"{lahir.day + 40 * perempuan:02}{lahir:%m%y}{nomor % 10_000:04}",
        "Nama Lengkap tanpa Gelar": f"{acak.choice(DEPAN)} {acak.choice(DEPAN)} "
        f"{acak.choice(BELAKANG)}",
        "No Peserta THK-II": "",
        "Tanggal Lahir": lahir,
        "Tempat Lahir": "Pekalongan",
        "Jenis Kelamin": "P" if perempuan else "L",
        "Pendidikan terakhir saat ini": acak.choice(("SLTA", "D-3 Akuntansi", "S-1 Manajemen")),
        "Nomor Ijazah": f"IJZ-{nomor:05}",
        "Tanggal Lulus": dt.date(tahun_lulus, 6, 30),
        "Sekolah/Universitas": "Sekolah Contoh",
        "File Ijazah": f"ijazah-{nomor:05}.pdf",
        "Nomor SK pada pembayaran APBD/APBN": f"814.1/{nomor + 1}/{mulai.year}",
        "Tanggal SK": mulai,
        "Tanggal Mulai Kerja (SK)": mulai,
        "Tanggal Akhir Kerja (SK)": dt.date(2022, 12, 31),
        "Pendidikan (berdasarkan SK)": "SLTA",
        "Jabatan pada pembayaran": acak.choice(JABATAN),
        "Konversi Jabatan ASN": "Pengadministrasi Perkantoran",
        "Unit Kerja saat pembayaran": nama_unit,
        "Jabatan penandatangan SK": f"Kepala {nama_unit}",
        "Jenis Jabatan penandatangan SK": acak.choice(PENANDATANGAN),
        "File SK": f"sk-{nomor:05}.pdf",
        "File Bukti Pembayaran Honorarium": f"honor-{nomor:05}.pdf",
        "SUMBER HONORARIUM": "",
        "MASIH AKTIF": "",
    }
