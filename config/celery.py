"""Celery wakes workers up; what there is to do stands in the database."""

import os

from celery import Celery

from inti import antrean_berkas, konteks_tugas

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
antrean_berkas.pasang()
konteks_tugas.pasang()

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
