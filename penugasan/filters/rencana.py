"""Filters of a plan's pages; the export shares them."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from inti.models import Wilayah
from koperasi.models import Kebutuhan
from koperasi.queries import kecamatan
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import BarisRencana, BelumDitempatkan, Rencana


class BarisRencanaFilter(django_filters.FilterSet):
    """By person or cooperative, kecamatan, role, home unit, and lock."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama, NIP, atau koperasi")
    kecamatan = django_filters.ModelChoiceFilter(
        field_name="kebutuhan__koperasi__wilayah__induk",
        queryset=Wilayah.objects.none(),
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )
    peran = django_filters.ChoiceFilter(
        field_name="kebutuhan__peran",
        choices=Kebutuhan.Peran.choices,
        label="Peran",
        empty_label="Semua peran",
    )
    opd = django_filters.ModelChoiceFilter(
        field_name="pegawai__opd",
        queryset=Opd.objects.none(),
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
        akun = self.request.user
        self.filters["kecamatan"].queryset = kecamatan(akun)
        asal = rencana.baris_set.values("pegawai__opd")
        self.filters["opd"].queryset = Opd.objects.untuk(akun).filter(pk__in=asal)

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
    opd = django_filters.ModelChoiceFilter(
        queryset=Opd.objects.none(),
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["opd"].queryset = Opd.objects.untuk(self.request.user)

    def saring_cari(
        self, belum: QuerySet[BelumDitempatkan], _nama: str, kata: str
    ) -> QuerySet[BelumDitempatkan]:
        return belum.filter(cocok_orang(kata))

    def saring_opd(
        self, belum: QuerySet[BelumDitempatkan], _nama: str, opd: Opd
    ) -> QuerySet[BelumDitempatkan]:
        return belum.filter(pegawai__opd__jalur__startswith=opd.jalur)
