"""Does the portal still answer while a large file goes in? Asked from outside, over HTTP."""

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.bench.anak import AKAR, Jam, Pengamat
from tests.bench.siap import SANDI
from tests.peladen import port_bebas

JEDA = 0.1
TENANG = 10.0
"""Seconds of asking before the import, to compare with."""
BATAS_SIAP = 90.0
BATAS_PEKERJAAN = 3600.0
HALAMAN = {"masuk": "/akun/login/", "daftar": "/kelayakan/"}
PEKERJAAN = re.compile(r'href="(/pekerjaan/[0-9a-f-]{36}/)"')


def jawab(*, berkas: str) -> None:
    """Import one file through the pages and time what others wait meanwhile."""
    jam = Jam()
    with _portal() as (url, portal), httpx.Client(base_url=url, timeout=120) as petugas:
        pengamat = Pengamat(portal.pid)
        pengamat.start()
        _masuk(petugas)
        with Penanya(url, dict(petugas.cookies)) as penanya:
            threading.Event().wait(TENANG)
            penanya.fase = "pratinjau"
            halaman = jam.ukur("pratinjau", lambda: _unggah(petugas, Path(berkas)))
            penanya.fase = "terapkan"
            hasil = jam.ukur("terapkan", lambda: _terapkan(petugas, halaman))
            if lanjutan := PEKERJAAN.search(hasil.text):
                penanya.fase = "menyaring"
                jam.ukur("menyaring", lambda: _tunggu(petugas, lanjutan[1]))
        pengamat.selesai()
    jam.laporkan(jawaban=penanya.ringkas(), puncak=_puncak(pengamat))


@contextmanager
def _portal() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Start web, worker and scheduler as ``manage.py portal`` does, without the stand-in."""
    port = port_bebas()
    env = os.environ | {"SIASN_MODE": "mati"}
    perintah = [sys.executable, "manage.py", "portal", "--port", str(port)]
    catatan = Path(os.environ["DATA_DIR"]) / "portal.log"
    with catatan.open("wb") as log:
        proses = subprocess.Popen(perintah, cwd=AKAR, env=env, stdout=log, stderr=log)
    try:
        akhir = time.monotonic() + BATAS_SIAP
        while "http://" not in catatan.read_text():
            if proses.poll() is not None or time.monotonic() > akhir:
                raise SystemExit(catatan.read_text())
            threading.Event().wait(0.2)
        yield f"http://127.0.0.1:{port}", proses
    finally:
        proses.terminate()
        proses.wait(timeout=60)


def _masuk(klien: httpx.Client) -> None:
    klien.get(HALAMAN["masuk"])
    jawaban = klien.post(
        HALAMAN["masuk"], data={"login": "bench", "password": SANDI} | _token(klien)
    )
    assert jawaban.status_code == 302, jawaban.status_code
    assert klien.get(HALAMAN["daftar"]).status_code == 200


def _token(klien: httpx.Client) -> dict[str, str]:
    return {"csrfmiddlewaretoken": klien.cookies["csrftoken"]}


def _unggah(klien: httpx.Client, berkas: Path) -> str:
    """Upload and wait until the preview stands; return its page."""
    with berkas.open("rb") as isi:
        jawaban = klien.post("/impor/", data=_token(klien), files={"berkas": (berkas.name, isi)})
    assert jawaban.status_code == 302, jawaban.text
    return _tunggu(klien, jawaban.headers["location"]).url.path


def _terapkan(klien: httpx.Client, halaman: str) -> httpx.Response:
    jawaban = klien.post(f"{halaman}terapkan/", data=_token(klien))
    assert jawaban.status_code == 302, jawaban.text
    return _tunggu(klien, jawaban.headers["location"])


def _tunggu(klien: httpx.Client, pekerjaan: str) -> httpx.Response:
    """Follow a job as its page does, twice a second, until it leads to its result."""
    akhir = time.monotonic() + BATAS_PEKERJAAN
    while time.monotonic() < akhir:
        jawaban = klien.get(pekerjaan, follow_redirects=True)
        if "/pekerjaan/" not in jawaban.url.path:
            return jawaban
        if "Tidak berhasil" in jawaban.text:
            raise SystemExit(jawaban.text)
        threading.Event().wait(0.5)
    pesan = f"Pekerjaan {pekerjaan} tidak selesai."
    raise SystemExit(pesan)


class Penanya:
    """Asks for each page every 100 ms, whether or not the last answer is there already."""

    def __init__(self, url: str, kuki: dict[str, str]) -> None:
        self.fase = "tenang"
        self.jawaban: list[tuple[str, str, float, int]] = []
        self._berhenti = threading.Event()
        self._klien = httpx.Client(
            base_url=url, cookies=kuki, timeout=60, limits=httpx.Limits(max_connections=64)
        )
        self._kolam = ThreadPoolExecutor(64)
        self._detak = threading.Thread(target=self._jalan, daemon=True)

    def __enter__(self) -> "Penanya":
        self._detak.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._berhenti.set()
        self._detak.join()
        self._kolam.shutdown()
        self._klien.close()

    def _jalan(self) -> None:
        giliran = time.perf_counter()
        while not self._berhenti.is_set():
            for nama in HALAMAN:
                self._kolam.submit(self._tanya, nama, self.fase, giliran)
            giliran += JEDA
            self._berhenti.wait(max(0.0, giliran - time.perf_counter()))

    def _tanya(self, nama: str, fase: str, mulai: float) -> None:
        """Time from the moment it was due: an answer that queues is a slow answer."""
        try:
            kode = self._klien.get(
                HALAMAN[nama], headers={"Cookie": ""} if nama == "masuk" else {}
            ).status_code
        except httpx.HTTPError:
            kode = 0
        self.jawaban.append((fase, nama, time.perf_counter() - mulai, kode))

    def ringkas(self) -> list[dict[str, Any]]:
        """Per phase and page: how many, p50, p95 and the longest, and how many failed."""
        hasil = []
        for fase in dict.fromkeys(f for f, *_ in self.jawaban):
            for nama in HALAMAN:
                semua = [(d, k) for f, n, d, k in self.jawaban if (f, n) == (fase, nama)]
                lama = [d for d, _ in semua] or [0.0]
                persen = statistics.quantiles(lama, n=20) if len(lama) > 1 else lama * 19
                hasil.append(
                    {
                        "fase": fase,
                        "halaman": HALAMAN[nama],
                        "jumlah": len(semua),
                        "p50": statistics.median(lama),
                        "p95": persen[18],
                        "maks": max(lama),
                        "bukan_200": sum(kode != 200 for _, kode in semua),
                        "kode": sorted({kode for _, kode in semua} - {200}),
                    }
                )
        return hasil


def _puncak(pengamat: Pengamat) -> dict[str, float]:
    """The peak of the largest process of each kind."""
    hasil: dict[str, float] = {}
    for pid, mb in pengamat.puncak.items():
        perintah = pengamat.nama.get(pid, "")
        jenis = next(
            (k for k in ("gunicorn", "worker", "beat", "manage.py portal") if k in perintah),
            "pembaca",
        )
        hasil[jenis] = max(mb, hasil.get(jenis, 0.0))
    return hasil
