"""The verdict on one raw HTTP answer. The body decides, not the status.

Four envelopes live in one API, gateways answer in XML or HTML, and an error may come as 200.
``periksa`` either returns a JSON object that an operation can read, or raises what the line did.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from inti.catatan import tanpa_kontak
from penugasan.siasn.bentuk import Baris, terhapus
from penugasan.siasn.galat import AmbiguError, Kode, SiasnError, TokenDitolakError

TIDAK_ADA: Final = "tidak ditemukan"
TUNDA_TERGANTUNG: Final = 30.0
TUNDA_KUOTA: Final = 60.0
TUNDA_AKSES: Final = 240.0
TUNDA_MAKS: Final = 6 * 3600.0
TERLALU_BESAR: Final = 413
_TOLAK_ISI: Final = frozenset({400, 409, 410, 415, 422})

_KODE_TOKEN = re.compile(r"9009\d\d")
_KODE_KUOTA = re.compile(r"90080[0-7]")
_KODE_XML = re.compile(r"<(?:\w+:)?code>\s*(\d+)\s*<")
_PESAN_XML = re.compile(r"<(?:\w+:)?(?:message|description)>([^<]*)<")
# A server that apologises has not judged the request, whatever envelope it apologises in.
_KALIMAT_GANGGUAN = re.compile(
    r"kesalahan pada server|internal server error|server error|time-?out|gateway|"
    r"sedang (?:sibuk|gangguan|pemeliharaan)|coba (?:lagi|beberapa saat)",
    re.IGNORECASE,
)
_RAHASIA = re.compile(r"(?i)(bearer\s+|token\W{1,4})[\w.~+/=-]{8,}")
_ANGKA_PANJANG = re.compile(r"\d{12,}")
# Where data begin, also when the body is torn or stands behind a server's own complaint.
_AWAL_JSON = re.compile(r"""[{[]\s*["'{[]|["']\w+["']\s*:""")
_NAMA_JSON = re.compile(r"""["']([A-Za-z_]\w{0,40})["']\s*:""")


@dataclass(frozen=True)
class Mentah:
    """An answer as it came, at ``saat`` (seconds of the epoch).

    ``menulis``: the request could have changed something at BKN.
    """

    menulis: bool
    saat: float
    status: int
    header: Mapping[str, str]
    badan: bytes


def samarkan(teks: str, panjang: int = 500) -> str:
    """Text fit for a log: no token, NIP, e-mail or phone, one line, at most ``panjang`` long."""
    bersih = _RAHASIA.sub(r"\1***", " ".join(teks.split()))
    return _ANGKA_PANJANG.sub("***", tanpa_kontak(bersih))[:panjang]


def untuk_catatan(badan: bytes) -> str:
    """A body fit for a log. Of data only the names and the size, for a value may be a person's."""
    teks = badan[:8000].decode("utf-8", "replace")
    awal = _AWAL_JSON.search(teks)
    if awal is None:
        return samarkan(teks[:2000])
    kepala = teks[: awal.start()] if teks.lstrip().startswith("<") else ""
    nama = ", ".join(dict.fromkeys(_NAMA_JSON.findall(teks)))
    return samarkan(f"{kepala} [data, {len(badan)} bita: {nama}]")


def periksa(mentah: Mentah) -> dict[str, Any]:
    """Return the answer's JSON object when it is a business answer, accepted or refused.

    Raises TokenDitolakError (refresh once), AmbiguError (a write whose end is unknown) or
    SiasnError (nothing happened; ``tunda`` says how long the whole queue should rest).
    """
    isi = _objek(mentah)
    kode, teks = _kode(isi, mentah), _teks(isi, mentah)
    _periksa_gerbang(mentah, kode, teks)
    _periksa_kuota(mentah, isi, kode)
    if mentah.status == TERLALU_BESAR:  # whoever says so, gateway or service: it never fits
        return {"success": False, "message": "SIASN menolak ukuran kiriman (HTTP 413)."}
    if isi is None:
        raise _terputus(mentah, Kode.BUKAN_JSON, "SIASN menjawab dengan halaman yang bukan data.")
    if mentah.status >= 500:
        raise _terputus(mentah, Kode.SERVER, "Server SIASN sedang bermasalah.")
    if not (_beramplop(isi) or _ditolak_isinya(mentah, isi)):
        if mentah.status >= 400:
            raise SiasnError(Kode.ALAMAT, "Alamat layanan SIASN tidak dikenal.", tunda=TUNDA_AKSES)
        raise _terputus(mentah, Kode.BENTUK, "Bentuk jawaban SIASN tidak dikenal.")
    if gagal(isi) and _KALIMAT_GANGGUAN.search(teks):
        raise _terputus(mentah, Kode.SIBUK, f"SIASN menjawab: {teks[:120]}")
    return isi


def _ditolak_isinya(mentah: Mentah, isi: Mapping[str, Any]) -> bool:
    """Does a framework refuse what was sent, in a form of its own? A gateway's status report, or an
    address nobody serves, speaks of the line instead."""
    return mentah.status in _TOLAK_ISI and "type" not in isi


def gagal(isi: Mapping[str, Any]) -> bool:
    """Does a readable envelope say no?"""
    if "success" in isi:
        return str(isi["success"]).casefold() not in {"true", "1"}
    if "Error" in isi:
        return str(isi["Error"]).casefold() not in {"false", "0", ""}
    return str(isi.get("code", "")).strip() != "1"


def kata_bkn(isi: Mapping[str, Any]) -> str:
    """BKN's own words of a refusal, wherever in the envelope they stand."""
    for nama in ("message", "Message", "mapData", "data", "description"):
        nilai = isi.get(nama)
        if isinstance(nilai, str) and nilai.strip() and nilai.strip().casefold() != "success":
            return " ".join(nilai.split())
    return ""


def _objek(mentah: Mentah) -> dict[str, Any] | None:
    try:
        isi = json.loads(mentah.badan)
    except (ValueError, UnicodeDecodeError):
        return None
    return isi if isinstance(isi, dict) else None


def _kode(isi: Mapping[str, Any] | None, mentah: Mentah) -> str:
    if isi is not None:
        return str(isi.get("code", "")).strip()
    cocok = _KODE_XML.search(_badan_teks(mentah))
    return cocok.group(1) if cocok else ""


def _teks(isi: Mapping[str, Any] | None, mentah: Mentah) -> str:
    if isi is None:
        return " ".join(_PESAN_XML.findall(_badan_teks(mentah)))
    bagian = (isi.get(nama) for nama in ("message", "Message", "description", "data", "mapData"))
    return " ".join(satu for satu in bagian if isinstance(satu, str))


def _badan_teks(mentah: Mentah) -> str:
    return mentah.badan[:4096].decode("utf-8", "replace")


def _beramplop(isi: Mapping[str, Any]) -> bool:
    if str(isi.get("code", "")).strip() in {"0", "1"}:
        return True
    return "success" in isi or "Error" in isi


def _periksa_gerbang(mentah: Mentah, kode: str, teks: str) -> None:
    """Faults that a gateway reports about itself: the request was never passed on."""
    rendah = teks.casefold()
    if "suspended" in rendah or kode == "303001":
        pesan = "Layanan SIASN sedang dihentikan sementara oleh BKN."
        raise SiasnError(Kode.TERGANTUNG, pesan, tunda=TUNDA_TERGANTUNG)
    if "invalid or expired jwt" in rendah:
        pesan = "Token SSO SIASN sudah tidak berlaku."
        raise TokenDitolakError(Kode.TOKEN_SSO, pesan, buang=frozenset({"sso"}))
    if "token sso mismatch" in rendah:
        pesan = "Token SSO dan token gerbang SIASN tidak sepasang."
        raise TokenDitolakError(Kode.TOKEN_TIDAK_COCOK, pesan, buang=frozenset({"apim", "sso"}))
    if mentah.status == 401 or (_KODE_TOKEN.fullmatch(kode) and mentah.status != 403):
        pesan = "Token gerbang SIASN ditolak."
        raise TokenDitolakError(Kode.TOKEN_APIM, pesan, buang=frozenset({"apim"}))
    if "runtime error" in rendah and mentah.status >= 400:
        pesan = "Gerbang SIASN melaporkan galat."
        raise TokenDitolakError(Kode.GALAT_GERBANG, pesan, buang=frozenset({"apim"}))
    if mentah.status == 403:
        pesan = "SIASN menolak akses. IP server mungkin belum terdaftar di BKN."
        raise SiasnError(Kode.AKSES, pesan, tunda=TUNDA_AKSES)


def _periksa_kuota(mentah: Mentah, isi: Mapping[str, Any] | None, kode: str) -> None:
    berikut = str((isi or {}).get("nextAccessTime") or "")
    if mentah.status != 429 and not _KODE_KUOTA.fullmatch(kode) and not berikut:
        return
    tunda = _detik_retry(mentah) or _detik_sampai(berikut, mentah.saat) or TUNDA_KUOTA
    raise SiasnError(Kode.KUOTA, "Kuota panggilan SIASN habis untuk sementara.", tunda=tunda)


def _terputus(mentah: Mentah, kode: Kode, pesan: str) -> SiasnError:
    """A broken answer: harmless for a read, of unknown effect for a write."""
    tunda = _detik_retry(mentah) if mentah.status in {429, 503} else None
    if mentah.menulis:
        return AmbiguError(kode, pesan, tunda=tunda)
    return SiasnError(kode, pesan, tunda=tunda)


def _detik_retry(mentah: Mentah) -> float | None:
    """Seconds of a Retry-After header in either of its forms."""
    nilai = mentah.header.get("retry-after", "").strip()
    if nilai.isdigit():
        return min(float(nilai), TUNDA_MAKS)
    try:
        kapan = parsedate_to_datetime(nilai) if nilai else None
    except ValueError:
        return None
    return _detik_dari(kapan, mentah.saat)


def _detik_sampai(berikut: str, saat: float) -> float | None:
    """Seconds until a WSO2 ``nextAccessTime``, e.g. ``2026-Mar-02 00:00:00+0000 UTC``."""
    try:
        kapan = datetime.strptime(berikut.removesuffix(" UTC").strip(), "%Y-%b-%d %H:%M:%S%z")
    except ValueError:
        return None
    return _detik_dari(kapan, saat)


def _detik_dari(kapan: datetime | None, saat: float) -> float | None:
    return None if kapan is None else min(max(kapan.timestamp() - saat, 1.0), TUNDA_MAKS)


def isi_amplop(isi: Mapping[str, Any]) -> Baris:
    """What the envelope of a write holds; empty when it holds nothing that has columns."""
    wadah = (isi.get(nama) for nama in ("mapData", "data"))
    return next((satu for satu in wadah if isinstance(satu, dict)), {})


def daftar_baris(isi: Mapping[str, Any], *, terhapus_juga: bool = False) -> list[Baris]:
    """The rows of a list answer. "Not found" is an empty list; any other string is an error, so
    that a sick server never looks like an empty one."""
    data = isi.get("data")
    if isinstance(data, str) and TIDAK_ADA in data.casefold():
        return []
    if gagal(isi) or not isinstance(data, list):
        raise SiasnError(Kode.BENTUK, f"SIASN menjawab: {kata_bkn(isi)[:120] or 'tanpa daftar'}")
    baris: list[Baris] = [satu for satu in data if isinstance(satu, dict)]
    return baris if terhapus_juga else [satu for satu in baris if not terhapus(satu)]
