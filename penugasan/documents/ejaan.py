"""How values are spelt in a letter: dates, NIP, ordinals, and text made safe for the page."""

import datetime as dt
import math
import unicodedata

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_SATUAN = (
    "",
    "SATU",
    "DUA",
    "TIGA",
    "EMPAT",
    "LIMA",
    "ENAM",
    "TUJUH",
    "DELAPAN",
    "SEMBILAN",
    "SEPULUH",
    "SEBELAS",
)

# What both faces of Liberation Sans can draw. PDF/A forbids a character without a glyph.
_TERGAMBAR = (
    (0x0020, 0x007E),
    (0x00A0, 0x036F),
    (0x0391, 0x03A1),
    (0x03A3, 0x03CE),
    (0x0400, 0x0513),
    (0x1E00, 0x1E9B),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2010),
    (0x2012, 0x2022),
    (0x2026, 0x2026),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
    (0x2264, 0x2265),
)
PENGGANTI = "\u25a1"
"""Stands, visibly, for a character the letter's typeface does not have."""
KATA_PANJANG = 14
"""A run without a space longer than this many letters may be broken in a narrow column,"""
POTONGAN = 10
"""into pieces of about this many."""
LUNAK, LEBAR_NOL = "\u00ad", "\u200b"


def tanggal(hari: dt.date) -> str:
    """Spell a date as letters do: 1 Maret 2026."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def tanggal_pendek(hari: dt.date | None) -> str:
    """Spell a date for a narrow column, 01-03-2026; a dash when unknown."""
    return f"{hari:%d-%m-%Y}" if hari else "-"


def nip(angka: str) -> str:
    """Group a NIP 8-6-1-3 as officers read it; anything else stays as it is."""
    if len(angka) != 18:
        return angka
    return f"{angka[:8]} {angka[8:14]} {angka[14]} {angka[15:]}"


def terbilang(angka: int) -> str:
    """Spell 1 to 99 in capitals: 12 is DUA BELAS. Raises ValueError outside that range."""
    if not 1 <= angka <= 99:
        pesan = f"di luar 1-99: {angka}"
        raise ValueError(pesan)
    if angka < 12:
        return _SATUAN[angka]
    if angka < 20:
        return f"{_SATUAN[angka - 10]} BELAS"
    return f"{_SATUAN[angka // 10]} PULUH {_SATUAN[angka % 10]}".strip()


def diktum(urut: int) -> str:
    """Name a decision by its place: KESATU, KEDUA, ... KESEPULUH, KESEBELAS."""
    return f"KE{terbilang(urut)}"


def bersih(teks: str) -> str:
    """Make text printable: composed, no control or direction marks, one space between words.

    A character without a glyph becomes a visible box, so that a reader sees what is lost.
    """
    keluar = []
    for huruf in unicodedata.normalize("NFC", teks):
        if huruf.isspace() or unicodedata.category(huruf) in {"Cc", "Zl", "Zp"}:
            keluar.append(" ")
        elif unicodedata.category(huruf) == "Cf":
            continue
        else:
            keluar.append(huruf if _ada_gambarnya(ord(huruf)) else PENGGANTI)
    return " ".join("".join(keluar).split())


def sempit(teks: str) -> str:
    """Let long words break inside a narrow column: after a slash, else by a soft hyphen."""
    kata = [_lunak(bagian) for bagian in bersih(teks).replace("/", "/ ").split(" ")]
    return " ".join(kata).replace("/ ", f"/{LEBAR_NOL}")


def _lunak(kata: str) -> str:
    if len(kata) <= KATA_PANJANG:
        return kata
    ukuran = math.ceil(len(kata) / math.ceil(len(kata) / POTONGAN))
    return LUNAK.join(kata[i : i + ukuran] for i in range(0, len(kata), ukuran))


def _ada_gambarnya(kode: int) -> bool:
    return any(awal <= kode <= akhir for awal, akhir in _TERGAMBAR)
