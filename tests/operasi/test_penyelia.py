"""The supervisor with real small processes: restart, clean stop, one at a time."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inti import penyelia
from inti.penyelia import Anak, Penyelia, SudahBerjalan, kunci_tunggal, pilih_porta, porta_bebas

AKAR = Path(__file__).parents[2]
LAMA = "import time; time.sleep(600)"


def python(kode: str) -> list[str]:
    return [sys.executable, "-c", kode]


def hidup(pid: int) -> bool:
    """Whether the process runs; a zombie that nobody has reaped yet is dead."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def sampai(benar: Callable[[], object], batas: float = 20.0) -> bool:
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        if benar():
            return True
        threading.Event().wait(0.02)
    return False


@pytest.fixture
def pesan() -> list[str]:
    return []


@pytest.fixture
def p(tmp_path: Path, pesan: list[str]) -> Iterator[Penyelia]:
    satu = Penyelia(folder_kerja=AKAR, folder_log=tmp_path, cetak=pesan.append)
    yield satu
    satu.hentikan()


def test_a_dead_child_is_started_again_and_the_console_says_so(p, pesan, monkeypatch):
    monkeypatch.setattr(penyelia, "JEDA_ULANG_MAKS", 0.0)
    anak = Anak("web", python(LAMA))
    p.tambah(anak)
    pertama = anak.proses.pid
    os.kill(pertama, signal.SIGKILL)
    assert p.tunggu(lambda: anak.proses and anak.proses.pid != pertama, 20)
    assert "web berhenti (kode -9)" in pesan[0]
    assert "web.log" in pesan[0]


def test_a_child_that_keeps_dying_is_started_ever_more_rarely(p, pesan, monkeypatch):
    monkeypatch.setattr(penyelia, "JEDA_PERIKSA", 0.01)
    anak = Anak("web", python("raise SystemExit(3)"))
    p.tambah(anak)
    assert p.tunggu(lambda: len(pesan) == 2, 20)
    assert "dalam 1 detik" in pesan[0]
    assert "dalam 2 detik" in pesan[1]
    assert anak.ulang_pada > time.monotonic() + 1


def test_a_one_time_child_is_not_started_again_after_a_good_end(p, pesan):
    anak = Anak("muat", python("pass"), sekali=True)
    p.tambah(anak)
    assert p.tunggu(lambda: anak.tamat, 20)
    assert anak.proses is None
    assert pesan == []


def test_stopping_ends_the_child_and_everything_it_forked(p, tmp_path):
    catatan = tmp_path / "cucu"
    kode = (
        "import subprocess, sys, time, pathlib\n"
        f"c = subprocess.Popen([sys.executable, '-c', {LAMA!r}])\n"
        f"pathlib.Path({str(catatan)!r}).write_text(str(c.pid) + '\\n')\n"
        "time.sleep(600)"
    )
    anak = Anak("worker", python(kode))
    p.tambah(anak)
    assert p.tunggu(lambda: catatan.exists() and catatan.read_text().endswith("\n"), 20)
    cucu, induk = int(catatan.read_text()), anak.proses.pid
    p.hentikan()
    assert sampai(lambda: not hidup(cucu))
    assert not hidup(induk)


def test_a_child_that_ignores_the_request_is_killed_after_the_grace_time(p, tmp_path, monkeypatch):
    monkeypatch.setattr(penyelia, "WAKTU_BERHENTI", 0.3)
    siap = tmp_path / "siap"
    kode = (
        "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(siap)!r}).touch(); time.sleep(600)"
    )
    anak = Anak("bandel", python(kode))
    p.tambah(anak)
    assert p.tunggu(siap.exists, 20)
    p.hentikan()
    assert anak.proses.returncode == -signal.SIGKILL


def test_the_output_of_a_child_goes_to_its_log_and_an_old_big_log_steps_aside(p, tmp_path):
    (tmp_path / "web.log").write_bytes(b"x" * (penyelia.UKURAN_LOG_MAKS + 1))
    anak = Anak("web", python("print('halo')"), sekali=True)
    p.tambah(anak)
    assert p.tunggu(lambda: anak.tamat, 20)
    assert (tmp_path / "web.log").read_text() == "halo\n"
    assert (tmp_path / "web.log.1").exists()


def test_the_environment_of_a_child_adds_to_ours(p, tmp_path):
    kode = "import os; print(os.environ['SATU'], 'PATH' in os.environ)"
    anak = Anak("web", python(kode), lingkungan={"SATU": "1"}, sekali=True)
    p.tambah(anak)
    assert p.tunggu(lambda: anak.tamat, 20)
    assert (tmp_path / "web.log").read_text() == "1 True\n"


def test_nothing_is_started_once_the_stop_was_asked_for(p):
    p.hentikan()
    anak = Anak("web", python(LAMA))
    p.tambah(anak)
    assert anak.proses is None
    assert not p.tunggu(lambda: True, 5)


PENYELIA_UTUH = """
import os, pathlib, sys
from inti.penyelia import Anak, Penyelia
folder = pathlib.Path(sys.argv[1])
p = Penyelia(folder_kerja=folder, folder_log=folder, cetak=lambda pesan: None)
p.tangkap_sinyal()
p.tambah(Anak("web", [sys.executable, "-c", "import time; time.sleep(600)"]))
(folder / "pid.baru").write_text(str(p.anak[0].proses.pid))
(folder / "pid.baru").rename(folder / "pid")
p.jaga()
p.hentikan()
"""


@pytest.fixture
def utuh(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    perintah = [sys.executable, "-c", PENYELIA_UTUH, str(tmp_path)]
    proses = subprocess.Popen(perintah, cwd=AKAR)
    assert sampai((tmp_path / "pid").exists)
    yield proses, int((tmp_path / "pid").read_text())
    proses.kill()
    proses.wait()


@pytest.mark.parametrize("sinyal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_and_friends_stop_everything_with_exit_code_zero(utuh, sinyal):
    proses, anak = utuh
    proses.send_signal(sinyal)
    assert proses.wait(timeout=20) == 0
    assert not hidup(anak)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_killed_supervisor_takes_its_children_along(utuh):
    proses, anak = utuh
    proses.kill()
    proses.wait()
    assert sampai(lambda: not hidup(anak))


def test_a_second_holder_of_the_lock_learns_who_has_it(tmp_path):
    berkas = tmp_path / "portal.lock"
    with kunci_tunggal(berkas):
        with pytest.raises(SudahBerjalan) as galat, kunci_tunggal(berkas):
            pass
        assert galat.value.proses == str(os.getpid())
    with kunci_tunggal(berkas):
        assert berkas.read_text() == str(os.getpid())


def test_a_busy_port_is_seen_and_another_one_found():
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen(1)
        porta = soket.getsockname()[1]
        assert not porta_bebas("127.0.0.1", porta)
        lain = pilih_porta("127.0.0.1", porta)
        assert lain not in (0, porta)
    assert pilih_porta("127.0.0.1", lain) == lain
