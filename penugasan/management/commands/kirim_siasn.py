"""Drain the outbox by hand, with or without a broker."""

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.waktu import sekarang
from penugasan import outbox
from penugasan.services import sinkronisasi, sinkronisasi_putusan
from penugasan.siasn import garis
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.konfigurasi import KonfigurasiSalahError, KonfigurasiSiasn

TUNGGU_MAKS: Final = 120.0
"""Seconds without any progress after which waiting is given up."""


class Command(BaseCommand):
    help = "Mengirim pesan yang menunggu ke SIASN, lalu membaca putusan BKN."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sampai-habis",
            action="store_true",
            help="tunggu giliran pesan yang tertunda sampai tidak ada lagi yang menunggu",
        )
        parser.add_argument("--keluaran", type=Path, metavar="F.json", help="hasil sebagai JSON")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            setelan = garis.konfigurasi()
        except KonfigurasiSalahError as galat:
            raise CommandError(str(galat)) from galat
        if setelan.menyala:
            with garis.klien(setelan) as klien:
                self._kirim(klien, setelan, sampai_habis=pilihan["sampai_habis"])
        else:
            self.stderr.write("SIASN_MODE=mati: tidak ada yang dikirim, pesan tetap menunggu.")
        hasil = sinkronisasi.hitung()
        if pilihan["keluaran"]:
            pilihan["keluaran"].write_text(json.dumps(hasil, indent=2), encoding="utf-8")
        self.stdout.write(", ".join(f"{nama} {jumlah}" for nama, jumlah in hasil.items()))

    def _kirim(self, klien: KlienSiasn, setelan: KonfigurasiSiasn, *, sampai_habis: bool) -> None:
        sewa = dt.timedelta(seconds=setelan.sewa)
        maju = time.monotonic()
        while True:
            ringkas = sinkronisasi.kirim(klien=klien, konfigurasi=setelan, jam=sekarang)
            if ringkas.galat:
                self.stderr.write(ringkas.galat)
            self._putusan(klien, setelan)
            if ringkas.terkirim or ringkas.ditolak:
                maju = time.monotonic()
            berikut = outbox.berikutnya(sewa=sewa)
            if not sampai_habis or berikut is None:
                return
            jeda = max((berikut - sekarang()).total_seconds(), 0.05)
            if time.monotonic() - maju + jeda > TUNGGU_MAKS or setelan.tenang(sekarang().time()):
                self.stderr.write("Masih ada yang menunggu. Jalankan lagi nanti.")
                return
            time.sleep(jeda)

    def _putusan(self, klien: KlienSiasn, setelan: KonfigurasiSiasn) -> None:
        """As in the sweep, but now: whoever runs this waits for it."""
        try:
            sebab = sinkronisasi_putusan.baca_putusan(
                klien=klien, konfigurasi=setelan, jam=sekarang
            )
        except SiasnError as galat:
            sebab = galat.pesan
        if sebab:
            self.stderr.write(f"Putusan BKN belum dibaca: {sebab}")
