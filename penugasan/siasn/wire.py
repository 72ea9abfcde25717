"""The wire format of SIASN's web services: all that the client and the stand-in share.

Paths, the numbers of statuses, the forms of dates and ids, and the canonical form of a body.
Nothing here knows Django, our tables, or either end of the line; were the stand-in to import the
client, a test between the two would prove only that the code agrees with itself.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Final

WIB: Final = timezone(timedelta(hours=7), "WIB")
"""SIASN writes local Jakarta time without an offset; Jakarta has no daylight saving time."""

PATH_APIM: Final = "/oauth2/token"
PATH_SSO: Final = "/auth/realms/public-siasn/protocol/openid-connect/token"
BASIS_API: Final = "/apisiasn/1.0"
BASIS_REFERENSI: Final = "/referensi_siasn/1"

PATH_OPERASI: Final[Mapping[str, str]] = {
    "data_utama": "/pns/data-utama/{nip}",
    "data_utama_paruh_waktu": "/pns/data-utama/paruhwaktu/{nip}",
    "ref_unor": "/referensi/ref-unor",
    "ref_kkmp": "/referensi/ref-kkmp",
    "ref_jabatan_fungsional": "/jabatan-fungsional/search",
    "ref_jabatan_pelaksana": "/jabatan-fungsional-umum/search",
    "usulan_simpan": "/penugasan-kkmp/usulan/save",
    "usulan_id": "/penugasan-kkmp/usulan/id/{id}",
    "usulan_pns": "/penugasan-kkmp/usulan/pns/{nip}",
    "usulan_daftar": "/penugasan-kkmp/list-usulan-instansi",
    "usulan_tarik": "/penugasan-kkmp/usulan/delete/{id}",
    "unggah_sk": "/penugasan-kkmp/upload-dok-sk",
}
"""Operation name to its default path under the API base; ``SIASN_PATH_<NAME>`` replaces one."""
OPERASI_REFERENSI: Final = frozenset({"ref_jabatan_fungsional", "ref_jabatan_pelaksana"})
"""General lists: under the base of references, opened by the gateway's token alone."""

KREDENSIAL_TIRUAN: Final[Mapping[str, str]] = {
    "consumer_key": "kunci-tiruan",
    "consumer_secret": "rahasia-tiruan",
    "sso_client_id": "portal-tiruan",
    "sso_username": "petugas-tiruan",
    "sso_password": "sandi-tiruan",
}
"""Known to everybody on purpose: they open only the stand-in, and production refuses them."""

JENIS_PENUGASAN_KKMP: Final = "KKMP"


class StatusUsulan(StrEnum):
    """The life of a proposal at BKN, in six words; the numbers of SIASN map onto them."""

    DIUSULKAN = "DIUSULKAN"
    PERBAIKAN = "PERBAIKAN"
    DITERIMA = "DITERIMA"
    DITOLAK = "DITOLAK"
    SK_TERBIT = "SK_TERBIT"
    DITARIK = "DITARIK"


STATUS_AKTIF: Final = frozenset(
    {
        StatusUsulan.DIUSULKAN,
        StatusUsulan.PERBAIKAN,
        StatusUsulan.DITERIMA,
        StatusUsulan.SK_TERBIT,
    }
)
"""A person has at most one proposal in these; DITOLAK and DITARIK end a proposal."""

STATUS_TAMAT: Final = frozenset(
    {StatusUsulan.SK_TERBIT, StatusUsulan.DITARIK, StatusUsulan.DITOLAK}
)
"""BKN changes nothing more after these."""

_NOMOR_PER_STATUS: Final = {
    StatusUsulan.DIUSULKAN: "1 2 3 4 12 33 34",
    StatusUsulan.PERBAIKAN: "5 14 50 52 56 67",
    StatusUsulan.DITERIMA: "15 16 22 53 59",
    StatusUsulan.DITOLAK: "6 13",
    StatusUsulan.SK_TERBIT: "10 30 31 32 48 49",
    StatusUsulan.DITARIK: "99",
}
PETA_STATUS: Final[Mapping[str, StatusUsulan]] = {
    nomor: status for status, daftar in _NOMOR_PER_STATUS.items() for nomor in daftar.split()
}
"""SIASN's status number to our word. A number that is not here is shown, never guessed."""

NAMA_STATUS: Final[Mapping[str, str]] = {
    "1": "Input Berkas",
    "2": "Berkas Disimpan (Terverifikasi)",
    "5": "Perbaikan Dokumen",
    "6": "Tidak Memenuhi Syarat",
    "10": "Cetak SK",
    "12": "Terima Usulan",
    "13": "Validasi - TMS",
    "14": "Validasi - Perbaikan Dokumen",
    "15": "Validasi - Disetujui",
    "16": "Berkas Disetujui",
    "22": "Sdh di TTD Pertek",
    "31": "Telah Update di Profile PNS",
    "32": "Pembuatan SK Berhasil",
    "67": "Perbaikan Dokumen - BTS",
    "99": "Usulan Dihapus",
}

_TANGGAL = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_TANGGAL_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WAKTU = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")


def tulis_tanggal(nilai: date | None) -> str:
    """``dd-mm-yyyy``, or the empty string that SIASN uses for "no date"."""
    # Not strftime: it writes the year 235 with three digits.
    return "" if nilai is None else f"{nilai.day:02}-{nilai.month:02}-{nilai.year:04}"


def baca_tanggal(nilai: object) -> date | None:
    """Read a date in either order, with or without a time behind it.

    Returns None for every spelling of "empty" (``""``, ``null``, ``01-01-0001``) and for text that
    is no calendar date: one odd cell must not lose the whole answer.
    """
    teks = str(nilai or "").strip()
    if cocok := _TANGGAL.match(teks):
        hari, bulan, tahun = (int(bagian) for bagian in cocok.groups())
    elif cocok := _TANGGAL_ISO.match(teks):
        tahun, bulan, hari = (int(bagian) for bagian in cocok.groups())
    else:
        return None
    try:
        hasil = date(tahun, bulan, hari)
    except ValueError:
        return None
    return None if hasil.year == 1 else hasil


def tulis_waktu(nilai: datetime) -> str:
    """``dd-mm-yyyy HH:MM:SS`` in Jakarta time, whole seconds."""
    return f"{nilai.astimezone(WIB):%d-%m-%Y %H:%M:%S}"


def baca_waktu(nilai: object) -> datetime | None:
    """Read ``dd-mm-yyyy HH:MM[:SS]`` as an aware Jakarta instant; None when it is not one."""
    cocok = _WAKTU.match(str(nilai or "").strip())
    if cocok is None:
        return None
    hari, bulan, tahun, jam, menit, detik = (int(bagian or 0) for bagian in cocok.groups())
    try:
        return datetime(tahun, bulan, hari, jam, menit, detik, tzinfo=WIB)
    except ValueError:
        return None


def samakan_id(nilai: object) -> str:
    """The comparable form of an id: 32 lower-case hex digits, without dashes or spaces.

    The same record comes as a dashed UUID, as 32 upper-case and as 32 lower-case digits.
    """
    return str(nilai or "").replace("-", "").strip().casefold()


def badan_kanonis(badan: Mapping[str, Any]) -> bytes:
    """Sorted keys, no blanks, UTF-8: equal content gives equal bytes, whoever wrote it."""
    return json.dumps(
        badan, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    ).encode()


def sidik_badan(badan: Mapping[str, Any]) -> str:
    """SHA-256 (64 hex digits) of the canonical body: did the content change since it was queued?"""
    return hashlib.sha256(badan_kanonis(badan)).hexdigest()
