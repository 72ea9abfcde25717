"""Reads of the findings: the queue, and one with its days."""

from typing import Any

from django.db.models import Case, Count, IntegerField, Max, Min, QuerySet, Value, When

from penugasan.models import KerjaGanda

STATUS = KerjaGanda.Status


def indikasi_terlihat(akun: Any) -> QuerySet[KerjaGanda]:
    """Findings of the account's scope: what waits first, by deadline."""
    giliran = Case(
        When(status=STATUS.DIJAWAB, then=Value(0)),
        When(status=STATUS.TERBUKA, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    semua: QuerySet[KerjaGanda] = KerjaGanda.objects.untuk(akun)
    return (
        semua.select_related(
            "instansi",
            "penugasan__pegawai",
            "penugasan__opd_asal",
            "penugasan__kebutuhan__koperasi__wilayah",
            "dijawab_oleh",
            "diputus_oleh",
        )
        .annotate(
            hari_tercatat=Count("bukti_set"),
            pertama=Min("bukti_set__mulai"),
            terakhir=Max("bukti_set__sampai"),
        )
        .order_by(giliran, "batas", "pk")
    )
