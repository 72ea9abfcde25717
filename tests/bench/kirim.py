"""Sending to SIASN: one drain with many on the wire, beside one Celery task per message.

The stand-in runs as its own process and answers every proposal after 50 ms.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from inti.models import Instansi
from inti.waktu import sekarang
from koperasi.models import Koperasi
from penugasan.models import PesanKeluar
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi_koperasi import samakan_koperasi
from penugasan.siasn import garis, pengisi
from tests.bench.anak import AKAR, Jam
from tests.peladen import valkey
from tests.penugasan.kirim import antrekan
from tests.siasn.tiruan import Tiruan

LATENSI = 0.05
Status = PesanKeluar.Status


def isi(*, pesan: int) -> None:
    """So many confirmed people, queued."""
    jam = Jam()
    with transaction.atomic():
        antrekan(Instansi.objects.get(), pesan)
    connection.close()
    jam.laporkan()


def kita(*, sejajar: int, jeda: float = 0.0, pesan: int = 0) -> None:
    """The portal's drain; ``jeda`` seconds between calls where a pace is asked for."""
    jam = Jam()
    with _tiruan() as tiruan:
        _kurangi(pesan)
        with override_settings(
            SIASN=tiruan.env_portal(SIASN_SEJAJAR=str(sejajar), SIASN_JEDA=str(jeda))
        ):
            setelan = garis.konfigurasi()
            with garis.klien(setelan) as klien:
                # Logged in and the cooperatives known, as in any drain but the first.
                samakan_koperasi(klien=klien)
                sebelum = len(tiruan.jejak())
                jam.ukur(
                    "kirim",
                    lambda: sinkronisasi.kirim(klien=klien, konfigurasi=setelan, jam=sekarang),
                )
        jejak = tiruan.jejak()[sebelum:]
    saat = sorted(satu["waktu"] for satu in jejak)
    batas = 1 / jeda if jeda else sejajar / LATENSI
    _laporkan(jam, laju=_laju(saat), tercepat=_tercepat(saat), batas=batas)


def lawan(*, proses: int, pesan: int) -> None:
    """One task per message, so many worker processes, the same client in each."""
    jam = Jam()
    with _tiruan() as tiruan, valkey() as broker:
        _kurangi(pesan)
        with override_settings(SIASN=tiruan.env_portal()), garis.klien() as klien:
            samakan_koperasi(klien=klien)
        _isi_koperasi()
        env = os.environ | tiruan.env_portal() | {"LAWAN_BROKER": broker, "LOG_LEVEL": "INFO"}
        perintah = [sys.executable, "-m", "celery", "-A", "tests.bench.kirim_lawan", "worker"]
        perintah += ["-c", str(proses), "--without-gossip", "--without-mingle", "-l", "INFO"]
        catatan = Path(settings.DATA_DIR) / "lawan.log"
        with catatan.open("wb") as log:
            pekerja = subprocess.Popen(perintah, cwd=AKAR, env=env, stdout=log, stderr=log)
        try:
            _tunggu(lambda: b"ready" in catatan.read_bytes())
            perintah = [sys.executable, "-m", "tests.bench.kirim_lawan"]

            def semua() -> None:
                subprocess.run(perintah, cwd=AKAR, env=env, check=True)
                _tunggu(lambda: not PesanKeluar.objects.exclude(status=Status.DITERIMA).exists())

            jam.ukur("kirim", semua)
        finally:
            pekerja.terminate()
            pekerja.wait(30)
    _laporkan(jam)


@contextlib.contextmanager
def _tiruan() -> Iterator[Tiruan]:
    tiruan = Tiruan(Path(settings.DATA_DIR) / "tiruan", tunda="-1")
    tiruan.hidupkan()
    try:
        pengisi.isi(tiruan.konfigurasi())
        tiruan.ganggu(
            {"jenis": "latensi", "param": {"detik": LATENSI}, "cocok": {"metode": "POST"}}
        )
        yield tiruan
    finally:
        tiruan.hentikan()


def _kurangi(pesan: int) -> None:
    """Keep the first so many messages, for a peer that takes minutes."""
    if pesan:
        sisa = PesanKeluar.objects.order_by("pk").values("pk")[:pesan]
        PesanKeluar.objects.exclude(pk__in=list(sisa.values_list("pk", flat=True))).delete()


def _laju(saat: list[float]) -> float:
    """Calls per second from the first to the last, by the clock of who was called."""
    return (len(saat) - 1) / (saat[-1] - saat[0])


def _tercepat(saat: list[float]) -> float:
    """The same of the hundred calls that came closest together."""
    return max(_laju(saat[ke : ke + 100]) for ke in range(max(len(saat) - 99, 1)))


def _isi_koperasi() -> None:
    """The peer does not look for cooperatives: their ids stand in the bodies already."""
    ids = dict(Koperasi.objects.values_list("pk", "siasn_id"))
    semua = list(PesanKeluar.objects.select_related("penugasan__kebutuhan"))
    for satu in semua:
        satu.badan["kkmpId"] = ids[satu.penugasan.kebutuhan.koperasi_id]
    PesanKeluar.objects.bulk_update(semua, ["badan"], batch_size=500)


def _tunggu(syarat: Callable[[], bool]) -> None:
    while not syarat():
        connection.close()
        time.sleep(0.05)


def _laporkan(jam: Jam, **catatan: float) -> None:
    diterima = PesanKeluar.objects.filter(status=Status.DITERIMA).count()
    lain = PesanKeluar.objects.exclude(status=Status.DITERIMA).count()
    connection.close()
    jam.laporkan(diterima=diterima, lain=lain, **catatan)
