"""How this installation is: what works, since when, and what to do about what does not.

The parts that other apps know (the line to SIASN) are added by them with ``daftarkan``. A check
that breaks is itself a finding; it never takes the page down.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min
from kombu.exceptions import OperationalError

from inti.cadangan import cadangan_terakhir
from inti.denyut import umur_denyut
from inti.models import Pekerjaan
from inti.waktu import sekarang

BAIK, RAGU, BURUK = "BAIK", "RAGU", "BURUK"
DENYUT_RAGU: Final = 90.0
"""Seconds without a heartbeat after which something is amiss; it beats every 20."""
RUANG_RAGU, RUANG_BURUK = 5 * 2**30, 2**30
PEKERJAAN_LAMA: Final = 600.0
CADANGAN_LAMA: Final = 26 * 3600.0
"""Seconds; the nightly backup is taken every 24 hours."""


@dataclass(frozen=True, slots=True)
class Butir:
    """One finding: its name, how it stands, one sentence, and what to do when it is not well."""

    nama: str
    keadaan: str
    kalimat: str
    tindakan: str = ""


Periksa = Callable[[Any], Iterator[Butir]]
_lain: list[Periksa] = []


def daftarkan(periksa: Periksa) -> None:
    """Add the findings of another app; called once, when the apps are ready."""
    _lain.append(periksa)


def semua(akun: Any) -> list[Butir]:
    """Every finding, in the order in which an operator looks."""
    hasil: list[Butir] = []
    for periksa in (*_SENDIRI, *_lain):
        try:
            hasil += periksa(akun)
        except Exception as galat:  # noqa: BLE001 - a check that breaks is a finding
            nama = periksa.__name__.strip("_").replace("_", " ").capitalize()
            kalimat = f"Tidak dapat diperiksa ({type(galat).__name__})."
            hasil.append(Butir(nama, BURUK, kalimat, "Lihat catatan web, lalu muat ulang."))
    return hasil


def _basis_data(_akun: Any) -> Iterator[Butir]:
    mulai = time.perf_counter()
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    lama = (time.perf_counter() - mulai) * 1000
    nama = connection.display_name
    yield Butir("Basis data", BAIK, f"{nama} menjawab dalam {max(lama, 1):.0f} milidetik.")


def _migrasi(_akun: Any) -> Iterator[Butir]:
    pelaksana = MigrationExecutor(connection)
    belum = len(pelaksana.migration_plan(pelaksana.loader.graph.leaf_nodes()))
    if belum:
        tindakan = "Jalankan manage.py migrate, lalu nyalakan ulang portal."
        yield Butir("Bentuk basis data", BURUK, f"{belum} perubahan belum diterapkan.", tindakan)
    else:
        yield Butir("Bentuk basis data", BAIK, "Sesuai dengan versi portal ini.")


def _simpanan(_akun: Any) -> Iterator[Butir]:
    cache.set("keadaan:uji", 1, 10)
    if getattr(cache, "putus", False):
        yield Butir(
            "Simpanan sementara",
            RAGU,
            "Redis atau folder simpanan tidak menjawab. Portal tetap melayani.",
            "Nyalakan lagi Redis. Pekerjaan yang menunggu dikerjakan sesudahnya.",
        )
    else:
        yield Butir("Simpanan sementara", BAIK, "Menjawab.")


def _makelar(_akun: Any) -> Iterator[Butir]:
    try:
        with current_app.connection_for_write() as sambungan:
            sambungan.ensure_connection(max_retries=1, interval_start=0.1, timeout=2)
    except (OSError, OperationalError):
        yield Butir(
            "Antrean pekerjaan",
            RAGU,
            "Tidak menjawab. Pekerjaan dan pesan tetap tersimpan sebagai baris.",
            "Nyalakan lagi Redis, atau periksa folder antrean.",
        )
    else:
        yield Butir("Antrean pekerjaan", BAIK, "Menjawab.")


def _pekerja(_akun: Any) -> Iterator[Butir]:
    umur = umur_denyut()
    if umur is not None and umur <= DENYUT_RAGU:
        yield Butir("Pekerja dan penjadwal", BAIK, f"Berdenyut {umur:.0f} detik yang lalu.")
        return
    kapan = "Belum pernah berdenyut." if umur is None else f"Diam {umur / 60:.0f} menit."
    tindakan = "Nyalakan pekerja dan penjadwal. Tidak ada pekerjaan yang hilang."
    yield Butir("Pekerja dan penjadwal", BURUK, kapan, tindakan)


def _pekerjaan(akun: Any) -> Iterator[Butir]:
    menunggu = Pekerjaan.objects.untuk(akun).filter(status=Pekerjaan.Status.MENUNGGU)
    angka = menunggu.aggregate(jumlah=Count("pk"), tertua=Min("dibuat"))
    if not angka["jumlah"]:
        yield Butir("Pekerjaan panjang", BAIK, "Tidak ada yang menunggu.")
        return
    lama = (sekarang() - angka["tertua"]).total_seconds()
    keadaan = RAGU if lama > PEKERJAAN_LAMA else BAIK
    tindakan = "Periksa pekerja dan penjadwal." if keadaan == RAGU else ""
    kalimat = f"{angka['jumlah']} menunggu, yang tertua {lama / 60:.0f} menit."
    yield Butir("Pekerjaan panjang", keadaan, kalimat, tindakan)


def _ruang(_akun: Any) -> Iterator[Butir]:
    sisa = shutil.disk_usage(settings.DATA_DIR).free
    keadaan = BURUK if sisa < RUANG_BURUK else RAGU if sisa < RUANG_RAGU else BAIK
    tindakan = "" if keadaan == BAIK else "Kosongkan ruang pada disk folder data."
    kalimat = f"Tersisa {sisa / 2**30:.1f} GB pada folder data."
    yield Butir("Ruang disk", keadaan, kalimat, tindakan)


def _cadangan(_akun: Any) -> Iterator[Butir]:
    kapan = cadangan_terakhir()
    lama = (sekarang() - kapan).total_seconds() if kapan else None
    if lama is not None and lama <= CADANGAN_LAMA:
        yield Butir("Cadangan", BAIK, f"Yang terakhir {lama / 3600:.0f} jam yang lalu.")
        return
    hari = f"Yang terakhir {(lama or 0) / 86400:.0f} hari yang lalu."
    kalimat = "Belum pernah dibuat." if lama is None else hari
    tindakan = "Jalankan manage.py cadangkan, atau isi CADANGAN_DIR agar dibuat setiap malam."
    yield Butir("Cadangan", RAGU, kalimat, tindakan)


_SENDIRI: Final[tuple[Periksa, ...]] = (
    _basis_data,
    _migrasi,
    _simpanan,
    _makelar,
    _pekerja,
    _pekerjaan,
    _ruang,
    _cadangan,
)
