"""A random sample of decisions that anybody can draw again: the same seed gives the same rows.

Nothing is rolled: each decision is ranked by the fingerprint of seed and key, and the first
ones are taken. So a larger sample of the same seed contains the smaller one.
"""

import datetime as dt
import hashlib
import math
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from penugasan.models import Penugasan

PALING_BANYAK = 500
"""Decisions in one sample: each brings its findings, its history and its letters along."""


@dataclass(frozen=True, slots=True)
class Sampel:
    """What was drawn, from how many, and the fingerprint of what could have been drawn."""

    kunci: tuple[int, ...]
    populasi: int
    sidik: str


def sampel(akun: Any, *, persen: int, benih: str, sampai: dt.date) -> Sampel:
    """Draw ``persen`` of a hundred (rounded up) of the decisions made until the end of that day.

    A decision is an assignment that the office has asked about; drafts are none yet.
    """
    terlihat = Penugasan.objects.untuk(akun).exclude(status=Penugasan.Status.DRAF)
    semua = list(
        terlihat.filter(dibuat_pada__date__lte=sampai).order_by("pk").values_list("pk", flat=True)
    )
    acak = sorted(semua, key=lambda pk: hashlib.sha256(f"{benih}:{pk}".encode()).digest())
    banyak = math.ceil(len(semua) * persen / 100)
    sidik = hashlib.sha256(",".join(map(str, semua)).encode()).hexdigest()
    return Sampel(tuple(acak[:banyak]), len(semua), sidik)


def keputusan(akun: Any, kunci: tuple[int, ...]) -> QuerySet[Penugasan]:
    """The decisions of a sample within the account's scope, with what a list shows."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun).filter(pk__in=kunci)
    return semua.select_related(
        "instansi", "pegawai", "opd_asal", "kebutuhan__koperasi__wilayah", "versi", "rencana"
    ).order_by("pk")
