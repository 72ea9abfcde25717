"""What the list of cooperatives can be narrowed by; the page and the export share it."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from inti.filters import AcuanFilter
from inti.kata import sebut_lambat
from koperasi.models import Kebutuhan, Koperasi
from koperasi.queries import kecamatan


class KoperasiFilter(django_filters.FilterSet):
    """By name, code or region, kecamatan, state, legal entity, and role of a post."""

    cari = django_filters.CharFilter(
        method="saring_cari", label=sebut_lambat("Nama, {wilayah}, atau kode")
    )
    kecamatan = AcuanFilter(
        field_name="wilayah__induk",
        acuan=kecamatan,
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )
    status = django_filters.ChoiceFilter(
        choices=Koperasi.Status.choices, label="Status", empty_label="Semua status"
    )
    badan_hukum = django_filters.ChoiceFilter(
        choices=[("ada", "Tercatat"), ("belum", "Belum tercatat")],
        method="saring_badan_hukum",
        label="Badan hukum",
        empty_label="Semua",
    )
    peran = django_filters.ChoiceFilter(
        choices=Kebutuhan.Peran.choices,
        method="saring_peran",
        label="Peran yang dibutuhkan",
        empty_label="Semua peran",
    )

    class Meta:
        model = Koperasi
        fields = ["cari", "kecamatan", "status", "badan_hukum", "peran"]

    def saring_cari(self, koperasi: QuerySet[Any], _nama: str, kata: str) -> QuerySet[Any]:
        """Match the name or region in part, the codes from their beginning."""
        return koperasi.filter(
            Q(nama__icontains=kata)
            | Q(wilayah__nama__icontains=kata)
            | Q(kode__istartswith=kata)
            | Q(wilayah__kode__startswith=kata)
        )

    def saring_badan_hukum(self, koperasi: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Split by whether a legal-entity number is on record."""
        if nilai == "ada":
            return koperasi.exclude(nomor_badan_hukum="")
        return koperasi.filter(nomor_badan_hukum="")

    def saring_peran(self, koperasi: QuerySet[Any], _nama: str, peran: str) -> QuerySet[Any]:
        """Cooperatives with an active post of this role."""
        dibutuhkan = Kebutuhan.objects.aktif().filter(peran=peran)
        return koperasi.filter(pk__in=dibutuhkan.values("koperasi"))
