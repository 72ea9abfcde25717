"""The processes of the drill: a Celery worker, its broker, its database, each one to be harmed."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Protocol

import psycopg
import redis
from celery import Celery

from tests.peladen import Postgresql, port_bebas, program_valkey
from tests.siasn.tiruan import AKAR

TUGAS = "penugasan.sapu_siasn"


class Basis:
    """The database as an outsider sees it."""

    def __init__(self, url: str, peladen: Postgresql | None = None) -> None:
        self.url = url
        self._peladen = peladen
        self.postgresql = url.startswith("postgres")

    def tanya(self, sql: str) -> list[tuple[str, ...]]:
        """Rows as text. While the server ends our session too, ask again."""
        if not self.postgresql:
            berkas = self.url.removeprefix("sqlite:///")
            with contextlib.closing(sqlite3.connect(berkas, timeout=60)) as db:
                return [tuple(map(str, baris)) for baris in db.execute(sql)]
        for _ in range(5):
            with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url) as db:
                return [tuple(map(str, baris)) for baris in db.execute(sql)]
        raise RuntimeError(sql)

    def jumlah(self) -> dict[str, int]:
        """How many messages are in each state."""
        sql = "SELECT status, COUNT(*) FROM penugasan_pesankeluar GROUP BY status"
        return {status: int(n) for status, n in self.tanya(sql)}

    def putuskan_semua(self) -> int:
        """End every session of the server, in the middle of whatever it does."""
        sql = (
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(self.tanya(sql)[0][0])

    def hentikan(self, *, mendadak: bool) -> None:
        """Stop the server itself."""
        assert self._peladen is not None
        self._peladen.hentikan(mendadak=mendadak)

    def hidupkan(self) -> None:
        """Start the server again; after a sudden end it recovers first."""
        assert self._peladen is not None
        self._peladen.hidupkan()


class Makelar(Protocol):
    """A broker that can be emptied, and stopped for a while."""

    nama: str
    env: dict[str, str]
    url: str
    opsi: dict[str, str]

    def kosongkan(self) -> None:
        """Lose everything it holds."""

    def hentikan(self) -> None:
        """Be gone."""

    def hidupkan(self) -> None:
        """Be back, empty or not."""

    def penuhkan(self) -> None:
        """Take nothing more."""


class MakelarBerkas:
    """kombu's files in a folder."""

    nama = "berkas"
    url = "filesystem://"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "antrean"
        pesan, kendali = str(self._folder / "pesan"), str(self._folder / "kendali")
        self.opsi = {
            "data_folder_in": pesan,
            "data_folder_out": pesan,
            "control_folder": kendali,
        }
        self.env: dict[str, str] = {}
        self.hidupkan()

    def kosongkan(self) -> None:
        for berkas in (self._folder / "pesan").glob("*"):
            berkas.unlink(missing_ok=True)

    def hentikan(self) -> None:
        hilang = self._folder.with_name("antrean-hilang")
        while not self._folder.is_file():
            with contextlib.suppress(OSError):  # a worker may just be putting it back
                self._folder.rename(hilang)
                self._folder.write_text("a file where the folder was")
            shutil.rmtree(hilang, ignore_errors=True)

    penuhkan = hentikan

    def hidupkan(self) -> None:
        if self._folder.is_file():
            self._folder.unlink()
        for nama in ("pesan", "olahan", "kendali"):
            (self._folder / nama).mkdir(parents=True, exist_ok=True)


class MakelarRedis:
    """A server of the Redis protocol, without memory of its own."""

    nama = "redis"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = port_bebas()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self.env = {"REDIS_URL": self.url}
        self.opsi: dict[str, str] = {}
        self._proses: subprocess.Popen[bytes] | None = None
        self.hidupkan()

    def kosongkan(self) -> None:
        self._klien().flushall()

    def penuhkan(self) -> None:
        self._klien().config_set("maxmemory", "1")

    def hentikan(self) -> None:
        if self._proses is not None:
            self._proses.kill()
            self._proses.wait()
            self._proses = None

    def hidupkan(self) -> None:
        if self._proses is not None:
            self._klien().config_set("maxmemory", "0")
            return
        perintah = [str(program_valkey()), "--bind", "127.0.0.1", "--port", str(self._port)]
        perintah += ["--save", "", "--appendonly", "no", "--dir", str(self._folder)]
        self._proses = subprocess.Popen(
            perintah, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
        )
        for _ in range(200):
            with contextlib.suppress(redis.RedisError):
                self._klien().ping()
                return
            time.sleep(0.05)
        raise RuntimeError(self.url)

    def _klien(self) -> redis.Redis:
        return redis.Redis.from_url(self.url, socket_timeout=5)


class Pekerja:
    """The workers, and the nudges to them: two without children on files, as the portal runs them;
    one with a pool of two on Redis, as the containers do."""

    def __init__(self, folder: Path, env: dict[str, str], makelar: Makelar) -> None:
        self._env = env
        self.catatan = folder / "pekerja.log"
        self._pilihan = [["-P", "solo", "-n", f"p{ke}@%h"] for ke in (1, 2)]
        if makelar.nama == "redis":
            self._pilihan = [["-c", "2"]]
        self._app = Celery("colek", broker=makelar.url, set_as_current=False)
        self._app.conf.broker_transport_options = makelar.opsi
        self._proses: list[subprocess.Popen[bytes] | None] = [None for _ in self._pilihan]

    def hidupkan(self) -> int:
        """Start those that do not run, as whoever watches over them would; returns how many."""
        mati = [
            ke for ke, satu in enumerate(self._proses) if satu is None or satu.poll() is not None
        ]
        for ke in mati:
            perintah = [sys.executable, "-m", "celery", "-A", "config", "worker"]
            perintah += ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
            with self.catatan.open("ab") as catatan:
                self._proses[ke] = subprocess.Popen(
                    [*perintah, *self._pilihan[ke]],
                    cwd=AKAR,
                    env=self._env,
                    stdout=catatan,
                    stderr=catatan,
                    start_new_session=True,
                )
        return len(mati)

    def bunuh(self) -> None:
        """Kill -9 all of them, parents and children at once, as the kernel would."""
        for ke in range(len(self._proses)):
            self._bunuh(ke)

    def bunuh_satu(self, acak: random.Random) -> None:
        """Kill -9 one of two, or the children of the pool; the parent starts others."""
        ke = acak.randrange(len(self._proses))
        satu = self._proses[ke]
        if len(self._proses) > 1 or satu is None:
            self._bunuh(ke)
            return
        with contextlib.suppress(FileNotFoundError):
            anak = Path(f"/proc/{satu.pid}/task/{satu.pid}/children").read_text().split()
            for pid in anak:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)

    def _bunuh(self, ke: int) -> None:
        if (satu := self._proses[ke]) is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(satu.pid, signal.SIGKILL)
            satu.wait()
            self._proses[ke] = None

    def colek(self) -> None:
        """Nudge them, as beat does; a broker that is gone loses the nudge and nothing else."""
        with contextlib.suppress(Exception):
            self._app.send_task(TUGAS, ignore_result=True, retry=False)
