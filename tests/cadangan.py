"""Machines for the tests and the drill of backups: a data folder, a database, and its commands."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg import sql

AKAR = Path(__file__).parents[1]
_LUAR = {"DATABASE_URL", "REDIS_URL", "DATA_DIR", "CADANGAN_PENERIMA", "CADANGAN_DIR"}
SIDIK = """
import django; django.setup()
from django.apps import apps
from inti.cadangan import baris
for m in baris.meja(apps):
    print(baris.label(m), baris.sidik(baris.baca(m, baris.kolom(m))))
"""


class Mesin:
    """One installation of its own; SQLite below its folder unless ``DATABASE_URL`` is given."""

    def __init__(self, data: Path, **lingkungan: str) -> None:
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        bersih = {k: v for k, v in os.environ.items() if k not in _LUAR}
        self.env = bersih | {
            "DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONWARNINGS": "ignore",
            **lingkungan,
        }

    @property
    def kunci(self) -> Path:
        return self.data / "kunci_cadangan"

    def jalankan(self, *kata: str, **lingkungan: str) -> subprocess.CompletedProcess[str]:
        """Run one management command in a process of its own."""
        return subprocess.run(
            [sys.executable, "manage.py", *kata],
            cwd=AKAR,
            env=self.env | lingkungan,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )


def sidik_semua(mesin: Mesin) -> str:
    """A fingerprint over every table, and "" while the tables are not there."""
    hasil = subprocess.run(
        [sys.executable, "-c", SIDIK],
        cwd=AKAR,
        env=mesin.env,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return "" if hasil.returncode else hashlib.sha256(hasil.stdout.encode()).hexdigest()


@contextmanager
def basis_baru() -> Iterator[str]:
    """An empty PostgreSQL database beside the one of the tests, as a URL."""
    rinci = connection.get_connection_params()
    nama = f"cadangan_{uuid4().hex[:12]}"
    letak = {k: rinci[k] for k in ("host", "port", "user", "password") if rinci.get(k)}
    with psycopg.connect(dbname="postgres", autocommit=True, **letak) as pengelola:
        pengelola.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(nama)))
        try:
            akun = letak.get("user", "postgres")
            if letak.get("password"):
                akun = f"{akun}:{letak['password']}"
            host = quote(str(letak.get("host", "127.0.0.1")), safe="")
            yield f"postgres://{akun}@{host}:{letak.get('port', 5432)}/{nama}"
        finally:
            pengelola.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nama)))
