"""``manage.py portal``: the whole portal as one foreground program."""

import hashlib
import http.client
import os
import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from inti.penyelia import (
    Anak,
    Penyelia,
    SudahBerjalan,
    kunci_tunggal,
    pilih_porta,
    porta_bebas,
)
from inti.waktu import sekarang
from penugasan.demo.akun import KELOMPOK_MASUK, SANDI
from penugasan.demo.berisi import SAMPEL
from penugasan.demo.kosong import muat_kosong
from penugasan.siasn import garis
from penugasan.siasn.konfigurasi import PORT_TIRUAN, ModeSiasn
from penugasan.siasn.penjaga import tiruan_menyamar
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI, PATH_APIM, PATH_SSO

ALAMAT = "127.0.0.1"
BATAS_SIAP = 90.0  # seconds until a start that hangs is called one
PYTHON = sys.executable


class Command(BaseCommand):
    help = "Menjalankan portal: web, pekerja, penjadwal, dan SIASN tiruan. Berhenti dengan Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="muat kota contoh dan akun contoh")
        parser.add_argument("--port", type=int, default=8000, help="port web (bawaan 8000)")
        parser.add_argument(
            "--alamat", default=ALAMAT, help="alamat web; 0.0.0.0 agar terbuka bagi jaringan"
        )

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            with kunci_tunggal(settings.DATA_DIR / "portal.lock"):
                if not porta_bebas(opsi["alamat"], opsi["port"]):
                    self._tolak(
                        f"Port {opsi['port']} sedang dipakai program lain. "
                        "Pilih port lain dengan --port, atau hentikan program itu."
                    )
                if salah := tiruan_menyamar(garis.konfigurasi()):
                    self._tolak(salah)
                self._jalankan(opsi["alamat"], opsi["port"], demo=opsi["demo"])
        except SudahBerjalan as galat:
            self._tolak(
                f"Portal sudah berjalan (proses {galat.proses}) dengan data di "
                f"{settings.DATA_DIR}. Hentikan dulu dengan Ctrl-C di jendelanya."
            )

    def _tolak(self, pesan: str) -> None:
        self.stderr.write(pesan)
        raise SystemExit(1)

    def _cetak(self, pesan: str) -> None:
        self.stdout.write(f"{sekarang():%H.%M.%S} {pesan}")
        self.stdout.flush()

    def _jalankan(self, alamat: str, port: int, *, demo: bool) -> None:
        folder_log = settings.DATA_DIR / "log"
        folder_log.mkdir(exist_ok=True)
        penyelia = Penyelia(folder_kerja=settings.AKAR, folder_log=folder_log, cetak=self._cetak)
        penyelia.tangkap_sinyal()
        try:
            self._cetak("Menyiapkan basis data dan berkas tampilan ...")
            call_command("migrate", interactive=False, verbosity=0)
            kumpulkan_statis()
            if demo:
                muat_kosong(sekarang())
            self._hidupkan(penyelia, alamat, port, demo=demo)
            penyelia.jaga()
            self._cetak("Menghentikan portal ...")
        finally:
            penyelia.hentikan()
        self._cetak("Portal berhenti.")

    def _hidupkan(self, penyelia: Penyelia, alamat: str, port: int, *, demo: bool) -> None:
        """Web first; the address is told as soon as it answers. Then everybody else."""
        url = f"http://{ALAMAT if alamat == '0.0.0.0' else alamat}:{port}"  # noqa: S104 - compared
        lingkungan = {"ALAMAT_PUBLIK": os.environ.get("ALAMAT_PUBLIK", url)}
        if demo:
            lingkungan["DEMO"] = "1"
        tiruan = self._siasn_tiruan()
        if tiruan:
            lingkungan |= lingkungan_tiruan(tiruan)
        penyelia.tambah(_web(alamat, port, lingkungan))
        if penyelia.tunggu(lambda: _menjawab(alamat, port), BATAS_SIAP):
            self._sambut(url, demo=demo)
        elif not penyelia.diminta_berhenti:
            self._cetak(f"Web belum menjawab. Lihat catatan di {penyelia.folder_log}")
        if tiruan:
            penyelia.tambah(_siasn(tiruan, lingkungan))
        pekerja = (_pekerja(nomor, lingkungan) for nomor in (1, 2))
        for anak in (*pekerja, _penjadwal(lingkungan)):
            penyelia.tambah(anak)
        if demo:
            self._muat_demo(penyelia, lingkungan)

    def _muat_demo(self, penyelia: Penyelia, lingkungan: dict[str, str]) -> None:
        """Fill the sample agencies while the web is up already, one after the other."""
        for sampel in SAMPEL:
            kode = sampel.akun.akhiran
            perintah = [PYTHON, "manage.py", "muat_demo", "--hanya", kode]
            pemuat = Anak(f"demo-{kode}", perintah, lingkungan, sekali=True)
            penyelia.tambah(pemuat)
            if not penyelia.tunggu(partial(_tamat, pemuat), BATAS_SIAP):
                return
            self._cetak(f"{sampel.nama} siap.")

    def _siasn_tiruan(self) -> int:
        """Return the port of the stand-in, or 0 when a SIASN is configured or switched off."""
        if garis.konfigurasi().mode is not ModeSiasn.TIRUAN:
            return 0
        port = int(os.environ.get("SIASN_TIRUAN_PORT") or PORT_TIRUAN)
        dipilih = pilih_porta(ALAMAT, port)
        if dipilih != port:
            self._cetak(f"Port {port} terpakai; SIASN tiruan memakai port {dipilih}.")
        return dipilih

    def _sambut(self, url: str, *, demo: bool) -> None:
        baris = ["", f"  Portal Penugasan Koperasi Merah Putih: {url}", ""]
        if demo:
            baris += keterangan_demo()
        baris += ["  Hentikan dengan Ctrl-C.", ""]
        self.stdout.write("\n".join(baris))
        self.stdout.flush()


