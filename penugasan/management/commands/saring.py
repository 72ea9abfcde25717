"""``manage.py saring``: screen everybody and write the verdicts as JSON."""

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inti.errors import DomainError
from inti.waktu import sekarang
from penugasan.queries.periode import instansi_menurut, periode_menurut
from penugasan.services.saring import isi_saringan, saring


def _tanggal(teks: str) -> dt.date:
    try:
        return dt.date.fromisoformat(teks)
    except ValueError as galat:
        pesan = f"{teks} bukan tanggal. Tulis seperti 2026-03-01."
        raise ArgumentTypeError(pesan) from galat


class Command(BaseCommand):
    help = "Menyaring semua pegawai dengan aturan sebuah periode."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instansi", default="", help="kode instansi, bila lebih dari satu")
        parser.add_argument("--periode", default="", help="kode periode (bawaan: yang terbaru)")
        parser.add_argument(
            "--per-tanggal",
            type=_tanggal,
            help="tanggal acuan TTTT-BB-HH (bawaan: menurut periode)",
        )
        parser.add_argument(
            "--penuh",
            action="store_true",
            help="nilai semua dari awal (bawaan: hanya yang datanya berubah)",
        )
        parser.add_argument("--keluaran", type=Path, help="berkas JSON untuk hasilnya")

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            periode = periode_menurut(
                instansi=instansi_menurut(opsi["instansi"]), kode=opsi["periode"]
            )
        except DomainError as galat:
            raise CommandError(galat.pesan) from galat
        saringan = saring(
            periode=periode,
            per_tanggal=opsi["per_tanggal"],
            aktor=None,
            pada=sekarang(),
            penuh=opsi["penuh"],
        )
        if opsi["keluaran"]:
            teks = json.dumps(isi_saringan(saringan), ensure_ascii=False, indent=1)
            try:
                opsi["keluaran"].write_text(teks + "\n", encoding="utf-8")
            except OSError as galat:
                pesan = f"Berkas {opsi['keluaran']} tidak dapat ditulis: {galat.strerror}."
                raise CommandError(pesan) from galat
        self.stdout.write(
            f"{saringan.jumlah} pegawai disaring per {saringan.per_tanggal}: "
            f"{saringan.layak} layak, {saringan.belum_pasti} belum pasti, {saringan.tidak} tidak."
        )
        self.stdout.write(
            f"Semua dinilai dari awal: {saringan.get_sebab_penuh_display()}."
            if saringan.sebab_penuh
            else f"{saringan.dinilai} dinilai ulang, data {saringan.disalin} orang lain sama."
        )
