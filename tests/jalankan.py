"""Run the whole suite twice: on SQLite, and on a real PostgreSQL with a real Redis protocol.

    python -m tests.jalankan [--hanya sqlite|postgresql] [--tanpa-cakupan] [arguments of pytest]

Coverage is measured in the second round only: the browser tests of the first run the portal as
processes of their own and hardly add to it (measured alone: 95.6 % the first, 95.4 % the second).
TEST_DATABASE_URL and TEST_REDIS_URL name servers to use; else they come from tests.peladen.
"""

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests import peladen

AKAR = Path(__file__).parents[1]
PEKERJA = "2"
PENUTUP = re.compile(r"\b(passed|failed|errors?|deselected|no tests ran)\b.* in [\d.]+s")
# A DATABASE_URL of the developer's own shell must never reach the tests.
VARIABEL_ASING = ("DATABASE_URL", "REDIS_URL", "DATA_DIR", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS")


@dataclass
class Putaran:
    """One run of the suite on one kind of database."""

    nama: str
    kode: int = 0
    penutup: str = "(tidak ada baris penutup)"
    argumen: list[str] = field(default_factory=list)


def lingkungan(folder: Path) -> dict[str, str]:
    """Return the environment of a run: nothing of this machine's own settings, own DATA_DIR."""
    bersih = {
        nama: isi
        for nama, isi in os.environ.items()
        if nama not in VARIABEL_ASING and not nama.startswith("SIASN_")
    }
    return bersih | {"DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1"}


@contextlib.contextmanager
def peladen_uji() -> Iterator[dict[str, str]]:
    """Yield DATABASE_URL and REDIS_URL of servers named by the environment or started here."""
    with contextlib.ExitStack() as tumpukan:
        basis = os.environ.get("TEST_DATABASE_URL") or tumpukan.enter_context(peladen.postgresql())
        antrean = os.environ.get("TEST_REDIS_URL") or tumpukan.enter_context(peladen.valkey())
        yield {"DATABASE_URL": basis, "REDIS_URL": antrean}


def jalankan(putaran: Putaran, env: dict[str, str], *, cakupan: bool = False) -> None:
    """Run pytest once, echo its output and keep its exit code and closing line."""
    sys.stdout.write(f"\n=== Uji pada {putaran.nama} ===\n")
    perintah = [sys.executable, "-m", "pytest", "--durations=10", *putaran.argumen]
    if not any(kata.startswith("-n") for kata in putaran.argumen):
        perintah += ["-n", PEKERJA]
    if cakupan:
        perintah += ["--cov", "--cov-report="]
    proses = subprocess.Popen(
        perintah,
        cwd=AKAR,
        env=env,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # one group: pytest, its workers and what they start
    )
    assert proses.stdout is not None
    try:
        for baris in proses.stdout:
            sys.stdout.write(baris)
            sys.stdout.flush()
            if PENUTUP.search(baris):
                putaran.penutup = baris.strip()
    finally:
        putaran.kode = _akhiri(proses)


def _akhiri(proses: subprocess.Popen[str]) -> int:
    """Wait for pytest; when this run was stopped, stop pytest and its workers first."""
    if sys.exc_info()[0] is not None and proses.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(proses.pid, signal.SIGINT)
        try:
            proses.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(proses.pid, signal.SIGKILL)
    return proses.wait()


def laporkan_cakupan() -> int:
    """Hold the coverage that was measured against `fail_under` of pyproject.toml."""
    sys.stdout.write("\n=== Cakupan ===\n")
    sys.stdout.flush()
    perintah = [sys.executable, "-m", "coverage", "report"]
    return subprocess.run(perintah, cwd=AKAR, check=False).returncode


def utama(argv: list[str]) -> int:
    """Run what was asked and return the exit code for make."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--hanya", choices=["sqlite", "postgresql"])
    pengurai.add_argument("--tanpa-cakupan", action="store_true")
    pilihan, argumen = pengurai.parse_known_args(argv)
    cakupan = not pilihan.tanpa_cakupan and pilihan.hanya is None and not argumen
    semua = []
    mulai = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-uji-") as sementara:
        env = lingkungan(Path(sementara))
        if pilihan.hanya != "postgresql":
            semua.append(Putaran("SQLite", argumen=argumen))
            jalankan(semua[-1], env)
        if pilihan.hanya != "sqlite":
            # The browser journey is the default mode's: SQLite with its own worker and stand-in.
            semua.append(Putaran("PostgreSQL", argumen=["-m", "not e2e", *argumen]))
            with peladen_uji() as alamat:
                jalankan(semua[-1], env | alamat, cakupan=cakupan)
    kode = max(putaran.kode for putaran in semua)
    if cakupan and kode == 0:
        kode = laporkan_cakupan()
    sys.stdout.write(f"\n=== Ringkasan ({time.monotonic() - mulai:.0f} detik) ===\n")
    for putaran in semua:
        sys.stdout.write(f"{putaran.nama}:\n{putaran.penutup}\n")
    return kode


def _berhenti(*_: object) -> None:
    """Turn SIGTERM into an exception, so that servers and folders are put away."""
    raise SystemExit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _berhenti)
    sys.exit(utama(sys.argv[1:]))
