"""Cells that the workbooks about people share, read into a row with their findings."""

import datetime as dt
import re
from functools import lru_cache

from inti.excel import Nilai
from inti.impor.pengimpor import BarisTerbaca
from inti.impor.teks import teks
from pegawai import nip as aturan_nip
from pegawai.models import Pegawai
from pegawai.tanggal import TanggalTakTerbaca, baca_tanggal

_RUSAK = re.compile("[?\ufffd\u00c2\u00c3\u00d0\u00e2\u00f0\u20ac]")
"""What UTF-8 looks like when it was read as Windows text; no name here is written with these."""


def teks_rusak(nama: str) -> bool:
    """Whether a name was ruined by a wrong encoding ("Ã©" for "é", "�") or by a stray quote."""
    return _RUSAK.search(nama) is not None or nama.count('"') % 2 == 1


def baca_nip(baris: BarisTerbaca, isi: Nilai, *, tahun_kini: int) -> str:
    """Return the NIP of a row, or ``""`` with the finding that names the broken rule."""
    try:
        nip = aturan_nip.bersihkan(isi)
        aturan_nip.periksa_susunan(nip, tahun_kini=tahun_kini)
    except aturan_nip.NipSalah as salah:
        baris.galat(salah.kode, "nip", salah.pesan)
        return ""
    return nip


_baca_tanggal = lru_cache(maxsize=50_000)(
    lambda isi, awal: baca_tanggal(isi, awal_hitungan=awal)  # one day stands in many rows
)


def baca_hari(
    baris: BarisTerbaca, kolom: str, isi: Nilai, *, awal_hitungan: dt.date
) -> dt.date | None:
    """Return the day in a cell; ``tanggal_tak_terbaca`` refuses the row, doubt is flagged."""
    try:
        tanggal = _baca_tanggal(isi, awal_hitungan)
    except TanggalTakTerbaca:
        pesan = f"Tanggal “{teks(isi)[:40]}” tidak terbaca. Tulis seperti 31-12-1990."
        baris.galat("tanggal_tak_terbaca", kolom, pesan)
        return None
    if tanggal and tanggal.ragu:
        pesan = f"Dibaca sebagai hari-bulan-tahun: {tanggal.nilai:%d-%m-%Y}. Pastikan benar."
        baris.ingatkan("tanggal_ragu", kolom, pesan)
    return tanggal.nilai if tanggal else None


def baca_jenis(kode: str, nama: str, nip: str) -> str | None:
    """Return PNS, PPPK or PPPK_PW; ``""`` when nothing is said, None for unknown words.

    Without words only a PNS number settles it: both kinds of PPPK share one form of number.
    """
    if nama:
        return _jenis_dari_kata(nama.casefold())
    # SIASN's reference list of kinds (1 to 19) knows PNS only.
    if kode.isdigit() and 1 <= int(kode) <= 19:
        return Pegawai.Jenis.PNS
    return Pegawai.Jenis.PNS if nip and aturan_nip.jenis(nip) == aturan_nip.PNS else ""


def _jenis_dari_kata(kata: str) -> str | None:
    """The kind that the words name; None when they deny it ("Non PNS") or name two."""
    pns = re.search(r"\bc?pns\b", kata) is not None
    pppk = re.search(r"pppk|p3k|perjanjian kerja|paruh", kata) is not None
    if pns == pppk or re.search(r"\b(non|bukan|eks|mantan|calon)\b", kata):
        return None
    if pns:
        return Pegawai.Jenis.PNS
    return Pegawai.Jenis.PPPK_PW if "paruh" in kata else Pegawai.Jenis.PPPK


def baca_jenis_kelamin(isi: str) -> str | None:
    """Return L or P; ``""`` when blank, None for unknown words."""
    kata = isi.casefold()
    if not kata:
        return ""
    if kata in {"m", "l", "1", "pria", "male"} or kata.startswith("laki"):
        return Pegawai.JenisKelamin.LAKI_LAKI
    if kata in {"f", "p", "2", "wanita", "female"} or kata.startswith("perempuan"):
        return Pegawai.JenisKelamin.PEREMPUAN
    return None
