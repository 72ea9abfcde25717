"""Bring a backup back into an empty database and an empty data folder."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.cadangan import CadanganDitolakError, periksa, pulihkan
from inti.penyelia import SudahBerjalan, kunci_tunggal


class Command(BaseCommand):
    help = "Memulihkan cadangan ke basis data dan DATA_DIR yang kosong, lalu memeriksanya."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path, help="cadangan (portal-....age)")
        parser.add_argument(
            "--kunci", type=Path, help="berkas kunci; bawaan DATA_DIR/kunci_cadangan"
        )
        parser.add_argument(
            "--periksa", action="store_true", help="hanya memeriksa, tidak menulis apa pun"
        )

    def handle(self, *_args: Any, **pilihan: Any) -> None:
        try:
            if pilihan["periksa"]:
                isi = periksa(pilihan["berkas"], pilihan["kunci"])
            else:
                with kunci_tunggal(settings.DATA_DIR / "portal.lock"):
                    isi = pulihkan(pilihan["berkas"], pilihan["kunci"])
        except CadanganDitolakError as galat:
            raise CommandError(str(galat)) from galat
        except SudahBerjalan as galat:
            pesan = f"Portal sedang berjalan (proses {galat.proses}). Hentikan dulu."
            raise CommandError(pesan) from galat
        kata = "Cadangan utuh" if pilihan["periksa"] else "Pulih dan sama dengan cadangannya"
        self.stdout.write(
            f"{kata}: {isi.baris} baris dari {len(isi.meja)} tabel, {len(isi.berkas)} berkas, "
            f"dibuat {isi.dibuat} oleh portal {isi.portal} pada {isi.basis}."
        )
        if not pilihan["periksa"]:
            self.stdout.write("Semua pengguna masuk lagi dengan sandi masing-masing.")
