"""``manage.py muat_demo``: the agencies of the demo. ``portal --demo`` calls it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inti.errors import DomainError
from inti.waktu import sekarang
from penugasan.demo.berisi import SAMPEL, DemoGagal, muat_berisi
from penugasan.demo.kosong import muat_kosong

MENURUT_KODE = {satu.akun.akhiran: satu for satu in SAMPEL}


class Command(BaseCommand):
    help = "Memuat instansi contoh: satu kosong untuk berkas Anda, dua berisi. Boleh diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--hanya", choices=list(MENURUT_KODE), default="", help="hanya satu instansi berisi"
        )
        parser.add_argument("--hanya-kosong", action="store_true", help="hanya instansi kosong")

    def handle(self, *args: Any, **opsi: Any) -> None:
        if settings.PRODUKSI:
            pesan = "Data contoh tidak boleh dimuat pada produksi."
            raise CommandError(pesan)
        try:
            muat_kosong(sekarang())
            for kode, sampel in MENURUT_KODE.items():
                if not opsi["hanya_kosong"] and opsi["hanya"] in ("", kode):
                    muat_berisi(sekarang(), sampel)
        except (DomainError, DemoGagal) as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write("Data contoh siap.")
