"""Celery doors of inti."""

from celery import shared_task

from inti.jejak import periksa
from inti.pekerjaan import jalankan_pekerjaan, sapu

__all__ = ["jalankan_pekerjaan", "periksa", "sapu_pekerjaan"]


@shared_task(name="inti.sapu_pekerjaan", ignore_result=True)
def sapu_pekerjaan() -> None:
    """Wake jobs that wait or lost their worker."""
    sapu()
