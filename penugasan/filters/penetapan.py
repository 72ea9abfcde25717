"""Filters of what waits for the second person."""

from inti.filters import AcuanFilter
from koperasi.queries import kecamatan
from penugasan.filters.penugasan import PenugasanFilter
from penugasan.models import Penugasan


class PenetapanFilter(PenugasanFilter):
    """By kecamatan, too."""

    kecamatan = AcuanFilter(
        acuan=kecamatan,
        field_name="kebutuhan__koperasi__wilayah__induk",
        label="Kecamatan",
        empty_label="Semua kecamatan",
    )

    class Meta:
        model = Penugasan
        fields = ["cari", "opd", "koperasi", "kecamatan", "asal", "periode"]
