"""Reads about units, their heads and accounts that more than one page asks for."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from inti.peran import Peran
from pegawai.models import Akun, Opd, Pejabat

SEGERA = dt.timedelta(days=14)
"""A term that ends within this time, and nobody follows, needs the admin's attention."""


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


def tanpa_pejabat(opd: QuerySet[Opd], hari: dt.date) -> QuerySet[Opd]:
    """Units that nobody heads on this day."""
    return opd.exclude(Exists(Pejabat.objects.filter(menjabat_pada(hari), opd=OuterRef("pk"))))


def segera_berakhir(hari: dt.date) -> QuerySet[Pejabat]:
    """Terms of today that end within ``SEGERA`` while nobody is appointed for afterwards."""
    penerus = Pejabat.objects.filter(opd=OuterRef("opd"), mulai__gt=OuterRef("selesai"))
    segera = Pejabat.objects.filter(menjabat_pada(hari), selesai__lte=hari + SEGERA)
    return segera.exclude(Exists(penerus))


def kepala_tanpa_jabatan(akun: QuerySet[Akun], hari: dt.date) -> QuerySet[Akun]:
    """Accounts with the role of an OPD head that head nothing on this day."""
    menjabat = Pejabat.objects.filter(menjabat_pada(hari), akun=OuterRef("pk"))
    return akun.filter(peran=Peran.KEPALA_OPD).exclude(Exists(menjabat))
