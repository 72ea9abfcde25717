"""The log of one click: an id in every line, on the way to the worker, and with the message."""

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from celery.signals import before_task_publish, task_postrun, task_prerun
from django.test import Client
from django.urls import reverse

from inti.konteks import bertanda, bubuhkan, permintaan_id, pilih_id
from inti.models import Instansi, Pekerjaan
from inti.tasks import jalankan_pekerjaan, tuang_titipan
from inti.waktu import sekarang
from pegawai.models import Akun
from tests.proses import lingkungan_sendiri

AKAR = Path(__file__).parents[2]
BATAS = 60.0
COLEK = """
import django; django.setup()
from inti.colek import colek
from inti.konteks import bertanda
with bertanda("klik-uji-1234"):
    assert colek("inti.tuang_titipan")
"""


@pytest.mark.parametrize(
    ("datang", "dipakai"),
    [
        ("abc-123.def_456", "abc-123.def_456"),
        ("7D0C1FA2-0B6E-4C54-9B7F-0A52D9B1E9AA", "7D0C1FA20B6E4C549B7F0A52D9B1E9AA"),
        ("a" * 32, "a" * 32),
    ],
)
def test_a_sane_id_from_outside_is_kept(datang: str, dipakai: str) -> None:
    assert pilih_id(datang) == dipakai


@pytest.mark.parametrize(
    "datang",
    [
        "",
        "pendek",
        "a" * 33,
        "dua kata saja",
        "baris\nbaru-abc",
        '{"a":1}xyz',
        "-awalan-abc",
        "1" * 18,
    ],
)
def test_anything_else_is_replaced(datang: str) -> None:
    assert pilih_id(datang) != datang
    assert len(pilih_id(datang)) == 12


@pytest.mark.django_db
def test_every_line_of_a_request_carries_the_id_that_the_answer_gives_back(
    masuk: Callable[[Akun], Client],
    petugas: Akun,
    catatan: Callable[[], list[dict[str, Any]]],
) -> None:
    klien = masuk(petugas)
    logging.getLogger("sebelum").info("sebelum permintaan")
    jawaban = klien.get(reverse("penugasan:beda"), headers={"X-Request-ID": "dari-proksi-1"})
    logging.getLogger("sesudah").info("sesudah permintaan")
    assert jawaban["X-Request-ID"] == "dari-proksi-1"
    semua = catatan()
    milik = [satu for satu in semua if satu["logger"] not in ("sebelum", "sesudah")]
    assert {"request_started", "request_finished"} <= {satu["event"] for satu in milik}
    assert {satu["request_id"] for satu in milik} == {"dari-proksi-1"}
    assert [satu.get("request_id") for satu in semua if satu not in milik] == [None, None]
    lain = klien.get(reverse("penugasan:beda"))["X-Request-ID"]
    assert lain != "dari-proksi-1"
    assert {satu["request_id"] for satu in catatan()[len(semua) :]} == {lain}


@pytest.mark.django_db
def test_the_lines_of_a_streamed_file_carry_it_too(
    masuk: Callable[[Akun], Client], petugas: Akun, catatan: Callable[[], list[dict[str, Any]]]
) -> None:
    jawaban = masuk(petugas).get(reverse("penugasan:ekspor", args=["beda-siasn"]))
    assert jawaban.streaming
    b"".join(jawaban)
    aliran = [b for b in catatan() if b["event"].startswith("streaming")]
    assert [b["request_id"] for b in aliran] == [jawaban["X-Request-ID"]] * 2


