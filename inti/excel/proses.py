"""Starting the reader as a process of its own, and bearing whatever becomes of it."""

import contextlib
import importlib.util
import json
import logging
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from inti.excel.periksa import BERAT, MB, RUSAK, Batas, BerkasDitolak

AKAR = Path(__file__).resolve().parents[2]
MULAI = (
    "import sys; sys.path[:0] = sys.argv[1:3]; "
    "from inti.pembaca.anak import utama; utama(sys.argv[3:])"
)
LINGKUNGAN = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
MAKS_DAFTAR = 64 * MB
LEWAT_WAKTU = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
BESAR = "berkas_terlalu_besar"

catatan = logging.getLogger(__name__)


def baca_terpisah(berkas: IO[bytes], isi: IO[bytes], batas: Batas) -> dict[str, Any]:
    """Have a file read by a child, which writes its rows to ``isi``; return what it says.

    Raises:
        BerkasDitolak: the child refuses the file, dies of it, or does not come to an end.
    """
    tenggat = time.monotonic() + batas.waktu
    hasil, kode = _sekali(berkas, isi, batas, tenggat, pelan=False)
    if hasil is None and kode not in LEWAT_WAKTU:  # the native library fell: without it, then
        isi.seek(0)
        isi.truncate()
        hasil, kode = _sekali(berkas, isi, batas, tenggat, pelan=True)
    if hasil is None:
        catatan.warning("pembaca berkas berakhir tanpa hasil, kode %s", kode)
        raise BerkasDitolak(BERAT, kode=BESAR)
    if "tolak" in hasil:
        if "galat" in hasil:
            catatan.warning("pembaca berkas gagal: %s", hasil["galat"])
        tolak, pesan = hasil["tolak"]
        raise BerkasDitolak(pesan, kode=tolak)
    return hasil


def _sekali(
    berkas: IO[bytes], isi: IO[bytes], batas: Batas, tenggat: float, *, pelan: bool
) -> tuple[dict[str, Any] | None, int]:
    """Start the child once; return its table of contents, if any, and how it ended."""
    os.lseek(berkas.fileno(), 0, os.SEEK_SET)
    with TemporaryFile(buffering=0) as daftar:
        minta = {
            "isi": isi.fileno(),
            "daftar": daftar.fileno(),
            "pelan": pelan,
            "bongkar": batas.bongkar,
            "rasio": batas.rasio,
            "memori": batas.memori,
            "keluaran": batas.keluaran,
            "cpu": batas.cpu,
        }
        try:
            anak = subprocess.Popen(  # noqa: S603 - our own module, arguments of our own
                [sys.executable, "-I", "-S", "-c", MULAI, str(AKAR), _pustaka(), json.dumps(minta)],
                stdin=berkas.fileno(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=(isi.fileno(), daftar.fileno()),
                cwd="/",
                env=_lingkungan(),
                start_new_session=True,
            )
        except OSError as galat:
            pesan = "Berkas belum dapat dibaca karena peladen sibuk. Coba lagi beberapa saat lagi."
            raise BerkasDitolak(pesan) from galat
        _tunggu(anak, tenggat)
        return _daftar(daftar), anak.returncode


def _tunggu(anak: "subprocess.Popen[bytes]", tenggat: float) -> None:
    """Wait for the end of its output, which comes at once; a wait by polling would lag."""
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            anak.communicate(timeout=max(tenggat - time.monotonic(), 0.1))
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(anak.pid, signal.SIGKILL)
        anak.communicate()


def _daftar(daftar: IO[bytes]) -> dict[str, Any] | None:
    daftar.seek(0, os.SEEK_END)
    if not 0 < daftar.tell() <= MAKS_DAFTAR:
        return None
    daftar.seek(0)
    try:
        hasil = json.load(daftar)
    except ValueError:
        return None
    if not isinstance(hasil, dict):
        raise BerkasDitolak(RUSAK)
    return hasil


def _lingkungan() -> dict[str, str]:
    """Return what the interpreter may need to start; no secret goes to the child."""
    return {nama: os.environ[nama] for nama in LINGKUNGAN if nama in os.environ}


@cache
def _pustaka() -> str:
    """Where the installed packages are: the child starts without looking for them."""
    tempat = importlib.util.find_spec("python_calamine")
    if tempat is None or tempat.origin is None:  # pragma: no cover - it is in the lock file
        msg = "python_calamine"
        raise ModuleNotFoundError(msg)
    return str(Path(tempat.origin).parents[1])
