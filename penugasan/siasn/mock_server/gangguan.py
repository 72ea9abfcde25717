"""Faults on order: which one strikes a request, and what the caller then sees.

Drawn from the seed, the rule and the count of its matches, not from a running generator: the same
seed gives the same faults on the same calls, however many threads come in.
"""

import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import (
    TIDAK_DITEMUKAN,
    Cara,
    Jawaban,
    Permintaan,
    jawab,
    tolak,
)
from penugasan.siasn.mock_server.orang import undi
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI

SEBELUM: Final = frozenset(
    {
        "http",
        "kuota",
        "apim_hangus",
        "sso_hangus",
        "sso_tidak_cocok",
        "tergantung",
        "xml",
        "html",
        "galat200",
        "success_false",
        "data_string",
        "putus_sebelum",
        "pemeliharaan",
        "tolak_ip",
    }
)
"""These answer in place of the operation: nothing is saved."""
SESUDAH: Final = frozenset({"tetesan", "json_rusak", "potong_badan", "putus_setelah_simpan"})
"""These spoil the answer of an operation that has been done."""
JENIS: Final = SEBELUM | SESUDAH | {"latensi"}
_SKALA: Final = 2.0**64
_MAAF: Final = "Terjadi kesalahan pada server"


class GangguanSalahError(ValueError):
    """A rule that cannot be read; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Gangguan:
    """One rule. ``mulai_ke``: from the nth match on; ``kali``: spent after so many firings."""

    id: str
    jenis: str
    metode: str = ""
    pola: str = ""
    nip: str = ""
    mulai_ke: int = 1
    kali: int | None = None
    peluang: float = 1.0
    param: Mapping[str, Any] = field(default_factory=dict)

    def cocok(self, permintaan: Permintaan) -> bool:
        """Does this rule speak of this request? Without a pattern it spares the login calls."""
        if self.metode and self.metode.upper() != permintaan.metode:
            return False
        if self.pola:
            if not re.search(self.pola, permintaan.jalur):
                return False
        elif not permintaan.jalur.startswith((BASIS_API, BASIS_REFERENSI)):
            return False
        if not self.nip:
            return True
        return self.nip in permintaan.jalur or self.nip.encode() in permintaan.badan

    def detik(self, bawaan: float) -> float:
        """The ``detik`` parameter, or a default."""
        return float(self.param.get("detik", bawaan))

    def json(self) -> dict[str, Any]:
        """The rule in the shape in which it was given."""
        cocok = {"metode": self.metode, "pola": self.pola, "nip": self.nip}
        return {
            "id": self.id,
            "jenis": self.jenis,
            "cocok": {nama: nilai for nama, nilai in cocok.items() if nilai},
            "mulai_ke": self.mulai_ke,
            **({"kali": self.kali} if self.kali else {}),
            "peluang": self.peluang,
            "param": dict(self.param),
        }


def baca_aturan(isi: object) -> list[Gangguan]:
    """Rules from JSON values. Raises GangguanSalahError naming the first that is wrong."""
    if not isinstance(isi, list):
        pesan = "Gangguan harus berupa daftar aturan."
        raise GangguanSalahError(pesan)
    return [_satu(nomor, aturan) for nomor, aturan in enumerate(isi, 1)]


def _satu(nomor: int, aturan: object) -> Gangguan:
    if not isinstance(aturan, dict) or aturan.get("jenis") not in JENIS:
        pesan = f"Aturan ke-{nomor}: jenis tidak dikenal. Pilihan: {', '.join(sorted(JENIS))}."
        raise GangguanSalahError(pesan)
    cocok = aturan.get("cocok") or {}
    try:
        hasil = Gangguan(
            id=str(aturan.get("id") or f"g{nomor}"),
            jenis=aturan["jenis"],
            metode=str(cocok.get("metode", "")),
            pola=str(cocok.get("pola", "")),
            nip=str(cocok.get("nip", "")),
            mulai_ke=int(aturan.get("mulai_ke", 1)),
            kali=int(aturan["kali"]) if aturan.get("kali") else None,
            peluang=float(aturan.get("peluang", 1)),
            param=dict(aturan.get("param") or {}),
        )
        re.compile(hasil.pola)
    except (TypeError, ValueError, AttributeError, re.error) as galat:
        pesan = f"Aturan ke-{nomor} tidak dapat dibaca: {galat}"
        raise GangguanSalahError(pesan) from galat
    return hasil


def baca_teks(teks: str) -> list[Gangguan]:
    """Rules from the environment: JSON, or in short ``jenis:peluang,jenis:peluang``."""
    bersih = teks.strip()
    if not bersih:
        return []
    if bersih.startswith("["):
        try:
            isi = json.loads(bersih)
        except ValueError as galat:
            pesan = f"Gangguan bukan JSON yang sah: {galat}"
            raise GangguanSalahError(pesan) from galat
        return baca_aturan(isi)
    pasangan = (bagian.partition(":") for bagian in bersih.split(",") if bagian.strip())
    return baca_aturan([{"jenis": j.strip(), "peluang": p.strip() or 1} for j, _, p in pasangan])


class Papan:
    """The rules in force and how often each has matched and fired."""

    def __init__(self, benih: int, aturan: Iterable[Gangguan] = ()) -> None:
        self._kunci = threading.Lock()
        self._benih = benih
        self.pasang(aturan, benih)

    def pasang(self, aturan: Iterable[Gangguan], benih: int | None = None) -> None:
        """Replace all rules; the counts start anew."""
        with self._kunci:
            self.aturan = list(aturan)
            self._benih = self._benih if benih is None else benih
            self._cocok: dict[str, int] = {}
            self._kena: dict[str, int] = {}

    def pilih(self, permintaan: Permintaan) -> Gangguan | None:
        """The fault that strikes this request, or None. The header orders one for one call."""
        if sekali := permintaan.header.get("x-tiruan-gangguan", ""):
            return next(iter(baca_teks(sekali)), None)
        with self._kunci:
            for aturan in self.aturan:
                if aturan.cocok(permintaan) and self._kena_giliran(aturan):
                    return aturan
        return None

    def _kena_giliran(self, aturan: Gangguan) -> bool:
        ke = self._cocok[aturan.id] = self._cocok.get(aturan.id, 0) + 1
        kena = self._kena.get(aturan.id, 0)
        if ke < aturan.mulai_ke or (aturan.kali is not None and kena >= aturan.kali):
            return False
        if undi(self._benih, "gangguan", aturan.id, str(ke)) / _SKALA >= aturan.peluang:
            return False
        self._kena[aturan.id] = kena + 1
        return True


def berlaku_pada(gangguan: Gangguan, saat: datetime) -> bool:
    """A maintenance rule may name a window of local time (``22:00-02:00``)."""
    jendela = str(gangguan.param.get("jam", ""))
    if gangguan.jenis != "pemeliharaan" or not jendela:
        return True
    mulai, selesai = (time.fromisoformat(bagian.strip()) for bagian in jendela.split("-"))
    jam = saat.time()
    return mulai <= jam < selesai if mulai <= selesai else jam >= mulai or jam < selesai


def pengganti(gangguan: Gangguan, permintaan: Permintaan, saat: datetime) -> Jawaban:
    """The answer that stands in place of the operation (``jenis`` in SEBELUM)."""
    if gangguan.jenis == "http":
        return _http(gangguan)
    if gangguan.jenis == "kuota":
        return _kuota(gangguan, saat)
    if gangguan.jenis == "pemeliharaan":
        detik = str(max(1, round(gangguan.detik(2))))
        return _halaman(503, "Sistem sedang dalam pemeliharaan", **{"Retry-After": detik})
    if gangguan.jenis == "data_string":
        return _data_string(permintaan)
    return _TETAP[gangguan.jenis]


def _data_string(permintaan: Permintaan) -> Jawaban:
    """A string where a list or an object belongs."""
    if permintaan.metode == "GET":
        return jawab({"code": 1, "data": TIDAK_DITEMUKAN})
    return jawab({"success": False, "message": "", "mapData": "Data tidak valid"})


def _http(gangguan: Gangguan) -> Jawaban:
    status = int(gangguan.param.get("status", 500))
    if badan := str(gangguan.param.get("badan", "")):
        return Jawaban(status=status, badan=badan.encode())
    return jawab({"code": 0, "data": _MAAF, "message": ""}, status)


def _kuota(gangguan: Gangguan, saat: datetime) -> Jawaban:
    detik = gangguan.detik(2)
    kapan = saat + timedelta(seconds=detik)
    isi = {
        "code": "900802",
        "message": "Message throttled out",
        "description": "You have exceeded your quota",
        "nextAccessTime": f"{kapan:%Y-%b-%d %H:%M:%S%z} UTC",
    }
    return jawab(isi, 429, **{"Retry-After": str(max(1, round(detik)))})


def _halaman(status: int, judul: str, **header: str) -> Jawaban:
    badan = f"<html><head><title>{judul}</title></head><body><h1>{judul}</h1></body></html>"
    return Jawaban(status=status, badan=badan.encode(), jenis="text/html", header=header)


def rusak(gangguan: Gangguan, jawaban: Jawaban) -> Jawaban:
    """What becomes of the answer of an operation that has been done (``jenis`` in SESUDAH)."""
    match gangguan.jenis:
        case "putus_setelah_simpan":
            return replace(jawaban, cara=Cara(putus=True, tunda=gangguan.detik(0)))
        case "potong_badan":
            return replace(jawaban, cara=Cara(potong=len(jawaban.badan) // 2))
        case "tetesan":
            laju = int(gangguan.param.get("bita_per_detik", 100))
            return replace(jawaban, cara=Cara(tetes=max(1, laju)))
        case "json_rusak":
            return replace(jawaban, badan=jawaban.badan[: len(jawaban.badan) // 2])
        case _:
            return replace(jawaban, cara=Cara(tunda=gangguan.detik(1)))


_XML: Final = (
    '<am:fault xmlns:am="http://wso2.org/apimanager"><am:code>101504</am:code>'
    "<am:type>Status report</am:type><am:message>Runtime Error</am:message>"
    "<am:description>Send timeout</am:description></am:fault>"
)
_TETAP: Final[Mapping[str, Jawaban]] = {
    "putus_sebelum": Jawaban(cara=Cara(putus=True)),
    "tolak_ip": _halaman(403, "Forbidden: alamat IP tidak terdaftar"),
    "html": _halaman(502, "502 Bad Gateway"),
    "xml": Jawaban(status=504, badan=_XML.encode(), jenis="text/xml"),
    "apim_hangus": jawab(
        {
            "code": "900901",
            "message": "Invalid Credentials",
            "description": "Access failure for API: /apisiasn/1.0",
        },
        401,
    ),
    "sso_hangus": jawab({"message": "invalid or expired jwt"}, 401),
    "sso_tidak_cocok": jawab({"code": 0, "data": "Token SSO mismatch", "message": ""}),
    "tergantung": jawab(
        {
            "code": "303001",
            "type": "Status report",
            "message": "Runtime Error",
            "description": "Currently , Address endpoint : [ Name : siasn ] [ State : SUSPENDED ]",
        },
        503,
    ),
    "success_false": tolak("tmtPenugasan tidak valid"),
    "galat200": jawab({"code": 0, "data": _MAAF, "message": ""}),
}
"""Faults whose answer never varies."""
