"""Celery doors of inti."""

import logging

from celery import shared_task
from django.conf import settings

from inti.cadangan import CadanganDitolakError, cadangkan, sisakan
from inti.denyut import denyut
from inti.impor.berkas import sapu_berkas
from inti.jejak import periksa
from inti.pekerjaan import jalankan_pekerjaan, sapu
from inti.titipan import tuang
from inti.waktu import sekarang

__all__ = [
    "cadangan_malam",
    "jalankan_pekerjaan",
    "periksa",
    "sapu_berkas_impor",
    "sapu_pekerjaan",
    "tuang_titipan",
]
logger = logging.getLogger(__name__)


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


@shared_task(name="inti.cadangan_malam", ignore_result=True)
def cadangan_malam() -> None:
    """Take the nightly backup where a folder is named for it; old ones go after it stands."""
    if not settings.CADANGAN_DIR:
        return
    try:
        hasil = cadangkan()
    except (CadanganDitolakError, OSError):
        logger.exception("cadangan malam gagal")
        return
    sisakan(hasil.berkas.parent, settings.CADANGAN_SIMPAN)
