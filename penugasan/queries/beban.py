"""What the assignments take from each home unit."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from pegawai.models import Opd, Pegawai
from penugasan.models import HasilSaring, Penugasan, Saringan
from penugasan.models.penugasan import TETAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Beban:
    """One unit. ``diproses`` people are named but not decided, ``ditugaskan`` are decided."""

    opd: Opd
    pegawai: int
    layak: int = 0
    diproses: int = 0
    ditugaskan: int = 0

    @property
    def pergi(self) -> int:
        return self.diproses + self.ditugaskan

    @property
    def sisa(self) -> int:
        return self.pegawai - self.pergi

    @property
    def bagian(self) -> float:
        """Share of the unit's staff that leaves, 0 to 1."""
        return self.pergi / self.pegawai if self.pegawai else 0.0

    @property
    def kurang(self) -> bool:
        """Whether the unit falls below its recorded minimum."""
        minimum: int | None = self.opd.minimum_staf
        return minimum is not None and self.sisa < minimum


def beban_unit(
    opd: QuerySet[Opd], *, saringan: Saringan | None, penugasan: QuerySet[Penugasan]
) -> list[Beban]:
    """Count per unit, in four queries whatever their number."""
    pegawai = _hitung(Pegawai.objects.filter(opd__in=opd, aktif=True), "opd")
    layak = _hitung(
        HasilSaring.objects.filter(saringan=saringan, hasil=HasilSaring.Hasil.LAYAK),
        "pegawai__opd",
    )
    pergi = _pergi(penugasan)
    return [
        Beban(
            opd=satu,
            pegawai=pegawai.get(satu.pk, 0),
            layak=layak.get(satu.pk, 0),
            **pergi.get(satu.pk, {}),
        )
        for satu in opd.select_related("induk").order_by("nama", "pk")
    ]


def _pergi(penugasan: QuerySet[Penugasan]) -> dict[int, dict[str, int]]:
    """Per home unit how many are named, and how many are decided."""
    hidup = penugasan.hidup().order_by()  # type: ignore[attr-defined]
    tetap = Q(status__in=TETAP)
    baris = hidup.values_list("opd_asal").annotate(
        diproses=Count("pk", filter=~tetap), ditugaskan=Count("pk", filter=tetap)
    )
    return {
        opd: {"diproses": diproses, "ditugaskan": ditugaskan}
        for opd, diproses, ditugaskan in baris
        if opd
    }


def _hitung(baris: QuerySet[Pegawai] | QuerySet[HasilSaring], menurut: str) -> dict[int, int]:
    return dict(baris.order_by().values_list(menurut).annotate(Count("pk")))


def beban_terberat(akun: Any, *, sebanyak: int) -> list[Beban]:
    """The units that give most of their staff, by share, in two queries."""
    pergi = _pergi(Penugasan.objects.untuk(akun))
    unit = (
        Opd.objects.untuk(akun)
        .filter(pk__in=pergi)
        .annotate(staf=Count("pegawai", filter=Q(pegawai__aktif=True)))
    )
    semua_unit = [Beban(opd=satu, pegawai=satu.staf, **pergi[satu.pk]) for satu in unit]
    return sorted(semua_unit, key=lambda b: (-b.bagian, b.opd.nama))[:sebanyak]
