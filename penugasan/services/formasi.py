"""What an import of posts means for people who already have one."""

from django.urls import reverse

from inti.impor.terapkan import Langkah, setelah_terapkan
from inti.models import Impor
from penugasan.models import Penugasan

IMPOR_FORMASI = "kebutuhan"
DISEBUT = 5
"""How many names fit in one sentence."""


@setelah_terapkan
def sebut_formasi_ditutup(impor: Impor) -> Langkah | None:
    """Name who still stands on a post that the file closed; nothing is changed silently."""
    if impor.jenis != IMPOR_FORMASI:
        return None
    tertinggal = list(
        Penugasan.objects.hidup()
        .filter(instansi=impor.instansi, kebutuhan__aktif=False)
        .select_related("pegawai", "kebutuhan__koperasi__wilayah")
        .order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor")
    )
    if not tertinggal:
        return None
    nama = "; ".join(f"{p.pegawai.nama} ({p.kebutuhan})" for p in tertinggal[:DISEBUT])
    lain = len(tertinggal) - DISEBUT
    return Langkah(
        judul="Periksa nominasinya",
        url=reverse("penugasan:nominasi"),
        keterangan=f"Formasi ditutup, tetapi masih ada orangnya: {nama}"
        + (f"; dan {lain} lainnya." if lain > 0 else "."),
    )
