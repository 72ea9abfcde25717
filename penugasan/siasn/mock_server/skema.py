"""An answer's content in another shape than agreed: what a release of the other side does to us.

Each change keeps the envelope and touches the rows below it, as the real service's changes did.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import Jawaban

_WADAH: Final = ("data", "mapData")
Baris = dict[str, Any]


def ubah_isi(jawaban: Jawaban, ubah: Callable[[Any], Any]) -> Jawaban:
    """The answer with ``ubah`` applied to what its envelope holds; other bodies are left alone."""
    try:
        isi = json.loads(jawaban.badan)
    except ValueError:
        return jawaban
    if not isinstance(isi, dict):
        return jawaban
    baru = {nama: ubah(nilai) if nama in _WADAH else nilai for nama, nilai in isi.items()}
    return replace(jawaban, badan=json.dumps(baru, ensure_ascii=False).encode())


def gandakan(isi: Any) -> Any:
    """Every row of a list twice."""
    return [satu for satu in isi for _ in range(2)] if isinstance(isi, list) else isi


def _per_baris(ubah: Callable[[Baris], Baris]) -> Callable[[Any], Any]:
    def semua(isi: Any) -> Any:
        if isinstance(isi, list):
            return [semua(satu) for satu in isi]
        return ubah(isi) if isinstance(isi, dict) else isi

    return semua


def _ganti_nama(baris: Baris) -> Baris:
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", n).lower(): nilai for n, nilai in baris.items()}


def _kosongkan(baris: Baris) -> Baris:
    return dict.fromkeys(baris)


def _tambah(baris: Baris) -> Baris:
    lebih = {"kolomBaru": {"isi": [1, None]}, "NIP_BARU": None, "versiSkema": 2}
    return {**lebih, **baris}


def _angka(baris: Baris) -> Baris:
    return {nama: _tukar_angka(nilai) for nama, nilai in baris.items()}


def _tukar_angka(nilai: Any) -> Any:
    if isinstance(nilai, str) and nilai.isascii() and nilai.isdigit():
        return int(nilai)
    return str(nilai) if isinstance(nilai, int) and not isinstance(nilai, bool) else nilai


tanpa_referensi = _per_baris(lambda baris: {n: v for n, v in baris.items() if n != "referensiId"})
"""The rows of a service that knows no key of the caller's."""
RAGAM_SKEMA: Final[Mapping[str, Callable[[Any], Any]]] = {
    "angka": _per_baris(_angka),
    "ganti_nama": _per_baris(_ganti_nama),
    "null": _per_baris(_kosongkan),
    "tambah": _per_baris(_tambah),
}
"""``angka``: the NIP and every other string of digits as a number, numbers as strings;
``ganti_nama``: snake_case names; ``null``: every column empty; ``tambah``: columns unheard of."""
