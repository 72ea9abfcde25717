"""Import and export against their peers, and the main job: ``make bench``.

    python -m tests.bench [--cepat | --penuh] [--bagian impor ...] [--basis sqlite] [--seed 1]

Every measurement runs in a process of its own, on a fresh copy of the database, several times;
the median is printed. What was not run is not printed. See docs/kecepatan.md.
"""

import argparse
import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.bench import mesin
from tests.bench.anak import AKAR
from tests.bench.bagian import Bench
from tests.bench.basis import POSTGRESQL, SQLITE, semua_basis
from tests.bench.tabel import cetak

BAGIAN = ("baca", "impor", "ekspor", "jawab", "saring", "daftar", "kirim", "utama")
BASIS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
SEDIKIT, BANYAK = 10_000, 100_000


def _pilihan() -> argparse.Namespace:
    pengurai = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    ukuran = pengurai.add_mutually_exclusive_group()
    ukuran.add_argument("--cepat", action="store_true", help="10.000 baris saja")
    ukuran.add_argument(
        "--penuh", action="store_true", help="pembanding juga pada 100.000 baris (lama)"
    )
    pengurai.add_argument("--bagian", nargs="+", choices=BAGIAN, default=BAGIAN)
    pengurai.add_argument("--basis", nargs="+", choices=BASIS, default=list(BASIS))
    pengurai.add_argument("--baris", nargs="+", type=int, help="jumlah baris, bukan bawaan")
    pengurai.add_argument("--ulangan", type=int, default=3)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--kita", action="store_true", help="tanpa pembanding")
    pengurai.add_argument("--json", type=Path, help="tulis semua angka ke berkas ini")
    return pengurai.parse_args()


def utama() -> None:
    pilihan = _pilihan()
    with semua_basis([BASIS[nama] for nama in pilihan.basis]) as basis:
        versi = next((b.versi() for b in basis if b.url), "")
        for baris in mesin.keterangan(versi):
            cetak(baris)
        cetak(f"seed {pilihan.seed}, median dari {pilihan.ulangan} ulangan")
        bench = Bench(
            basis=basis,
            seed=pilihan.seed,
            ulangan=pilihan.ulangan,
            sampai_pembanding=0 if pilihan.kita else BANYAK if pilihan.penuh else SEDIKIT,
        )
        jumlah = pilihan.baris or ([SEDIKIT] if pilihan.cepat else [SEDIKIT, BANYAK])
        for nama in pilihan.bagian:
            if nama != "utama":
                getattr(bench, nama)(jumlah)
        if pilihan.json:
            pilihan.json.write_text(json.dumps(bench.angka, indent=1), encoding="utf-8")
    if "utama" in pilihan.bagian:
        cetak("\n## Pekerjaan utama pada kota buatan (SQLite)")
        perintah = [sys.executable, "-m", "tests.bench.ukur", "--seed", str(pilihan.seed)]
        subprocess.run(perintah, cwd=AKAR, check=True)


def _berhenti(*_: object) -> None:
    """Turn SIGTERM into an exception, so that servers and folders are put away."""
    raise SystemExit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _berhenti)
    utama()
