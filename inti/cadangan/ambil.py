"""Taking a backup: one snapshot of the rows, then the files they name, then the lock."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from inti.cadangan import baris, isi as arsip_isi, kunci
from inti.cadangan.galat import CadanganDitolakError
from inti.cadangan.isi import Isi, Meja
from inti.cadangan.simpan import folder_cadangan, nama_baru
from inti.db import potret
from inti.models import KepalaRantai
from inti.titipan import tuang
from inti.waktu import sekarang

FOLDER_DATA = ("berkas", "akses")
"""What is kept of the data folder: letters, evidence and uploads, and access rows on their way."""
KUNCI_SESI = "secret_key"
"""Kept when it was made here and not given by the environment: links that were signed hold on."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """A backup that stands on the disk and was read again from there."""

    berkas: Path
    isi: Isi
    ukuran: int
    """Bytes."""


def cadangkan(folder: Path | None = None) -> Hasil:
    """Write one backup into ``folder`` and read it again before it gets its name.

    The portal goes on serving: rows are read from one snapshot, and files are only ever added.
    Raises CadanganDitolakError when the database is behind this version's migrations.
    """
    tujuan = folder or folder_cadangan()
    tujuan.mkdir(mode=0o700, parents=True, exist_ok=True)
    tuang()
    with TemporaryDirectory(dir=tujuan, prefix=".baru-") as sementara:
        polos, terkunci = Path(sementara) / "polos.zip", Path(sementara) / "terkunci.age"
        isi = _tulis(polos)
        _baca_ulang(polos)
        kunci.kunci(polos, terkunci)
        if not settings.CADANGAN_PENERIMA:  # the secret is here: prove that it opens
            kunci.buka(terkunci, polos, kunci.baca(kunci.berkas_kunci()))
            _baca_ulang(polos)
        with terkunci.open("rb") as gagang:
            os.fsync(gagang.fileno())
        jadi = tujuan / nama_baru(sekarang())
        terkunci.replace(jadi)
    return Hasil(jadi, isi, jadi.stat().st_size)


def _tulis(polos: Path) -> Isi:
    isi = Isi(
        portal=settings.VERSI,
        dibuat=sekarang().isoformat(timespec="seconds"),
        basis=connection.vendor,
        migrasi=_migrasi(),
    )
    with _arsip(polos) as arsip:
        with potret():
            for model in baris.meja(apps):
                isi.meja[baris.label(model)] = _tulis_meja(arsip, model)
            for kepala in KepalaRantai.objects.select_related("instansi"):
                isi.rantai[kepala.instansi.kode] = [kepala.urutan, kepala.sidik]
        for jalur in berkas_data():
            sidik = _tulis_berkas(arsip, jalur)
            if sidik:
                isi.berkas[jalur] = sidik
        isi.tulis(arsip)
    return isi


def _tulis_meja(arsip: zipfile.ZipFile, model: type[Model]) -> Meja:
    nama = baris.kolom(model)
    with arsip.open(arsip_isi.nama_meja(baris.label(model)), "w", force_zip64=True) as anggota:

        def sambil_menulis() -> Iterator[bytes]:
            for satu in baris.baca(model, nama):
                anggota.write(satu)
                yield satu

        sidik = baris.sidik(sambil_menulis())
    return Meja(nama, sidik.baris, sidik.sidik)


def _tulis_berkas(arsip: zipfile.ZipFile, jalur: str) -> str:
    """Add one file and return its fingerprint; nothing when it has just been removed."""
    try:
        with (Path(settings.DATA_DIR) / jalur).open("rb") as sumber:
            with arsip.open(arsip_isi.nama_berkas(jalur), "w", force_zip64=True) as anggota:
                for potong in arsip_isi.potongan(sumber):
                    anggota.write(potong)
            sumber.seek(0)
            return arsip_isi.sidik_alir(sumber)
    except FileNotFoundError:
        return ""


def berkas_data() -> list[str]:
    """The kept files, as paths below the data folder; locks and half-written ones are none."""
    akar = Path(settings.DATA_DIR)
    ada = [p for nama in FOLDER_DATA for p in (akar / nama).rglob("*") if p.is_file()]
    if (akar / KUNCI_SESI).is_file():
        ada.append(akar / KUNCI_SESI)
    bukan = {".baru", ".kunci"}
    return sorted(str(p.relative_to(akar)) for p in ada if not {p.suffix, p.name} & bukan)


def _migrasi() -> list[list[str]]:
    """The last migration of each app: the shape that the rows have."""
    pelaksana = MigrationExecutor(connection)
    ujung = pelaksana.loader.graph.leaf_nodes()
    if pelaksana.migration_plan(ujung):
        pesan = "Basis data belum sesuai dengan versi portal ini. Jalankan manage.py migrate dulu."
        raise CadanganDitolakError(pesan)
    return [list(satu) for satu in sorted(ujung)]


def _baca_ulang(polos: Path) -> None:
    with zipfile.ZipFile(polos) as arsip:
        arsip_isi.periksa(arsip, arsip_isi.baca(arsip))


@contextmanager
def _arsip(polos: Path) -> Iterator[zipfile.ZipFile]:
    gagang = os.open(polos, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(gagang, "wb") as berkas,
        zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as arsip,
    ):
        yield arsip
