"""The SIASN stand-in as a process of its own."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from penugasan.siasn.konfigurasi import PORT_TIRUAN
from penugasan.siasn.mock_server.jalankan import (
    baca_setelan,
    baca_tls,
    bangun,
    layani_selamanya,
    tambah_pilihan_tls,
)


class Command(BaseCommand):
    help = "Menjalankan SIASN tiruan sebagai proses tersendiri. Berhenti dengan Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=PORT_TIRUAN, help="bawaan 8243")
        parser.add_argument("--data", type=Path, help="folder simpanan tiruan sendiri")
        parser.add_argument(
            "--muat",
            type=Path,
            action="append",
            default=[],
            metavar="BERKAS",
            help="ekspor SIASN (.xlsx) atau data-utama (.json); NIP lain lalu tidak dikenal",
        )

        tambah_pilihan_tls(parser)

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            tls = baca_tls(pilihan["tls_port"], pilihan["tls_sertifikat"], pilihan["tls_kunci"])
            dunia = bangun(
                pilihan["data"] or settings.DATA_DIR / "siasn-tiruan",
                baca_setelan(os.environ),
                gangguan=os.environ.get("SIASN_TIRUAN_GANGGUAN", ""),
                muat=pilihan["muat"],
            )
        except (ValueError, OSError) as galat:
            raise CommandError(str(galat)) from galat
        alamat = os.environ.get("SIASN_TIRUAN_HOST", "")
        kode = layani_selamanya(pilihan["port"], dunia, sys.stdout, alamat, tls)
        if kode:
            sys.exit(kode)
