"""What the board can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from inti.filters import AcuanFilter
from inti.kata import sebut_lambat
from koperasi.models import Koperasi
from koperasi.queries import kecamatan
from penugasan.queries.papan import KEADAAN, menurut_keadaan


class PapanFilter(django_filters.FilterSet):
    """By cooperative or region, kecamatan, state, and how far its posts are filled."""

    cari = django_filters.CharFilter(
        method="saring_cari", label=sebut_lambat("Koperasi atau {wilayah}")
    )
    kecamatan = AcuanFilter(
        field_name="wilayah__induk",
        acuan=kecamatan,
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )
    status = django_filters.ChoiceFilter(
        choices=Koperasi.Status.choices, label="Status koperasi", empty_label="Semua status"
    )
    isi = django_filters.ChoiceFilter(
        choices=list(KEADAAN.items()),
        method="saring_isi",
        label="Pengisian",
        empty_label="Semua",
    )

    class Meta:
        model = Koperasi
        fields = ["cari", "kecamatan", "status", "isi"]

    def saring_cari(self, koperasi: QuerySet[Any], _nama: str, kata: str) -> QuerySet[Any]:
        return koperasi.filter(
            Q(nama__icontains=kata)
            | Q(wilayah__nama__icontains=kata)
            | Q(wilayah__kode__startswith=kata)
        )

    def saring_isi(self, koperasi: QuerySet[Any], _nama: str, kode: str) -> QuerySet[Any]:
        return menurut_keadaan(koperasi, kode)
