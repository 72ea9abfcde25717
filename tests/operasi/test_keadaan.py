"""The page on the state of the installation, and the numbers for a monitor."""

import datetime as dt

import pytest
import time_machine
from celery import Celery
from django.db import connection
from django.urls import reverse

from inti import denyut, keadaan
from inti.tasks import sapu_pekerjaan
from inti.waktu import sekarang
from penugasan import outbox
from tests.peladen import port_bebas
from tests.penugasan.kirim import antrekan

pytestmark = pytest.mark.django_db
HALAMAN, METRIK = reverse("inti:keadaan"), reverse("inti:metrik")


def menurut_nama(akun) -> dict[str, keadaan.Butir]:
    return {butir.nama: butir for butir in keadaan.semua(akun)}


def test_a_beat_makes_the_worker_well_and_silence_does_not(petugas):
    assert menurut_nama(petugas)["Pekerja dan penjadwal"].keadaan == keadaan.BURUK
    sapu_pekerjaan()
    assert menurut_nama(petugas)["Pekerja dan penjadwal"].keadaan == keadaan.BAIK
    with time_machine.travel(sekarang() + dt.timedelta(minutes=5), tick=False):
        butir = menurut_nama(petugas)["Pekerja dan penjadwal"]
    assert (butir.keadaan, butir.kalimat) == (keadaan.BURUK, "Diam 5 menit.")


def test_a_held_line_is_named_with_its_reason_and_the_age_of_what_waits(petugas, instansi):
    antrekan(instansi, 2)
    outbox.tahan(sampai=sekarang() + dt.timedelta(hours=1), galat="Kuota habis.")
    with time_machine.travel(sekarang() + dt.timedelta(hours=3)):
        butir = menurut_nama(petugas)
    assert butir["Jalur SIASN"].keadaan == keadaan.BURUK
    assert "Kuota habis." in butir["Jalur SIASN"].kalimat
    assert butir["Pesan untuk SIASN"].keadaan == keadaan.RAGU
    assert butir["Pesan untuk SIASN"].kalimat.startswith("2 belum selesai; yang tertua")


def test_the_counts_are_those_of_ones_own_agency(instansi, petugas_lain):
    antrekan(instansi, 2)
    assert menurut_nama(petugas_lain)["Pesan untuk SIASN"].kalimat == "Semua sudah dijawab."


def test_the_age_of_the_newest_backup_is_told(petugas, settings, tmp_path):
    settings.CADANGAN_DIR = str(tmp_path)
    assert menurut_nama(petugas)["Cadangan"].kalimat == "Belum pernah dibuat."
    (tmp_path / f"portal-{sekarang() - dt.timedelta(hours=3):%Y%m%d-%H%M%S}.age").touch()
    assert menurut_nama(petugas)["Cadangan"].keadaan == keadaan.BAIK
    with time_machine.travel(sekarang() + dt.timedelta(days=4)):
        butir = menurut_nama(petugas)["Cadangan"]
    assert (butir.keadaan, butir.kalimat) == (keadaan.RAGU, "Yang terakhir 4 hari yang lalu.")


def test_a_check_that_breaks_is_a_finding_and_the_page_stands(masuk, petugas, monkeypatch):
    def rusak(_akun: object) -> None:
        raise OSError

    monkeypatch.setattr(keadaan, "_lain", [rusak])
    halaman = masuk(petugas).get(HALAMAN).content.decode()
    assert "Tidak dapat diperiksa (OSError)." in halaman
    assert connection.display_name in halaman


def test_the_numbers_are_for_who_has_the_token_and_name_nobody(client, instansi, settings):
    [pesan] = antrekan(instansi)
    denyut.denyut()
    assert client.get(METRIK).status_code == 404
    settings.METRIK_TOKEN = "rahasia-uji"
    assert client.get(METRIK, headers={"Authorization": "Bearer salah"}).status_code == 404
    jawaban = client.get(METRIK, headers={"Authorization": "Bearer rahasia-uji"})
    teks = jawaban.content.decode()
    assert 'portal_pesan_siasn{status="MENUNGGU"} 1.0' in teks
    assert "portal_denyut_detik" in teks
    assert "portal_pesan_tertua_detik" in teks
    assert pesan.badan["nipBaru"] not in teks


def test_a_broker_that_is_gone_is_named_and_the_page_stands(petugas, monkeypatch):
    assert menurut_nama(petugas)["Antrean pekerjaan"].keadaan == keadaan.BAIK
    mati = Celery("mati", broker=f"redis://127.0.0.1:{port_bebas()}/0", set_as_current=False)
    monkeypatch.setattr(keadaan, "current_app", mati)
    assert menurut_nama(petugas)["Antrean pekerjaan"].keadaan == keadaan.RAGU
