"""What the lists of accounts and unit heads can be narrowed by."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from inti.peran import Peran
from pegawai.models import Akun, Opd, Pejabat
from pegawai.models.akun import memimpin_pada
from pegawai.queries import (
    kepala_tanpa_jabatan,
    segera_berakhir,
    tanpa_pejabat,
)


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
    masuk = django_filters.ChoiceFilter(
        label="Pernah masuk",
        method="saring_masuk",
        choices=[("sudah", "Sudah"), ("belum", "Belum pernah")],
        empty_label="Semua",
    )
    jabatan = django_filters.ChoiceFilter(
        label="Jabatan hari ini",
        method="saring_jabatan",
        choices=[("tanpa", "Kepala OPD tanpa jabatan")],
        empty_label="Semua",
    )
    urut = django_filters.OrderingFilter(
        fields={"nama": "nama", "username": "username", "peran": "peran", "last_login": "masuk"}
    )

    class Meta:
        model = Akun
        fields = ["peran"]

    def __init__(self, *args: Any, hari: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari = hari

    def saring_masuk(self, akun: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        return akun.filter(last_login__isnull=nilai == "belum")

    def saring_jabatan(self, akun: QuerySet[Any], _nama: str, _nilai: str) -> QuerySet[Any]:
        return kepala_tanpa_jabatan(akun, self.hari)

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
            ("segera", "Segera berakhir"),
        ],
    )
    unit = django_filters.CharFilter(label="Unit", method="saring_unit", widget=forms.HiddenInput())

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
        if nilai == "kosong":
            return tanpa_pejabat(opd, self.hari)
        if nilai == "segera":
            return opd.filter(Exists(segera_berakhir(self.hari).filter(opd=OuterRef("pk"))))
        menjabat = Pejabat.objects.filter(memimpin_pada(self.hari), opd=OuterRef("pk"))
        return opd.filter(Exists(menjabat.filter(jenis=nilai)))

    def saring_unit(self, opd: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Keep the units with these codes, separated by commas: the home page links so."""
        return opd.filter(kode__in=nilai.split(","))
