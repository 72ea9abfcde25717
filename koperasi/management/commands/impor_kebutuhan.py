"""``impor_kebutuhan BERKAS [--terapkan] [--keluaran F.json]``."""

from inti.impor.perintah import PerintahImpor
from koperasi.imports import KEBUTUHAN


class Command(PerintahImpor):
    help = "Periksa (dan terapkan) berkas kebutuhan tenaga koperasi."
    jenis = (KEBUTUHAN.kode,)
    satu_berkas = True
