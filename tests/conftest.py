"""Personas, and the ground every test stands on: clean cache, own files, no broker."""

import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import structlog
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings as hypothesis_settings

from config.celery import app as celery_app
from inti import pekerjaan
from inti.models import Instansi, Pekerjaan
from pegawai.models import Akun, Opd
from tests.inti.factories import InstansiFactory
from tests.pegawai.factories import AkunFactory, OpdFactory, PejabatFactory
from tests.peramban import chromium, peramban

__all__ = ["chromium", "peramban"]

# Playwright's event loop stays alive beside the tests that share its process; all of ours is sync.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

hypothesis_settings.register_profile(
    "portal", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("portal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs the other database; it runs in that database's round."""
    postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    dipakai, ditinggal = [], []
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker("e2e")
        asing = item.get_closest_marker("postgres") is not None and not postgresql
        (ditinggal if asing else dipakai).append(item)
    if ditinggal:
        config.hook.pytest_deselected(items=ditinggal)
        items[:] = dipakai


def _redis_pekerja(url: str) -> str:
    """Give each xdist worker a Redis database of its own, leaving 0 to others."""
    nomor = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    return urlunsplit(urlsplit(url)._replace(path=f"/{nomor}"))


@pytest.fixture(scope="session", autouse=True)
def _dasar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Own folder for files and cache; tasks are queued in memory, where nobody takes them."""
    folder = tmp_path_factory.mktemp("portal")
    simpanan: dict[str, Any] = {nama: dict(isi) for nama, isi in settings.CACHES.items()}
    for nama, isi in simpanan.items():
        redis = settings.REDIS_URL
        isi["LOCATION"] = _redis_pekerja(redis) if redis else str(folder / nama)
    celery_app.conf.broker_url = "memory://"
    celery_app.conf.broker_transport_options = {}
    milik_sendiri = {
        "MEDIA_ROOT": folder / "berkas",
        "TITIPAN_AKSES": folder / "akses",
        # Not the stand-in of a portal that runs on this machine: here nobody answers.
        "SIASN": settings.SIASN | {"SIASN_TIRUAN_PORT": "9"},
    }
    with override_settings(**milik_sendiri, CACHES=simpanan):
        yield


@pytest.fixture(autouse=True)
def _simpanan_bersih(_dasar: None) -> None:
    for satu in settings.CACHES:
        caches[satu].clear()


@pytest.fixture(scope="session", autouse=True)
def _jejak_dapat_dikosongkan() -> Iterator[None]:
    """Let Django empty the tables after a transactional test on SQLite.

    PostgreSQL truncates, which row triggers do not see; SQLite deletes row by row, which the
    triggers of the audit trail and of approved rule versions rightly refuse.
    """
    operasi = DatabaseWrapper.ops_class
    asli = operasi.execute_sql_flush

    def kosongkan(self: Any, sql_list: list[str]) -> None:
        with connection.cursor() as kursor:
            kursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
                "AND tbl_name IN ('inti_jejakaudit', 'penugasan_versiaturan')"
            )
            pemicu = kursor.fetchall()
            for nama, _sql in pemicu:
                kursor.execute(f"DROP TRIGGER {nama}")
            asli(self, sql_list)
            for _nama, sql in pemicu:
                kursor.execute(sql)

    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr(operasi, "execute_sql_flush", kosongkan)
        yield


# --- Personas. They share one agency; *_lain stands outside: another unit, another agency. ------


@pytest.fixture
def instansi(db: None) -> Instansi:
    return InstansiFactory.create(
        kode="kota-pekalongan",
        nama="Pemerintah Kota Pekalongan",
        siasn_id="A5EB03E23CC9F6A0E040640A040252AD",
        siasn_satuan_kerja_id="A5EB03E2420FF6A0E040640A040252AD",
    )


@pytest.fixture
def instansi_lain(db: None) -> Instansi:
    return InstansiFactory.create(kode="kabupaten-lain", nama="Pemerintah Kabupaten Lain")


@pytest.fixture
def opd(instansi: Instansi) -> Opd:
    """The unit that ``kepala_opd`` heads; it has a branch of its own: ``opd_cabang``."""
    return OpdFactory.create(instansi=instansi, kode="DINKES", nama="Dinas Kesehatan")


@pytest.fixture
def opd_cabang(opd: Opd) -> Opd:
    return OpdFactory.create(
        instansi=opd.instansi, kode="PKM-TIRTO", nama="Puskesmas Tirto", induk=opd
    )


@pytest.fixture
def opd_lain(instansi: Instansi) -> Opd:
    """A unit of the same agency that ``kepala_opd_lain`` heads."""
    return OpdFactory.create(instansi=instansi, kode="DINDIK", nama="Dinas Pendidikan")


@pytest.fixture
def petugas(instansi: Instansi) -> Akun:
    return AkunFactory.create(username="petugas", instansi=instansi)


@pytest.fixture
def penyetuju(instansi: Instansi) -> Akun:
    return AkunFactory.create(username="penyetuju", penyetuju=True, instansi=instansi)


@pytest.fixture
def kepala_opd(opd: Opd) -> Akun:
    akun = AkunFactory.create(username="kepala.opd", kepala_opd=True, instansi=opd.instansi)
    PejabatFactory.create(opd=opd, akun=akun)
    return akun


@pytest.fixture
def kepala_opd_lain(opd_lain: Opd) -> Akun:
    akun = AkunFactory.create(username="kepala.lain", kepala_opd=True, instansi=opd_lain.instansi)
    PejabatFactory.create(opd=opd_lain, akun=akun)
    return akun


@pytest.fixture
def mantan_kepala(opd: Opd) -> Akun:
    """A head whose term ended: the role is still there, the rights are not."""
    akun = AkunFactory.create(username="mantan.kepala", kepala_opd=True, instansi=opd.instansi)
    PejabatFactory.create(opd=opd, akun=akun, plt=True, lewat=True)
    return akun


@pytest.fixture
def dinas_koperasi(instansi: Instansi) -> Akun:
    return AkunFactory.create(username="dinas.koperasi", dinas_koperasi=True, instansi=instansi)


@pytest.fixture
def auditor(instansi: Instansi) -> Akun:
    return AkunFactory.create(username="auditor", auditor=True, instansi=instansi)


@pytest.fixture
def admin(instansi: Instansi) -> Akun:
    return AkunFactory.create(username="admin", admin=True, instansi=instansi)


@pytest.fixture
def petugas_lain(instansi_lain: Instansi) -> Akun:
    """An officer of another agency: to him nothing of ours exists."""
    return AkunFactory.create(username="petugas.lain", instansi=instansi_lain)


@pytest.fixture
def masuk() -> Callable[[Akun], Client]:
    """Return a function that gives a browser-like client logged in as that account."""

    def sebagai(akun: Akun) -> Client:
        klien = Client()
        klien.force_login(akun)
        return klien

    return sebagai


@pytest.fixture
def kerjakan() -> Callable[[], list[Pekerjaan]]:
    """Return a function that does all waiting long jobs, as a worker would."""

    def semua() -> list[Pekerjaan]:
        menunggu = list(Pekerjaan.objects.filter(status=Pekerjaan.Status.MENUNGGU))
        for satu in menunggu:
            pekerjaan.jalankan(satu.pk)
            satu.refresh_from_db()
        return menunggu

    return semua


@pytest.fixture
def paket_data() -> Path:
    """The folder of the pack ``kota-pekalongan``."""
    return Path(settings.AKAR) / "penugasan" / "paket" / "kota-pekalongan"


@pytest.fixture
def catatan() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines as production writes them, from every logger."""
    aliran = io.StringIO()
    tangan = logging.StreamHandler(aliran)
    tangan.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=settings.PROSESOR_BERSAMA,
        )
    )
    akar = logging.getLogger()
    lama = akar.level
    akar.addHandler(tangan)
    akar.setLevel(logging.INFO)
    try:
        yield lambda: [json.loads(satu) for satu in aliran.getvalue().splitlines()]
    finally:
        akar.removeHandler(tangan)
        akar.setLevel(lama)
