"""``manage.py siapkan``: the database and the reference data of a policy pack, no people."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from inti.errors import DomainError
from inti.waktu import sekarang
from penugasan.services.paket import siapkan


class Command(BaseCommand):
    help = "Menyiapkan basis data dan memuat data rujukan sebuah paket. Boleh diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--paket", default="kota-pekalongan", help="kode paket kebijakan")

    def handle(self, *args: Any, **opsi: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        try:
            termuat = siapkan(kode=opsi["paket"], pada=sekarang())
        except DomainError as galat:
            raise CommandError(galat.pesan) from galat
        baru = termuat.baru
        self.stdout.write(
            f"{termuat.instansi.nama}: {baru['opd']} OPD, {baru['koperasi']} koperasi, "
            f"{baru['formasi']} formasi, dan {baru['periode']} periode baru."
        )
        if termuat.versi.status == termuat.versi.Status.DRAF:
            self.stdout.write(
                f"Isi paket berubah. {termuat.versi} tersimpan sebagai draf dan belum berlaku."
            )
        else:
            self.stdout.write(f"Aturan yang berlaku: {termuat.versi}.")
