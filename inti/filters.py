"""What the lists of inti can be narrowed by; every filter lives in the URL."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from inti.isian import baca_kunci
from inti.models import JejakAudit
from inti.sekali import sekali


class TanggalInput(forms.DateInput):
    """A native date field; it speaks ISO whatever the page's language."""

    input_type = "date"

    def __init__(self, **lain: Any) -> None:
        super().__init__(format="%Y-%m-%d", **lain)


class AcuanFilter(django_filters.ChoiceFilter):
    """One of the records a visitor may see: units, cooperatives, kecamatan, rounds.

    ``acuan`` gives those of an account, ``kolom`` their key in the URL and their name. They are
    read when they are shown or chosen from, once for each state of the agency.
    """

    def __init__(
        self,
        *args: Any,
        acuan: Callable[[Any], QuerySet[Any]],
        kolom: tuple[str, str] = ("pk", "nama"),
        **lain: Any,
    ) -> None:
        super().__init__(*args, **lain)
        self.acuan, self.kolom = acuan, kolom

    @property
    def field(self) -> Any:
        akun, semua, kolom = self.parent.request.user, self.acuan, self.kolom
        self.extra["choices"] = lambda: [
            (str(kunci), nama)
            for kunci, nama in sekali(semua(akun).values_list(*kolom), keadaan=akun.keadaan)
        ]
        return super().field


class JejakFilter(django_filters.FilterSet):
    cari = django_filters.CharFilter(label="Cari", method="saring_cari")
    aksi = django_filters.ChoiceFilter(label="Kegiatan", empty_label="Semua kegiatan")
    objek = django_filters.CharFilter(label="Jenis dan nomor data", method="saring_objek")
    mesin = django_filters.BooleanFilter(
        label="Pelaku",
        field_name="aktor",
        lookup_expr="isnull",
        widget=forms.Select(choices=[("", "Semua"), ("false", "Orang"), ("true", "Sistem")]),
    )
    dari = django_filters.DateFilter(
        label="Dari tanggal", field_name="waktu", lookup_expr="date__gte", widget=TanggalInput()
    )
    sampai = django_filters.DateFilter(
        label="Sampai tanggal", field_name="waktu", lookup_expr="date__lte", widget=TanggalInput()
    )

    class Meta:
        model = JejakAudit
        fields = ["aksi"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ada = self.queryset.order_by("aksi").values_list("aksi", flat=True).distinct()
        keadaan = self.request.user.keadaan
        self.filters["aksi"].extra["choices"] = [
            (satu, satu) for satu in sekali(ada, keadaan=keadaan)
        ]

    def saring_cari(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match the actor, the words of the message, a row number or a request id."""
        cocok = (
            Q(pesan__icontains=nilai)
            | Q(aktor__nama__icontains=nilai)
            | Q(aktor__username__icontains=nilai)
            | Q(atas_nama__icontains=nilai)
            | Q(permintaan_id=nilai)
        )
        if (angka := baca_kunci(nilai)) is not None:
            cocok |= Q(urutan=angka) | Q(objek_id=nilai)
        return baris.filter(cocok)

    def saring_objek(self, baris: QuerySet[Any], _nama: str, nilai: str) -> QuerySet[Any]:
        """Match ``penugasan.usulan`` or one row of it, ``penugasan.usulan:12``."""
        jenis, _, nomor = nilai.strip().partition(":")
        baris = baris.filter(objek_jenis=jenis.lower())
        return baris.filter(objek_id=nomor) if nomor else baris
