"""A worker process knows every long job of this app without having seen a page."""

import subprocess
import sys

from django.conf import settings

TANYA = """
import django; django.setup()
from inti import pekerjaan
from penugasan.services.ekspor import JENIS
print(" ".join(sorted(pekerjaan._penangan)), "|", len(JENIS))
"""


def test_the_jobs_are_registered_when_the_apps_are_ready() -> None:
    hasil = subprocess.run(
        [sys.executable, "-c", TANYA],
        cwd=settings.AKAR,
        capture_output=True,
        text=True,
        check=True,
    )
    jobs, _, jumlah = hasil.stdout.partition("|")
    assert {
        "ekspor.tulis",
        "saring.jalankan",
        "siasn.cocokkan",
        "siasn.rujukan",
        "surat.terbitkan",
    } <= set(jobs.split())
    assert int(jumlah) == 19
