"""What the list of findings can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from penugasan.models import KerjaGanda


class KerjaGandaFilter(django_filters.FilterSet):
    cari = django_filters.CharFilter(label="Nama atau unit", method="saring_cari")
    status = django_filters.ChoiceFilter(
        label="Status", choices=KerjaGanda.Status.choices, empty_label="Semua status"
    )
    jenis = django_filters.ChoiceFilter(
        label="Jenis", choices=KerjaGanda.Jenis.choices, empty_label="Semua jenis"
    )

    class Meta:
        model = KerjaGanda
        fields = ["status", "jenis"]

    def saring_cari(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match the person or the home unit."""
        return baris.filter(
            Q(penugasan__pegawai__nama__icontains=nilai)
            | Q(penugasan__opd_asal__nama__icontains=nilai)
        )
