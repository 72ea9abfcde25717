"""Filters of the letters page; the export and the page share them."""

import django_filters
from django.db.models import Q, QuerySet

from inti.filters import AcuanFilter
from pegawai.models import Opd
from penugasan.models import Surat


class SuratFilter(django_filters.FilterSet):
    """By number, name or NIP, kind, validity, year and home unit."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nomor surat, nama, atau NIP")
    jenis = django_filters.ChoiceFilter(choices=Surat.Jenis.choices, empty_label="Semua jenis")
    status = django_filters.ChoiceFilter(choices=Surat.Status.choices, empty_label="Semua status")
    tahun = django_filters.NumberFilter(label="Tahun")
    opd = AcuanFilter(
        acuan=Opd.objects.untuk,
        field_name="penugasan__opd_asal",
        distinct=True,
        label="OPD asal",
        empty_label="Semua OPD",
    )

    class Meta:
        model = Surat
        fields = ["cari", "jenis", "status", "tahun", "opd"]

    def saring_cari(self, surat: QuerySet[Surat], _nama: str, kata: str) -> QuerySet[Surat]:
        """Match part of a letter number or a name; of a NIP only the whole digits given."""
        syarat = Q(nomor__icontains=kata) | Q(penugasan__pegawai__nama__icontains=kata)
        angka = kata.replace(" ", "")
        if angka.isdigit():
            syarat |= Q(penugasan__pegawai__nip__startswith=angka)
        return surat.filter(syarat).distinct()
