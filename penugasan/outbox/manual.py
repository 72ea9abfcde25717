"""The manual lane: a person types into SIASN what the line does not carry."""

import datetime as dt
from typing import Any

from django.db.models import Q

from pegawai.models import Akun
from penugasan.models import PesanKeluar
from penugasan.models.outbox import DAPAT_DIAMBIL

Status = PesanKeluar.Status


def ambil_manual(pesan: PesanKeluar, *, oleh: Akun, pada: dt.datetime) -> bool:
    """Take a message out of the queue for entry by hand; no sender touches it any more.

    False when it is on the wire, or finished.
    """
    return bool(
        PesanKeluar.objects.filter(
            pk=pesan.pk, status=pesan.status, percobaan=pesan.percobaan, usang=False
        )
        .filter(Q(status__in=DAPAT_DIAMBIL) | Q(status=Status.DITOLAK, status_bkn=""))
        .update(status=Status.MANUAL, manual_oleh=oleh, manual_pada=pada, selesai_pada=None)
    )


def lepas_manual(pesan: PesanKeluar, *, pada: dt.datetime) -> bool:
    """Give it back to the line. It may have been typed in meanwhile: so it is looked up first."""
    return _akhiri_manual(
        pesan,
        status=Status.TIDAK_PASTI,
        manual_oleh=None,
        manual_pada=None,
        coba_lagi_pada=pada,
        galat="Dikembalikan dari entri manual.",
    )


def selesaikan_manual(pesan: PesanKeluar, *, pada: dt.datetime, **kolom: Any) -> bool:
    """It has been typed in, with proof."""
    return _akhiri_manual(
        pesan, status=Status.DITERIMA, terkirim_pada=pada, selesai_pada=pada, galat="", **kolom
    )


def _akhiri_manual(pesan: PesanKeluar, **kolom: Any) -> bool:
    milik = PesanKeluar.objects.filter(pk=pesan.pk, status=Status.MANUAL, usang=False)
    return bool(milik.update(**kolom))
