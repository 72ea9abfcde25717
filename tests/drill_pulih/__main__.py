"""Fifty restores: whole, cut, changed, with another key, onto a full place, across databases.

    python -m tests.drill_pulih [--seed 1] [--ulang 50]

Each turn changes the city at random, takes a backup while the portal's own rows are there, and
brings it back on SQLite or PostgreSQL by turns. A whole one must return with equal fingerprints
and a whole audit chain; a spoiled one must be refused in words with nothing written.
"""

import argparse
import collections
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
from pyrage.x25519 import Identity

from tests import peladen
from tests.cadangan import AKAR, Mesin, basis_baru, sidik_semua

SUNTING = """
import django, random, sys; django.setup()
from django.db import transaction
from inti.audit import catat, keputusan
from inti.models import Instansi
acak = random.Random(int(sys.argv[1]))
for instansi in Instansi.objects.all():
    for _ in range(acak.randint(1, 40)):
        with keputusan(instansi):
            isi = {"angka": acak.random(), "teks": chr(acak.randint(32, 0x2FFF))}
            catat(aksi="latihan", aktor=None, instansi=instansi, sesudah=isi)
"""


def cetak(teks: str) -> None:
    """Say it at once: the drill is long."""
    sys.stdout.write(f"{teks}\n")
    sys.stdout.flush()


def muat(mesin: Mesin) -> None:
    """A populated city; the demo command needs its data folder only."""
    for perintah in (("migrate", "--verbosity", "0"), ("muat_demo",)):
        hasil = mesin.jalankan(*perintah, DEMO="1")
        if hasil.returncode:
            sys.exit(hasil.stderr)


def sunting(mesin: Mesin, benih: int) -> None:
    """Append acts to the chains and drop a new file among the letters."""
    subprocess.run([sys.executable, "-c", SUNTING, str(benih)], cwd=AKAR, env=mesin.env, check=True)
    surat = mesin.data / "berkas" / "latihan"
    surat.mkdir(parents=True, exist_ok=True)
    (surat / f"{benih}.pdf").write_bytes(random.Random(benih).randbytes(50_000))  # noqa: S311 - filler


def utuh(asal: Mesin, baru: Mesin, cadangan: Path, _acak: random.Random) -> str:
    """A whole backup comes back; "" or what was wrong."""
    hasil = baru.jalankan("pulihkan", str(cadangan), "--kunci", str(asal.kunci))
    if hasil.returncode:
        return hasil.stderr
    if baru.jalankan("verifikasi_jejak").returncode:
        return "rantai jejak tidak utuh"
    if sidik_semua(baru) != sidik_semua(asal):
        return "sidik tabel berbeda"
    for berkas in (asal.data / "berkas").rglob("*.pdf"):
        kembar = baru.data / berkas.relative_to(asal.data)
        if not kembar.is_file() or kembar.read_bytes() != berkas.read_bytes():
            return f"berkas {berkas.name} tidak kembali"
    return ""


def terpotong(asal: Mesin, baru: Mesin, cadangan: Path, acak: random.Random) -> str:
    """Cut anywhere."""
    isi = cadangan.read_bytes()
    cadangan.write_bytes(isi[: acak.randrange(len(isi))])
    return ditolak(baru, cadangan, asal.kunci)


def berubah(asal: Mesin, baru: Mesin, cadangan: Path, acak: random.Random) -> str:
    """One bit changed anywhere."""
    isi = bytearray(cadangan.read_bytes())
    isi[acak.randrange(len(isi))] ^= 1 << acak.randrange(8)
    cadangan.write_bytes(isi)
    return ditolak(baru, cadangan, asal.kunci)


def kunci_lain(_asal: Mesin, baru: Mesin, cadangan: Path, _acak: random.Random) -> str:
    """A key of somebody else."""
    lain = baru.data / "kunci_lain"
    lain.write_text(f"{Identity.generate()}\n")
    return ditolak(baru, cadangan, lain)


def penuh(asal: Mesin, _baru: Mesin, cadangan: Path, _acak: random.Random) -> str:
    """Onto the machine that it came from."""
    sebelum = sidik_semua(asal)
    salah = ditolak(asal, cadangan, asal.kunci, kosong=False)
    return salah or ("" if sidik_semua(asal) == sebelum else "tempat yang penuh berubah")


def ditolak(mesin: Mesin, cadangan: Path, kunci: Path, *, kosong: bool = True) -> str:
    """Refused with a sentence, no traceback, and nothing left behind."""
    hasil = mesin.jalankan("pulihkan", str(cadangan), "--kunci", str(kunci))
    if hasil.returncode != 1 or "Traceback" in hasil.stderr or not hasil.stderr.strip():
        return f"kode {hasil.returncode}: {hasil.stderr[-300:]}"
    if kosong and sidik_semua(mesin):
        return "ditolak, tetapi tabel sudah dibuat"
    return ""


JENIS: list[Callable[[Mesin, Mesin, Path, random.Random], str]] = [
    utuh,
    terpotong,
    berubah,
    kunci_lain,
    penuh,
]


def main() -> int:
    """Run the turns, print the counts; 1 when any went wrong."""
    urai = argparse.ArgumentParser()
    urai.add_argument("--seed", type=int, default=1)
    urai.add_argument("--ulang", type=int, default=50)
    pilihan = urai.parse_args()
    acak = random.Random(pilihan.seed)  # noqa: S311 - where to cut and change
    hitung: collections.Counter[str] = collections.Counter()
    salah: list[str] = []
    terlama = 0.0
    with tempfile.TemporaryDirectory() as folder, peladen.postgresql() as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        os.environ["DATA_DIR"] = str(Path(folder) / "latihan")
        django.setup()
        asal = Mesin(Path(folder) / "asal")
        muat(asal)
        for nomor in range(pilihan.ulang):
            sunting(asal, pilihan.seed * 1000 + nomor)
            tujuan = Path(folder) / f"cadangan-{nomor}"
            hasil = asal.jalankan("cadangkan", str(tujuan))
            [cadangan] = tujuan.glob("*.age")
            if not nomor:
                cetak(hasil.stdout.strip())
            jenis = JENIS[nomor % len(JENIS)]
            di_server = nomor % 2 == 1
            with basis_baru() as basis:
                lain = {"DATABASE_URL": basis} if di_server else {}
                baru = Mesin(Path(folder) / f"baru-{nomor}", **lain)
                mulai = time.monotonic()
                sebab = jenis(asal, baru, cadangan, acak)
                terlama = max(terlama, time.monotonic() - mulai)
            hitung[f"{jenis.__name__} {'PostgreSQL' if di_server else 'SQLite'}"] += 1
            if sebab:
                salah.append(f"{nomor} {jenis.__name__}: {sebab}")
                cetak(salah[-1])
    cetak(f"benih {pilihan.seed}: {pilihan.ulang} latihan, {len(salah)} salah")
    for nama, jumlah in sorted(hitung.items()):
        cetak(f"  {nama}: {jumlah}")
    cetak(f"  terlama {terlama:.1f} detik, dengan pemeriksaannya")
    return bool(salah)


if __name__ == "__main__":
    sys.exit(main())
