"""The clock of a nomination: it stands still while BKPSDM has to answer, and then goes on."""

import datetime as dt

from inti import audit
from inti.hari_kerja import Kalender
from pegawai.models import Akun
from penugasan.models import Penugasan, Usulan
from penugasan.services.nominasi import hari


def lanjutkan_jam(
    *, usulan: Usulan, aktor: Akun | None, pada: dt.datetime, paling_sedikit: int
) -> None:
    """Give the OPD back the working days that were left when the usulan was handed in.

    Belongs inside ``audit.keputusan``. At least ``paling_sedikit`` days, never fewer than before.
    With none promised, one handed in after the deadline gives nothing back: late stays late.
    """
    penugasan = Penugasan.objects.select_related("instansi").get(pk=usulan.penugasan_id)
    batas = penugasan.batas_jawab
    if batas is None or penugasan.status != Penugasan.Status.DIMINTA:
        return
    baru = Kalender(penugasan.instansi).lanjutkan(
        batas,
        berhenti=hari(usulan.diajukan_pada),
        lagi=hari(pada),
        paling_sedikit=paling_sedikit,
    )
    if baru == batas:
        return
    Penugasan.objects.filter(pk=penugasan.pk).update(batas_jawab=baru)
    audit.catat(
        aksi="penugasan.jam_jalan",
        aktor=aktor,
        instansi=penugasan.instansi,
        objek=penugasan,
        sebelum={"batas_jawab": batas},
        sesudah={"batas_jawab": baru},
        pesan=f"Tenggat berhenti selama usulan {usulan.nomor} diputus, lalu berjalan lagi.",
    )


def hari_terpakai(usulan: Usulan, pada: dt.datetime) -> int:
    """Working days BKPSDM has had the usulan in all, this time included."""
    kalender = Kalender(usulan.instansi)
    kini = kalender.sisa(hari(usulan.diajukan_pada), hari(pada))
    return usulan.hari_terpakai + max(0, kini)
