"""An import as it stands now. A job that ends late knows only what it read at its start."""

from collections.abc import Mapping
from typing import Any

from inti.audit import keputusan
from inti.errors import SudahDiproses
from inti.models import Impor, JejakAudit


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
