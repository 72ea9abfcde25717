"""Filters of the differences with SIASN: person, fact, unit, answer, and one pair of values."""

import django_filters
from django import forms
from django.db.models import QuerySet

from inti.filters import AcuanFilter
from inti.isian import baca_kunci
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import BedaSiasn


class BedaFilter(django_filters.FilterSet):
    cari = django_filters.CharFilter(method="saring_cari", label="NIP atau nama")
    status = django_filters.ChoiceFilter(
        choices=BedaSiasn.Status.choices, label="Status", empty_label="Semua status"
    )
    kolom = django_filters.ChoiceFilter(
        choices=BedaSiasn.Kolom.choices, label="Data", empty_label="Semua data"
    )
    opd = AcuanFilter(
        acuan=Opd.objects.untuk,
        field_name="pegawai__opd",
        label="OPD",
        empty_label="Semua OPD",
    )
    pasangan = django_filters.CharFilter(
        method="saring_pasangan", label="Pasangan nilai nomor", widget=forms.HiddenInput
    )

    class Meta:
        model = BedaSiasn
        fields = ["cari", "status", "kolom", "opd", "pasangan"]

    def saring_cari(self, baris: QuerySet[BedaSiasn], _nama: str, kata: str) -> QuerySet[BedaSiasn]:
        return baris.filter(cocok_orang(kata, "pegawai__"))

    def saring_pasangan(
        self, baris: QuerySet[BedaSiasn], _nama: str, kata: str
    ) -> QuerySet[BedaSiasn]:
        """Rows with the fact and the two values of the row of this number, answered or not."""
        kunci = baca_kunci(kata)
        milik = BedaSiasn.objects.untuk(self.request.user)
        satu = milik.filter(pk=kunci).first() if kunci is not None else None
        if satu is None:
            return baris.none()
        return baris.filter(kolom=satu.kolom, kita=satu.kita, bkn=satu.bkn)
