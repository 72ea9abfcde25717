"""``manage.py buat_admin NAMA``: the first admin; all other accounts are made in the portal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inti.errors import DomainError
from inti.waktu import sekarang
from pegawai.services.akun import tambah_admin
from penugasan.queries.periode import instansi_menurut


class Command(BaseCommand):
    help = "Membuat akun admin dan menampilkan sandinya satu kali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="nama pengguna")
        parser.add_argument("--nama", default="Admin", help="nama yang tampil")
        parser.add_argument("--instansi", default="", help="kode instansi, bila lebih dari satu")

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            akun, sandi = tambah_admin(
                instansi=instansi_menurut(opsi["instansi"]),
                username=opsi["username"],
                nama=opsi["nama"],
                pada=sekarang(),
            )
        except DomainError as galat:
            raise CommandError(galat.pesan) from galat
        self.stdout.write(f"Akun {akun.username} dibuat. Sandi, tampil hanya sekali: {sandi}")
