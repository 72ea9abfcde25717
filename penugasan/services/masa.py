"""The one writer of an end that moves: the row, and what stood there before in the trail."""

from inti import audit
from pegawai.models import Akun
from penugasan.models import Penugasan
from penugasan.rules.masa import Akhir


def ubah_akhir(penugasan: Penugasan, akhir: Akhir, *, aktor: Akun, pesan: str) -> None:
    """Give the assignment this end, inside ``audit.keputusan``; nothing when it has it already."""
    lama = Akhir(penugasan.selesai, penugasan.sebab_selesai) if penugasan.selesai else None
    if lama == akhir:
        return
    penugasan.selesai, penugasan.sebab_selesai = akhir.tanggal, akhir.sebab
    penugasan.save(update_fields=["selesai", "sebab_selesai"])
    audit.catat(
        aksi="penugasan.ubah_akhir",
        aktor=aktor,
        instansi=penugasan.instansi,
        objek=penugasan,
        sebelum={"selesai": lama and lama.tanggal, "sebab": lama and lama.sebab},
        sesudah={"selesai": akhir.tanggal, "sebab": akhir.sebab},
        pesan=pesan,
    )
