"""A worker killed with -9 in mid-send, again and again: everybody arrives exactly once.

Real processes on the database of this run: a Celery worker of its own process group, the stand-in
with latency and lost answers. The ledger and the stand-in are compared at the end.
"""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.db import connection

from inti.models import Instansi
from penugasan.siasn.wire import samakan_id
from tests.penugasan.kirim import antrekan, kenalkan
from tests.siasn.tiruan import AKAR, Tiruan

ORANG = 30
PEMBUNUHAN = 4
BATAS = 120.0
SQL = "SELECT kunci, id_usulan, status, percobaan FROM penugasan_pesankeluar ORDER BY id"


class Basis:
    """The database of this run as another process sees it: PostgreSQL's test database, or a file
    copied from SQLite's memory."""

    def __init__(self, folder: Path) -> None:
        self._berkas = folder / "portal.sqlite3"
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with contextlib.closing(sqlite3.connect(self._berkas)) as tujuan:
                connection.connection.backup(tujuan)

    @property
    def url(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self._berkas}"
        k = connection.settings_dict
        return f"postgres://{k['USER']}:{k['PASSWORD']}@{k['HOST']}:{k['PORT']}/{k['NAME']}"

    def buku(self) -> list[tuple[str, str, str, int]]:
        """Key, proposal, state and attempts of every message."""
        if connection.vendor == "sqlite":
            with contextlib.closing(sqlite3.connect(self._berkas, timeout=20)) as db:
                baris = db.execute(SQL).fetchall()
        else:
            with connection.cursor() as kursor:
                kursor.execute(SQL)
                baris = kursor.fetchall()
        return [(samakan_id(k), samakan_id(u), str(s), int(p)) for k, u, s, p in baris]


class Pekerja:
    """A Celery worker in a process group of its own, and the nudges to it."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._env = env
        self._catatan = folder / "pekerja.log"
        antrean = folder / "antrean"
        opsi = {
            "data_folder_in": str(antrean / "pesan"),
            "data_folder_out": str(antrean / "pesan"),
            "control_folder": str(antrean / "kendali"),
        }
        for nama in ("pesan", "olahan", "kendali"):
            (antrean / nama).mkdir(parents=True)
        self._app = Celery("colek", broker="filesystem://", set_as_current=False)
        self._app.conf.broker_transport_options = opsi
        self._proses: subprocess.Popen[bytes] | None = None

    def hidupkan(self) -> None:
        perintah = [sys.executable, "-m", "celery", "-A", "config", "worker", "-c", "1"]
        perintah += ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
        with self._catatan.open("ab") as catatan:
            self._proses = subprocess.Popen(
                perintah,
                cwd=AKAR,
                env=self._env,
                stdout=catatan,
                stderr=catatan,
                start_new_session=True,
            )

    def bunuh(self) -> None:
        """Kill -9 parent and children at once, as the kernel would."""
        if self._proses is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._proses.pid, signal.SIGKILL)
            self._proses.wait()
            self._proses = None

    def colek(self) -> None:
        """Nudge it, as beat does; one that died by itself fails the test with its last words."""
        assert self._proses is not None
        assert self._proses.poll() is None, self._catatan.read_text()[-3000:]
        self._app.send_task("penugasan.sapu_siasn", ignore_result=True)


@pytest.fixture
def basis(tmp_path: Path, transactional_db: None) -> Callable[[], Basis]:
    return lambda: Basis(tmp_path)


@pytest.fixture
def buat_pekerja(tmp_path: Path) -> Iterator[Callable[[str, Tiruan], Pekerja]]:
    semua: list[Pekerja] = []

    def buat(url: str, tiruan: Tiruan) -> Pekerja:
        asing = ("DATABASE_URL", "REDIS_URL", "COVERAGE_PROCESS_START")
        env = {n: isi for n, isi in os.environ.items() if n not in asing}
        env |= {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "u" * 60}
        env |= tiruan.env_portal(SIASN_SEWA="2", SIASN_SEJAJAR="3", SIASN_JEDA_CEK="0.05")
        semua.append(Pekerja(tmp_path, env))
        return semua[-1]

    yield buat
    for pekerja in semua:
        pekerja.bunuh()


def _tunggu(syarat: Callable[[], bool], selagi: Callable[[], Any], batas: float) -> None:
    """Poll until it is so; ``selagi`` is done between looks."""
    sampai = time.monotonic() + batas
    while not syarat():
        assert time.monotonic() < sampai, "terlalu lama"
        selagi()
        time.sleep(0.05)


def test_a_worker_killed_in_mid_send_loses_nobody_and_doubles_nobody(
    tiruan: Tiruan,
    instansi: Instansi,
    basis: Callable[[], Basis],
    buat_pekerja: Callable[[str, Tiruan], Pekerja],
) -> None:
    semua = antrekan(instansi, ORANG)
    kenalkan(tiruan)
    tiruan.ganggu(
        {"jenis": "putus_setelah_simpan", "peluang": 0.15, "cocok": {"metode": "POST"}},
        {"jenis": "putus_sebelum", "peluang": 0.1, "cocok": {"metode": "POST"}},
        {"jenis": "latensi", "param": {"detik": 0.1, "setelah_simpan": True}},
    )
    buku = basis()
    pekerja = buat_pekerja(buku.url, tiruan)
    acak = random.Random(45)  # noqa: S311 - when to kill
    di_jalan = 0
    for _ in range(PEMBUNUHAN):
        pekerja.hidupkan()
        tujuan = len(tiruan.usulan()) + acak.randint(1, 5)
        _tunggu(lambda t=tujuan: len(tiruan.usulan()) >= t, _jarang(pekerja.colek), BATAS)
        pekerja.bunuh()
        di_jalan += sum(status == "DIKIRIM" for _, _, status, _ in buku.buku())
    assert len(tiruan.usulan()) < ORANG, "everybody had arrived before the last kill"
    assert di_jalan > 0, "no kill struck a message on its way"

    pekerja.hidupkan()
    _tunggu(
        lambda: {status for _, _, status, _ in buku.buku()} == {"DITERIMA"},
        _jarang(pekerja.colek),
        BATAS,
    )
    di_sana = tiruan.usulan()
    assert sorted(u["nip"] for u in di_sana) == sorted(p.badan["nipBaru"] for p in semua)
    assert {(k, u) for k, u, _, _ in buku.buku()} == {(u["referensi"], u["id"]) for u in di_sana}
    assert max(percobaan for _, _, _, percobaan in buku.buku()) > 1


def _jarang(fungsi: Callable[[], object], jeda: float = 0.5) -> Callable[[], None]:
    """At most once per ``jeda`` seconds."""
    terakhir = 0.0

    def jarang() -> None:
        nonlocal terakhir
        if time.monotonic() - terakhir >= jeda:
            terakhir = time.monotonic()
            fungsi()

    return jarang
