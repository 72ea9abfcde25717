"""What is on record of what a survey tells, and its facts in words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inti.models import Sumber
from pegawai.models import BuktiKomputer, HukumanDisiplin, Kontrak, PredikatKinerja

ISI_BUKTI = ("jenis", "tingkat", "mampu", "keterangan")
ISI_HUKUMAN = ("tingkat", "mulai", "selesai")


@dataclass
class Tercatat:
    """The newest of each kind: ``kini`` with its source, whatever that is; ``berkas`` by a file."""

    kini: dict[str, tuple[Any, int]] = field(default_factory=dict)
    berkas: dict[str, Any] = field(default_factory=dict)


def baca_tercatat(pegawai: Collection[int]) -> dict[int, Tercatat]:
    """Read the newest evidence of these people."""
    hasil: dict[int, Tercatat] = defaultdict(Tercatat)
    siapa = list(pegawai)
    for pk, sumber, jenis, kolom, nilai in (
        *_bukti(_urut(BuktiKomputer, siapa, *ISI_BUKTI)),
        *_kontrak(_urut(Kontrak, siapa, "akhir")),
        *_predikat(_urut(PredikatKinerja, siapa, "tahun", "predikat")),
        *_sanksi(_urut(HukumanDisiplin, siapa, *ISI_HUKUMAN)),
    ):
        hasil[pk].kini[kolom] = nilai, sumber
        if jenis == Sumber.Jenis.BERKAS:
            hasil[pk].berkas[kolom] = nilai
    return hasil


def _urut(model: Any, siapa: list[int], *kolom: str) -> Iterable[tuple[Any, ...]]:
    baris = model.objects.filter(pegawai__in=siapa).order_by("tanggal", "pk")
    return baris.values_list("pegawai", "sumber", "sumber__jenis", *kolom)  # type: ignore[no-any-return]


def _bukti(baris: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for *asal, jenis, tingkat, mampu, keterangan in baris:
        isi = (jenis, tingkat, mampu, keterangan)
        yield *asal, "bukti", dict(zip(ISI_BUKTI, isi, strict=True))


def _kontrak(baris: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for *asal, akhir in baris:
        yield *asal, "akhir_kontrak", akhir.isoformat()


def _predikat(baris: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for *asal, tahun, predikat in baris:
        yield *asal, f"skp:{tahun}", predikat


def _sanksi(baris: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for *asal, tingkat, mulai, selesai in baris:
        isi = (tingkat, mulai and mulai.isoformat(), selesai and selesai.isoformat())
        yield *asal, "hukuman", dict(zip(ISI_HUKUMAN, isi, strict=True))


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
