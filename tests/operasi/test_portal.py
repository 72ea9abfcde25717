"""``manage.py portal`` as its operator meets it: one command, and nothing left behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from penugasan.management.commands import portal as perintah_portal
from tests.peladen import port_bebas
from tests.proses import lingkungan_sendiri

AKAR = Path(__file__).parents[2]
BATAS = 300.0
ANAK = {"web", "pekerja-1", "pekerja-2", "penjadwal", "siasn-tiruan"}


@dataclass
class Berjalan:
    proses: subprocess.Popen[bytes]
    port: int
    keluaran: Path
    env: dict[str, str]

    @property
    def teks(self) -> str:
        return self.keluaran.read_text()

    def sehat(self) -> bool:
        try:
            alamat = f"http://127.0.0.1:{self.port}/sehat/"
            with urllib.request.urlopen(alamat, timeout=5) as jawaban:
                return all(json.load(jawaban).values())
        except (urllib.error.URLError, OSError):
            return False

    def anak(self) -> dict[int, str]:
        """Living processes below the supervisor, its own first: pid -> command line."""
        semua = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                bagian = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                baris = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if bagian[0] != "Z":
                semua[int(folder.name)] = (int(bagian[1]), baris)
        keturunan: dict[int, str] = {}
        baru = {self.proses.pid}
        while baru:
            baru = {pid for pid, (induk, _) in semua.items() if induk in baru}
            keturunan |= {pid: semua[pid][1] for pid in baru}
        return keturunan


def sampai(benar: Callable[[], object], batas: float = BATAS) -> bool:
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        if benar():
            return True
        threading.Event().wait(0.1)
    return False


def mulai(folder: Path, env: dict[str, str], port: int) -> Berjalan:
    keluaran = folder / f"keluaran-{port}.txt"
    with keluaran.open("wb") as catatan:
        proses = subprocess.Popen(
            [sys.executable, "manage.py", "portal", "--port", str(port)],
            cwd=AKAR,
            env=env,
            stdout=catatan,
            stderr=subprocess.STDOUT,
        )
    return Berjalan(proses, port, keluaran, env)


@pytest.fixture
def berjalan(tmp_path: Path) -> Iterator[Berjalan]:
    """A running portal whose usual stand-in port is taken by somebody else."""
    with lingkungan_sendiri(tmp_path) as env, socket.socket() as orang_lain:
        orang_lain.bind(("127.0.0.1", 0))
        orang_lain.listen(1)
        env["SIASN_TIRUAN_PORT"] = str(orang_lain.getsockname()[1])
        satu = mulai(tmp_path, env, port_bebas())
        try:
            assert sampai(satu.sehat), satu.teks
            assert sampai(lambda: len(satu.anak()) > len(ANAK)), satu.teks
            yield satu
        finally:
            satu.proses.terminate()
            satu.proses.wait(timeout=40)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the processes from /proc")
def test_one_command_serves_refuses_a_second_start_restarts_the_dead_and_leaves_nothing(
    berjalan, tmp_path
):
    assert f"http://127.0.0.1:{berjalan.port}" in berjalan.teks
    assert "SIASN tiruan memakai port" in berjalan.teks

    kedua = mulai(tmp_path, berjalan.env, port_bebas())
    assert kedua.proses.wait(timeout=BATAS) == 1
    assert kedua.teks.strip().count("\n") == 0
    assert f"Portal sudah berjalan (proses {berjalan.proses.pid})" in kedua.teks

    port_terpakai = mulai(tmp_path, berjalan.env | {"DATA_DIR": str(tmp_path / "x")}, berjalan.port)
    assert port_terpakai.proses.wait(timeout=BATAS) == 1
    assert port_terpakai.teks.strip().count("\n") == 0
    assert f"Port {berjalan.port} sedang dipakai" in port_terpakai.teks
    assert berjalan.sehat()

    web = next(pid for pid, baris in berjalan.anak().items() if "gunicorn" in baris)
    os.kill(web, signal.SIGKILL)
    assert sampai(lambda: "web berhenti (kode -9)" in berjalan.teks)
    assert sampai(berjalan.sehat)

    sebelum = set(berjalan.anak())
    berjalan.proses.send_signal(signal.SIGINT)
    assert berjalan.proses.wait(timeout=40) == 0
    assert berjalan.teks.rstrip().endswith("Portal berhenti.")
    assert not [pid for pid in sebelum if Path(f"/proc/{pid}").exists()]
    assert not berjalan.sehat()
    log = Path(berjalan.env["DATA_DIR"]) / "log"
    assert {berkas.stem for berkas in log.glob("*.log")} == ANAK


def test_the_start_screen_tells_both_agencies_and_the_password():
    teks = "\n".join(perintah_portal.keterangan_demo())
    assert "Kota Pekalongan: Kosong" in teks
    assert "kepala1.contoh" in teks
    assert "demo-kkmp-2026" in teks


def test_the_stand_in_is_reached_on_the_port_that_was_chosen():
    alamat = perintah_portal.lingkungan_tiruan(9999)
    assert set(alamat) == {
        f"SIASN_URL_{n}" for n in ("APIM_TOKEN", "SSO_TOKEN", "API", "REFERENSI")
    }
    assert all(url.startswith("http://127.0.0.1:9999/") for url in alamat.values())


def test_static_files_are_collected_once_and_again_after_a_change(settings, tmp_path):
    sumber = tmp_path / "sumber"
    sumber.mkdir()
    (sumber / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS = [sumber]
    settings.STATIC_ROOT = tmp_path / "static"
    perintah_portal.kumpulkan_statis()
    assert (tmp_path / "static" / "a.css").read_text() == "a{}"
    (tmp_path / "static" / "a.css").unlink()
    perintah_portal.kumpulkan_statis()
    assert not (tmp_path / "static" / "a.css").exists()
    (sumber / "a.css").write_text("b{ }")
    perintah_portal.kumpulkan_statis()
    assert (tmp_path / "static" / "a.css").read_text() == "b{ }"


def test_the_state_of_the_web_is_told_from_the_outside():
    assert not perintah_portal._menjawab("127.0.0.1", port_bebas())
