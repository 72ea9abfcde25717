"""One snapshot, one order, one fingerprint, however the caller happened to list things."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from penugasan.placement.types import Masukan, MasukanTidakSah

VERSI_ALGORITMA = 1
"""Raised whenever the same input could give another plan, so that old fingerprints stay honest."""

T = TypeVar("T")


def baku(masukan: Masukan) -> Masukan:
    """The same question with every list in canonical order.

    Raises MasukanTidakSah for a repeated key: two rows of one person would make two people.
    """
    return replace(
        masukan,
        wilayah=_urut(masukan.wilayah, lambda satu: satu.kode, "Wilayah"),
        unit=_urut(masukan.unit, lambda satu: satu.kode, "Unit"),
        calon=_urut(masukan.calon, lambda satu: satu.kunci, "Calon"),
        kursi=_urut(masukan.kursi, lambda satu: satu.kunci, "Kebutuhan"),
    )


def sidik(masukan: Masukan) -> str:
    """sha256 (hex) over the canonical JSON of the input, weights, limits and locks included."""
    isi = {"algoritma": VERSI_ALGORITMA, **asdict(baku(masukan))}
    teks = json.dumps(
        _datar(isi), sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(teks.encode()).hexdigest()


def _urut(daftar: tuple[T, ...], kunci: Callable[[T], str], apa: str) -> tuple[T, ...]:
    banyak = Counter(kunci(satu) for satu in daftar)
    if len(banyak) != len(daftar):
        ganda = min(satu for satu, jumlah in banyak.items() if jumlah > 1)
        pesan = f"{apa} tercantum dua kali: {ganda}."
        raise MasukanTidakSah(pesan)
    return tuple(sorted(daftar, key=kunci))


def _datar(nilai: Any) -> Any:
    """Plain JSON: sets become sorted lists."""
    if isinstance(nilai, frozenset):
        return sorted(_datar(anggota) for anggota in nilai)
    if isinstance(nilai, tuple | list):
        return [_datar(anggota) for anggota in nilai]
    if isinstance(nilai, dict):
        return {str(kunci): _datar(isi) for kunci, isi in nilai.items()}
    return nilai


def undian(benih: str, baris: list[str], lajur: list[str]) -> npt.NDArray[np.int64]:
    """A fixed lot (0 .. 2**31 - 1) for each pair: neutral, repeatable, without any order of rows.

    The order of NIPs would favour a year of birth; this favours nobody.
    """
    kiri = np.array([_cacah(f"{benih}|orang|{satu}") for satu in baris], dtype=np.uint64)
    kanan = np.array([_cacah(f"{benih}|tujuan|{satu}") for satu in lajur], dtype=np.uint64)
    acak = kiri[:, None] ^ kanan[None, :]
    for geser, kali in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        acak = (acak ^ (acak >> np.uint64(geser))) * np.uint64(kali)
    return (acak >> np.uint64(33)).astype(np.int64)


def _cacah(teks: str) -> int:
    return int.from_bytes(hashlib.sha256(teks.encode()).digest()[:8], "big")
