"""Filters of the queue of questions: person, state, rule, unit, lateness."""

import django_filters
from django.db.models import QuerySet

from inti.filters import AcuanFilter
from inti.waktu import hari_ini
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import PermintaanData
from penugasan.queries.permintaan import MENUNGGU_OPD
from penugasan.rules.kelayakan import ATURAN


class PermintaanFilter(django_filters.FilterSet):
    cari = django_filters.CharFilter(method="saring_cari", label="NIP atau nama")
    status = django_filters.ChoiceFilter(
        choices=PermintaanData.Status.choices, label="Status", empty_label="Semua status"
    )
    aturan = django_filters.ChoiceFilter(
        choices=[(a.kode, a.nama) for a in ATURAN], label="Syarat", empty_label="Semua syarat"
    )
    opd = AcuanFilter(acuan=Opd.objects.untuk, label="OPD", empty_label="Semua OPD")
    tenggat = django_filters.ChoiceFilter(
        choices=[("lewat", "Lewat tenggat")],
        method="saring_tenggat",
        label="Tenggat",
        empty_label="Semua",
    )

    class Meta:
        model = PermintaanData
        fields = ["cari", "status", "aturan", "opd", "tenggat"]

    def saring_cari(
        self, baris: QuerySet[PermintaanData], _nama: str, kata: str
    ) -> QuerySet[PermintaanData]:
        return baris.filter(cocok_orang(kata, "pegawai__"))

    def saring_tenggat(
        self, baris: QuerySet[PermintaanData], _nama: str, _nilai: str
    ) -> QuerySet[PermintaanData]:
        return baris.filter(status__in=MENUNGGU_OPD, batas__lt=hari_ini())
