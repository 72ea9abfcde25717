"""Faults on order: the rules, and which one strikes a request.

Drawn from the seed, the rule and the count of its matches, not from a running generator: the same
seed gives the same faults on the same calls, however many threads come in.
"""

import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import Permintaan
from penugasan.siasn.mock_server.orang import undi
from penugasan.siasn.mock_server.skema import RAGAM_SKEMA
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
SESUDAH: Final = frozenset(
    {"tetesan", "json_rusak", "potong_badan", "putus_setelah_simpan", "skema", "ganda"}
)
"""These spoil the answer of an operation that has been done."""
LALU: Final = frozenset({"mundur", "basi"})
"""These let a read see the past; a write is left alone."""
JENIS: Final = SEBELUM | SESUDAH | LALU | {"latensi"}
_SKALA: Final = 2.0**64


class GangguanSalahError(ValueError):
    """A rule that cannot be read; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Gangguan:
    """One rule. ``mulai_ke``: from the nth match on; ``kali``: spent after so many firings; ``ke``:
    which firing this is, counted from 0."""

    id: str
    jenis: str
    metode: str = ""
    pola: str = ""
    nip: str = ""
    mulai_ke: int = 1
    kali: int | None = None
    peluang: float = 1.0
    param: Mapping[str, Any] = field(default_factory=dict)
    ke: int = 0

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
        _periksa_ragam(hasil)
    except (TypeError, ValueError, AttributeError, re.error) as galat:
        pesan = f"Aturan ke-{nomor} tidak dapat dibaca: {galat}"
        raise GangguanSalahError(pesan) from galat
    return hasil


def _periksa_ragam(aturan: Gangguan) -> None:
    """The change of a ``skema`` rule: one that exists, or none to have each in turn."""
    ragam = aturan.param.get("ragam", "")
    if aturan.jenis == "skema" and ragam and ragam not in RAGAM_SKEMA:
        pesan = f"ragam harus salah satu dari {', '.join(RAGAM_SKEMA)}"
        raise ValueError(pesan)


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
                    return replace(aturan, ke=self._kena[aturan.id] - 1)
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
