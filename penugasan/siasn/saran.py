"""Our advice beside BKN's words: what an officer can do about a refusal."""

import re
from typing import Final

_SARAN: Final[tuple[tuple[str, str], ...]] = (
    (
        r"\bBTS\b|berkas tidak sesuai|perbaikan|pernyataan",
        "Lengkapi keterangan atau lampiran yang diminta, lalu kirim ulang.",
    ),
    (
        r"kuota",
        "Koperasi ini sudah penuh di SIASN. Periksa usulan lain untuk koperasi ini.",
    ),
    (
        r"pendidikan",
        "Mutakhirkan riwayat pendidikan pegawai di SIASN, lalu kirim ulang.",
    ),
    (r"usia", "Usia melewati batas menurut BKN. Usulkan pegawai lain."),
    (
        r"usulan aktif|masih memiliki",
        "Pegawai diusulkan di luar portal. Tarik usulan lama di SIASN, lalu kirim ulang.",
    ),
    (
        r"tidak ditemukan|tidak terdaftar|instansi",
        "Cocokkan NIP dan instansi pegawai di SIASN, lalu kirim ulang.",
    ),
    (r"\bPNS\b", "SIASN tidak menerima PNS untuk usulan ini. Usulkan pegawai lain."),
    (
        r"kedudukan hukum|tidak aktif",
        "Pegawai tidak aktif menurut SIASN. Mutakhirkan datanya atau usulkan pegawai lain.",
    ),
    (
        r"tmt|tanggal",
        "Periksa TMT dan tanggal surat, lalu kirim ulang.",
    ),
    (r"kkmp", "Koperasi belum dikenal SIASN. Cocokkan daftar koperasi, lalu kirim ulang."),
    (r"sudah diputus", "BKN sudah memutus usulan ini. Hubungi BKN untuk membatalkannya."),
    (r"\bSK\b|pdf|berkas", "Periksa nomor dan berkas SK, lalu kirim ulang."),
)
_UMUM: Final = "Baca kata BKN, perbaiki datanya, lalu kirim ulang."


def saran(kata_bkn: str) -> str:
    """One sentence of advice (Indonesian, at most 20 words) for a refusal in BKN's words."""
    for pola, kalimat in _SARAN:
        if re.search(pola, kata_bkn, re.IGNORECASE):
            return kalimat
    return _UMUM
