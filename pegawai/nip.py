"""NIP and NI PPPK: cleaning, and the checks of the domain handbook (section 4) in their order.

Eighteen digits, always text: 8 birth date, 4 year and 2 month of appointment (21..99 for PPPK),
1 sex, 3 sequence; a synthetic one grouped 8-6-1-3: 19900215 202421 2 999.
"""

import datetime as dt
import re
from dataclasses import dataclass

PANJANG = 18
USIA_PALING_MUDA = 18
PPPK_PALING_AWAL = 2019

PNS = "PNS"
PPPK = "PPPK"

# Blanks of every kind, and the marks that have no width at all.
_HAMPA = re.compile("[\\s\u00a0\u200b-\u200f\u2060\ufeff.]")
_AWALAN = re.compile(r"^['`’‘]*(?:NIPPPK|NIPPPPK|NIP|NI\s*PPPK|NIPK)?\.?:?['`’‘]*", re.IGNORECASE)
_EKSPONEN = re.compile(r"\s*'?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+\s*")
_DIGIT = re.compile(r"[0-9]{18}")


class NipSalah(ValueError):  # noqa: N818 - the officer's word
    """A cell that is not a NIP. ``kode`` is an import code, ``pesan`` plain Indonesian."""

    def __init__(self, *, kode: str, pesan: str) -> None:
        super().__init__(pesan)
        self.kode = kode
        self.pesan = pesan


@dataclass(frozen=True)
class Catatan:
    """A doubt that does not stop the row; ``kolom`` says which cell to look at."""

    kode: str
    kolom: str
    pesan: str


def bersihkan(isi: object) -> str:
    """Return the 18 digits of a cell.

    Raises:
        NipSalah: ``nip_angka`` when the cell is or was a number (Excel keeps 15 digits: nothing of
            it can be trusted), ``nip_panjang`` when it is not exactly 18 ASCII digits.
    """
    if isinstance(isi, str) and len(isi) == PANJANG and isi.isascii() and isi.isdigit():
        return _bukan_angka(isi)
    if isinstance(isi, int | float) or (isinstance(isi, str) and _EKSPONEN.fullmatch(isi)):
        raise _angka()
    teks = _AWALAN.sub("", _HAMPA.sub("", str(isi or "")), count=1)
    if not teks:
        raise NipSalah(kode="nip_panjang", pesan="NIP kosong. Isi NIP 18 angka.")
    if not _DIGIT.fullmatch(teks):
        if teks.isascii() and teks.isdigit():
            raise NipSalah(
                kode="nip_panjang", pesan=f"NIP berisi {len(teks)} angka, seharusnya {PANJANG}."
            )
        raise NipSalah(kode="nip_panjang", pesan=f"NIP harus terdiri atas {PANJANG} angka 0–9.")
    return _bukan_angka(teks)


def _bukan_angka(nip: str) -> str:
    """The sequence starts at 001: three zeros are what a number leaves that was saved as text."""
    if nip.endswith("000"):
        raise _angka()
    return nip


def _angka() -> NipSalah:
    return NipSalah(
        kode="nip_angka",
        pesan="NIP tersimpan sebagai angka sehingga digit terakhirnya hilang. "
        "Ubah format kolom NIP menjadi teks, lalu ketik ulang NIP ini.",
    )


def periksa_susunan(nip: str, *, tahun_kini: int) -> None:
    """Check what a NIP of 18 digits says about itself.

    Raises:
        NipSalah: ``nip_struktur`` for an impossible birth date, an impossible month of
            appointment, or a year of appointment before the 18th birthday or in the future.
    """
    if tanggal_lahir(nip) is None:
        raise NipSalah(
            kode="nip_struktur", pesan="Angka 1–8 NIP bukan tanggal lahir yang ada di kalender."
        )
    if not jenis(nip):
        raise NipSalah(
            kode="nip_struktur", pesan="Angka 13–14 NIP harus 01–12 (bulan CPNS) atau 21–99 (PPPK)."
        )
    tahun = int(nip[8:12])
    if not int(nip[:4]) + USIA_PALING_MUDA <= tahun <= tahun_kini:
        raise NipSalah(
            kode="nip_struktur",
            pesan=f"Angka 9–12 NIP berisi tahun pengangkatan {tahun} yang tidak mungkin.",
        )


def bandingkan(
    nip: str, *, lahir: dt.date | None = None, jenis_pegawai: str = "", jenis_kelamin: str = ""
) -> list[Catatan]:
    """Hold a well-formed NIP against what else is said of the person; return the doubts.

    ``jenis_pegawai`` is PNS, PPPK or PPPK_PW, ``jenis_kelamin`` L or P; empty means not stated.
    """
    ragu = []
    dari_nip = tanggal_lahir(nip)
    if lahir and dari_nip and lahir != dari_nip:
        ragu.append(
            Catatan(
                "lahir_beda",
                "lahir",
                f"Tanggal lahir {lahir:%d-%m-%Y} berbeda dari NIP ({dari_nip:%d-%m-%Y}). "
                "Pastikan mana yang benar; tanggal lahir belum diubah.",
            )
        )
    if jenis_pegawai and (jenis_pegawai == PNS) != (jenis(nip) == PNS):
        ragu.append(
            Catatan("nip_jenis_beda", "jenis", f"Susunan NIP menunjukkan {jenis(nip)}, bukan ini.")
        )
    if jenis(nip) == PPPK and int(nip[8:12]) < PPPK_PALING_AWAL:
        ragu.append(
            Catatan(
                "nip_tahun_awal", "nip", f"NI PPPK bertahun {nip[8:12]}, sebelum PPPK pertama 2019."
            )
        )
    if jenis_kelamin and {"1": "L", "2": "P"}.get(nip[14]) != jenis_kelamin:
        ragu.append(
            Catatan("jk_beda", "jenis_kelamin", "Jenis kelamin berbeda dari angka ke-15 NIP.")
        )
    return ragu


def tanggal_lahir(nip: str) -> dt.date | None:
    """Return the birth date in the first eight digits, or None when there is no such day."""
    try:
        return dt.date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None


def jenis(nip: str) -> str:
    """Return PNS or PPPK by digits 13 and 14, or empty text when they are neither."""
    bulan = int(nip[12:14])
    if 1 <= bulan <= 12:
        return PNS
    return PPPK if 21 <= bulan <= 99 else ""


def kelompokkan(nip: str) -> str:
    """Return the NIP grouped 8-6-1-3, as people read it."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}" if len(nip) == PANJANG else nip


def samarkan(nip: str) -> str:
    """Return the NIP as shown outside the roles that need it: birth date and sequence only."""
    return f"{nip[:8]}******{nip[14:]}" if len(nip) == PANJANG else "*" * len(nip)
