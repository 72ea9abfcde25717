"""Peringatan: a task for the officer where the ground of a placement moved. Decides nothing."""

import datetime as dt

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import wajib_alasan
from inti.models import Instansi
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Penugasan, Peringatan
from penugasan.queries.peringatan import (
    TERBUKA,
    Memburuk,
    akhir_berubah,
    memburuk,
    penugasan_terbuka,
)
from penugasan.services.nominasi import hari


def periksa_terbuka(*, instansi: Instansi, pada: dt.datetime) -> int:
    """Flag what got worse, let rest what is fine again; return how many alarms are new.

    Safe to repeat and to run twice at once: one open alarm per placement and rule, and one that
    an officer closed does not come back for the same answer.
    """
    if not Penugasan.objects.filter(instansi=instansi, status__in=TERBUKA).exists():
        return 0
    with audit.keputusan(instansi):
        semua = _semua(instansi)
        semua_temu = [*memburuk(semua, hari(pada)), *akhir_berubah(semua)]
        temu = {(m.penugasan.pk, m.aturan): m for m in semua_temu}
        terbuka = Peringatan.objects.terbuka().filter(instansi=instansi)
        ada = {(p.penugasan_id, p.aturan): p for p in terbuka.select_related("instansi")}
        for kunci, peringatan in ada.items():
            if kunci not in temu:
                workflow.pindah(peringatan, workflow.REDAKAN, aktor=None, ditutup_pada=pada)
        return sum(_tandai(m, pada) for kunci, m in temu.items() if kunci not in ada)


def sapu(*, pada: dt.datetime) -> int:
    """Look at every agency: hand corrections, new files and the calendar are met here."""
    return sum(periksa_terbuka(instansi=satu, pada=pada) for satu in Instansi.objects.all())


def tindak(*, peringatan: Peringatan, tindakan: str, aktor: Akun, pada: dt.datetime) -> Peringatan:
    """Close an alarm with what was done about it; the placement itself stays as it is."""
    wajib_alasan(
        tindakan, "Tulis tindak lanjutnya, misalnya: tetap dilanjutkan karena kontrak diperpanjang."
    )
    with audit.keputusan(peringatan.instansi):
        aktor = permissions.pastikan(aktor, "peringatan.tindak", peringatan, hari(pada))
        return workflow.pindah(
            peringatan,
            workflow.TINDAK,
            aktor=aktor,
            pesan=tindakan.strip(),
            tindakan=tindakan.strip(),
            ditutup_oleh=aktor,
            ditutup_pada=pada,
        )


def _semua(instansi: Instansi) -> list[Penugasan]:
    return list(penugasan_terbuka(instansi))


def _tandai(temu: Memburuk, pada: dt.datetime) -> bool:
    """Raise the alarm, unless an officer closed the same one before."""
    isi = {
        "penugasan": temu.penugasan,
        "aturan": temu.aturan,
        "hasil_kini": temu.temuan.hasil.value,
        "alasan_kini": temu.temuan.alasan,
    }
    if Peringatan.objects.filter(status=Peringatan.Status.DITINDAK, **isi).exists():
        return False
    try:
        with transaction.atomic():
            peringatan = Peringatan.objects.create(
                instansi=temu.penugasan.instansi,
                sebab=temu.sebab,
                versi=temu.penugasan.periode.versi,
                hasil_semula=temu.hasil_semula,
                alasan_semula=temu.alasan_semula,
                dibuat_pada=pada,
                **isi,
            )
    except IntegrityError:
        return False  # another process was first
    audit.catat(
        aksi="peringatan.buat",
        aktor=None,
        instansi=temu.penugasan.instansi,
        objek=peringatan,
        sesudah={"penugasan": temu.penugasan.pk, "aturan": temu.aturan, "sebab": temu.sebab},
        pesan=temu.temuan.alasan,
    )
    return True
