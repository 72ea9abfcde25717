"""R4: every fault of the line on every call, ``make drill-siasn``.

    python -m tests.drill_siasn [--seed 1] [--benih 100] [--proses 2] [--gangguan 1,5]
        [--panggilan usul,tarik]

Each case: three people at the call, the fault drawn from the seed, its end, then recovery on a
clock that is moved by hand. Prints per fault the cases, how often it struck, the longest recovery,
how often an officer had to send again, and every miss; the exit code is 1 when there is one.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.drill_siasn import gangguan, proses
from tests.drill_siasn.jumlah import Jumlah

DITULIS = 40


def utama(argv: list[str]) -> int:
    """Run the cases and return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--benih", type=int, default=100, help="seeds per fault and call")
    pengurai.add_argument("--proses", type=int, default=2)
    pengurai.add_argument("--gangguan", default="", help="numbers, empty for all")
    pengurai.add_argument("--panggilan", default="", help="names, empty for all")
    pilihan = pengurai.parse_args(argv)
    nomor = [int(n) for n in pilihan.gangguan.split(",") if n]
    ganggu = [g for g in gangguan.SEMUA if not nomor or g.nomor in nomor]
    panggilan = [p for p in pilihan.panggilan.split(",") if p]
    semua = range(pilihan.seed, pilihan.seed + pilihan.benih)
    mulai = time.monotonic()
    per: dict[int, Jumlah] = {g.nomor: Jumlah() for g in ganggu}
    rahasia: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory(prefix="portal-drill-") as folder,
        ProcessPoolExecutor(pilihan.proses, initializer=proses.mulai, initargs=(folder,)) as kolam,
    ):
        tugas = [
            kolam.submit(proses.kerjakan, g.nomor, panggilan, list(semua[awal : awal + 5]))
            for awal in range(0, len(semua), 5)
            for g in ganggu
        ]
        for ke, satu in enumerate(as_completed(tugas), 1):
            satu_nomor, jumlah, bocor = satu.result()
            per[satu_nomor].tambah(jumlah)
            rahasia += bocor
            if ke % 48 == 0:
                _tulis(f"  ... {ke} dari {len(tugas)} bagian, {time.monotonic() - mulai:.0f} detik")
    return _laporkan(ganggu, per, rahasia, pilihan, time.monotonic() - mulai)


def _laporkan(
    ganggu: list[gangguan.Ganggu],
    per: dict[int, Jumlah],
    rahasia: Counter[str],
    pilihan: argparse.Namespace,
    detik: float,
) -> int:
    _tulis(f"R4, seed {pilihan.seed} sampai {pilihan.seed + pilihan.benih - 1}, {detik:.0f} detik")
    _tulis(f"{'gangguan':<36}{'kasus':>7}{'kena':>8}{'ulang':>7}{'pulih':>8}{'luput':>7}")
    for satu in ganggu:
        _tulis(_garis(f"{satu.nomor} {satu.nama}", per[satu.nomor]))
    jumlah = Jumlah()
    for satu_jumlah in per.values():
        jumlah.tambah(satu_jumlah)
    _tulis(_garis("seluruhnya", jumlah))
    for teks, banyak in Counter(jumlah.luput).most_common(DITULIS):
        _tulis(f"  - {banyak} x {teks}")
    catatan = rahasia["baris"]
    bocor = sum(rahasia.values()) - catatan
    _tulis(f"catatan: {catatan} baris diperiksa, {bocor} token, NIP, NIK, surel, atau telepon")
    mandul = [g.nama for g in ganggu if not per[g.nomor].kena]
    if mandul:
        _tulis(f"  - tidak pernah kena: {', '.join(mandul)}")
    gagal = bool(jumlah.luput or bocor or mandul)
    _tulis("Tidak lulus." if gagal else "Lulus.")
    return int(gagal)


def _garis(nama: str, j: Jumlah) -> str:
    return f"{nama:<36}{j.kasus:>7}{j.kena:>8}{j.dikirim_ulang:>7}{j.pulih:>7.0f}s{len(j.luput):>7}"


def _tulis(teks: str) -> None:
    sys.stdout.write(teks + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
