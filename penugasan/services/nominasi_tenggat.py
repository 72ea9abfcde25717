"""What happens to a nomination that nobody answered in time: the policy decides, not a person.

The pack says ``lewat_tenggat = "setuju"`` (silence is consent) or ``"eskalasi"`` (BKPSDM is
told). Either way the trail says "sistem", with no actor.
"""

import datetime as dt

from django.db.models import QuerySet

from inti import audit
from inti.kata import sebut
from inti.models import JejakAudit
from penugasan import workflow
from penugasan.models import Penugasan
from penugasan.rules.paket import LewatTenggat
from penugasan.services.nominasi import USULAN_TERBUKA, hari

ESKALASI = "penugasan.eskalasi"
SEBAGAI = "Sistem (lewat tenggat)"


def sapu_tenggat(*, pada: dt.datetime) -> int:
    """Act on every nomination whose last day has passed unanswered; returns how many were met.

    Safe to repeat: a consent moves the row away, and an escalation is written once. One with an
    open usulan has an answer and waits for BKPSDM.
    """
    lewat = Penugasan.objects.filter(
        status=Penugasan.Status.DIMINTA, batas_jawab__lt=hari(pada)
    ).exclude(usulan_set__status__in=USULAN_TERBUKA)
    sudah = set(_eskalasi_tercatat().values_list("objek_id", flat=True))
    belum = [pk for pk in lewat.order_by("pk").values_list("pk", flat=True) if str(pk) not in sudah]
    return sum(_tindak(pk, pada) for pk in belum)


def _eskalasi_tercatat() -> QuerySet[JejakAudit]:
    jenis = Penugasan._meta.label_lower
    tercatat: QuerySet[JejakAudit] = JejakAudit.objects.filter(aksi=ESKALASI, objek_jenis=jenis)
    return tercatat


def _tindak(pk: int, pada: dt.datetime) -> bool:
    """Do what the policy says with one row, in a transaction of its own; False: not needed."""
    penugasan = Penugasan.objects.select_related("instansi", "versi").get(pk=pk)
    with audit.keputusan(penugasan.instansi):
        penugasan.refresh_from_db(fields=["status"])
        terbuka = penugasan.usulan_set.filter(status__in=USULAN_TERBUKA).exists()
        if penugasan.status != Penugasan.Status.DIMINTA or terbuka:
            return False
        tenggat = penugasan.versi.isi.get("tenggat", {})
        if tenggat.get("lewat_tenggat") == LewatTenggat.SETUJU:
            _anggap_setuju(penugasan, pada)
            return True
        return _eskalasi(penugasan)


def _anggap_setuju(penugasan: Penugasan, pada: dt.datetime) -> None:
    workflow.pindah(
        penugasan,
        workflow.SETUJUI_OPD,
        aktor=None,
        pesan="Lewat tenggat tanpa jawaban; menurut kebijakan, diam berarti setuju.",
        dijawab_pada=pada,
        dijawab_sebagai=SEBAGAI,
    )


def _eskalasi(penugasan: Penugasan) -> bool:
    if _eskalasi_tercatat().filter(objek_id=str(penugasan.pk)).exists():
        return False
    audit.catat(
        aksi=ESKALASI,
        aktor=None,
        instansi=penugasan.instansi,
        objek=penugasan,
        sesudah={"batas_jawab": penugasan.batas_jawab},
        pesan=sebut("Lewat tenggat tanpa jawaban; diteruskan ke petugas {badan}."),
    )
    return True
