"""Filters of the Inbox Usul, in the words SIASN uses."""

import django_filters
from django import forms
from django.db.models import QuerySet

from inti.filters import AcuanFilter
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import Usulan


class _Tanggal(forms.DateInput):
    """A native date field; it speaks ISO whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UsulanFilter(django_filters.FilterSet):
    """By person (named or substitute), state, kind, unor and day."""

    cari = django_filters.CharFilter(method="saring_cari", label="NIP atau nama")
    status = django_filters.ChoiceFilter(
        choices=Usulan.Status.choices, label="Status usulan", empty_label="Semua status"
    )
    jenis = django_filters.ChoiceFilter(
        choices=Usulan.Jenis.choices, label="Jenis", empty_label="Semua jenis"
    )
    unor = AcuanFilter(
        acuan=Opd.objects.untuk,
        field_name="penugasan__opd_asal",
        label="Unor",
        empty_label="Semua unor",
    )
    dari = django_filters.DateFilter(
        label="Dari tanggal",
        field_name="diajukan_pada",
        lookup_expr="date__gte",
        widget=_Tanggal(),
    )
    sampai = django_filters.DateFilter(
        label="Sampai tanggal",
        field_name="diajukan_pada",
        lookup_expr="date__lte",
        widget=_Tanggal(),
    )

    class Meta:
        model = Usulan
        fields = ["cari", "status", "jenis", "unor", "dari", "sampai"]

    def saring_cari(self, usulan: QuerySet[Usulan], _nama: str, kata: str) -> QuerySet[Usulan]:
        """Match the named person or the substitute."""
        return usulan.filter(
            cocok_orang(kata, "penugasan__pegawai__") | cocok_orang(kata, "pengganti__")
        )
