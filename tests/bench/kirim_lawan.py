"""The peer of sending, as a Celery application: one task per message. Run, it queues them all."""

import os

import django
from celery import Celery

django.setup()

from penugasan.models import PesanKeluar  # noqa: E402 - needs a Django that is set up
from penugasan.siasn import garis  # noqa: E402

app = Celery("lawan", broker=os.environ.get("LAWAN_BROKER", ""))
app.conf.task_ignore_result = True
app.conf.worker_prefetch_multiplier = 1
_klien: list[garis.KlienSiasn] = []


@app.task(name="lawan.kirim")
def kirim(pk: int) -> None:
    """Read the row, call, write the row: what a task per message does."""
    if not _klien:
        _klien.append(garis.klien())
    pesan = PesanKeluar.objects.get(pk=pk)
    hasil = _klien[0].simpan_usulan(pesan.badan)
    status = PesanKeluar.Status.DITERIMA if hasil.diterima else PesanKeluar.Status.DITOLAK
    PesanKeluar.objects.filter(pk=pk).update(status=status)


if __name__ == "__main__":
    for pk in PesanKeluar.objects.values_list("pk", flat=True):
        kirim.delay(pk)
