"""What the survey's files told of people until now, and its facts in words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from inti.models import Sumber
from pegawai.models import BuktiKomputer, HukumanDisiplin, Kontrak, PredikatKinerja

ISI_BUKTI = ("jenis", "tingkat", "mampu", "keterangan")
ISI_HUKUMAN = ("tingkat", "mulai", "selesai")


@dataclass
class Tercatat:
    """The newest of each kind."""

    bukti: dict[str, Any] | None = None
    akhir_kontrak: str | None = None
    hukuman: dict[str, Any] | None = None
    skp: dict[str, int] = field(default_factory=dict)


def baca_tercatat(pegawai: Collection[int]) -> dict[int, Tercatat]:
    """Read the newest evidence that came from files; what SIASN or a hand added stands beside."""
    hasil: dict[int, Tercatat] = defaultdict(Tercatat)
    syarat = {"pegawai__in": list(pegawai), "sumber__jenis": Sumber.Jenis.BERKAS}
    for pk, *isi in _urut(BuktiKomputer.objects.filter(**syarat), *ISI_BUKTI):
        hasil[pk].bukti = dict(zip(ISI_BUKTI, isi, strict=True))
    for pk, akhir in _urut(Kontrak.objects.filter(**syarat), "akhir"):
        hasil[pk].akhir_kontrak = akhir.isoformat()
    for pk, tahun, predikat in _urut(PredikatKinerja.objects.filter(**syarat), "tahun", "predikat"):
        hasil[pk].skp[f"skp:{tahun}"] = predikat
    for pk, tingkat, *masa in _urut(HukumanDisiplin.objects.filter(**syarat), *ISI_HUKUMAN):
        mulai, selesai = (hari and hari.isoformat() for hari in masa)
        hasil[pk].hukuman = {"tingkat": tingkat, "mulai": mulai, "selesai": selesai}
    return hasil


def _urut(kueri: Any, *kolom: str) -> Iterable[tuple[Any, ...]]:
    return kueri.order_by("tanggal", "pk").values_list("pegawai", *kolom)  # type: ignore[no-any-return]


def kata(kolom: str, nilai: Any) -> str:
    """Return a fact of the survey in words for people."""
    if nilai is None:
        return ""
    if kolom == "domisili":
        return str(nilai["nama"])
    if kolom == "bukti":
        return str(nilai["keterangan"] or nilai["jenis"])
    if kolom == "akhir_kontrak":
        return _hari(nilai)
    if kolom == "hukuman":
        return _hukuman(nilai)
    return str(PredikatKinerja.Predikat(nilai).label)


def _hukuman(nilai: dict[str, Any]) -> str:
    tingkat = str(HukumanDisiplin.Tingkat(nilai["tingkat"]).label)
    if not nilai["mulai"]:
        return tingkat
    return f"{tingkat}, {_hari(nilai['mulai'])} s.d. {_hari(nilai['selesai']) or 'dicabut'}"


def _hari(teks: str | None) -> str:
    return f"{dt.date.fromisoformat(teks):%d-%m-%Y}" if teks else ""
