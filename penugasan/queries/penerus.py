"""Posts that need a new name soon or now, and whom the portal suggests for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from pegawai.models import Pegawai
from penugasan.models import Pengajuan, Penugasan, SaranPenerus
from penugasan.models.pengajuan import PENGAJUAN_TERBUKA
from penugasan.models.penugasan import BERAKHIR, TETAP
from penugasan.rules.masa import SATU_HARI

HARI_SEBELUM = 90
"""How long before the end successors are suggested (domain handbook, section 5)."""


def perlu_penerus(penugasan: QuerySet[Any], hari: dt.date) -> QuerySet[Any]:
    """Of these, the last holder of each post that ends within 90 days or stands empty since.

    A post that somebody new is asked for is taken care of. The end stands in ``akhir``.
    """
    sekursi = Penugasan.objects.filter(kebutuhan=OuterRef("kebutuhan"))
    segera = Q(status__in=TETAP, selesai__lte=hari + dt.timedelta(days=HARI_SEBELUM))
    kosong = (
        Q(status__in=BERAKHIR)
        & ~Exists(sekursi.hidup())
        & ~Exists(sekursi.filter(status__in=BERAKHIR, pk__gt=OuterRef("pk")))
    )
    berakhir: QuerySet[Any] = penugasan.annotate(akhir=Coalesce("diakhiri", "selesai"))
    return berakhir.filter(segera | kosong, kebutuhan__aktif=True, akhir__isnull=False)


@dataclass(frozen=True, slots=True)
class CalonPenerus:
    """One suggested person: points and sentences of the placement score, and the unit's loss."""

    pegawai: Any
    nilai: int
    alasan: list[str]
    dampak: str


@dataclass(frozen=True, slots=True)
class KursiPerlu:
    """One post: its last holder, and who might follow. ``saran`` is None until it was computed."""

    penugasan: Any
    saran: SaranPenerus | None
    calon: list[CalonPenerus]

    @property
    def kosong(self) -> bool:
        """Whether nobody holds the post: only then can somebody be nominated for it."""
        return self.penugasan.status not in TETAP

    @property
    def mulai(self) -> dt.date:
        """The first day a successor can begin: the day after the end."""
        akhir: dt.date = self.penugasan.akhir
        return akhir + SATU_HARI

    @property
    def sebab(self) -> str:
        """Why nobody is suggested."""
        if self.saran is None:
            return "Saran sedang disiapkan. Buka lagi halaman ini beberapa menit kemudian."
        return self.saran.sebab or "Semua calon yang disarankan sudah dinominasikan di tempat lain."


def kursi_perlu(akun: Any, hari: dt.date) -> QuerySet[Any]:
    """What the account sees of them: the empty and the nearest end first."""
    terbuka = Pengajuan.objects.filter(penugasan=OuterRef("pk"), status__in=PENGAJUAN_TERBUKA)
    perlu = perlu_penerus(Penugasan.objects.untuk(akun), hari)
    perlu = perlu.select_related(
        "pegawai", "opd_asal", "kebutuhan__koperasi__wilayah", "saran_penerus__saringan"
    )
    terurut: QuerySet[Any] = perlu.annotate(ada_pengajuan=Exists(terbuka)).order_by("akhir", "pk")
    return terurut


def pasang_calon(penugasan: Sequence[Any]) -> list[KursiPerlu]:
    """Put the suggestions beside the posts; one query reads who of them is still free."""
    saran = {p.pk: getattr(p, "saran_penerus", None) for p in penugasan}
    kunci = {c["pegawai"] for satu in saran.values() if satu for c in satu.calon}
    bebas = (
        Pegawai.objects.aktif()
        .exclude(pk__in=Penugasan.objects.hidup().values("pegawai"))
        .select_related("opd")
        .in_bulk(kunci)
    )
    return [KursiPerlu(p, satu, _calon(satu, bebas)) for p in penugasan for satu in [saran[p.pk]]]


def _calon(saran: SaranPenerus | None, bebas: dict[int, Any]) -> list[CalonPenerus]:
    return [
        CalonPenerus(bebas[satu["pegawai"]], satu["nilai"], satu["alasan"], satu["dampak"])
        for satu in (saran.calon if saran else ())
        if satu["pegawai"] in bebas
    ]
