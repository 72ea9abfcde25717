"""What the assignments take from each unit: staff before and after, and the minimum."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from inti.excel_tulis import Jenis, Kolom
from pegawai.models import Opd, Pegawai
from penugasan.models import HasilSaring, Penugasan, Saringan

TETAP = (Penugasan.Status.DITETAPKAN, Penugasan.Status.AKTIF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beban:
    """One unit. ``diproses`` people are named but not decided, ``ditugaskan`` are decided."""

    opd: Opd
    pegawai: int
    layak: int
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
    def kurang(self) -> str:
        """Whether the unit falls below its minimum; empty when no minimum is recorded."""
        minimum = self.opd.minimum_staf
        if minimum is None:
            return ""
        return "Ya" if self.sisa < minimum else "Tidak"


def kolom() -> list[Kolom[Beban]]:
    return [
        Kolom("KODE", lambda b: b.opd.kode, Jenis.KODE, 18),
        Kolom("UNIT", lambda b: b.opd.nama, lebar=46),
        Kolom("INDUK", lambda b: str(b.opd.induk or ""), lebar=36),
        Kolom("PEGAWAI", lambda b: b.pegawai, Jenis.BULAT, 10),
        Kolom("LAYAK", lambda b: b.layak, Jenis.BULAT, 9),
        Kolom("SEDANG DIPROSES", lambda b: b.diproses, Jenis.BULAT, 17),
        Kolom("DITUGASKAN", lambda b: b.ditugaskan, Jenis.BULAT, 13),
        Kolom("SISA", lambda b: b.sisa, Jenis.BULAT, 8),
        Kolom("BAGIAN PERGI", lambda b: b.bagian, Jenis.PERSEN, 14),
        Kolom("MINIMUM STAF", lambda b: b.opd.minimum_staf, Jenis.BULAT, 14),
        Kolom("DI BAWAH MINIMUM", lambda b: b.kurang, lebar=18),
    ]


def baris(
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
