"""Reads about people and units that more than one page asks for."""

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from pegawai.models import Akun, Opd, Pejabat


def menjabat_pada(hari: dt.date) -> Q:
    """Match terms of office that cover this day."""
    return Q(mulai__lte=hari) & (Q(selesai__isnull=True) | Q(selesai__gte=hari))


def opd_dengan_pejabat(akun: Akun, hari: dt.date) -> QuerySet[Opd]:
    """Active units the account may see, each with ``menjabat`` (who heads it that day: 0 or 1)."""
    kini = Pejabat.objects.filter(menjabat_pada(hari)).select_related("akun")
    return (
        Opd.objects.untuk(akun)
        .filter(aktif=True)
        .select_related("induk")
        .prefetch_related(Prefetch("pejabat_set", queryset=kini, to_attr="menjabat"))
        .order_by("nama")
    )
