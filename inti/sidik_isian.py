"""What a form was opened with: whoever saves must have seen the facts as they are now."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inti.audit import sidik_isi
from inti.errors import SudahDiproses

_DISEBUT = 3


def sidik_satu(kolom: str, nilai: Any) -> str:
    """Return a short fingerprint of one value; blank and nothing are the same, "no" is neither."""
    return sidik_isi({kolom: "" if nilai is None else nilai})[:12]


def sidik(isi: Mapping[str, Any]) -> str:
    """Return the fingerprints of these facts, to be carried by a form."""
    return ",".join(f"{kolom}:{sidik_satu(kolom, nilai)}" for kolom, nilai in isi.items())


def baca_sidik(sidik_lama: str) -> dict[str, str]:
    """Return the fingerprint per fact that ``sidik`` wrote; of anything else, nothing useful."""
    return dict(satu.partition(":")[::2] for satu in sidik_lama.split(","))


def berubah_sejak(isi: Mapping[str, Any], sidik_lama: str, kolom: Iterable[str]) -> list[str]:
    """Return which of these facts are no longer what they were when the form was opened."""
    dulu = baca_sidik(sidik_lama)
    return [k for k in kolom if dulu.get(k) != sidik_satu(k, isi[k])]


def kedahuluan(
    apa: Sequence[str], pelaku: str, langkah: str = "Periksa isiannya, lalu simpan lagi."
) -> SudahDiproses:
    """Return the refusal that names the facts that changed, and who or what did it.

    ``pelaku`` is blank or begins with a blank (" oleh Sari"); more than three facts are counted.
    """
    sebutan = f"{len(apa)} isian"
    if len(apa) <= _DISEBUT:
        sebutan = " dan ".join(filter(None, (", ".join(apa[:-1]), apa[-1])))
    return SudahDiproses(f"{sebutan} sudah diubah{pelaku} sejak formulir ini dibuka. {langkah}")
