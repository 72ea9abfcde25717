"""What every list of assignments can be filtered by; nominations and confirmations add theirs."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import Penugasan, Periode


class PenugasanFilter(django_filters.FilterSet):
    """By person, home unit, cooperative, origin and round, within the account's scope."""

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
    asal = django_filters.ChoiceFilter(
        choices=Penugasan.Asal.choices, label="Berasal dari", empty_label="Semua asal"
    )
    periode = django_filters.ModelChoiceFilter(
        queryset=Periode.objects.none(),
        to_field_name="kode",
        label="Periode",
        empty_label="Semua periode",
    )

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
