"""Reads for questions to units: the queue, and what a head still has to answer."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from inti.models import Instansi
from pegawai.models import Akun
from penugasan.models import PermintaanData
from penugasan.queries.nominasi import PenghitungTenggat
from penugasan.rules.kelayakan import MENURUT_KODE

STATUS = PermintaanData.Status
MENUNGGU_OPD = (STATUS.DIMINTA, STATUS.DIKEMBALIKAN)


def permintaan_terlihat(akun: Akun) -> QuerySet[PermintaanData]:
    """Questions within the account's scope: first what the officer must check, then by deadline."""
    giliran = Case(
        When(status=STATUS.DIJAWAB, then=Value(0)),
        When(status__in=MENUNGGU_OPD, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    semua: QuerySet[PermintaanData] = PermintaanData.objects.untuk(akun)
    return semua.select_related(
        "instansi", "periode__versi", "pegawai__opd", "opd", "diminta_oleh", "dijawab_oleh"
    ).order_by(giliran, "batas", "pk")


def hias(baris: Iterable[Any], instansi: Instansi, hari: dt.date) -> list[Any]:
    """Give each row the name of its rule and the working days left (negative: late)."""
    penghitung = PenghitungTenggat(instansi, hari)
    daftar = list(baris)
    for satu in daftar:
        aturan = MENURUT_KODE.get(satu.aturan)
        satu.nama_aturan = aturan.nama if aturan else satu.aturan
        tenggat = penghitung.sampai(satu.batas) if satu.status in MENUNGGU_OPD else None
        satu.sisa = tenggat.sisa if tenggat else None
        satu.keadaan = "" if tenggat is None else "lewat" if tenggat.lewat else "aman"
        satu.kalimat = tenggat.kalimat if tenggat else ""
    return daftar
