"""Watches how much memory the reading processes take."""

import contextlib
import os
import resource
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

JEDA = 0.01
KIB = 1024


class Pengintip:
    """While open, samples the peak memory of every descendant; ``puncak`` is in MiB.

    A child that has not yet started its own program still shares the memory of this process and
    does not count. The peak that the kernel keeps for finished children begins at the memory of
    their parent: it counts when it grew meanwhile and is more than this process ever took.
    """

    def __init__(self) -> None:
        self.puncak = 0
        self._selesai = threading.Event()
        self._utas = threading.Thread(target=self._intip, daemon=True)

    def __enter__(self) -> Self:
        self._awal = _anak_selesai()
        self._utas.start()
        return self

    def __exit__(
        self, jenis: type[BaseException] | None, galat: object, jejak: TracebackType | None
    ) -> None:
        self._selesai.set()
        self._utas.join()
        akhir = _anak_selesai()
        if akhir > max(self._awal, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss):
            self.puncak = max(self.puncak, akhir // KIB)

    def _intip(self) -> None:
        while not self._selesai.wait(JEDA):
            for pid in _keturunan(os.getpid()):
                self.puncak = max(self.puncak, _puncak(pid) // KIB)


def _anak_selesai() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def _keturunan(pid: int) -> list[int]:
    anak: list[int] = []
    with contextlib.suppress(OSError):  # it may end at any moment, in the middle of the listing too
        for berkas in Path(f"/proc/{pid}/task").glob("*/children"):
            anak += [int(satu) for satu in berkas.read_text().split()]
    return anak + [cucu for satu in anak for cucu in _keturunan(satu)]


def _perintah(pid: int | str) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _puncak(pid: int) -> int:
    try:
        if _perintah(pid) == _perintah("self"):
            return 0
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for baris in status.splitlines():
        if baris.startswith("VmHWM:"):
            return int(baris.split()[1])
    return 0
