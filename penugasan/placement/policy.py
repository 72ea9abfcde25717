"""Reads the weights, limits and word tables of a policy pack, or says which entry is wrong.

Sections of the pack: `[bobot]` (points; a missing entry keeps its default), `[penempatan]` (hard
limits; a missing entry means no limit), and optionally `[kecocokan.prodi.PERAN]` and
`[kecocokan.jabatan.PERAN]` (word = 0..100; a role given there replaces the built-in table).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from penugasan.placement import kecocokan
from penugasan.placement.types import Batas, Bobot, Kata, Kecocokan, MasukanTidakSah

TERBESAR = 1_000_000
"""A weight beyond this is a slip of the keyboard, not a policy."""
PERSEN = frozenset({"persen_tetangga", "persen_sekecamatan", "persen_jarak", "opd_persen"})


@dataclass(frozen=True, slots=True)
class Kebijakan:
    """The placement part of a policy."""

    bobot: Bobot
    batas: Batas
    kecocokan: Kecocokan


def kebijakan_dari(isi: Mapping[str, Any]) -> Kebijakan:
    """Read the placement part of a pack or of a stored rule version.

    Raises MasukanTidakSah naming the section and the entry.
    """
    return Kebijakan(
        bobot=_bobot(isi.get("bobot", {})),
        batas=_batas(isi["penempatan"]) if "penempatan" in isi else Batas(),
        kecocokan=_kecocokan(isi.get("kecocokan", {})),
    )


def _bobot(tabel: Mapping[str, Any]) -> Bobot:
    nilai = _bilangan("bobot", tabel, {kolom.name for kolom in fields(Bobot)})
    if nilai.get("jarak_nol_km") == 0:
        _tolak("bobot", "jarak_nol_km", "harus lebih dari 0")
    return Bobot(**nilai)


def _batas(tabel: Mapping[str, Any]) -> Batas:
    sisa = {kunci: satu for kunci, satu in tabel.items() if kunci != "jaga_minimum"}
    jaga = tabel.get("jaga_minimum", False)
    if not isinstance(jaga, bool):
        _tolak("penempatan", "jaga_minimum", "isi true atau false")
    nilai = _bilangan("penempatan", sisa, {"opd_maks", "opd_persen", "rumpun_maks"})
    return Batas(
        opd_maks=nilai.get("opd_maks"),
        opd_persen=nilai.get("opd_persen"),
        rumpun_maks=nilai.get("rumpun_maks"),
        jaga_minimum=jaga,
    )


def _kecocokan(tabel: Mapping[str, Any]) -> Kecocokan:
    return Kecocokan(
        prodi={**kecocokan.BAWAAN.prodi, **_kata("prodi", tabel)},
        jabatan={**kecocokan.BAWAAN.jabatan, **_kata("jabatan", tabel)},
    )


def _kata(jenis: str, tabel: Mapping[str, Any]) -> dict[str, Kata]:
    hasil: dict[str, Kata] = {}
    for peran, kata in tabel.get(jenis, {}).items():
        letak = f"kecocokan.{jenis}.{peran}"
        nilai = _bilangan(letak, kata, set(kata), tertinggi=100)
        hasil[peran] = tuple((satu.upper(), persen) for satu, persen in nilai.items())
    return hasil


def _bilangan(
    letak: str, tabel: Mapping[str, Any], dikenal: set[str], *, tertinggi: int = TERBESAR
) -> dict[str, int]:
    nilai: dict[str, int] = {}
    for kunci, satu in tabel.items():
        if kunci not in dikenal:
            _tolak(letak, kunci, "isian tidak dikenal")
        batas = 100 if kunci in PERSEN else tertinggi
        if type(satu) is not int or not 0 <= satu <= batas:
            _tolak(letak, kunci, f"isi bilangan bulat 0 sampai {batas}")
        nilai[kunci] = satu
    return nilai


def _tolak(letak: str, kunci: str, sebab: str) -> None:
    pesan = f"[{letak}] {kunci}: {sebab}."
    raise MasukanTidakSah(pesan)
