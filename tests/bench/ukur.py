"""Time the main job on a synthetic city: ``make bench``.

    python -m tests.bench.ukur [--orang 6500] [--seed 1]

Prints machine, versions, seed and one line per step. Needs nothing but the default mode: the
database is a SQLite file in a temporary folder, unless DATABASE_URL names another.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

H = TypeVar("H")


def ukur(nama: str, jumlah: int, kerja: Callable[[], H]) -> H:
    """Run one step and print how long it took, and how much of it per second."""
    mulai = time.perf_counter()
    hasil = kerja()
    detik = time.perf_counter() - mulai
    sys.stdout.write(f"{nama:<44}{detik:8.2f} s{jumlah / detik:12,.0f} /s\n")
    sys.stdout.flush()
    return hasil


def utama(orang: int, seed: int, folder: Path) -> None:
    """Walk the main job once. Django is set up here, after DATA_DIR is known."""
    import django  # noqa: PLC0415

    django.setup()
    from tests.bench.langkah import jalan  # noqa: PLC0415

    sys.stdout.write(
        f"{platform.platform()}, {os.cpu_count()} inti, Python {platform.python_version()}, "
        f"Django {django.__version__}, seed {seed}, {orang} orang\n"
    )
    jalan(orang=orang, seed=seed, folder=folder, ukur=ukur)


if __name__ == "__main__":
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--orang", type=int, default=6500)
    pengurai.add_argument("--seed", type=int, default=1)
    pilihan = pengurai.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as sementara:
        os.environ["DATA_DIR"] = sementara
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        utama(pilihan.orang, pilihan.seed, Path(sementara))
