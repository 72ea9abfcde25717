"""The line as a whole: held while SIASN does not answer, and when to look again."""

import datetime as dt

from django.db.models import Max, Min

from penugasan.models import PesanKeluar
from penugasan.models.outbox import DAPAT_DIAMBIL

Status = PesanKeluar.Status


def tahan(*, sampai: dt.datetime, galat: str) -> int:
    """Hold the queue: what waits is DITAHAN until then. Returns how many messages that are.

    An uncertain message keeps its state, for it must be looked up first; it only waits longer. A
    hold that already runs is never cut short.
    """
    berjalan = PesanKeluar.objects.filter(status=Status.DITAHAN, usang=False)
    sampai = max(sampai, berjalan.aggregate(saat=Max("coba_lagi_pada"))["saat"] or sampai)
    antrean = PesanKeluar.objects.filter(usang=False)
    ragu = antrean.filter(status=Status.TIDAK_PASTI, coba_lagi_pada__lt=sampai)
    ragu.update(coba_lagi_pada=sampai)
    return antrean.filter(status__in=(Status.MENUNGGU, Status.DITAHAN)).update(
        status=Status.DITAHAN, coba_lagi_pada=sampai, galat=galat[:300]
    )


def lepas(*, pada: dt.datetime) -> int:
    """The line answers again: everything held is due now. Returns how many messages."""
    return PesanKeluar.objects.filter(status=Status.DITAHAN).update(
        status=Status.MENUNGGU, coba_lagi_pada=pada, galat=""
    )


def tertahan() -> bool:
    """Is anything held? Then one message goes ahead of the others to try the line."""
    return PesanKeluar.objects.filter(status=Status.DITAHAN, usang=False).exists()


def masih_ditahan(*, pada: dt.datetime) -> bool:
    """Is the hold still running? Then what was queued meanwhile joins it."""
    ditahan = PesanKeluar.objects.filter(status=Status.DITAHAN, usang=False)
    paling_lama = ditahan.order_by("-coba_lagi_pada").first()
    if paling_lama is None or paling_lama.coba_lagi_pada <= pada:
        return False
    tahan(sampai=paling_lama.coba_lagi_pada, galat=paling_lama.galat)
    return True


def berikutnya(*, sewa: dt.timedelta) -> dt.datetime | None:
    """When the next unfinished message may be claimed (a dead sender's lease ends first)."""
    sisa = PesanKeluar.objects.filter(usang=False)
    terdekat = sisa.filter(status__in=DAPAT_DIAMBIL).aggregate(saat=Min("coba_lagi_pada"))["saat"]
    dipegang = sisa.filter(status=Status.DIKIRIM).aggregate(saat=Min("diambil_pada"))["saat"]
    semua = [saat for saat in (terdekat, dipegang + sewa if dipegang else None) if saat]
    return min(semua, default=None)
