"""Questions that a unit did not answer in time, for data or for names: passed upwards, once.

On the first working day after the deadline (H+1) the trail says so with no actor, "sistem"; the
leadership and the officers read it. Time decides nothing here: the question stays open, and no
silence is an answer.
"""

import datetime as dt

from inti import audit
from inti.hari_kerja import Kalender
from inti.kata import sebut
from inti.models import Instansi, JejakAudit
from pegawai.models import Opd
from penugasan.queries.eskalasi import Lewat, pertanyaan_lewat
from penugasan.services.nominasi import hari

PERMINTAAN, PANGGILAN = "permintaan.eskalasi", "panggilan.eskalasi"


def sapu_pertanyaan(*, pada: dt.datetime) -> int:
    """Write down what units owe past their deadline; returns how many entries are new.

    Safe to repeat: one entry per unit and deadline for data, one per call and deadline for names.
    """
    return sum(_sapu(satu, pada) for satu in Instansi.objects.order_by("pk"))


def _sapu(instansi: Instansi, pada: dt.datetime) -> int:
    if not _belum_tercatat(instansi, pada):
        return 0
    with audit.keputusan(instansi):
        baru = _belum_tercatat(instansi, pada)  # an answer between the look and the lock wins
        audit.catat_semua(instansi, [_catatan(satu) for satu in baru])
    return len(baru)


def _belum_tercatat(instansi: Instansi, pada: dt.datetime) -> list[Lewat]:
    kalender, hari_ini = Kalender(instansi), hari(pada)
    lewat = [
        satu
        for satu in pertanyaan_lewat(instansi, hari_ini)
        if kalender.tambah(satu.batas, 1) <= hari_ini
    ]
    if not lewat:
        return []
    jejak = JejakAudit.objects.filter(
        instansi=instansi,
        aksi__in=(PERMINTAAN, PANGGILAN),
        objek_id__in={_kunci(satu)[1] for satu in lewat},
    ).values_list("aksi", "objek_id", "sesudah")
    ada = {(aksi, objek, (sesudah or {}).get("batas")) for aksi, objek, sesudah in jejak}
    return [satu for satu in lewat if (*_kunci(satu), str(satu.batas)) not in ada]


def _kunci(satu: Lewat) -> tuple[str, str]:
    if satu.panggilan:
        return PANGGILAN, str(satu.panggilan.pk)
    return PERMINTAAN, str(satu.opd_id)


def _catatan(satu: Lewat) -> audit.Catatan:
    return audit.Catatan(
        aksi=_kunci(satu)[0],
        aktor=None,
        objek=satu.panggilan or Opd(pk=satu.opd_id),
        sesudah={"batas": satu.batas, "jumlah": satu.jumlah},
        pesan=sebut(
            f"{satu.benda} lewat tenggat di {satu.unit}; "
            "diteruskan ke pimpinan dan petugas {badan}."
        ),
    )
