"""Keeps a handful of processes alive in one foreground program, and leaves none behind.

Knows nothing of Django or of what the children do. Each child runs in a process group of its
own, so that whatever it forked ends with it; on Linux a child also gets SIGTERM when the
supervisor itself is killed.
"""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

JEDA_PERIKSA = 0.2  # seconds between two looks at the children
JEDA_ULANG_MAKS = 30.0  # seconds; a child that keeps dying is started at most this rarely
SEHAT_SESUDAH = 30.0  # seconds of life after which earlier deaths are forgotten
WAKTU_BERHENTI = 12.0  # seconds a child may take to stop before it is killed
UKURAN_LOG_MAKS = 5 * 1024 * 1024
_PR_SET_PDEATHSIG = 1


class SudahBerjalan(Exception):  # noqa: N818 - the operator's word
    """Another supervisor holds this data directory; ``proses`` is its process id, if known."""

    def __init__(self, proses: str) -> None:
        super().__init__(proses)
        self.proses = proses


@contextlib.contextmanager
def kunci_tunggal(berkas: Path) -> Iterator[None]:
    """Hold ``berkas`` as a lock while the block runs; the kernel frees it with the process.

    Raises SudahBerjalan when another living process holds it.
    """
    with berkas.open("a+", encoding="ascii") as gagang:
        try:
            fcntl.flock(gagang, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            gagang.seek(0)
            raise SudahBerjalan(gagang.read().strip()) from None
        gagang.truncate(0)
        gagang.write(str(os.getpid()))
        gagang.flush()
        yield


def porta_bebas(alamat: str, porta: int) -> bool:
    """Whether a server could listen there now; port 0 is never free."""
    with socket.socket(socket.AF_INET6 if ":" in alamat else socket.AF_INET) as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind((alamat, porta))
            soket.listen(1)
        except OSError:
            return False
        return porta != 0


def pilih_porta(alamat: str, porta: int) -> int:
    """Return ``porta`` when it is free, else a free one that the system picks."""
    if porta_bebas(alamat, porta):
        return porta
    with socket.socket() as soket:
        soket.bind((alamat, 0))
        return int(soket.getsockname()[1])


@dataclass
class Anak:
    """One child: what to run, and how its life has gone so far."""

    nama: str
    perintah: list[str]
    lingkungan: dict[str, str] = field(default_factory=dict)
    sekali: bool = False
    """Runs to its end once, and is not started again when that end was a good one."""

    proses: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    mulai: float = 0.0
    gagal: int = 0
    ulang_pada: float = 0.0
    tamat: bool = False


class Penyelia:
    """Starts the children, restarts the dead ones, stops them all on SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, *, folder_kerja: Path, folder_log: Path, cetak: Callable[[str], None]):
        self.folder_kerja = folder_kerja
        self.folder_log = folder_log
        self.cetak = cetak
        self.anak: list[Anak] = []
        self._berhenti = threading.Event()
        self._paksa = threading.Event()
        self._pdeathsig = _siapkan_pdeathsig()

    def tambah(self, anak: Anak) -> None:
        """Start one more child; without effect while everything is being stopped."""
        self.anak.append(anak)
        if not self._berhenti.is_set():
            self._hidupkan(anak)

    def tangkap_sinyal(self) -> None:
        """Let Ctrl-C and friends end ``jaga``; a second Ctrl-C ends it without waiting."""
        for sinyal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sinyal, self._terima_sinyal)

    @property
    def diminta_berhenti(self) -> bool:
        return self._berhenti.is_set()

    def tunggu(self, siap: Callable[[], bool], batas: float) -> bool:
        """Look after the children until ``siap()``; False after ``batas`` seconds or a stop."""
        akhir = time.monotonic() + batas
        while not self._berhenti.is_set() and time.monotonic() < akhir:
            if siap():
                return True
            self._putaran()
        return False

    def jaga(self) -> None:
        """Look after the children until a signal asks to stop. Then call ``hentikan``."""
        while not self._berhenti.is_set():
            self._putaran()

    def hentikan(self) -> None:
        """Stop all children, the last started first, and kill what does not stop in time."""
        self._berhenti.set()
        hidup = [anak for anak in reversed(self.anak) if anak.proses is not None]
        for anak in hidup:
            _kirim(anak, signal.SIGTERM)
        batas = time.monotonic() + WAKTU_BERHENTI
        for anak in hidup:
            while anak.proses and anak.proses.poll() is None and time.monotonic() < batas:
                if self._paksa.wait(0.05):
                    break
            _bunuh_kelompok(anak)

    def _terima_sinyal(self, sinyal: int, bingkai: FrameType | None) -> None:
        if self._berhenti.is_set():
            self._paksa.set()
        self._berhenti.set()

    def _putaran(self) -> None:
        for anak in self.anak:
            self._periksa(anak)
        self._berhenti.wait(JEDA_PERIKSA)

    def _periksa(self, anak: Anak) -> None:
        kini = time.monotonic()
        if anak.proses is None:
            if not anak.tamat and kini >= anak.ulang_pada:
                self._hidupkan(anak)
            return
        kode = anak.proses.poll()
        if kode is None:
            return
        _bunuh_kelompok(anak)  # whatever the dead one forked
        anak.proses = None
        if anak.sekali and kode == 0:
            anak.tamat = True
            return
        anak.gagal = 1 if kini - anak.mulai > SEHAT_SESUDAH else anak.gagal + 1
        jeda = min(2.0 ** (anak.gagal - 1), JEDA_ULANG_MAKS)
        anak.ulang_pada = kini + jeda
        self.cetak(
            f"{anak.nama} berhenti (kode {kode}), dihidupkan lagi dalam {jeda:.0f} detik. "
            f"Catatan: {self._log(anak)}"
        )

    def _hidupkan(self, anak: Anak) -> None:
        with self._log(anak).open("ab") as catatan:
            anak.proses = subprocess.Popen(  # noqa: S603 - our own programs, no shell
                anak.perintah,
                cwd=self.folder_kerja,
                env=os.environ | anak.lingkungan,
                stdin=subprocess.DEVNULL,
                stdout=catatan,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._pdeathsig,
            )
        anak.mulai = time.monotonic()

    def _log(self, anak: Anak) -> Path:
        berkas = self.folder_log / f"{anak.nama}.log"
        if anak.proses is None and berkas.exists() and berkas.stat().st_size > UKURAN_LOG_MAKS:
            berkas.replace(berkas.with_suffix(".log.1"))
        return berkas


def _siapkan_pdeathsig() -> Callable[[], None] | None:
    """Return what a child calls before exec so that it does not outlive a killed supervisor."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def ikut_mati() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    return ikut_mati


def _kirim(anak: Anak, sinyal: signal.Signals) -> None:
    """Signal the child alone: its own workers get to finish what they are doing."""
    if anak.proses is not None and anak.proses.poll() is None:
        anak.proses.send_signal(sinyal)


def _bunuh_kelompok(anak: Anak) -> None:
    if anak.proses is None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(anak.proses.pid, signal.SIGKILL)
    anak.proses.wait()
