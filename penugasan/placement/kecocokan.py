"""Which words in a study programme or a position speak for which role of a cooperative.

The table is data: a policy pack may replace any role. The longest word that occurs decides, so that
"MANAJEMEN INFORMATIKA" is not taken for "MANAJEMEN". Words not listed give 0 points, no judgement.
"""

import re
from collections.abc import Mapping

from penugasan.placement.types import Kata, Kecocokan

ADMINISTRASI, KEUANGAN, USAHA = "administrasi", "keuangan", "usaha"

_PRODI: dict[str, Kata] = {
    ADMINISTRASI: (
        ("ADMINISTRASI", 100),
        ("SEKRETARI", 100),
        ("SEKRETARIS", 100),
        ("PERKANTORAN", 100),
        ("KEARSIPAN", 90),
        ("ILMU PEMERINTAHAN", 80),
        ("KEBIJAKAN PUBLIK", 80),
        ("MANAJEMEN", 70),
        ("MANAJEMEN KOPERASI", 80),
        ("MANAJEMEN INFORMATIKA", 80),
        ("SISTEM INFORMASI", 80),
        ("INFORMATIKA", 70),
        ("KOMPUTER", 70),
        ("PERPUSTAKAAN", 70),
        ("HUKUM", 60),
        ("KOMUNIKASI", 60),
        ("STATISTIKA", 50),
        ("EKONOMI", 50),
        ("AKUNTANSI", 50),
        ("SOSIOLOGI", 40),
        ("PSIKOLOGI", 40),
    ),
    KEUANGAN: (
        ("AKUNTANSI", 100),
        ("PERPAJAKAN", 100),
        ("KEUANGAN", 100),
        ("PERBANKAN", 100),
        ("MANAJEMEN KOPERASI", 90),
        ("KOPERASI", 90),
        ("EKONOMI", 70),
        ("PENDIDIKAN EKONOMI", 60),
        ("MANAJEMEN", 60),
        ("ADMINISTRASI BISNIS", 60),
        ("STATISTIKA", 60),
        ("MATEMATIKA", 50),
        ("AGRIBISNIS", 40),
        ("MANAJEMEN INFORMATIKA", 30),
        ("SISTEM INFORMASI", 30),
        ("ADMINISTRASI", 30),
        ("MANAJEMEN PEMASARAN", 40),
    ),
    USAHA: (
        ("KOPERASI", 100),
        ("MANAJEMEN KOPERASI", 100),
        ("PEMASARAN", 100),
        ("BISNIS", 100),
        ("KEWIRAUSAHAAN", 100),
        ("AGRIBISNIS", 90),
        ("PERDAGANGAN", 90),
        ("MANAJEMEN", 80),
        ("EKONOMI", 70),
        ("EKONOMI SYARIAH", 70),
        ("PERIKANAN", 60),
        ("PERTANIAN", 60),
        ("PETERNAKAN", 60),
        ("BATIK", 60),
        ("TATA BOGA", 60),
        ("PERBANKAN", 50),
        ("KOMUNIKASI", 50),
        ("FARMASI", 50),
        ("AKUNTANSI", 50),
        ("MANAJEMEN INFORMATIKA", 40),
    ),
}

_JABATAN: dict[str, Kata] = {
    ADMINISTRASI: (
        ("PENGADMINISTRASI", 100),
        ("ADMINISTRASI", 100),
        ("ARSIPARIS", 100),
        ("SEKRETARIS", 100),
        ("PENGOLAH DATA", 90),
        ("PENGELOLA LAYANAN OPERASIONAL", 80),
        ("PENATA LAYANAN OPERASIONAL", 80),
        ("OPERATOR LAYANAN OPERASIONAL", 70),
        ("DOKUMENTALIS", 80),
        ("PENATA KELOLA", 70),
        ("PENELAAH TEKNIS KEBIJAKAN", 70),
        ("PRANATA KOMPUTER", 70),
        ("SUMBER DAYA MANUSIA", 70),
        ("PENGELOLA UMUM OPERASIONAL", 60),
        ("PUSTAKAWAN", 60),
        ("FASILITATOR PEMERINTAHAN", 60),
        ("STATISTISI", 60),
        ("ANALIS KEBIJAKAN", 60),
        ("HUBUNGAN MASYARAKAT", 50),
        ("PERENCANA", 50),
    ),
    KEUANGAN: (
        ("KEUANGAN", 100),
        ("BENDAHARA", 100),
        ("AKUNTAN", 100),
        ("ANGGARAN", 100),
        ("PAJAK", 90),
        ("AUDITOR", 90),
        ("PENGAWAS KOPERASI", 80),
        ("STATISTISI", 50),
        ("PERENCANA", 50),
        ("PENGOLAH DATA", 50),
        ("ANALIS PERDAGANGAN", 40),
    ),
    USAHA: (
        ("KOPERASI", 100),
        ("KEWIRAUSAHAAN", 100),
        ("PERDAGANGAN", 100),
        ("PASAR", 90),
        ("PERINDUSTRIAN", 80),
        ("PENYULUH PERTANIAN", 60),
        ("PENYULUH PERIKANAN", 60),
        ("PENYULUH", 40),
        ("HUBUNGAN MASYARAKAT", 50),
        ("APOTEKER", 40),
        ("PENGELOLA LAYANAN OPERASIONAL", 30),
        ("OPERATOR LAYANAN OPERASIONAL", 30),
    ),
}

BAWAAN = Kecocokan(prodi=_PRODI, jabatan=_JABATAN)
_BUKAN_HURUF = re.compile(r"[^A-Z0-9]+")


def persen_cocok(teks: str, kata: Kata) -> int:
    """How far `teks` speaks for the role that `kata` describes, 0..100."""
    ruas = f" {_BUKAN_HURUF.sub(' ', teks.upper()).strip()} "
    cocok = [(len(satu), persen) for satu, persen in kata if f" {satu} " in ruas]
    return max(cocok, default=(0, 0))[1]


def kata_untuk(peta: Mapping[str, Kata], peran: str) -> Kata:
    """The words of a role; a role without its own table is treated as administration."""
    return peta.get(peran, peta.get(ADMINISTRASI, ()))
