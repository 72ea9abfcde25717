"""R16: the rules against an independent second implementation (``make drill-aturan``).

    python -m tests.aturan.drill [--seed 1] [--orang 1000000] [--proses 2] [--basis 20000]

Compares three forms on every person: the card's (``rules.kelayakan.periksa``), the crowd's
(``rules.himpunan.Penilai``) and ``tests.aturan.kedua``. Then so many people of ``--basis`` go
through the database and the screening on SQLite and PostgreSQL (0 leaves that out). Prints seed,
counts, seconds and the first differences; the exit code is 1 when there is one.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from tests.aturan import batas
from tests.aturan.acak import blok
from tests.aturan.kedua import ATURAN
from tests.aturan.pasangan import Beda, bandingkan, dasar

AKAR = Path(__file__).parents[2]
SATU_BLOK = 1000
DITULIS = 20
PANJANG_BUKTI = 3
JARANG = 200
"""Each answer of each rule must come up at least so often in a million people."""


def satu_blok(nomor: int, seed: int) -> tuple[int, Counter[str], list[Beda]]:
    """Make and compare one block; the first differences are kept."""
    ini = blok(seed, nomor, SATU_BLOK, dasar())
    hitung: Counter[str] = Counter()
    return len(ini.orang), hitung, list(islice(bandingkan(ini, hitung), DITULIS))


def satu_batas(_: int = 0) -> tuple[int, Counter[str], list[Beda]]:
    """All enumerated boundaries."""
    hitung: Counter[str] = Counter()
    beda: list[Beda] = []
    banyak = 0
    for ini in batas.semua(dasar(), panjang_bukti=PANJANG_BUKTI):
        banyak += len(ini.orang)
        beda += bandingkan(ini, hitung)
    return banyak, hitung, beda


def utama(argv: list[str]) -> int:
    """Run the comparison and return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--orang", type=int, default=1_000_000)
    pengurai.add_argument("--proses", type=int, default=2)
    pengurai.add_argument("--basis", type=int, default=20_000)
    pilihan = pengurai.parse_args(argv)
    mulai = time.monotonic()
    hitung: Counter[str] = Counter()
    beda: list[Beda] = []
    with ProcessPoolExecutor(pilihan.proses) as kolam:
        tepi = kolam.submit(satu_batas)
        banyak = 0
        kerja = partial(satu_blok, seed=pilihan.seed)
        for n, sebagian, luput in kolam.map(kerja, range(-(-pilihan.orang // SATU_BLOK))):
            banyak, beda = banyak + n, beda + luput
            hitung.update(sebagian)
        di_tepi, sebagian, luput = tepi.result()
        beda += luput
        hitung.update(sebagian)
    _tulis(f"Seed {pilihan.seed}: {banyak:,} orang acak, {di_tepi:,} orang pada batas, ")
    _tulis(f"{time.monotonic() - mulai:.0f} detik dengan {pilihan.proses} proses.\n")
    kurang = _laporkan(hitung, JARANG * banyak // 1_000_000)
    for satu in beda[:DITULIS]:
        _tulis(f"\nBEDA {satu.letak} ({satu.bentuk})\n  kedua  {satu.kedua}\n")
        _tulis(f"  portal {satu.portal}\n  {satu.orang}\n")
    _tulis(f"{len(beda)} perbedaan pada satu orang dan himpunan.\n")
    gagal = len(beda) + len(kurang)
    if pilihan.basis:
        gagal += _di_basis(pilihan.seed, pilihan.basis)
    _tulis("Lulus.\n" if not gagal else "Tidak lulus.\n")
    return 1 if gagal else 0


def _laporkan(hitung: Counter[str], sedikitnya: int) -> list[str]:
    """Write how often each answer came up; return those that came up too seldom."""
    kurang = []
    for kode in ("putusan", *ATURAN):
        jumlah = [hitung[f"{kode} {jawab}"] for jawab in "LBT"]
        kurang += [kode] if min(jumlah) < sedikitnya else []
        _tulis(f"  {kode:<18}layak {jumlah[0]:>9,}  belum pasti {jumlah[1]:>9,}")
        _tulis(f"  tidak {jumlah[2]:>9,}\n")
    if kurang:
        _tulis(f"Terlalu jarang diuji: {', '.join(kurang)}.\n")
    return kurang


def _di_basis(seed: int, orang: int) -> int:
    """The database forms, on both databases; each prints its own counts."""
    env = os.environ | {"ATURAN_SEED": str(seed), "ATURAN_BASIS": str(orang)}
    perintah = [sys.executable, "-m", "tests.jalankan", "--tanpa-cakupan", "-s", "-n", "0"]
    return subprocess.run(
        [*perintah, "tests/aturan/test_basis.py"], cwd=AKAR, env=env, check=False
    ).returncode


def _tulis(teks: str) -> None:
    sys.stdout.write(teks)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
