"""Filters of the Buku Kirim; the export and the page share them."""

from typing import Any, Final

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from inti.filters import AcuanFilter
from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.filters.orang import cocok_orang
from penugasan.models import Penugasan, PesanKeluar
from penugasan.queries.sinkronisasi import KEADAAN

_MENTAH: Final = (("TIDAK_PASTI", "Belum pasti sampai"), ("DITAHAN", "Ditahan"))
"""States of a message that have a list of their own, linked from the home page."""


class BukuKirimFilter(django_filters.FilterSet):
    """By person, state, cooperative and home unit."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    status = django_filters.ChoiceFilter(
        choices=(*KEADAAN, *_MENTAH),
        method="saring_status",
        label="Keadaan",
        empty_label="Semua keadaan",
    )
    koperasi = AcuanFilter(
        acuan=Koperasi.objects.untuk,
        field_name="kebutuhan__koperasi",
        label="Koperasi",
        empty_label="Semua koperasi",
    )
    opd = AcuanFilter(
        acuan=Opd.objects.untuk,
        field_name="opd_asal",
        label="OPD asal",
        empty_label="Semua OPD",
    )

    class Meta:
        model = Penugasan
        fields = ["cari", "status", "koperasi", "opd"]

    def saring_cari(self, buku: QuerySet[Any], _nama: str, kata: str) -> QuerySet[Any]:
        return buku.filter(cocok_orang(kata))

    def saring_status(self, buku: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        if nilai in dict(_MENTAH):
            pesan = PesanKeluar.objects.filter(penugasan=OuterRef("pk"), usang=False, status=nilai)
            return buku.filter(Exists(pesan))
        return buku.filter(keadaan=nilai)
