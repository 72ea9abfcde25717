"""``manage.py siapkan``: the database and the reference data of a policy pack, no people."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from inti.errors import DomainError
from inti.models import Instansi
from inti.waktu import sekarang
from penugasan.services.paket import siapkan
from penugasan.services.pendataan import daftar_paket_pendataan, siapkan_pendataan
from penugasan.siasn import garis
from penugasan.siasn.penjaga import tiruan_menyamar


class Command(BaseCommand):
    help = "Menyiapkan basis data dan memuat data rujukan sebuah paket. Boleh diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--paket", default="kota-pekalongan", help="kode paket kebijakan")
        parser.add_argument("--instansi", default="", help="untuk paket pendataan: kode instansi")

    def handle(self, *args: Any, **opsi: Any) -> None:
        if salah := tiruan_menyamar(garis.konfigurasi()):
            raise CommandError(salah)
        call_command("migrate", verbosity=0, interactive=False)
        if opsi["paket"] in daftar_paket_pendataan():
            self._siapkan_pendataan(opsi["paket"], opsi["instansi"])
            return
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

    def _siapkan_pendataan(self, kode: str, kode_instansi: str) -> None:
        """A registry belongs to an agency that is there already."""
        semua = Instansi.objects.order_by("kode")
        pilihan = semua.filter(kode=kode_instansi) if kode_instansi else semua
        if len(pilihan) != 1:
            ada = ", ".join(semua.values_list("kode", flat=True)) or "belum ada"
            pesan = f"Sebut satu instansi dengan --instansi. Yang ada: {ada}."
            raise CommandError(pesan)
        try:
            pendataan, baru = siapkan_pendataan(kode=kode, instansi=pilihan[0], pada=sekarang())
        except DomainError as galat:
            raise CommandError(galat.pesan) from galat
        keadaan = "dimuat" if baru else "sudah termuat"
        self.stdout.write(f"{pilihan[0].nama}: {pendataan} {keadaan}.")
