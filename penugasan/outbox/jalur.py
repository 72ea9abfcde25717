"""The line as a whole: held while SIASN does not answer, and when to look again.

The hold is a row of its own, so that it is known also while nothing waits; what does wait is
DITAHAN meanwhile, for the officer to see.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F, Min

from penugasan.models import PesanKeluar, TahananJalur
from penugasan.models.outbox import DAPAT_DIAMBIL

Status = PesanKeluar.Status
_MAKS_MUNDUR = 45
"""Seconds that a message which broke the line stands back behind the others."""


def tahanan() -> TahananJalur | None:
    """The hold, also one whose time has come and that waits for a first message to try the line."""
    return TahananJalur.objects.first()


def tahan(*, sampai: dt.datetime, galat: str) -> int:
    """Hold the queue: what waits is DITAHAN until then. Returns how many messages that are.

    An uncertain message keeps its state, for it must be looked up first; it only waits longer. A
    hold that already runs is never cut short, nor a message's own later time.
    """
    with transaction.atomic():
        lama = TahananJalur.objects.select_for_update().first()
        sampai, galat = max(sampai, lama.sampai if lama else sampai), galat[:300]
        TahananJalur.objects.update_or_create(pk=1, defaults={"sampai": sampai, "galat": galat})
        PesanKeluar.objects.filter(
            usang=False, status__in=DAPAT_DIAMBIL, coba_lagi_pada__lt=sampai
        ).update(coba_lagi_pada=sampai)
        return PesanKeluar.objects.filter(
            usang=False, status__in=(Status.MENUNGGU, Status.DITAHAN)
        ).update(status=Status.DITAHAN, galat=galat)


def lepas(*, pada: dt.datetime) -> int:
    """The line answers again: what the hold kept is due now. Returns how many messages.

    One that stands back because it broke the line itself still does, and says why it waits.
    """
    with transaction.atomic():
        lama = TahananJalur.objects.select_for_update().first()
        if lama is None:
            return 0
        lama.delete()
        antrean = PesanKeluar.objects.filter(usang=False, status__in=DAPAT_DIAMBIL)
        mundur = antrean.filter(coba_lagi_pada__gt=lama.sampai)
        lain = antrean.filter(coba_lagi_pada__lte=lama.sampai)
        lain.filter(coba_lagi_pada__gt=pada).update(coba_lagi_pada=pada)
        jumlah = lain.filter(status=Status.DITAHAN).update(status=Status.MENUNGGU, galat="")
        jumlah += mundur.filter(status=Status.DITAHAN).update(status=Status.MENUNGGU)
        if sisa := max(lama.sampai - pada, dt.timedelta()):
            mundur.update(coba_lagi_pada=F("coba_lagi_pada") - sisa)
        return jumlah


def mundurkan(pesan: PesanKeluar) -> None:
    """Let a message that broke the line stand back: the next to try it is another one, and one
    that nobody can deliver does not hold the queue for good."""
    jarak = dt.timedelta(seconds=min(2**pesan.percobaan, _MAKS_MUNDUR))
    PesanKeluar.objects.filter(pk=pesan.pk, status__in=DAPAT_DIAMBIL).update(
        coba_lagi_pada=F("coba_lagi_pada") + jarak
    )


def tertahan() -> bool:
    """Is the line held? Then one message goes ahead of the others to try it."""
    return TahananJalur.objects.exists()


def masih_ditahan(*, pada: dt.datetime) -> bool:
    """Is the hold still running? Then what was queued meanwhile joins it."""
    lama = tahanan()
    if lama is None or lama.sampai <= pada:
        return False
    if PesanKeluar.objects.filter(usang=False, status=Status.MENUNGGU).exists():
        tahan(sampai=lama.sampai, galat=lama.galat)
    return True


def berikutnya(*, sewa: dt.timedelta) -> dt.datetime | None:
    """When the next unfinished message may be claimed (a dead sender's lease ends first)."""
    sisa = PesanKeluar.objects.filter(usang=False)
    terdekat = sisa.filter(status__in=DAPAT_DIAMBIL).aggregate(saat=Min("coba_lagi_pada"))["saat"]
    dipegang = sisa.filter(status=Status.DIKIRIM).aggregate(saat=Min("diambil_pada"))["saat"]
    semua = [saat for saat in (terdekat, dipegang + sewa if dipegang else None) if saat]
    return min(semua, default=None)
