"""Older runs of a round go once a newer one speaks: they can be computed again.

A run of 100,000 people is not removed in one breath: everybody who decides something would wait.
Under the agency's lock it is only marked, and from then on no reader and no plan can meet it; its
verdicts go in portions, and the empty run last.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from inti import audit
from penugasan.models import HasilSaring, Saringan, TemuanSaring
from penugasan.queries.periode import saringan_terbaru

SEKALI_BUANG = 10_000


def tandai(baru: Saringan, *, terhenti_sebelum: Any) -> None:
    """Take the older runs of the round out of sight, in the caller's transaction.

    Not those on which a plan rests, nor the one that speaks. An unfinished run may be at work in
    another process; one begun before ``terhenti_sebelum`` is not.
    """
    resmi = saringan_terbaru(baru.periode)
    simpan = [baru.pk, *([resmi.pk] if resmi else [])]
    usang = Q(siap=True) | Q(dibuat__lt=terhenti_sebelum)
    lama = Saringan.semua.filter(usang, periode=baru.periode, rencana__isnull=True)
    lama.exclude(pk__in=simpan).update(siap=False, sumber_terakhir=Saringan.DIBUANG)


def buang(baru: Saringan, lapor: Callable[[], None]) -> None:
    """Remove what is marked, also by a job that was broken off here; safe to run twice at once."""
    for satu in Saringan.semua.filter(periode=baru.periode, sumber_terakhir=Saringan.DIBUANG):
        _habiskan(HasilSaring.objects.filter(saringan=satu), "pegawai_id", lapor)
        _habiskan(TemuanSaring.objects.filter(saringan=satu), "nomor", lapor)
        with audit.keputusan(baru.instansi):
            satu.delete()


def _habiskan(isi: "QuerySet[Any, Any]", kunci: str, lapor: Callable[[], None]) -> None:
    """Delete along the index that begins with the run, each portion in its own transaction."""
    urut = isi.order_by(kunci).values_list(kunci, flat=True)
    while sampai := list(urut[SEKALI_BUANG - 1 : SEKALI_BUANG]):
        isi.filter(**{f"{kunci}__lte": sampai[0]}).delete()
        lapor()
    isi.delete()
