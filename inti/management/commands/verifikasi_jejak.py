"""Recompute every agency's audit chain; exit 1 and name the first broken row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inti.audit import verifikasi
from inti.models import Instansi


class Command(BaseCommand):
    help = "Menghitung ulang rantai jejak audit setiap instansi."

    def handle(self, *_args: Any, **_options: Any) -> None:
        rusak = []
        for instansi in Instansi.objects.all():
            jumlah, kerusakan = verifikasi(instansi)
            if kerusakan:
                rusak.append(f"{kerusakan.instansi}: baris {kerusakan.urutan} {kerusakan.sebab}.")
            else:
                self.stdout.write(f"{instansi.kode}: {jumlah} baris, rantai utuh.")
        if rusak:
            raise CommandError("\n".join(rusak))
