"""Celery doors of inti."""

from celery import shared_task

from inti.denyut import denyut
from inti.impor.services import sapu_berkas
from inti.jejak import periksa
from inti.pekerjaan import jalankan_pekerjaan, sapu
from inti.titipan import tuang
from inti.waktu import sekarang

__all__ = ["jalankan_pekerjaan", "periksa", "sapu_berkas_impor", "sapu_pekerjaan", "tuang_titipan"]


@shared_task(name="inti.sapu_pekerjaan", ignore_result=True)
def sapu_pekerjaan() -> None:
    """Wake jobs that wait or lost their worker, and leave the heartbeat."""
    sapu()
    denyut()


@shared_task(name="inti.sapu_berkas_impor", ignore_result=True)
def sapu_berkas_impor() -> None:
    """Remove uploaded files whose time is over."""
    sapu_berkas(sekarang())


@shared_task(name="inti.tuang_titipan", ignore_result=True)
def tuang_titipan() -> None:
    """Write the access-log rows that found the database busy."""
    tuang()
