"""Bringing a backup back: believed only when whole, written only where there is nothing."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from inti.audit import verifikasi
from inti.cadangan import baris, isi as arsip_isi, kunci
from inti.cadangan.ambil import FOLDER_DATA, KUNCI_SESI, berkas_data
from inti.cadangan.galat import CadanganDitolakError
from inti.cadangan.isi import Isi
from inti.models import Instansi, KepalaRantai


def periksa(berkas: Path, berkas_kunci: Path | None = None) -> Isi:
    """Open a backup, recompute everything in it and return its contents; writes nothing.

    Raises CadanganDitolakError for a wrong key, a cut or changed file, or an unknown form.
    """
    with _terbuka(berkas, berkas_kunci) as (_, isi):
        return isi


def pulihkan(berkas: Path, berkas_kunci: Path | None = None) -> Isi:
    """Restore into an empty database and an empty data folder.

    The schema of the backup's version is built first, then filled in one transaction whose rows
    are read again and compared; later migrations follow. Raises CadanganDitolakError, with
    nothing written but an empty schema, when the backup is not whole or the place not empty.
    """
    with _terbuka(berkas, berkas_kunci) as (arsip, isi):
        _pastikan_kosong()
        apps = _bangun(isi)
        try:
            with transaction.atomic():
                _isi_basis_data(arsip, isi, apps)
                _tulis_berkas(arsip, isi)
        except BaseException:
            _buang_berkas()
            raise
    call_command("migrate", interactive=False, verbosity=0)
    _periksa_rantai(isi)
    return isi


@contextmanager
def _terbuka(berkas: Path, berkas_kunci: Path | None) -> Iterator[tuple[zipfile.ZipFile, Isi]]:
    rahasia = kunci.baca(berkas_kunci or kunci.berkas_kunci())
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix=".pulih-") as sementara:
        polos = Path(sementara) / "polos.zip"
        kunci.buka(berkas, polos, rahasia)
        try:
            arsip = zipfile.ZipFile(polos)
        except zipfile.BadZipFile as galat:
            raise CadanganDitolakError(arsip_isi.RUSAK.format("arsipnya")) from galat
        with arsip:
            isi = arsip_isi.baca(arsip)
            arsip_isi.periksa(arsip, isi)
            yield arsip, isi


def _pastikan_kosong() -> None:
    ada = set(connection.introspection.table_names())
    if Instansi._meta.db_table in ada and Instansi.objects.exists():
        pesan = (
            "Basis data ini sudah berisi. Cadangan hanya dipulihkan ke basis data baru dan "
            "DATA_DIR baru; yang lama tetap ada untuk dibandingkan."
        )
        raise CadanganDitolakError(pesan)
    if set(berkas_data()) - {KUNCI_SESI}:
        pesan = f"Folder data {settings.DATA_DIR} sudah berisi. Pulihkan ke DATA_DIR yang baru."
        raise CadanganDitolakError(pesan)


def _bangun(isi: Isi) -> Apps:
    """Build the schema of the backup's own version and return its models."""
    pelaksana = MigrationExecutor(connection)
    tujuan = [(app, nama) for app, nama in isi.migrasi]
    asing = [f"{a}.{n}" for a, n in tujuan if (a, n) not in pelaksana.loader.graph.nodes]
    if asing:
        pesan = (
            f"Cadangan ini dari portal {isi.portal}, lebih baru daripada portal ini "
            f"({settings.VERSI}): {', '.join(asing)} tidak dikenal. Pasang versi itu dulu."
        )
        raise CadanganDitolakError(pesan)
    if any(mundur for _, mundur in pelaksana.migration_plan(tujuan)):
        pesan = "Basis data ini sudah dipakai versi yang lebih baru. Pakai basis data baru."
        raise CadanganDitolakError(pesan)
    pelaksana.migrate(tujuan)
    return MigrationExecutor(connection).loader.project_state(tujuan).apps


def _isi_basis_data(arsip: zipfile.ZipFile, isi: Isi, apps: Apps) -> None:
    model = {baris.label(m): m for m in baris.meja(apps)}
    if set(model) != set(isi.meja):
        beda = ", ".join(sorted(set(model) ^ set(isi.meja)))
        raise CadanganDitolakError(arsip_isi.RUSAK.format(f"tabelnya: {beda}"))
    for satu in model.values():
        satu._base_manager.all()._raw_delete(using="default")  # what migrations put there
    for label, meja in isi.meja.items():
        with arsip.open(arsip_isi.nama_meja(label)) as sumber:
            baris.tulis(model[label], meja.kolom, sumber)
    for label, meja in isi.meja.items():
        sidik = baris.sidik(baris.baca(model[label], meja.kolom))
        if (sidik.baris, sidik.sidik) != (meja.baris, meja.sidik):
            pesan = f"Tabel {label} tidak kembali seperti semula. Tidak ada yang ditulis."
            raise CadanganDitolakError(pesan)
    perintah = connection.ops.sequence_reset_sql(no_style(), list(model.values()))
    with connection.cursor() as kursor:
        for satu_perintah in perintah:
            kursor.execute(satu_perintah)


def _tulis_berkas(arsip: zipfile.ZipFile, isi: Isi) -> None:
    for jalur in isi.berkas:
        tujuan = Path(settings.DATA_DIR) / jalur
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        with arsip.open(arsip_isi.nama_berkas(jalur)) as sumber, tujuan.open("wb") as tulis:
            shutil.copyfileobj(sumber, tulis)
        if jalur == KUNCI_SESI:
            tujuan.chmod(0o600)


def _buang_berkas() -> None:
    """The folders were empty before: whatever stands there now came from this attempt."""
    for nama in FOLDER_DATA:
        shutil.rmtree(Path(settings.DATA_DIR) / nama, ignore_errors=True)


def _periksa_rantai(isi: Isi) -> None:
    kepala = {
        k.instansi.kode: [k.urutan, k.sidik]
        for k in KepalaRantai.objects.select_related("instansi")
    }
    rusak = [i.kode for i in Instansi.objects.all() if verifikasi(i)[1]]
    if kepala != isi.rantai or rusak:
        pesan = (
            "Cadangan kembali seperti saat dibuat, tetapi rantai jejak audit di dalamnya tidak "
            f"utuh: {', '.join(rusak) or 'kepala rantai berbeda'}. Jalankan verifikasi_jejak."
        )
        raise CadanganDitolakError(pesan)
