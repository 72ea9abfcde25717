"""What the lists of accounts and unit heads can be narrowed by."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from inti.peran import Peran
from pegawai.models import Akun, Opd, Pejabat
from pegawai.queries import menjabat_pada


class AkunFilter(django_filters.FilterSet):
    cari = django_filters.CharFilter(label="Cari", method="saring_cari")
    peran = django_filters.ChoiceFilter(
        label="Peran", choices=Peran.choices, empty_label="Semua peran"
    )
    aktif = django_filters.BooleanFilter(
        label="Keadaan",
        field_name="is_active",
        widget=forms.Select(choices=[("", "Semua"), ("true", "Aktif"), ("false", "Nonaktif")]),
    )
    urut = django_filters.OrderingFilter(
        fields={"nama": "nama", "username": "username", "peran": "peran", "last_login": "masuk"}
    )

    class Meta:
        model = Akun
        fields = ["peran"]

    def saring_cari(self, akun: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        return akun.filter(
            Q(nama__icontains=nilai) | Q(username__icontains=nilai) | Q(email__icontains=nilai)
        )


class PejabatFilter(django_filters.FilterSet):
    """Units by who heads them today; give the day as ``hari``."""

    cari = django_filters.CharFilter(label="Cari", method="saring_cari")
    keadaan = django_filters.ChoiceFilter(
        label="Pejabat hari ini",
        method="saring_keadaan",
        empty_label="Semua",
        choices=[
            ("kosong", "Belum ada"),
            ("definitif", "Definitif"),
            ("plt", "Plt"),
            ("plh", "Plh"),
        ],
    )

    class Meta:
        model = Opd
        fields: list[str] = []

    def __init__(self, *args: Any, hari: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari = hari

    def saring_cari(self, opd: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        pejabat = Pejabat.objects.filter(opd=OuterRef("pk"), nama__icontains=nilai)
        return opd.filter(Q(nama__icontains=nilai) | Q(kode__iexact=nilai) | Exists(pejabat))

    def saring_keadaan(self, opd: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        menjabat = Pejabat.objects.filter(menjabat_pada(self.hari), opd=OuterRef("pk"))
        if nilai == "kosong":
            return opd.exclude(Exists(menjabat))
        return opd.filter(Exists(menjabat.filter(jenis=nilai)))
