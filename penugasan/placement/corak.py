"""Other plans for the same question: one side of the weighing counts ten times as much.

Limits, locks and the order of rationing stay as they are, and what a head offered by himself keeps
its own weight, so that each of them is a plan the policy allows (design.md, section 7).
"""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from penugasan.placement.types import Bobot

KALI: Final = 10
"""How many times heavier the favoured side weighs."""


class Corak(StrEnum):
    """What a plan puts first."""

    KEBIJAKAN = "kebijakan"
    BEBAN = "beban"
    DEKAT = "dekat"
    COCOK = "cocok"


_DIBERATKAN: Final = {
    Corak.KEBIJAKAN: (),
    Corak.BEBAN: ("beban_unit", "pemegang_terakhir", "pensiun", "layanan_dasar"),
    Corak.DEKAT: ("domisili",),
    Corak.COCOK: ("prodi", "jabatan", "komputer", "kinerja"),
}


def bobot_menurut(bobot: Bobot, corak: Corak) -> Bobot:
    """The policy's weights with one side made heavier; ``KEBIJAKAN`` leaves them as they are."""
    return replace(bobot, **{nama: KALI * getattr(bobot, nama) for nama in _DIBERATKAN[corak]})