@pytest.mark.django_db
def test_an_error_page_names_the_number_of_its_log_lines(
    masuk: Callable[[Akun], Client],
    petugas: Akun,
    catatan: Callable[[], list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def rusak(*_isi: Any) -> None:
        pesan = "tak terduga"
        raise RuntimeError(pesan)

    monkeypatch.setattr("penugasan.views.padanan.daftar", rusak)
    klien = masuk(petugas)
    klien.raise_request_exception = False
    jawaban = klien.get(reverse("penugasan:padanan"))
    assert jawaban.status_code == 500
    nomor = jawaban["X-Request-ID"]
    assert f"Nomor permintaan: <code>{nomor}</code>" in jawaban.content.decode()
    galat = [b for b in catatan() if b["level"] == "error"]
    assert galat
    assert {b["request_id"] for b in galat} == {nomor}


def test_a_published_task_carries_the_id_and_nothing_where_there_is_none() -> None:
    kepala: list[dict[str, Any]] = []

    def rekam(headers: dict[str, Any], **_lain: Any) -> None:
        kepala.append(dict(headers))

    for satu in ("", "klik-uji-1234"):
        isi: dict[str, Any] = {}
        with bertanda(satu):
            before_task_publish.send(sender="uji", headers=isi)
        rekam(isi)
    assert [k.get("permintaan_id") for k in kepala] == [None, "klik-uji-1234"]


def test_a_task_works_under_the_id_it_came_with_and_leaves_none_behind() -> None:
    tugas = tuang_titipan
    tugas.push_request(id="t-1", permintaan_id="klik-uji-1234")
    try:
        task_prerun.send(sender=tugas, task_id="t-1", task=tugas, args=(), kwargs={})
        baris = bubuhkan(None, "info", {"event": "kerja"})
        assert baris["request_id"] == "klik-uji-1234"
        assert (baris["task_id"], baris["task"]) == ("t-1", "inti.tuang_titipan")
        task_postrun.send(sender=tugas, task_id="t-1", task=tugas, retval=None, state="SUCCESS")
    finally:
        tugas.pop_request()
    assert permintaan_id.get() == ""
    assert bubuhkan(None, "info", {"event": "lain"}) == {"event": "lain"}


@pytest.mark.django_db
def test_a_job_says_which_job_it_is(
    instansi: Instansi, petugas: Akun, catatan: Callable[[], list[dict[str, Any]]]
) -> None:
    ini = Pekerjaan.objects.create(
        instansi=instansi, jenis="jejak.periksa", judul="Uji", dibuat=sekarang(), aktor=petugas
    )
    with bertanda("klik-uji-1234"):
        jalankan_pekerjaan.run(str(ini.pk))
    [satu] = [b for b in catatan() if b["event"].startswith("pekerjaan")]
    assert (satu["pekerjaan"], satu["request_id"]) == (str(ini.pk), "klik-uji-1234")


def test_the_id_reaches_a_real_worker(tmp_path: Path) -> None:
    with lingkungan_sendiri(tmp_path) as dasar:
        env = dasar | {
            "PRODUKSI": "1",
            "SECRET_KEY": "uji-" * 15,
            "SIASN_MODE": "mati",
            "LOG_LEVEL": "INFO",
        }
        keluaran = tmp_path / "pekerja.txt"
        with keluaran.open("wb") as catatan:
            perintah = ["-m", "celery", "-A", "config", "worker", "--pool", "solo"]
            pekerja = subprocess.Popen(
                [sys.executable, *perintah],
                cwd=AKAR,
                env=env,
                stdout=catatan,
                stderr=subprocess.STDOUT,
            )
        try:
            subprocess.run([sys.executable, "-c", COLEK], cwd=AKAR, env=env, check=True)
            assert _sampai(lambda: _milik(keluaran)), keluaran.read_text()
        finally:
            pekerja.terminate()
            pekerja.wait(timeout=30)
    for satu in _milik(keluaran):
        assert satu["task"] == "inti.tuang_titipan"
        assert len(satu["task_id"]) == 36


def _milik(keluaran: Path) -> list[dict[str, Any]]:
    """The worker's lines about the click."""
    teks = keluaran.read_text().splitlines()
    semua = [json.loads(satu) for satu in teks if satu.startswith("{")]
    return [satu for satu in semua if satu.get("request_id") == "klik-uji-1234"]


def _sampai(benar: Callable[[], object]) -> bool:
    akhir = time.monotonic() + BATAS
    while time.monotonic() < akhir:
        if benar():
            return True
        threading.Event().wait(0.1)
    return False
