"""What the figures were measured on."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PAKET = (
    "django",
    "django-import-export",
    "tablib",
    "pandas",
    "openpyxl",
    "python-calamine",
    "xlsxwriter",
    "psycopg",
)


def keterangan(versi_postgresql: str) -> list[str]:
    """Return the lines that head a run: machine, Python, databases, packages."""
    basis = f"SQLite {sqlite3.sqlite_version}"
    if versi_postgresql:
        basis += f", PostgreSQL {versi_postgresql} (percobaan: fsync mati)"
    return [
        f"{platform.platform()}, {os.cpu_count()} inti, {_prosesor()}",
        f"Python {platform.python_version()}, {basis}",
        ", ".join(f"{nama} {_versi(nama)}" for nama in PAKET),
    ]


def _versi(nama: str) -> str:
    try:
        return version(nama)
    except PackageNotFoundError:
        return "(tidak terpasang)"


def _prosesor() -> str:
    try:
        baris = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((b.split(":", 1)[1].strip() for b in baris if b.startswith("model name")), "")
