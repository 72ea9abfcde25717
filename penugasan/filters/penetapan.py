"""Filters of what waits for the second person."""

from typing import Any

import django_filters

from inti.models import Wilayah
from koperasi.models import Koperasi
from penugasan.filters.penugasan import PenugasanFilter
from penugasan.models import Penugasan


class PenetapanFilter(PenugasanFilter):
    """By kecamatan, too."""

    kecamatan = django_filters.ModelChoiceFilter(
        queryset=Wilayah.objects.none(),
        field_name="kebutuhan__koperasi__wilayah__induk",
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )

    class Meta:
        model = Penugasan
        fields = ["cari", "opd", "koperasi", "kecamatan", "asal", "periode"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kecamatan"].queryset = Wilayah.objects.filter(
            jenis=Wilayah.Jenis.KECAMATAN,
            anak_set__koperasi__in=Koperasi.objects.untuk(self.request.user),
        ).distinct()
