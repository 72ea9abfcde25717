"""The files of an import: the uploaded one and the marked one, and how long they are kept.

Both hold personal columns that the portal does not store, so none may be left behind.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from inti.audit import keputusan
from inti.models import Impor

AKHIRAN = (".xlsx", ".csv", ".txt")
FOLDER = "impor"
MASA_BERKAS = dt.timedelta(days=14)
"""How long a file that still has something to mend is kept; it holds columns we do not store."""
MASA_YATIM = dt.timedelta(days=1)
"""How long a file may lie without a row that names it: it is being uploaded or marked."""


@contextmanager
def diterima(
    berkas: "Sequence[UploadedFile[bytes]]", akun: Any, saat: dt.datetime
) -> Iterator[list[Impor]]:
    """Keep uploaded files, each with its row, in one transaction; if it fails, none stays."""
    semua = [_kenali(satu, akun, saat) for satu in berkas]
    try:
        with transaction.atomic():
            for impor, satu in zip(semua, berkas, strict=True):
                impor.berkas.save(_nama_simpan(impor), satu, save=False)
                impor.save()
            yield semua
    except BaseException:
        for impor in semua:
            if impor.berkas:
                impor.berkas.delete(save=False)
        raise


def _kenali(berkas: "UploadedFile[bytes]", akun: Any, saat: dt.datetime) -> Impor:
    sidik = hashlib.sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    return Impor(
        instansi=akun.instansi,
        akun=akun,
        nama_berkas=(berkas.name or "berkas.xlsx")[-200:],
        ukuran=berkas.size or 0,
        sha256=sidik.hexdigest(),
        dibuat=saat,
    )


def _nama_simpan(impor: Impor) -> str:
    akhiran = Path(impor.nama_berkas).suffix.lower()
    return f"{uuid4().hex}{akhiran if akhiran in AKHIRAN else ''}"


def simpan_selama_perlu(impor: Impor) -> None:
    """Keep the uploaded file only while something can still be done with it."""
    ada_yang_ditolak = bool(impor.ringkasan.get("ditolak"))
    perlu = {
        Impor.Status.SIAP: True,
        Impor.Status.DITERAPKAN: ada_yang_ditolak,
        Impor.Status.DITOLAK: bool(impor.ringkasan.get("diabaikan")),
    }
    if not perlu.get(Impor.Status(impor.status), False):
        buang_berkas(impor)


def buang_berkas(impor: Impor) -> None:
    """Remove the uploaded file, and the marked one as the row names it by now."""
    with keputusan(impor.instansi):
        kini = Impor.objects.get(pk=impor.pk)
        koreksi = kini.ringkasan.pop("koreksi", None)
        if kini.berkas:
            kini.berkas.delete(save=False)
        if koreksi:
            default_storage.delete(koreksi["berkas"])
        Impor.objects.filter(pk=impor.pk).update(berkas="", ringkasan=kini.ringkasan)
    impor.berkas, impor.ringkasan = "", kini.ringkasan


def sapu_berkas(saat: dt.datetime) -> int:
    """Remove uploaded and marked files whose time is over; return of how many imports.

    What no import names goes, too: its job was killed before it could clear up.
    """
    lama = Impor.objects.exclude(berkas="").filter(dibuat__lt=saat - MASA_BERKAS)
    jumlah = 0
    for impor in lama.select_related("instansi"):
        buang_berkas(impor)
        jumlah += 1
    _sapu_yatim(saat)
    return jumlah


def _sapu_yatim(saat: dt.datetime) -> None:
    dikenal = set()
    disimpan = Impor.objects.exclude(berkas="").values_list("berkas", "ringkasan")
    for berkas, ringkasan in disimpan.iterator():
        dikenal |= {berkas, ringkasan.get("koreksi", {}).get("berkas")}
    for nama in _isi_folder(FOLDER):
        with suppress(FileNotFoundError):  # whoever was at it cleared up after all
            tua = default_storage.get_modified_time(nama) < saat - MASA_YATIM
            if tua and nama not in dikenal:
                default_storage.delete(nama)


def _isi_folder(folder: str) -> Iterator[str]:
    """Name every stored file in a folder and below."""
    try:
        cabang, berkas = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{satu}" for satu in berkas)
    for satu in cabang:
        yield from _isi_folder(f"{folder}/{satu}")
