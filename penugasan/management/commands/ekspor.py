"""``manage.py ekspor``: any list as a workbook, from the server's own shell."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from inti.errors import DomainError
from inti.waktu import sekarang
from penugasan.filters.ekspor import semua
from penugasan.queries.periode import instansi_menurut, periode_aktif
from penugasan.services.ekspor import JenisEkspor, Lingkup, tulis_berkas


class Command(BaseCommand):
    help = "Menulis sebuah daftar menjadi berkas Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jenis", choices=sorted(semua()), metavar="JENIS", help="jenis daftar")
        parser.add_argument("--instansi", default="", help="kode instansi, bila lebih dari satu")
        parser.add_argument("--periode", default="", help="kode periode (bawaan: yang terbaru)")
        parser.add_argument("--keluaran", type=Path, required=True, help="berkas .xlsx hasilnya")

    def handle(self, *args: Any, **opsi: Any) -> None:
        jenis = semua()[opsi["jenis"]]
        tanya = QueryDict(mutable=True)
        try:
            instansi = instansi_menurut(opsi["instansi"])
            periode = periode_aktif(instansi)
            tanya["periode"] = opsi["periode"] or (periode.kode if periode else "")
            lingkup = Lingkup(instansi, None, tanya)
            jumlah = _tulis(jenis, lingkup, opsi["keluaran"])
        except DomainError as galat:
            raise CommandError(galat.pesan) from galat
        except OSError as galat:
            pesan = f"Berkas {opsi['keluaran']} tidak dapat ditulis: {galat.strerror}."
            raise CommandError(pesan) from galat
        self.stdout.write(f"{jumlah} baris ditulis ke {opsi['keluaran']}.")


def _tulis(jenis: JenisEkspor, lingkup: Lingkup, keluaran: Path) -> int:
    """Write beside the target and rename, so that a refusal leaves no half a file."""
    with tempfile.NamedTemporaryFile(dir=keluaran.parent, suffix=".xlsx", delete=False) as wadah:
        sementara = Path(wadah.name)
        try:
            jumlah = tulis_berkas(jenis, lingkup, jenis.susun(lingkup), wadah, pada=sekarang())
        except BaseException:
            sementara.unlink()
            raise
    sementara.chmod(0o666 & ~_umask())
    sementara.replace(keluaran)
    return jumlah


def _umask() -> int:
    """Read the process's file mask, which can only be read by setting it."""
    sekarang_ini = os.umask(0)
    os.umask(sekarang_ini)
    return sekarang_ini
