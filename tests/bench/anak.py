"""Run one measurement in a process of its own, and watch how much memory it really takes.

The peak is VmHWM, read from outside while the process runs: unlike ru_maxrss it is not
inherited from whoever started the process, and it can be told for every child apart.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

H = TypeVar("H")
AKAR = Path(__file__).parents[2]
TANDA = "HASIL-BENCH "
JEDA_LIHAT = 0.02
PROC = Path("/proc")


@dataclass
class Hasil:
    """What a measurement gave: seconds per step, remarks, and peak memory in MB."""

    langkah: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    """Processor seconds of the process and its ended children: what a busy machine cannot bend."""
    catatan: dict[str, Any] = field(default_factory=dict)
    puncak: float = 0.0
    """Of the measuring process itself; 0 where it cannot be told (no /proc)."""
    awal: float = 0.0
    """What it held before the work: Python, Django, the portal, the peer's library."""
    puncak_anak: float = 0.0
    """Of the largest process that it started."""
    galat: str = ""


def jalankan(tugas: str, argumen: dict[str, Any], env: dict[str, str]) -> Hasil:
    """Run ``python -m tests.bench.tugas`` and wait for it; its last line is the result."""
    perintah = [sys.executable, "-m", "tests.bench.tugas", tugas, json.dumps(argumen)]
    with subprocess.Popen(
        perintah, cwd=AKAR, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as proses:
        pengamat = Pengamat(proses.pid)
        pengamat.start()
        keluaran, keluhan = proses.communicate()
        pengamat.selesai()
    baris = [b for b in keluaran.splitlines() if b.startswith(TANDA)]
    if proses.returncode or not baris:
        akhir = keluhan.strip().splitlines()[-1:] or [f"kode {proses.returncode}"]
        return Hasil(galat=akhir[0])
    isi = json.loads(baris[-1].removeprefix(TANDA))
    puncak = pengamat.puncak.get(proses.pid, 0.0)
    lain = [mb for pid, mb in pengamat.puncak.items() if pid != proses.pid]
    return Hasil(
        langkah=isi["langkah"],
        cpu=isi["cpu"],
        catatan=isi["catatan"],
        puncak=puncak,
        awal=isi["awal"],
        puncak_anak=max(lain, default=0.0),
    )


class Jam:
    """Times the steps of one measurement and hands them to whoever started the process."""

    def __init__(self) -> None:
        self.awal = puncak_mb(os.getpid())
        self.langkah: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    def ukur(self, nama: str, kerja: Callable[[], H]) -> H:
        mulai, cpu = time.perf_counter(), _cpu()
        hasil = kerja()
        self.langkah[nama], self.cpu[nama] = time.perf_counter() - mulai, _cpu() - cpu
        return hasil

    def laporkan(self, **catatan: Any) -> None:
        isi = {
            "langkah": self.langkah,
            "cpu": self.cpu,
            "catatan": catatan,
            "awal": self.awal,
        }
        sys.stdout.write(f"\n{TANDA}{json.dumps(isi)}\n")


def _cpu() -> float:
    waktu = os.times()
    return waktu.user + waktu.system + waktu.children_user + waktu.children_system


class Pengamat(threading.Thread):
    """Notes the peak memory of a process and of everything that it started."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.puncak: dict[int, float] = {}
        self.nama: dict[int, str] = {}
        self._berhenti = threading.Event()

    def run(self) -> None:
        while not self._berhenti.wait(JEDA_LIHAT):
            for pid in keturunan(self.pid):
                if mb := puncak_mb(pid):
                    self.puncak[pid] = max(mb, self.puncak.get(pid, 0.0))
                    self.nama.setdefault(pid, perintah_proses(pid))

    def selesai(self) -> None:
        self._berhenti.set()
        self.join()


def keturunan(pid: int) -> list[int]:
    """Return the process and all that descend from it."""
    semua = [pid]
    for tugas in sorted(PROC.glob(f"{pid}/task/*/children")):
        try:
            semua += [k for anak in tugas.read_text().split() for k in keturunan(int(anak))]
        except OSError:  # it ended while we looked
            continue
    return semua


def puncak_mb(pid: int) -> float:
    try:
        for baris in (PROC / str(pid) / "status").read_text().splitlines():
            if baris.startswith("VmHWM:"):
                return int(baris.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def perintah_proses(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def lingkungan(tambahan: dict[str, str]) -> dict[str, str]:
    """Return an environment without settings of this machine's own portal."""
    asing = ("DATABASE_URL", "REDIS_URL", "DATA_DIR", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS")
    bersih = {
        nama: isi
        for nama, isi in os.environ.items()
        if nama not in asing and not nama.startswith("SIASN_")
    }
    return (
        bersih
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "UKURAN_UNGGAH_MAKS": str(256 * 1024 * 1024),
            "PYTHONUNBUFFERED": "1",
        }
        | tambahan
    )
