"""Older runs of a round go once a newer one speaks: they can be computed again.

Under the agency's lock a run is only marked; from then on nobody begins to read it, no plan comes
to rest on it and no job takes it up. Whoever read it at that moment (a page, an export) still
finds it whole: its verdicts go some minutes later, in portions, so that nobody waits for a
hundred thousand of them.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from inti import audit
from penugasan.models import HasilSaring, Saringan, TemuanSaring
from penugasan.queries.periode import saringan_terbaru

SEKALI_BUANG = 10_000
MASA_BACA = dt.timedelta(minutes=5)
"""How long whoever reads a run may take for it; the longest is an export."""
SEHARI = dt.timedelta(days=1)


def tandai(baru: Saringan, *, pada: dt.datetime) -> None:
    """Take the older runs of the round out of sight, in the caller's transaction.

    Not those on which a plan rests, nor the one that speaks. An unfinished run may be at work in
    another process; one of yesterday is not. ``dibuat`` then says since when a run is going.
    """
    resmi = saringan_terbaru(baru.periode)
    simpan = [baru.pk, *([resmi.pk] if resmi else [])]
    usang = Q(siap=True) | Q(dibuat__lt=baru.dibuat - SEHARI)
    lama = Saringan.semua.filter(usang, periode=baru.periode, rencana__isnull=True)
    lama.exclude(sumber_terakhir=Saringan.DIBUANG).exclude(pk__in=simpan).update(
        siap=False, sumber_terakhir=Saringan.DIBUANG, dibuat=pada
    )


def buang(*, pada: dt.datetime, lapor: Callable[[], None] = lambda: None) -> int:
    """Remove the marked runs whose readers are done; return how many.

    Safe to break off and to run twice at once.
    """
    tertanda = Saringan.semua.filter(sumber_terakhir=Saringan.DIBUANG, dibuat__lt=pada - MASA_BACA)
    semua = list(tertanda.select_related("instansi"))
    for satu in semua:
        _habiskan(HasilSaring.objects.filter(saringan=satu), "pegawai_id", lapor)
        _habiskan(TemuanSaring.objects.filter(saringan=satu), "nomor", lapor)
        with audit.keputusan(satu.instansi):
            satu.delete()
    return len(semua)


def _habiskan(isi: "QuerySet[Any, Any]", kunci: str, lapor: Callable[[], None]) -> None:
    """Delete along the index that begins with the run, each portion in its own transaction."""
    urut = isi.order_by(kunci).values_list(kunci, flat=True)
    while sampai := list(urut[SEKALI_BUANG - 1 : SEKALI_BUANG]):
        isi.filter(**{f"{kunci}__lte": sampai[0]}).delete()
        lapor()
    isi.delete()
