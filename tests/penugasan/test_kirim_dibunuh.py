"""A worker killed with -9 in mid-send, again and again: everybody arrives exactly once.

Real processes on the database of this run: a Celery worker of its own process group, the stand-in
with latency and lost answers. The ledger and the stand-in are compared at the end.
"""

import contextlib
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from inti.models import Instansi
from penugasan.siasn.wire import samakan_id
from tests.drill_bunuh.armada import Basis, MakelarBerkas, Pekerja
from tests.penugasan.kirim import antrekan, kenalkan
from tests.siasn.tiruan import Tiruan

ORANG = 30
PEMBUNUHAN = 4
BATAS = 300.0
SQL = "SELECT kunci, id_usulan, status, percobaan FROM penugasan_pesankeluar ORDER BY id"


def basis_uji(folder: Path) -> Basis:
    """The database of this run as another process sees it: PostgreSQL's test database, or a file
    copied from SQLite's memory."""
    if connection.vendor == "sqlite":
        berkas = folder / "portal.sqlite3"
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(berkas)) as tujuan:
            connection.connection.backup(tujuan)
        return Basis(f"sqlite:///{berkas}")
    k = connection.settings_dict
    return Basis(f"postgres://{k['USER']}:{k['PASSWORD']}@{k['HOST']}:{k['PORT']}/{k['NAME']}")


def buku(basis: Basis) -> list[tuple[str, str, str, int]]:
    """Key, proposal, state and attempts of every message."""
    return [(samakan_id(k), samakan_id(u), s, int(p)) for k, u, s, p in basis.tanya(SQL)]


@pytest.fixture
def basis(tmp_path: Path, transactional_db: None) -> Callable[[], Basis]:
    return lambda: basis_uji(tmp_path)


@pytest.fixture
def buat_pekerja(tmp_path: Path) -> Iterator[Callable[[str, Tiruan], Pekerja]]:
    semua: list[Pekerja] = []

    def buat(url: str, tiruan: Tiruan) -> Pekerja:
        asing = ("DATABASE_URL", "REDIS_URL", "COVERAGE_PROCESS_START")
        env = {n: isi for n, isi in os.environ.items() if n not in asing}
        env |= {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "u" * 60}
        env |= tiruan.env_portal(SIASN_SEWA="2", SIASN_SEJAJAR="3", SIASN_JEDA_CEK="0.05")
        semua.append(Pekerja(tmp_path, env, MakelarBerkas(tmp_path)))
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
    kota = basis()
    pekerja = buat_pekerja(kota.url, tiruan)
    acak = random.Random(45)  # noqa: S311 - when to kill
    di_jalan = 0
    for _ in range(PEMBUNUHAN):
        pekerja.hidupkan()
        tujuan = len(tiruan.usulan()) + acak.randint(1, 5)
        _tunggu(lambda t=tujuan: len(tiruan.usulan()) >= t, _jarang(pekerja.colek), BATAS)
        pekerja.bunuh()
        di_jalan += sum(status == "DIKIRIM" for _, _, status, _ in buku(kota))
    assert len(tiruan.usulan()) < ORANG, "everybody had arrived before the last kill"
    assert di_jalan > 0, "no kill struck a message on its way"

    pekerja.hidupkan()
    _tunggu(
        lambda: {status for _, _, status, _ in buku(kota)} == {"DITERIMA"},
        _jarang(pekerja.colek),
        BATAS,
    )
    di_sana = tiruan.usulan()
    assert sorted(u["nip"] for u in di_sana) == sorted(p.badan["nipBaru"] for p in semua)
    assert {(k, u) for k, u, _, _ in buku(kota)} == {(u["referensi"], u["id"]) for u in di_sana}
    assert max(percobaan for _, _, _, percobaan in buku(kota)) > 1


def _jarang(fungsi: Callable[[], object], jeda: float = 0.5) -> Callable[[], None]:
    """At most once per ``jeda`` seconds."""
    terakhir = 0.0

    def jarang() -> None:
        nonlocal terakhir
        if time.monotonic() - terakhir >= jeda:
            terakhir = time.monotonic()
            fungsi()

    return jarang
