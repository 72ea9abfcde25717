"""Filters of the list of nominations; the export and the page share them."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from inti.hari_kerja import Kalender
from inti.isian import kata_cari
from inti.waktu import hari_ini
from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.models import Penugasan, Periode
from penugasan.queries.nominasi import DEKAT, berusulan

TENGGAT = (("lewat", "Lewat tenggat"), ("dekat", "Hampir lewat"), ("aman", "Dalam tenggat"))


def cocok_orang(kata: str, awalan: str = "pegawai__") -> Q:
    """Match part of a name, or a NIP from its first digits on."""
    angka = kata.replace(" ", "")
    if angka.isdigit():
        return Q(**{f"{awalan}nip__startswith": angka})
    syarat = Q()
    for satu in kata_cari(kata):
        syarat &= Q(**{f"{awalan}nama__icontains": satu})
    return syarat


class NominasiFilter(django_filters.FilterSet):
    """By person, state, home unit, cooperative, deadline, origin and round."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    status = django_filters.ChoiceFilter(
        choices=Penugasan.Status.choices, label="Status", empty_label="Semua status"
    )
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
    tenggat = django_filters.ChoiceFilter(
        choices=TENGGAT,
        method="saring_tenggat",
        label="Tenggat jawaban",
        empty_label="Semua tenggat",
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
        fields = ["cari", "status", "opd", "koperasi", "tenggat", "asal", "periode"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        akun = self.request.user
        self.filters["opd"].queryset = Opd.objects.untuk(akun)
        self.filters["koperasi"].queryset = Koperasi.objects.untuk(akun)
        self.filters["periode"].queryset = Periode.objects.untuk(akun)

    def saring_cari(
        self, penugasan: QuerySet[Penugasan], _nama: str, kata: str
    ) -> QuerySet[Penugasan]:
        return penugasan.filter(cocok_orang(kata))

    def saring_tenggat(
        self, penugasan: QuerySet[Penugasan], _nama: str, pilihan: str
    ) -> QuerySet[Penugasan]:
        """Unanswered ones only; near means at most one working day left."""
        hari = hari_ini()
        menunggu = penugasan.filter(~berusulan(), status=Penugasan.Status.DIMINTA)
        if pilihan == "lewat":
            return menunggu.filter(batas_jawab__lt=hari)
        # The last day that has no more than DEKAT working days before it.
        batas = Kalender(self.request.user.instansi).tambah(hari, DEKAT)
        if pilihan == "dekat":
            return menunggu.filter(batas_jawab__gte=hari, batas_jawab__lte=batas)
        return menunggu.filter(batas_jawab__gt=batas)
