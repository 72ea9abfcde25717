"""R9: the races on a real PostgreSQL (``make drill-balapan``).

    python -m tests.balapan.drill [--seed 1] [--ulang 200]

Prints per race how often it ran, which way it went and how long it took. The exit code is 1 when
an invariant broke, a loser was not told, or a deadlock reached somebody.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

AKAR = Path(__file__).parents[2]


def utama(argv: list[str]) -> int:
    """Run the races in one process, one after another, and return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--ulang", type=int, default=200)
    pilihan, argumen = pengurai.parse_known_args(argv)
    sys.stdout.write(f"Seed {pilihan.seed}, tiap balapan {pilihan.ulang} kali.\n")
    sys.stdout.flush()
    env = os.environ | {
        "BALAPAN_SEED": str(pilihan.seed),
        "BALAPAN_ULANG": str(pilihan.ulang),
    }
    perintah = [sys.executable, "-m", "tests.jalankan", "--hanya", "postgresql", "-n", "0"]
    perintah += ["--durations=0", "-q", "tests/balapan", *argumen]
    return subprocess.run(perintah, cwd=AKAR, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
