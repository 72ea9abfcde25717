"""Filters of what waits for the second person."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from inti.models import Wilayah
from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.filters.nominasi import cocok_orang
from penugasan.models import Penugasan, Periode


class PenetapanFilter(django_filters.FilterSet):
    """By person, home unit, cooperative, kecamatan, origin and round."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    opd = django_filters.ModelChoiceFilter(
        queryset=Opd.objects.none(),
        field_name="opd_asal",
        label="OPD asal",
        empty_label="Semua OPD",
    )
    koperasi = django_filters.ModelChoiceFilter(
        queryset=Koperasi.objects.none(),
        field_name="kebutuhan__koperasi",
        label="Koperasi",
        empty_label="Semua koperasi",
    )
    kecamatan = django_filters.ModelChoiceFilter(
        queryset=Wilayah.objects.none(),
        field_name="kebutuhan__koperasi__wilayah__induk",
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )
    asal = django_filters.ChoiceFilter(
        choices=Penugasan.Asal.choices, label="Berasal dari", empty_label="Semua asal"
    )
    periode = django_filters.ModelChoiceFilter(
        queryset=Periode.objects.none(),
        to_field_name="kode",
        label="Periode",
        empty_label="Semua periode",
    )

    class Meta:
        model = Penugasan
        fields = ["cari", "opd", "koperasi", "kecamatan", "asal", "periode"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        akun = self.request.user
        self.filters["opd"].queryset = Opd.objects.untuk(akun)
        self.filters["koperasi"].queryset = Koperasi.objects.untuk(akun)
        self.filters["periode"].queryset = Periode.objects.untuk(akun)
        self.filters["kecamatan"].queryset = Wilayah.objects.filter(
            jenis=Wilayah.Jenis.KECAMATAN,
            anak_set__koperasi__in=Koperasi.objects.untuk(akun),
        ).distinct()

    def saring_cari(
        self, penugasan: QuerySet[Penugasan], _nama: str, kata: str
    ) -> QuerySet[Penugasan]:
        return penugasan.filter(cocok_orang(kata))
