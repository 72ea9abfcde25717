"""Filters of the list of exceptions: person, state, rule, unit, month."""

import django_filters
from django import forms
from django.db.models import QuerySet

from inti.filters import AcuanFilter
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import Pengecualian
from penugasan.rules.kelayakan import ATURAN


class PengecualianFilter(django_filters.FilterSet):
    """The auditor asks: all of one month; the officer: what waits."""

    cari = django_filters.CharFilter(method="saring_cari", label="NIP atau nama")
    status = django_filters.ChoiceFilter(
        choices=Pengecualian.Status.choices, label="Status", empty_label="Semua status"
    )
    aturan = django_filters.ChoiceFilter(
        choices=[(a.kode, a.nama) for a in ATURAN], label="Syarat", empty_label="Semua syarat"
    )
    opd = AcuanFilter(
        acuan=Opd.objects.untuk,
        field_name="pegawai__opd",
        label="OPD",
        empty_label="Semua OPD",
    )
    bulan = django_filters.CharFilter(
        method="saring_bulan",
        label="Bulan diajukan",
        widget=forms.DateInput(attrs={"type": "month"}),
    )

    class Meta:
        model = Pengecualian
        fields = ["cari", "status", "aturan", "opd", "bulan"]

    def saring_cari(
        self, baris: QuerySet[Pengecualian], _nama: str, kata: str
    ) -> QuerySet[Pengecualian]:
        return baris.filter(cocok_orang(kata, "pegawai__"))

    def saring_bulan(
        self, baris: QuerySet[Pengecualian], _nama: str, bulan: str
    ) -> QuerySet[Pengecualian]:
        """``2026-03``; what cannot be read matches nothing."""
        tahun, _, ke = bulan.partition("-")
        if not (tahun.isdecimal() and ke.isdecimal() and len(tahun) == 4 and 1 <= int(ke) <= 12):
            return baris.none()
        return baris.filter(diajukan_pada__year=int(tahun), diajukan_pada__month=int(ke))
