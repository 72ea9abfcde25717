"""Placeholder until the writer of corrected files lands (owned by the helper who writes it)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SelTemuan:
    lembar: str
    baris: int
    sel: str
    tingkat: str
    pesan: str


def tulis_koreksi(
    asal: Path, keluaran: Path, *, temuan: Iterable[SelTemuan], kepala: Mapping[str, int]
) -> None:
    raise NotImplementedError
