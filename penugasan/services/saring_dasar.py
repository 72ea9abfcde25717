"""Which earlier run a screening may keep verdicts of, or why everybody must be judged.

A verdict follows from the person's facts, which each verdict has a fingerprint of, and from what
is equal for all: the rules with their parameters, the date, the program, and where posts are. A
run whose common part is the same is the base of the next one.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inti.models import Instansi
from penugasan import queries, rules, services
from penugasan.models import Periode, Saringan
from penugasan.queries.fakta import semua_tetangga, wilayah_tujuan
from penugasan.rules.kelayakan import Kebijakan
from penugasan.rules.paket import kebijakan_dari

Sebab = Saringan.SebabPenuh
TURUNAN_TERBANYAK = 30
"""Runs in a row that may keep verdicts: each leaves findings behind that nobody refers to."""
_PENILAI = (
    (rules, "*.py"),
    (queries, "fakta.py"),
    (queries, "kunci_fakta.py"),
    (services, "saring_*.py"),
)
"""The files that make a verdict of facts."""


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where the agency's posts are and which regions lie side by side, for the rule of domicile."""

    tujuan: frozenset[str]
    tetangga: Mapping[str, frozenset[str]]

    @property
    def sidik(self) -> str:
        """Fingerprint; "" where no rule asks."""
        if not (self.tujuan or self.tetangga):
            return ""
        pasangan = {kode: sorted(isi) for kode, isi in self.tetangga.items()}
        return _sidik(json.dumps([sorted(self.tujuan), pasangan], sort_keys=True).encode())


def tempat(instansi: Instansi, kebijakan: Kebijakan) -> Tempat:
    """Read it, if a rule in force asks."""
    if kebijakan.parameter("domisili") is None:
        return Tempat(frozenset(), {})
    return Tempat(wilayah_tujuan(instansi), semua_tetangga())


def sidik_program(isi: Mapping[str, Any]) -> str:
    """Fingerprint of a policy and of the program that judges by it."""
    return _sidik(_sidik_berkas().encode() + json.dumps(isi, sort_keys=True).encode())


def untuk_saringan(periode: Periode, acuan: dt.date, *, penuh: bool) -> dict[str, Any]:
    """The fields of a new run: what it rests on, and the base it keeps verdicts of."""
    isi = periode.versi.isi
    umum = {
        "versi": periode.versi,
        "sidik_program": sidik_program(isi),
        "sidik_tempat": tempat(periode.instansi, kebijakan_dari(isi)).sidik,
    }
    lama = _sebelumnya(periode, acuan)
    sebab = Sebab.DIMINTA if penuh and lama else _sebab(lama, acuan, umum)
    if lama is None or sebab:
        return {**umum, "sebab_penuh": sebab}
    return {**umum, "dasar": lama, "turunan": lama.turunan + 1}


def _sebelumnya(periode: Periode, acuan: dt.date) -> Saringan | None:
    """The newest run of the round, rather one of the same version and date."""
    semua = Saringan.objects.filter(periode=periode)
    serupa: Saringan | None = semua.filter(versi=periode.versi, per_tanggal=acuan).first()
    return serupa or semua.first()


def _sebab(lama: Saringan | None, acuan: dt.date, umum: Mapping[str, Any]) -> str:
    """Why no verdict can be kept, or ""."""
    if lama is None:
        return Sebab.PERTAMA
    beda = {
        Sebab.ATURAN: lama.versi_id != umum["versi"].pk,
        Sebab.TANGGAL: lama.per_tanggal != acuan,
        Sebab.PROGRAM: lama.sidik_program != umum["sidik_program"],
        Sebab.TEMPAT: lama.sidik_tempat != umum["sidik_tempat"],
        Sebab.RAPIKAN: lama.turunan >= TURUNAN_TERBANYAK,
    }
    return next((sebab for sebab, ya in beda.items() if ya), "")


@cache
def _sidik_berkas() -> str:
    """Of the files as they lie there: a corrected rule counts as soon as the portal restarts."""
    jumlah = hashlib.sha256()
    for paket, pola in _PENILAI:
        for berkas in sorted(Path(paket.__path__[0]).glob(pola)):
            jumlah.update(berkas.read_bytes())
    return jumlah.hexdigest()


def _sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()
