"""Mutation testing of ``penugasan/rules`` (``make mutasi``): do the tests notice a wrong rule?

    python -m tests.aturan.mutasi [--proses 2] [--sasaran 90] [--hanya surat padanan]

Runs mutmut with the tests named in pyproject.toml, prints killed and total per file and every
survivor with what it changed; the exit code is 1 below the goal. It works in a copy.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

AKAR = Path(__file__).parents[2]
SALINAN = ("config", "inti", "koperasi", "pegawai", "penugasan", "static", "templates", "tests")
BERKAS = ("manage.py", "pyproject.toml")
TERBUNUH = (1, 3)
"""Exit codes of pytest with a mutant: a test failed, or could not even run."""


def utama(argv: list[str]) -> int:
    """Mutate, test, and report; return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--proses", type=int, default=2)
    pengurai.add_argument("--sasaran", type=float, default=90.0)
    pengurai.add_argument("--hanya", nargs="*", default=[], help="berkas syarat ini saja")
    pilihan = pengurai.parse_args(argv)
    mulai = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-mutasi-") as sementara:
        folder = Path(sementara)
        for nama in SALINAN:
            shutil.copytree(AKAR / nama, folder / nama, ignore=shutil.ignore_patterns("*.pyc"))
        for nama in BERKAS:
            shutil.copy(AKAR / nama, folder / nama)
        perintah = [sys.executable, "-m", "mutmut", "run", "--max-children", str(pilihan.proses)]
        perintah += [f"penugasan.rules.{nama}.*" for nama in pilihan.hanya]
        subprocess.run(perintah, cwd=folder, check=True)
        persen = laporkan(folder, pilihan.hanya)
    sys.stdout.write(f"{time.monotonic() - mulai:.0f} detik, sasaran {pilihan.sasaran:g} %.\n")
    return 0 if persen >= pilihan.sasaran else 1


def laporkan(folder: Path, hanya: Sequence[str] = ()) -> float:
    """Write killed and total per file, and the survivors; return the score in percent."""
    jumlah: Counter[bool] = Counter()
    luput = []
    for meta in sorted((folder / "mutants/penugasan/rules").glob("*.meta")):
        if hanya and meta.name.partition(".")[0] not in hanya:
            continue
        kode = json.loads(meta.read_text())["exit_code_by_key"]
        terbunuh = {nama: hasil in TERBUNUH for nama, hasil in kode.items()}
        hitung = Counter(terbunuh.values())
        jumlah += hitung
        luput += [nama for nama, ya in terbunuh.items() if not ya]
        sys.stdout.write(f"  {meta.stem:<20}{hitung[True]:>5} dari {len(kode)}\n")
    for nama in luput:
        beda = subprocess.run(
            [sys.executable, "-m", "mutmut", "show", nama],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
        ).stdout
        baris = [satu for satu in beda.splitlines() if satu[:1] in "+-" and satu[1:2] not in "+-"]
        sys.stdout.write(f"LUPUT {nama}\n  " + "\n  ".join(baris) + "\n")
    persen = 100 * jumlah[True] / max(jumlah.total(), 1)
    sys.stdout.write(f"{jumlah[True]} dari {jumlah.total()} mutan terbunuh: {persen:.1f} %, ")
    return persen


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
