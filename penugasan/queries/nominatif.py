"""The facts of assigned people as the *daftar nominatif* shows them, for letters and exports."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from pegawai.models import BuktiKomputer, Kontrak, Pegawai
from penugasan.models import Penugasan
from penugasan.rules.tanggal import umur


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominatif:
    """One person of the list; ``usia`` in completed years on the first day of the assignment."""

    penugasan: Penugasan
    usia: int | None
    tingkat_pendidikan: str
    akhir_kontrak: dt.date | None
    komputer: str
    domisili: str

    @property
    def pegawai(self) -> Pegawai:
        return self.penugasan.pegawai


def nominatif(penugasan: QuerySet[Penugasan]) -> Iterator[Nominatif]:
    """Read the list in the order of cooperative and post, 500 people at a time."""
    lengkap = penugasan.select_related(
        "periode__versi",
        "pegawai__opd",
        "pegawai__domisili__induk",
        "opd_asal",
        "kebutuhan__koperasi__wilayah",
    ).prefetch_related(
        Prefetch(
            "pegawai__bukti_komputer_set",
            BuktiKomputer.objects.order_by("-tingkat", "-tanggal", "-pk"),
        ),
        Prefetch("pegawai__kontrak_set", Kontrak.objects.order_by("-tanggal", "-pk")),
    )
    urut = lengkap.order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor", "pk")
    for satu in urut.iterator(500):
        yield satu_nominatif(satu)


def satu_nominatif(penugasan: Penugasan) -> Nominatif:
    """Gather the facts of one assignment whose evidence is prefetched, strongest first."""
    pegawai = penugasan.pegawai
    bukti = [b for b in pegawai.bukti_komputer_set.all() if b.mampu]
    kontrak = [k.akhir for k in pegawai.kontrak_set.all()]
    return Nominatif(
        penugasan=penugasan,
        usia=_usia(pegawai.lahir, penugasan.mulai),
        tingkat_pendidikan=_tingkat(pegawai.tingkat_pendidikan, penugasan.periode.versi.isi),
        akhir_kontrak=kontrak[0] if kontrak else None,
        komputer=str(bukti[0]) if bukti else "",
        domisili=domisili(pegawai),
    )


def domisili(pegawai: Pegawai) -> str:
    """Kelurahan and kecamatan, or the words of the file when the region is not recognised."""
    wilayah = pegawai.domisili
    if wilayah is None:
        return pegawai.domisili_teks
    return f"{wilayah.nama}/{wilayah.induk.nama}" if wilayah.induk else wilayah.nama


def _usia(lahir: dt.date | None, pada: dt.date) -> int | None:
    return umur(lahir, pada)[0] if lahir and lahir <= pada else None


def _tingkat(kode: str, versi: dict[str, Any]) -> str:
    nama: dict[str, str] = versi.get("aturan", {}).get("pendidikan", {}).get("tingkat", {})
    return nama.get(kode, kode)
