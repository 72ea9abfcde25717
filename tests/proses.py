"""Processes of the portal's own in tests: a database that they and the test can both see.

The test database is no good for that: on SQLite it is in memory, and transactions hide rows.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from tests.jalankan import lingkungan

REDIS_PROSES = 15  # the tests' own workers use 1, 2, ...


@contextlib.contextmanager
def lingkungan_sendiri(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of processes with a fresh database of this round's kind.

    On SQLite the default mode below ``folder``; on PostgreSQL a database of its own that is
    dropped at the end, and the round's Redis.
    """
    bersih = lingkungan(folder)
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield bersih
        return
    nama = f"proses_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as sambungan:
        sambungan.execute(f"CREATE DATABASE {nama}")  # type: ignore[arg-type]
        try:
            yield bersih | {
                "DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{nama}")),
                "REDIS_URL": _redis(os.environ["REDIS_URL"]),
            }
        finally:
            sambungan.execute(f"DROP DATABASE {nama} WITH (FORCE)")  # type: ignore[arg-type]


def _redis(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{REDIS_PROSES}"))
