"""The outbox towards SIASN: the only writer of ``PesanKeluar.status``.

A message is laid down in the transaction of the decision it tells of, claimed with a lease and an
attempt number, and finished by whoever still holds that attempt. Losing the broker, a worker or a
race therefore loses no message and doubles none.
"""

from penugasan.outbox.antrean import (
    TUGAS_KIRIM,
    antre,
    bangunkan,
    batalkan,
    putusan_bkn,
    segerakan,
    ulangi,
)
from penugasan.outbox.jalur import (
    berikutnya,
    lepas,
    masih_ditahan,
    mundurkan,
    tahan,
    tahanan,
    tertahan,
)
from penugasan.outbox.klaim import (
    Ambilan,
    Jawaban,
    ada_siap,
    ambil,
    ganti_badan,
    kembalikan,
    lepaskan_sewa,
    perpanjang,
    ragukan,
    selesaikan,
    tanpa_kkmp,
    tunda,
)
from penugasan.outbox.manual import (
    ambil_manual,
    lepas_manual,
    selesaikan_manual,
)

__all__ = [
    "TUGAS_KIRIM",
    "Ambilan",
    "Jawaban",
    "ada_siap",
    "ambil",
    "ambil_manual",
    "antre",
    "bangunkan",
    "batalkan",
    "berikutnya",
    "ganti_badan",
    "kembalikan",
    "lepas",
    "lepas_manual",
    "lepaskan_sewa",
    "masih_ditahan",
    "mundurkan",
    "perpanjang",
    "putusan_bkn",
    "ragukan",
    "segerakan",
    "selesaikan",
    "selesaikan_manual",
    "tahan",
    "tahanan",
    "tanpa_kkmp",
    "tertahan",
    "tunda",
    "ulangi",
]