def _tamat(anak: Anak) -> bool:
    return anak.tamat


def keterangan_demo() -> list[str]:
    """Return the lines that tell the demo logins, one group per agency."""
    baris = [f"  Sandi semua akun: {SANDI}", ""]
    for kelompok in KELOMPOK_MASUK:
        akun = ", ".join(satu.username for satu in kelompok.akun)
        baris += [f"  {kelompok.judul}: {kelompok.keterangan}", f"    {akun}", ""]
    return baris


def kumpulkan_statis() -> None:
    """Collect the static files, unless nothing changed since the last start."""
    sidik = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for berkas in sorted(Path(folder).rglob("*")):
            keadaan = berkas.stat()
            sidik.update(f"{berkas}|{keadaan.st_size}|{keadaan.st_mtime_ns}\n".encode())
    catatan = Path(settings.STATIC_ROOT) / ".sidik"
    if catatan.exists() and catatan.read_text() == sidik.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    catatan.write_text(sidik.hexdigest())


def lingkungan_tiruan(port: int) -> dict[str, str]:
    """Return the settings that lead the SIASN client to the stand-in on this port."""
    asal = f"http://{ALAMAT}:{port}"
    return {
        "SIASN_URL_APIM_TOKEN": asal + PATH_APIM,
        "SIASN_URL_SSO_TOKEN": asal + PATH_SSO,
        "SIASN_URL_API": asal + BASIS_API,
        "SIASN_URL_REFERENSI": asal + BASIS_REFERENSI,
    }


def _web(alamat: str, port: int, lingkungan: dict[str, str]) -> Anak:
    perintah = [PYTHON, "-m", "gunicorn", "-c", "python:config.gunicorn", "--no-control-socket"]
    perintah += ["-b", f"[{alamat}]:{port}" if ":" in alamat else f"{alamat}:{port}"]
    perintah += ["-k", "gthread", "--workers", "2", "--threads", "4"]
    return Anak("web", perintah, lingkungan)


def _siasn(port: int, lingkungan: dict[str, str]) -> Anak:
    perintah = [PYTHON, "manage.py", "siasn_tiruan", "--port", str(port)]
    perintah += ["--data", str(settings.DATA_DIR / "siasn-tiruan")]
    return Anak("siasn-tiruan", perintah, lingkungan)


def _pekerja(nomor: int, lingkungan: dict[str, str]) -> Anak:
    """One worker without children of its own: in a pool on the file broker a child killed while it
    waits for work keeps the lock on it, and the others wait for ever."""
    perintah = [PYTHON, "-m", "celery", "-A", "config", "worker", "--loglevel", "WARNING"]
    perintah += ["--pool", "solo", "-n", f"pekerja-{nomor}@%h"]
    perintah += ["--without-gossip", "--without-mingle"]
    return Anak(f"pekerja-{nomor}", perintah, lingkungan)


def _penjadwal(lingkungan: dict[str, str]) -> Anak:
    perintah = [PYTHON, "-m", "celery", "-A", "config", "beat", "--loglevel", "WARNING"]
    perintah += ["--pidfile="]
    return Anak("penjadwal", perintah, lingkungan)


def _menjawab(alamat: str, port: int) -> bool:
    """Whether the web answers a request at all, with anything but an error of its own."""
    sambungan = http.client.HTTPConnection(alamat, port, timeout=10)
    try:
        sambungan.request("GET", "/akun/login/", headers={"Host": f"localhost:{port}"})
        return sambungan.getresponse().status < 500
    except OSError:
        return False
    finally:
        sambungan.close()
