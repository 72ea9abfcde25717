"""Filters of the registry's list: person, result, reason, missing fact, unit."""

import re

import django_filters
from django.db.models import Q, QuerySet

from inti.filters import AcuanFilter
from inti.isian import kata_cari
from pegawai.models import Opd, TenagaNonAsn
from penugasan.rules.pendataan import KRITERIA_MENURUT_KODE
from penugasan.rules.types import Hasil

HASIL = (
    (Hasil.LAYAK.value, "Memenuhi"),
    (Hasil.TIDAK.value, "Di luar kriteria"),
    (Hasil.BELUM_PASTI.value, "Belum terselesaikan"),
)


class PendataanFilter(django_filters.FilterSet):
    """NIK is found whole only: a list of people by the first digits would be a list of births."""

    cari = django_filters.CharFilter(method="saring_cari", label="NIK atau nama")
    hasil = django_filters.ChoiceFilter(
        choices=HASIL, method="saring_hasil", label="Hasil", empty_label="Semua hasil"
    )
    sebab = django_filters.ChoiceFilter(
        choices=sorted((k, f"{k} {s.nama}") for k, s in KRITERIA_MENURUT_KODE.items()),
        field_name="hasil__sebab",
        label="Sebab",
        empty_label="Semua sebab",
    )
    opd = AcuanFilter(acuan=Opd.objects.untuk, label="OPD", empty_label="Semua OPD")
    taut = django_filters.ChoiceFilter(
        choices=[("ya", "Sudah menjadi PPPK"), ("tidak", "Belum ditautkan")],
        method="saring_taut",
        label="PPPK",
        empty_label="Semua",
    )

    class Meta:
        model = TenagaNonAsn
        fields = ["cari", "hasil", "sebab", "opd", "taut"]

    def saring_cari(
        self, baris: QuerySet[TenagaNonAsn], _nama: str, kata: str
    ) -> QuerySet[TenagaNonAsn]:
        angka = re.sub(r"[\s.]", "", kata)
        if angka.isascii() and angka.isdigit():
            return baris.filter(nik=angka)
        syarat = Q()
        for satu in kata_cari(kata):
            syarat &= Q(nama__icontains=satu)
        return baris.filter(syarat)

    def saring_hasil(
        self, baris: QuerySet[TenagaNonAsn], _nama: str, hasil: str
    ) -> QuerySet[TenagaNonAsn]:
        """Who was not judged yet is unresolved, too."""
        if hasil == Hasil.BELUM_PASTI:
            return baris.filter(Q(hasil=None) | Q(hasil__hasil=hasil))
        return baris.filter(hasil__hasil=hasil)

    def saring_taut(
        self, baris: QuerySet[TenagaNonAsn], _nama: str, nilai: str
    ) -> QuerySet[TenagaNonAsn]:
        return baris.filter(pegawai__isnull=nilai != "ya")
