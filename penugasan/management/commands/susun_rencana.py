"""``manage.py susun_rencana``: compute the plan of a round and write it as JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inti.errors import DomainError
from inti.waktu import sekarang
from penugasan.queries.periode import instansi_menurut, periode_menurut
from penugasan.services.rencana import isi_rencana, susun


class Command(BaseCommand):
    help = "Menyusun rencana penempatan dari hasil saringan terbaru."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instansi", default="", help="kode instansi, bila lebih dari satu")
        parser.add_argument("--periode", default="", help="kode periode (bawaan: yang terbaru)")
        parser.add_argument("--keluaran", type=Path, help="berkas JSON untuk hasilnya")

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            periode = periode_menurut(
                instansi=instansi_menurut(opsi["instansi"]), kode=opsi["periode"]
            )
            rencana = susun(periode=periode, aktor=None, pada=sekarang())
        except DomainError as galat:
            raise CommandError(galat.pesan) from galat
        if opsi["keluaran"]:
            teks = json.dumps(isi_rencana(rencana), ensure_ascii=False, indent=1)
            try:
                opsi["keluaran"].write_text(teks + "\n", encoding="utf-8")
            except OSError as galat:
                pesan = f"Berkas {opsi['keluaran']} tidak dapat ditulis: {galat.strerror}."
                raise CommandError(pesan) from galat
        bukti = "terbukti terbaik" if rencana.nilai == rencana.batas_atas else "belum terbukti"
        self.stdout.write(
            f"{rencana.terisi} dari {rencana.kebutuhan} formasi terisi. "
            f"Nilai {rencana.nilai} ({bukti}, batas atas {rencana.batas_atas})."
        )
