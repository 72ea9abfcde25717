"""What the leadership reads: who has not answered, and how far the seats are filled."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from koperasi.models import Kebutuhan
from penugasan.models import Penugasan
from penugasan.models.penugasan import HIDUP, TETAP
from penugasan.queries.nominasi import menunggu_putusan


def lewat_tenggat(akun: Any, hari: dt.date) -> QuerySet[Penugasan]:
    """Nominations past their deadline that wait for the OPD, the oldest deadline first."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return (
        semua.filter(~menunggu_putusan(), status=Penugasan.Status.DIMINTA, batas_jawab__lt=hari)
        .select_related("instansi", "pegawai", "opd_asal", "kebutuhan__koperasi__wilayah")
        .order_by("batas_jawab", "pk")
    )


def cakupan(akun: Any) -> dict[str, int]:
    """Seats of the agency: all, with somebody on the way, confirmed or at work."""
    hidup = Q(penugasan_set__status__in=HIDUP)
    hitung: dict[str, int] = (
        Kebutuhan.objects.untuk(akun)
        .aktif()
        .aggregate(
            kursi=Count("pk", distinct=True),
            ada=Count("pk", filter=hidup, distinct=True),
            tetap=Count("pk", filter=Q(penugasan_set__status__in=TETAP), distinct=True),
        )
    )
    return hitung
