"""An import, and the account that works on it, as they stand now.

A page knows only what it was opened with, and a job only what it read at its start.
"""

from collections.abc import Mapping
from typing import Any

from inti.audit import keputusan
from inti.errors import SudahDiproses, TidakBerhak
from inti.hak import akun_kini
from inti.impor.queries import impor_untuk
from inti.models import Impor, JejakAudit
from inti.peran import Peran

PENGIMPOR = (Peran.PETUGAS, Peran.DINAS_KOPERASI)
"""Who works on imports; on which of them, ``queries.impor_untuk`` says."""


def pelaku(impor: Impor, akun: Any | None) -> Any | None:
    """The account of now, when it may still work on this import; None is the machine.

    Raises TidakBerhak.
    """
    kini = akun_kini(akun, *PENGIMPOR, instansi=impor.instansi)
    if kini is not None and not impor_untuk(kini).filter(pk=impor.pk).exists():
        raise TidakBerhak
    return kini


def siap_kini(impor: Impor) -> Impor:
    """Read an import that still waits to be applied; ask inside ``audit.keputusan``.

    Raises SudahDiproses when it no longer does.
    """
    kini: Impor = Impor.objects.select_related("instansi").get(pk=impor.pk)
    if kini.status != Impor.Status.SIAP:
        pesan = "Berkas ini tidak lagi menunggu diterapkan."
        raise SudahDiproses(pesan)
    return kini


def gabung(impor: Impor, isi: Mapping[str, Any]) -> None:
    """Put a job's own keys beside what the summary holds by now: choices made meanwhile stay."""
    with keputusan(impor.instansi):
        ringkasan = Impor.objects.values_list("ringkasan", flat=True).get(pk=impor.pk) | isi
        Impor.objects.filter(pk=impor.pk).update(ringkasan=ringkasan)
    impor.ringkasan = ringkasan


def diputuskan(impor: Impor, sejak: int) -> bool:
    """Whether somebody decided about this import since the chain stood at ``sejak``."""
    return JejakAudit.objects.filter(
        instansi=impor.instansi_id,
        urutan__gt=sejak,
        objek_jenis=impor._meta.label_lower,
        objek_id=str(impor.pk),
    ).exists()
