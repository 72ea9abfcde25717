"""What happens to a nomination that nobody answered in time: the policy decides, not a person.

On the first working day after the deadline (H+1, 00.00 at the agency) it is escalated: the
leadership and BKPSDM are told. Then the pack speaks: ``lewat_tenggat = "setuju"`` (silence is
consent, ``jeda_eskalasi_hari`` working days later) or ``"eskalasi"`` (BKPSDM decides). Either
way the trail says "sistem", with no actor.
"""

import datetime as dt

from inti import audit
from inti.hari_kerja import Kalender
from inti.kata import sebut
from inti.models import Instansi, JejakAudit
from penugasan import workflow
from penugasan.models import Penugasan, Usulan
from penugasan.rules.paket import LewatTenggat
from penugasan.services.nominasi import USULAN_TERBUKA, hari

ESKALASI = "penugasan.eskalasi"
SEBAGAI = "Sistem (lewat tenggat)"


def sapu_tenggat(*, pada: dt.datetime) -> int:
    """Act on every nomination whose deadline has passed; returns how many were met.

    Safe to repeat: a consent moves the row away, and an escalation is written once per deadline.
    One whose usulan BKPSDM has to decide waits for BKPSDM; one that was sent back to the head is
    escalated, but never consented to in silence.
    """
    return sum(_sapu(instansi, pada) for instansi in Instansi.objects.order_by("pk"))


def _sapu(instansi: Instansi, pada: dt.datetime) -> int:
    lewat = Penugasan.objects.filter(
        instansi=instansi, status=Penugasan.Status.DIMINTA, batas_jawab__lt=hari(pada)
    ).exclude(usulan_set__status=Usulan.Status.DIAJUKAN)
    kalender = Kalender(instansi)
    return sum(
        _tindak(pk, pada, kalender) for pk in lewat.order_by("pk").values_list("pk", flat=True)
    )


def _tindak(pk: int, pada: dt.datetime, kalender: Kalender) -> bool:
    """Do what is due with one row, in a transaction of its own; False: nothing was."""
    penugasan = Penugasan.objects.select_related("instansi", "versi").get(pk=pk)
    batas = penugasan.batas_jawab
    if batas is None or hari(pada) < kalender.tambah(batas, 1):
        return False
    setuju = _setuju_jatuh_tempo(penugasan, batas, pada, kalender)
    if _tercatat(penugasan) and not setuju:
        return False
    with audit.keputusan(penugasan.instansi):
        penugasan.refresh_from_db(fields=["status", "batas_jawab"])
        terbuka = set(
            penugasan.usulan_set.filter(status__in=USULAN_TERBUKA).values_list("status", flat=True)
        )
        berubah = penugasan.status != Penugasan.Status.DIMINTA or penugasan.batas_jawab != batas
        if berubah or Usulan.Status.DIAJUKAN in terbuka:
            return False
        baru = _eskalasi(penugasan)
        if setuju and not terbuka:
            _anggap_setuju(penugasan, pada)
            return True
        return baru


def _setuju_jatuh_tempo(
    penugasan: Penugasan, batas: dt.date, pada: dt.datetime, kalender: Kalender
) -> bool:
    """Whether silence counts as consent by now."""
    tenggat = penugasan.versi.isi.get("tenggat", {})
    if tenggat.get("lewat_tenggat") != LewatTenggat.SETUJU:
        return False
    return hari(pada) >= kalender.tambah(batas, 1 + int(tenggat.get("jeda_eskalasi_hari", 0)))


def _tercatat(penugasan: Penugasan) -> bool:
    """Whether this deadline was escalated; a deadline that moved on is a new one."""
    batas = penugasan.batas_jawab
    return any(
        (satu or {}).get("batas_jawab") == str(batas)
        for satu in JejakAudit.objects.filter(
            instansi_id=penugasan.instansi_id,
            aksi=ESKALASI,
            objek_jenis=Penugasan._meta.label_lower,
            objek_id=str(penugasan.pk),
        ).values_list("sesudah", flat=True)
    )


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
    if _tercatat(penugasan):
        return False
    audit.catat(
        aksi=ESKALASI,
        aktor=None,
        instansi=penugasan.instansi,
        objek=penugasan,
        sesudah={"batas_jawab": penugasan.batas_jawab},
        pesan=sebut("Lewat tenggat tanpa jawaban; diteruskan ke pimpinan dan petugas {badan}."),
    )
    return True
