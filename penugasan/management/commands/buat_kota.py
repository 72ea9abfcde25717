"""``manage.py buat_kota``: the workbooks of a synthetic city, and the truth about them."""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from penugasan.demo.buku import tulis
from penugasan.demo.daerah import KUTAI_TIMUR, PEKALONGAN
from penugasan.demo.kota import ACUAN, buat_kota

DAERAH = {satu.kode: satu for satu in (PEKALONGAN, KUTAI_TIMUR)}


class Command(BaseCommand):
    help = "Menulis tiga buku kerja sebuah kota buatan dan kebenarannya (JSON). Tanpa basis data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--daerah",
            choices=list(DAERAH),
            default=PEKALONGAN.kode,
            help="paket yang dipakai",
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--orang", type=int, default=600, help="banyaknya orang (paling sedikit 60)"
        )
        parser.add_argument("--acuan", type=dt.date.fromisoformat, default=ACUAN)
        parser.add_argument("--ragam", action="store_true", help="tulis dengan ejaan yang beragam")
        parser.add_argument("--keluaran", type=Path, required=True, help="folder hasil")

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            kota = buat_kota(
                seed=opsi["seed"],
                orang=opsi["orang"],
                acuan=opsi["acuan"],
                ragam=opsi["ragam"],
                daerah=DAERAH[opsi["daerah"]],
            )
            berkas = tulis(kota, opsi["keluaran"])
        except (ValueError, OSError) as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write(f"{len(kota.orang)} orang, {len(kota.koperasi)} koperasi.")
        for jalur in (berkas.ekspor, berkas.pendataan, berkas.kebutuhan, berkas.kebenaran):
            self.stdout.write(f"  {jalur}")
