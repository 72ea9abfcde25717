"""Reads of the import pages; the scope of an account is in each of them."""

from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from inti.impor.pengimpor import semua
from inti.models import BarisImpor, Impor


def impor_untuk(akun: Any) -> QuerySet[Impor]:
    """Return the imports an account may see: of its agency, of the kinds its role takes.

    A file that was never recognised belongs to whoever uploaded it, unless the role takes
    every kind.
    """
    jenis = [p.kode for p in semua(peran=akun.peran)]
    milik: QuerySet[Impor] = Impor.objects.untuk(akun).select_related(
        "instansi", "akun", "pekerjaan"
    )
    if len(jenis) == len(semua()):
        return milik
    return milik.filter(Q(jenis__in=jenis) | Q(jenis="", akun=akun))


def baris_untuk(akun: Any) -> QuerySet[BarisImpor]:
    """Return the staged rows of the imports an account may see."""
    return BarisImpor.objects.filter(impor__in=impor_untuk(akun)).select_related("impor__instansi")


def dengan_temuan(baris: QuerySet[BarisImpor], kode: str) -> QuerySet[BarisImpor]:
    """Keep the rows with a finding of this code.

    As text, because SQLite cannot look inside a JSON list; the quotes make the code exact.
    """
    return baris.annotate(temuan_teks=Cast("temuan", TextField())).filter(
        temuan_teks__contains=f'"kode": "{kode}"'
    )


def kelompok(impor: Impor, akun: Any) -> list[Impor]:
    """Return the files uploaded together with this one, this one included."""
    bersama = impor.ringkasan.get("kelompok", [impor.pk])
    if bersama == [impor.pk]:
        return [impor]
    return list(impor_untuk(akun).filter(pk__in=bersama).order_by("pk"))
