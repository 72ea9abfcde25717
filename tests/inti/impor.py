"""Running the import engine in a test, the way the jobs run it."""

import hashlib
from pathlib import Path
from typing import Any

from inti.impor import pengimpor
from inti.impor.panggung import panggungkan
from inti.impor.terapkan import lanjutkan, terapkan
from inti.models import BarisImpor, Impor, Instansi
from inti.waktu import hari_ini, sekarang


def diam(_selesai: int, _total: int, _fase: str) -> None:
    """Report to nobody."""


def impor_berkas(jalur: Path, instansi: Instansi) -> Impor:
    """Stage one file with every importer there is."""
    impor = Impor.objects.create(
        instansi=instansi,
        nama_berkas=jalur.name,
        sha256=hashlib.sha256(jalur.read_bytes()).hexdigest(),
        dibuat=sekarang(),
    )
    panggungkan(impor, jalur, calon_pengimpor=pengimpor.semua(), hari_ini=hari_ini(), lapor=diam)
    return impor


def terapkan_impor(impor: Impor) -> Impor:
    """Apply a staged import."""
    terapkan(impor, aktor=None, saat=sekarang(), hari_ini=hari_ini(), lapor=diam)
    lanjutkan([impor])
    return impor


def impor_dan_terapkan(jalur: Path, instansi: Instansi) -> Impor:
    """Stage one file and apply it."""
    return terapkan_impor(impor_berkas(jalur, instansi))


def temuan(impor: Impor) -> list[tuple[str, str, str]]:
    """Return (code, level, address) of every finding of the rows, in sheet order."""
    return [
        (t["kode"], t["tingkat"], f"{t['lembar']}!{t['sel']}")
        for baris in BarisImpor.objects.filter(impor=impor).order_by("pk")
        for t in baris.temuan
    ]


def hitungan(impor: Impor) -> dict[str, Any]:
    """Return the counts of an import."""
    kunci = ("baris", "baru", "berubah", "sama", "ditolak", "peringatan")
    return {k: impor.ringkasan[k] for k in kunci if impor.ringkasan[k]}
