"""The officer's own workbook back, with the findings of its import marked in it."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from inti.excel.koreksi import SelTemuan, tulis_koreksi
from inti.impor.baris import semua_temuan
from inti.impor.kini import gabung
from inti.models import Impor


def nama_koreksi(impor: Impor) -> str:
    """Name the marked file after the officer's own: ``pendataan (koreksi).xlsx``."""
    return f"{Path(impor.nama_berkas).stem} (koreksi).xlsx"


def tandai(impor: Impor, *, saat: dt.datetime) -> None:
    """Write the marked file and note where it is. Raises BerkasDitolak when it cannot be."""
    with tempfile.TemporaryDirectory() as folder:
        keluaran = Path(folder) / "koreksi.xlsx"
        kepala = {str(k): int(v) for k, v in impor.ringkasan.get("kepala", {}).items()}
        tulis_koreksi(Path(impor.berkas.path), keluaran, temuan=_temuan(impor), kepala=kepala)
        nama = f"impor/koreksi/{impor.pk}.xlsx"
        default_storage.delete(nama)
        with keluaran.open("rb") as isi:
            tersimpan = default_storage.save(nama, File(isi))
    hasil = {"berkas": tersimpan, "pada": saat.isoformat(), "nama": nama_koreksi(impor)}
    gabung(impor, {"koreksi": hasil})


def _temuan(impor: Impor) -> Iterator[SelTemuan]:
    for satu in semua_temuan(impor):
        angka = "".join(h for h in satu["sel"] if h.isdigit())
        if satu["lembar"] and angka:
            sel = "" if satu["sel"] == angka else satu["sel"]
            yield SelTemuan(
                lembar=satu["lembar"],
                baris=int(angka),
                sel=sel,
                tingkat=satu["tingkat"],
                pesan=satu["pesan"],
            )
