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
    diproses: int
    ditugaskan: int

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
    hidup = penugasan.hidup()  # type: ignore[attr-defined]
    semua = _hitung(hidup, "opd_asal")
    tetap = _hitung(hidup.filter(status__in=TETAP), "opd_asal")
    return [
        Beban(
            opd=satu,
            pegawai=pegawai.get(satu.pk, 0),
            layak=layak.get(satu.pk, 0),
            diproses=semua.get(satu.pk, 0) - tetap.get(satu.pk, 0),
            ditugaskan=tetap.get(satu.pk, 0),
        )
        for satu in opd.select_related("induk").order_by("nama", "pk")
    ]


def _hitung(baris: QuerySet[Pegawai] | QuerySet[HasilSaring], menurut: str) -> dict[int, int]:
    return dict(baris.order_by().values_list(menurut).annotate(Count("pk")))


def beban_terberat(akun: Any, *, sebanyak: int) -> list[Beban]:
    """The units that give most of their staff, by share, in two queries."""
    hidup = Penugasan.objects.untuk(akun).hidup().filter(opd_asal__isnull=False).order_by()
    pergi = {
        opd: (semua, tetap)
        for opd, semua, tetap in hidup.values_list("opd_asal").annotate(
            semua=Count("pk"), tetap=Count("pk", filter=Q(status__in=TETAP))
        )
    }
    unit = (
        Opd.objects.untuk(akun)
        .filter(pk__in=pergi)
        .annotate(staf=Count("pegawai", filter=Q(pegawai__aktif=True)))
    )
    semua_unit = [
        Beban(
            opd=satu,
            pegawai=satu.staf,
            diproses=pergi[satu.pk][0] - pergi[satu.pk][1],
            ditugaskan=pergi[satu.pk][1],
        )
        for satu in unit
    ]
    return sorted(semua_unit, key=lambda b: (-b.bagian, b.opd.nama))[:sebanyak]
