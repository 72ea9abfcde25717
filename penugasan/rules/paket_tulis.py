"""Writes a policy as a readable pack file: TOML with a comment above each value."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from penugasan.rules import banding

KUNCI_POLOS = re.compile(r"[A-Za-z0-9_-]+")
KEPALA = (
    "# Paket kebijakan. Berkas ini dapat dibaca, diubah, dan dimuat portal lain.",
    "# Nilai daerah asal ikut tertulis; portal penerima tetap memakai wilayah dan unitnya sendiri.",
)


def tulis_paket(isi: Mapping[str, Any]) -> str:
    """Return the text of a pack; ``baca_paket`` reads it back to the same values."""
    baris = [*KEPALA, ""]
    for nama, bagian in isi.items():
        baris += [f"# {_komentar(banding.BAGIAN.get(nama, nama))}", *_tabel((nama,), bagian), ""]
    return "\n".join(baris)


def _tabel(jalur: tuple[str, ...], isi: Mapping[str, Any]) -> Iterator[str]:
    """One table: its own values first, then the tables in it."""
    dalam = {k: v for k, v in isi.items() if isinstance(v, Mapping)}
    if len(dalam) < len(isi) or not isi:
        yield f"[{'.'.join(map(_kunci, jalur))}]"
    for kunci, nilai in isi.items():
        if kunci not in dalam:
            sebutan = banding.nama(jalur[0], (*jalur[1:], kunci)).rpartition(": ")[2]
            yield f"{_kunci(kunci)} = {_nilai(nilai)} # {_komentar(sebutan)}"
    for kunci, nilai in dalam.items():
        yield from _tabel((*jalur, kunci), nilai)


def _kunci(kunci: str) -> str:
    return kunci if KUNCI_POLOS.fullmatch(kunci) else _teks(kunci)


def _komentar(teks: str) -> str:
    """A comment is one line of signs that can be seen."""
    return "".join(satu for satu in teks if satu.isprintable())


def _nilai(nilai: Any) -> str:
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, list | tuple):
        return f"[{', '.join(map(_nilai, nilai))}]"
    if isinstance(nilai, int | float):
        return repr(nilai)
    return _teks(str(nilai))


def _teks(teks: str) -> str:
    """A basic string of TOML; what JSON escapes, TOML escapes the same way."""
    return json.dumps(teks, ensure_ascii=False).replace("\x7f", "\\u007f")
