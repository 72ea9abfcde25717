"""Differences with SIASN as the officer meets them: open ones first, equal pairs side by side."""

from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window

from inti.models import Pekerjaan
from pegawai.models import Pegawai
from penugasan.models import BacaanSiasn, BedaSiasn

Status = BedaSiasn.Status
COCOKKAN = "siasn.cocokkan"
"""The kind of the job that asks SIASN about everybody."""
_URUTAN = Case(
    When(status=Status.BELUM, then=Value(0)),
    When(status=Status.DITANYAKAN, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def beda_terlihat(akun: Any) -> QuerySet[BedaSiasn]:
    """Differences of the account's agency, with all that their list names.

    Of people who are still active: with the others there is nothing left to settle.
    """
    semua: QuerySet[BedaSiasn] = (
        BedaSiasn.objects.untuk(akun)
        .filter(pegawai__aktif=True)
        .select_related("instansi", "pegawai__opd", "dijawab_oleh", "permintaan")
        .order_by(_URUTAN, "kolom", "kita", "bkn", "pegawai__nama", "pk")
    )
    return semua


def dengan_sepasang(baris: QuerySet[BedaSiasn]) -> QuerySet[BedaSiasn]:
    """Add ``sepasang``: how many of these rows have the same fact and the same two values."""
    pasangan = [F("kolom"), F("kita"), F("bkn")]
    return baris.annotate(sepasang=Window(Count("pk"), partition_by=pasangan))


def jumlah_per_status(baris: QuerySet[BedaSiasn]) -> dict[str, int]:
    """How many differences stand where, in one question."""
    hitung = {s: Count("pk", filter=Q(status=s)) for s in Status.values}
    return baris.order_by().aggregate(**hitung)


def cocok_terakhir(akun: Any) -> Pekerjaan | None:
    """The newest run over everybody, under way or over."""
    terakhir: Pekerjaan | None = (
        Pekerjaan.objects.untuk(akun).filter(jenis=COCOKKAN).order_by("-dibuat").first()
    )
    return terakhir


def bacaan_orang(pegawai: Pegawai) -> BacaanSiasn | None:
    """When SIASN last answered about this person."""
    return BacaanSiasn.objects.filter(pegawai=pegawai).first()
