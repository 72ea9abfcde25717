"""``impor_pegawai BERKAS... [--terapkan] [--keluaran F.json]``."""

from inti.impor.perintah import PerintahImpor
from pegawai.imports import SIASN, SURVEI


class Command(PerintahImpor):
    help = "Periksa (dan terapkan) berkas tentang pegawai: ekspor SIASN, pendataan OPD."
    jenis = (SIASN.kode, SURVEI.kode)
