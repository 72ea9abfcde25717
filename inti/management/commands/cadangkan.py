"""Take a backup: every row and every kept file, encrypted, read again before it counts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.cadangan import CadanganDitolakError, cadangkan, sisakan
from inti.cadangan.kunci import berkas_kunci


class Command(BaseCommand):
    help = "Membuat cadangan terenkripsi dari basis data dan berkas. Portal boleh tetap berjalan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, nargs="?", help="bawaan CADANGAN_DIR, atau DATA_DIR/cadangan"
        )
        parser.add_argument(
            "--simpan", type=int, metavar="N", help="sesudah berhasil, hapus selain N yang terbaru"
        )

    def handle(self, *_args: Any, **pilihan: Any) -> None:
        try:
            hasil = cadangkan(pilihan["folder"])
        except CadanganDitolakError as galat:
            raise CommandError(str(galat)) from galat
        except OSError as galat:
            pesan = f"Cadangan tidak dapat ditulis: {galat.strerror or galat}. Tidak ada yang jadi."
            raise CommandError(pesan) from galat
        isi = hasil.isi
        self.stdout.write(
            f"{hasil.berkas}: {isi.baris} baris dari {len(isi.meja)} tabel, {len(isi.berkas)} "
            f"berkas, {hasil.ukuran / 2**20:.1f} MB. Sudah dibaca ulang dan utuh."
        )
        if not settings.CADANGAN_PENERIMA:
            self.stdout.write(
                f"Kuncinya {berkas_kunci()}. Simpan salinan kunci ini di tempat lain: tanpa kunci "
                "itu cadangan tidak dapat dibuka."
            )
        if pilihan["simpan"]:
            for lama in sisakan(hasil.berkas.parent, pilihan["simpan"]):
                self.stdout.write(f"Dihapus: {lama.name}")
