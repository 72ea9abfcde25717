"""What every list of assignments can be filtered by; nominations and confirmations add theirs."""

import django_filters
from django.db.models import QuerySet

from inti.filters import AcuanFilter
from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import Penugasan, Periode


class PenugasanFilter(django_filters.FilterSet):
    """By person, home unit, cooperative, origin and round, within the account's scope."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    opd = AcuanFilter(
        acuan=Opd.objects.untuk,
        field_name="opd_asal",
        label="OPD asal",
        empty_label="Semua OPD",
    )
    koperasi = AcuanFilter(
        acuan=Koperasi.objects.untuk,
        field_name="kebutuhan__koperasi",
        label="Koperasi",
        empty_label="Semua koperasi",
    )
    asal = django_filters.ChoiceFilter(
        choices=Penugasan.Asal.choices, label="Berasal dari", empty_label="Semua asal"
    )
    periode = AcuanFilter(
        acuan=Periode.objects.untuk,
        field_name="periode__kode",
        kolom=("kode", "nama"),
        label="Periode",
        empty_label="Semua periode",
    )

    def saring_cari(
        self, penugasan: QuerySet[Penugasan], _nama: str, kata: str
    ) -> QuerySet[Penugasan]:
        return penugasan.filter(cocok_orang(kata))
