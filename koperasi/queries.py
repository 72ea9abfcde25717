"""Reads of cooperatives: the list with its counts, and one cooperative with what is known of it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from inti.models import Sumber, Wilayah
from koperasi.models import Koperasi


def daftar_koperasi(akun: Any) -> QuerySet[Koperasi]:
    """The account's cooperatives in the order of their code, each with `formasi` (active posts)."""
    terlihat: QuerySet[Koperasi] = (
        Koperasi.objects.untuk(akun)
        .select_related("wilayah__induk")
        .annotate(formasi=Count("kebutuhan_set", filter=Q(kebutuhan_set__aktif=True)))
        .order_by("kode")
    )
    return terlihat


def kecamatan(akun: Any) -> QuerySet[Wilayah]:
    """Parents of the regions in which the account's cooperatives stand."""
    return Wilayah.objects.filter(
        pk__in=Koperasi.objects.untuk(akun).values("wilayah__induk")
    ).order_by("kode")


def sumber_fakta(koperasi: Koperasi) -> Mapping[str, Sumber]:
    """Where each recorded fact of the cooperative came from, by field name."""
    menurut_pk = Sumber.objects.in_bulk(set(koperasi.sumber.values()))
    return {kolom: menurut_pk[pk] for kolom, pk in koperasi.sumber.items() if pk in menurut_pk}
