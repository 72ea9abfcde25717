"""The officer's own workbook back, with the findings of its import marked in it."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from inti.audit import keputusan
from inti.errors import SudahDiproses
from inti.excel.koreksi import SelTemuan, tulis_koreksi
from inti.impor.baris import semua_temuan
from inti.impor.berkas import FOLDER
from inti.impor.kini import gabung
from inti.models import Impor


def nama_koreksi(impor: Impor) -> str:
    """Name the marked file after the officer's own: ``pendataan (koreksi).xlsx``."""
    return f"{Path(impor.nama_berkas).stem} (koreksi).xlsx"


def tandai(impor: Impor, *, saat: dt.datetime) -> None:
    """Write the marked file and note where it is.

    Raises BerkasDitolak when it cannot be, SudahDiproses when its import was given up meanwhile.
    """
    with tempfile.TemporaryDirectory() as folder:
        keluaran = Path(folder) / "koreksi.xlsx"
        kepala = {str(k): int(v) for k, v in impor.ringkasan.get("kepala", {}).items()}
        tulis_koreksi(Path(impor.berkas.path), keluaran, temuan=_temuan(impor), kepala=kepala)
        with keluaran.open("rb") as isi:
            tersimpan = default_storage.save(f"{FOLDER}/koreksi/{impor.pk}.xlsx", File(isi))
    try:
        _catat(impor, tersimpan, saat)
    except BaseException:
        default_storage.delete(tersimpan)
        raise


def _catat(impor: Impor, berkas: str, saat: dt.datetime) -> None:
    """Keep the marked file in place of an earlier one, as long as its upload is kept."""
    with keputusan(impor.instansi):
        kini = Impor.objects.get(pk=impor.pk)
        if not kini.berkas or kini.status in {Impor.Status.DIUNGGAH, Impor.Status.DIBATALKAN}:
            pesan = "Berkas ini dibuang, selesai, atau dibaca ulang selagi ditandai."
            raise SudahDiproses(pesan)
        hasil = {"berkas": berkas, "pada": saat.isoformat(), "nama": nama_koreksi(impor)}
        gabung(impor, {"koreksi": hasil})
    lama = kini.ringkasan.get("koreksi")
    if lama and lama["berkas"] != berkas:
        default_storage.delete(lama["berkas"])


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
