"""Filters of the people list; the page, its counts and the export share them."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, QuerySet

from inti.isian import kata_cari
from inti.models import Wilayah
from inti.sekali import sekali
from pegawai.models import Opd, Pegawai
from penugasan.models import HasilSaring, Saringan
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.tanggal import tambah_bulan

BELUM_TERCATAT = "kosong"
LAINNYA = (BELUM_TERCATAT, "Belum tercatat")
NIP_UTUH = re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)", re.ASCII)
URUTAN: Mapping[str, tuple[str, ...]] = {
    "nama": ("pegawai",),
    "opd": ("pegawai__opd__nama", "pegawai"),
    "usia": ("-pegawai__lahir", "pegawai"),
    "pendidikan": ("pegawai__tingkat_pendidikan", "pegawai"),
    "hasil": ("hasil", "pegawai"),
}
"""``pegawai`` is the order of people: name, then key, both of their table and so of its index."""


class KelayakanFilter(django_filters.FilterSet):
    """By name or NIP, verdict, failing or open rule, unit, education, kind, age, domicile."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    hasil = django_filters.ChoiceFilter(
        choices=HasilSaring.Hasil.choices, label="Hasil", empty_label="Semua hasil"
    )
    gagal = django_filters.ChoiceFilter(
        method="saring_aturan", label="Tidak memenuhi", empty_label="Semua syarat"
    )
    ragu = django_filters.ChoiceFilter(
        method="saring_aturan", label="Belum pasti pada", empty_label="Semua syarat"
    )
    dikecualikan = django_filters.ChoiceFilter(
        method="saring_aturan", label="Dikecualikan dari", empty_label="Semua"
    )
    opd = django_filters.ChoiceFilter(
        method="saring_opd", label="OPD dan unit di bawahnya", empty_label="Semua OPD"
    )
    jenis = django_filters.ChoiceFilter(
        field_name="pegawai__jenis",
        choices=Pegawai.Jenis.choices,
        label="Jenis pegawai",
        empty_label="Semua jenis",
    )
    pendidikan = django_filters.ChoiceFilter(
        method="saring_pendidikan", label="Pendidikan", empty_label="Semua tingkat"
    )
    usia_min = django_filters.NumberFilter(
        method="saring_usia_min",
        label="Usia paling rendah",
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    usia_maks = django_filters.NumberFilter(
        method="saring_usia_maks",
        label="Usia paling tinggi",
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    domisili = django_filters.ChoiceFilter(
        method="saring_domisili", label="Domisili", empty_label="Semua wilayah"
    )

    class Meta:
        model = HasilSaring
        fields = [
            "cari",
            "hasil",
            "gagal",
            "ragu",
            "dikecualikan",
            "opd",
            "jenis",
            "pendidikan",
            "usia_min",
            "usia_maks",
            "domisili",
        ]

    def __init__(self, *args: Any, saringan: Saringan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saringan = saringan
        akun = self.request.user
        aturan = saringan.versi.isi["aturan"]
        aktif = [(kode, a.nama) for kode, a in MENURUT_KODE.items() if aturan[kode]["aktif"]]
        for nama in ("gagal", "ragu", "dikecualikan"):
            self.filters[nama].extra["choices"] = aktif
        tingkat = aturan["pendidikan"]["tingkat"]
        self.filters["pendidikan"].extra["choices"] = [
            *tingkat.items(),
            LAINNYA,
        ]
        semua = Opd.objects.untuk(akun).order_by("jalur").values_list("pk", "nama", "jalur")
        unit = sekali(semua, keadaan=akun.keadaan)
        self.jalur = {str(pk): jalur for pk, _nama, jalur in unit}
        self.filters["opd"].extra["choices"] = [
            (str(pk), "– " * (jalur.count("/") - 1) + nama) for pk, nama, jalur in unit
        ]
        wilayah = Wilayah.objects.filter(koperasi__instansi=saringan.instansi_id).order_by("nama")
        self.filters["domisili"].extra["choices"] = [
            *sekali(wilayah.values_list("pk", "nama"), keadaan=akun.keadaan),
            LAINNYA,
        ]

    @property
    def tanpa_hasil(self) -> QuerySet[HasilSaring]:
        """The rows with every filter but the verdict, so that each verdict can be counted."""
        isian = self.form.cleaned_data if self.form.is_valid() else {}
        baris: QuerySet[HasilSaring] = self.queryset.all()
        for nama, nilai in isian.items():
            if nama != "hasil":
                baris = self.filters[nama].filter(baris, nilai)
        return baris

    def jumlah_per_hasil(self) -> dict[str, int]:
        """How many of each verdict the other filters leave."""
        hitung = self.tanpa_hasil.order_by().values_list("hasil").annotate(Count("pk"))
        ada = sekali(hitung, keadaan=self.request.user.keadaan)
        return dict.fromkeys(HasilSaring.Hasil.values, 0) | dict(ada)

    def saring_cari(
        self, baris: QuerySet[HasilSaring], _nama: str, kata: str
    ) -> QuerySet[HasilSaring]:
        """Whole NIPs (one or a pasted column, with or without spaces), a NIP's start, or words."""
        utuh = [re.sub(r"\D", "", nip) for nip in NIP_UTUH.findall(kata)]
        if utuh:
            return baris.filter(pegawai__nip__in=utuh)
        rapat = re.sub(r"[\s.]", "", kata)
        if rapat.isascii() and rapat.isdigit():
            return baris.filter(pegawai__nip__startswith=rapat)
        for satu in kata_cari(kata):
            baris = baris.filter(pegawai__nama__icontains=satu.strip(".,"))
        return baris

    def saring_aturan(
        self, baris: QuerySet[HasilSaring], nama: str, kode: str
    ) -> QuerySet[HasilSaring]:
        return baris.filter(**{f"{nama}__contains": f",{kode},"})

    def saring_opd(
        self, baris: QuerySet[HasilSaring], _nama: str, opd: str
    ) -> QuerySet[HasilSaring]:
        return baris.filter(pegawai__opd__jalur__startswith=self.jalur[opd])

    def saring_domisili(
        self, baris: QuerySet[HasilSaring], _nama: str, kode: str
    ) -> QuerySet[HasilSaring]:
        return baris.filter(pegawai__domisili=None if kode == BELUM_TERCATAT else kode)

    def saring_pendidikan(
        self, baris: QuerySet[HasilSaring], _nama: str, tingkat: str
    ) -> QuerySet[HasilSaring]:
        kode = "" if tingkat == BELUM_TERCATAT else tingkat
        return baris.filter(pegawai__tingkat_pendidikan=kode)

    def saring_usia_min(
        self, baris: QuerySet[HasilSaring], _nama: str, tahun: int
    ) -> QuerySet[HasilSaring]:
        return baris.filter(pegawai__lahir__lte=self._mundur(int(tahun)))

    def saring_usia_maks(
        self, baris: QuerySet[HasilSaring], _nama: str, tahun: int
    ) -> QuerySet[HasilSaring]:
        return baris.filter(pegawai__lahir__gt=self._mundur(int(tahun) + 1))

    def _mundur(self, tahun: int) -> dt.date:
        """The latest birthday of whoever has completed `tahun` years on the reference date."""
        return tambah_bulan(self.saringan.per_tanggal, -12 * tahun)


def urutkan(baris: QuerySet[HasilSaring], urut: str) -> QuerySet[HasilSaring]:
    """Sort by the ``urut`` of the URL (``nama``, ``-usia``); anything else means by name."""
    kolom = URUTAN.get(urut.removeprefix("-"), URUTAN["nama"])
    urutan = baris.order_by(*kolom)
    return urutan.reverse() if urut.startswith("-") else urutan
