"""Filters of the list of nominations; the export and the page share them."""

import django_filters
from django.db.models import QuerySet

from inti.hari_kerja import Kalender
from inti.waktu import hari_ini
from penugasan.filters.penugasan import PenugasanFilter
from penugasan.models import Penugasan
from penugasan.queries.nominasi import DEKAT, menunggu_putusan

TENGGAT = (("lewat", "Lewat tenggat"), ("dekat", "Hampir lewat"), ("aman", "Dalam tenggat"))


class NominasiFilter(PenugasanFilter):
    """By state and deadline, too."""

    status = django_filters.ChoiceFilter(
        choices=Penugasan.Status.choices, label="Status", empty_label="Semua status"
    )
    tenggat = django_filters.ChoiceFilter(
        choices=TENGGAT,
        method="saring_tenggat",
        label="Tenggat jawaban",
        empty_label="Semua tenggat",
    )

    class Meta:
        model = Penugasan
        fields = ["cari", "status", "opd", "koperasi", "tenggat", "asal", "periode"]

    def saring_tenggat(
        self, penugasan: QuerySet[Penugasan], _nama: str, pilihan: str
    ) -> QuerySet[Penugasan]:
        """Those that wait for the OPD only; near means at most one working day left."""
        hari = hari_ini()
        menunggu = penugasan.filter(~menunggu_putusan(), status=Penugasan.Status.DIMINTA)
        if pilihan == "lewat":
            return menunggu.filter(batas_jawab__lt=hari)
        # The last day that has no more than DEKAT working days before it.
        batas = Kalender(self.request.user.instansi).tambah(hari, DEKAT)
        if pilihan == "dekat":
            return menunggu.filter(batas_jawab__gte=hari, batas_jawab__lte=batas)
        return menunggu.filter(batas_jawab__gt=batas)
