"""R11: the dialogue against its plain model (``make drill-model``).

    python -m tests.penugasan.drill_model [--seed 1] [--contoh 2000] [--langkah 50] [--proses 2]

The walks are shared out over processes with seeds of their own (seed, seed + 1000, ...). Prints
how often each act was accepted and refused; the exit code is 1 at the first divergence.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.jalankan import lingkungan

AKAR = Path(__file__).parents[2]
JARAK = 1000


def utama(argv: list[str]) -> int:
    """Run the walks on SQLite and return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--contoh", type=int, default=2000)
    pengurai.add_argument("--langkah", type=int, default=50)
    pengurai.add_argument("--proses", type=int, default=2)
    pilihan = pengurai.parse_args(argv)
    bagian = -(-pilihan.contoh // pilihan.proses)
    mulai = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-model-") as folder:
        semua = []
        for ke in range(pilihan.proses):
            benih = pilihan.seed + ke * JARAK
            _tulis(f"Seed {benih}: {bagian} contoh x {pilihan.langkah} langkah\n")
            env = lingkungan(Path(folder) / str(ke)) | {
                "MODEL_SEED": str(benih),
                "MODEL_CONTOH": str(bagian),
                "MODEL_LANGKAH": str(pilihan.langkah),
            }
            perintah = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:randomly"]
            perintah += ["-p", "no:cacheprovider", "tests/penugasan/test_workflow_model.py"]
            semua.append(subprocess.Popen(perintah, cwd=AKAR, env=env))
        kode = [proses.wait() for proses in semua]
    beda = sum(1 for satu in kode if satu)
    _tulis(f"{time.monotonic() - mulai:.0f} detik; proses dengan perbedaan: {beda}\n")
    return 1 if beda else 0


def _tulis(teks: str) -> None:
    sys.stdout.write(teks)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
