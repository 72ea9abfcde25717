"""What the import pages can be narrowed by; every filter lives in the URL."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from inti.impor.pengimpor import ambil, semua
from inti.impor.queries import dengan_temuan
from inti.models import BarisImpor, Impor

PERINGATAN = "peringatan"
DILEWATI = "dilewati"


class ImporFilter(django_filters.FilterSet):
    """The history of imports."""

    cari = django_filters.CharFilter(
        label="Nama berkas", field_name="nama_berkas", lookup_expr="icontains"
    )
    jenis = django_filters.ChoiceFilter(label="Jenis berkas", empty_label="Semua jenis")
    status = django_filters.ChoiceFilter(
        label="Status", choices=Impor.Status.choices, empty_label="Semua status"
    )

    class Meta:
        model = Impor
        fields = ["jenis", "status"]

    def __init__(self, *args: Any, peran: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jenis"].extra["choices"] = [(p.kode, p.judul) for p in semua(peran=peran)]


class BarisFilter(django_filters.FilterSet):
    """The rows of one import: by outcome, by finding, by person."""

    cari = django_filters.CharFilter(label="NIP atau nama", method="saring_cari")
    status = django_filters.ChoiceFilter(
        label="Hasil",
        choices=[
            *BarisImpor.Status.choices,
            (PERINGATAN, "Perlu dilihat"),
            (DILEWATI, "Dilewati"),
        ],
        empty_label="Semua hasil",
        method="saring_status",
    )
    kode = django_filters.ChoiceFilter(
        label="Temuan", empty_label="Semua temuan", method="saring_kode"
    )
    kolom = django_filters.ChoiceFilter(
        label="Kolom yang berubah", empty_label="Semua kolom", method="saring_kolom"
    )
    lembar = django_filters.ChoiceFilter(label="Lembar", empty_label="Semua lembar")

    class Meta:
        model = BarisImpor
        fields = ["status", "lembar"]

    def __init__(self, *args: Any, impor: Impor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kode = impor.ringkasan.get("kode", {})
        self.filters["kode"].extra["choices"] = [(k, k) for k in kode]
        label = ambil(impor.jenis).label
        ubahan = impor.ringkasan.get("ubahan", {})
        self.filters["kolom"].extra["choices"] = [(k, label(k)) for k in ubahan]
        lembar = impor.ringkasan.get("kolom", {})
        self.filters["lembar"].extra["choices"] = [(n[:100], n) for n in lembar]

    def saring_cari(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match a name, or a NIP however it is spaced."""
        cocok = Q(judul__icontains=nilai)
        rapat = "".join(nilai.split())
        if rapat.isdigit():
            cocok |= Q(kunci__startswith=rapat)
        return baris.filter(cocok)

    def saring_status(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match the outcome; a warning may stand beside any of them."""
        if nilai == PERINGATAN:
            return baris.filter(peringatan=True)
        if nilai == DILEWATI:
            return baris.filter(ikut=False)
        return baris.filter(status=nilai)

    def saring_kolom(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match rows that change this column."""
        return baris.filter(beda__has_key=nilai)

    def saring_kode(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match rows with a finding of this code."""
        return dengan_temuan(baris, nilai)
