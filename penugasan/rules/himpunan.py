"""Many people at once, by the same rules: whoever is equal in what a rule reads is judged once.

A rule reads only the fields in its ``bahan``. A city has thousands of people but few kinds, levels
of education and positions, so most answers are looked up and not worked out again. There is one
definition of each rule, the one that the card of a single person asks.
"""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from penugasan.rules.kelayakan import AturanAktif, Kebijakan, putuskan
from penugasan.rules.types import Fakta, Kelayakan, Temuan

MUAT = 200_000
"""Distinct answers per rule that are kept before a rule starts anew."""


@dataclass(slots=True)
class Jawaban:
    """One distinct answer of one rule; ``simpanan`` is whatever form its user keeps it in."""

    temuan: Temuan
    simpanan: str = ""


class Penilai:
    """Judges people by one policy on one day; findings carry no source, that is the person's."""

    def __init__(self, kebijakan: Kebijakan, acuan: dt.date) -> None:
        self.acuan = acuan
        self._aturan = tuple(_SatuAturan(satu, acuan).jawaban for satu in kebijakan.aturan)

    def jawaban(self, fakta: Fakta) -> list[Jawaban]:
        """Return the answer of every rule in force, in their order; exceptions not applied."""
        return [jawab(fakta) for jawab in self._aturan]

    def periksa(self, fakta: Fakta) -> Kelayakan:
        """Return the verdict, equal to that of ``periksa`` but for the sources."""
        temuan = tuple(satu.temuan for satu in self.jawaban(fakta))
        return putuskan(temuan, fakta.pengecualian, self.acuan)


class _SatuAturan:
    """One rule with the answers it has given."""

    def __init__(self, aturan: AturanAktif, acuan: dt.date) -> None:
        self._aturan = aturan
        self._acuan = acuan
        self._bahan = attrgetter(*aturan.aturan.bahan)
        self._banyak = len(aturan.aturan.bahan) > 1
        self._dikenal: dict[Hashable, Jawaban] = {}

    def jawaban(self, fakta: Fakta) -> Jawaban:
        bahan = self._bahan(fakta)
        kunci = tuple(map(kunci_dari, bahan)) if self._banyak else kunci_dari(bahan)
        ada = self._dikenal.get(kunci)
        if ada is None:
            if len(self._dikenal) >= MUAT:
                self._dikenal.clear()
            temuan = replace(self._aturan.periksa(fakta, self._acuan), sumber=None)
            ada = self._dikenal[kunci] = Jawaban(temuan)
        return ada


def kunci_dari(nilai: Any) -> Hashable:
    """Return one fact as a key: grades per year become pairs, all others are keys already."""
    return tuple(sorted(nilai.items())) if nilai.__class__ is dict else nilai
