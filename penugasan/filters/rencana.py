"""Filters of a plan's pages; the export shares them."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet, Subquery

from inti.filters import AcuanFilter
from koperasi.models import Kebutuhan
from koperasi.queries import kecamatan
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import BarisRencana, BelumDitempatkan, Rencana


class BarisRencanaFilter(django_filters.FilterSet):
    """By person or cooperative, kecamatan, role, home unit, and lock."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama, NIP, atau koperasi")
    kecamatan = AcuanFilter(
        field_name="kebutuhan__koperasi__wilayah__induk",
        acuan=kecamatan,
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )
    peran = django_filters.ChoiceFilter(
        field_name="kebutuhan__peran",
        choices=Kebutuhan.Peran.choices,
        label="Peran",
        empty_label="Semua peran",
    )
    opd = AcuanFilter(
        field_name="pegawai__opd",
        acuan=Opd.objects.untuk,
        label="OPD asal",
        empty_label="Semua OPD",
    )
    kunci = django_filters.ChoiceFilter(
        choices=[("ya", "Terkunci"), ("tidak", "Tidak terkunci")],
        method="saring_kunci",
        label="Kunci",
        empty_label="Semua",
    )

    class Meta:
        model = BarisRencana
        fields = ["cari", "kecamatan", "peran", "opd", "kunci"]

    def __init__(self, *args: Any, rencana: Rencana, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asal = rencana.baris_set.values("pegawai__opd")
        self.filters["opd"].acuan = lambda akun: Opd.objects.untuk(akun).filter(pk__in=asal)

    def saring_cari(
        self, baris: QuerySet[BarisRencana], _nama: str, kata: str
    ) -> QuerySet[BarisRencana]:
        return baris.filter(
            cocok_orang(kata) | Q(kebutuhan__koperasi__wilayah__nama__icontains=kata)
        )

    def saring_kunci(
        self, baris: QuerySet[BarisRencana], _nama: str, nilai: str
    ) -> QuerySet[BarisRencana]:
        return baris.filter(terkunci=nilai == "ya")


class BelumFilter(django_filters.FilterSet):
    """By person, home unit with what lies below it, and a word of the reason."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    opd = AcuanFilter(
        acuan=Opd.objects.untuk,
        method="saring_opd",
        label="OPD dan unit di bawahnya",
        empty_label="Semua OPD",
    )
    sebab = django_filters.CharFilter(
        field_name="sebab", lookup_expr="icontains", label="Kata dalam sebab"
    )

    class Meta:
        model = BelumDitempatkan
        fields = ["cari", "opd", "sebab"]

    def saring_cari(
        self, belum: QuerySet[BelumDitempatkan], _nama: str, kata: str
    ) -> QuerySet[BelumDitempatkan]:
        return belum.filter(cocok_orang(kata))

    def saring_opd(
        self, belum: QuerySet[BelumDitempatkan], _nama: str, opd: str
    ) -> QuerySet[BelumDitempatkan]:
        jalur = Opd.objects.untuk(self.request.user).filter(pk=opd).values("jalur")
        return belum.filter(pegawai__opd__jalur__startswith=Subquery(jalur))
