"""The page that follows a long job."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import Instansi, Pekerjaan
from inti.views.pekerjaan import sisa_waktu
from inti.waktu import sekarang
from pegawai.models import Akun

Masuk = Callable[[Akun], Client]
Buat = Callable[..., Pekerjaan]


@pytest.fixture
def buat(instansi: Instansi) -> Buat:
    def satu(**lain: Any) -> Pekerjaan:
        isi = {"instansi": instansi, "jenis": "uji", "judul": "Impor", "dibuat": sekarang()}
        return Pekerjaan.objects.create(**(isi | lain))

    return satu


def _url(pekerjaan: Pekerjaan, nama: str = "pekerjaan") -> str:
    return reverse(f"inti:{nama}", args=[pekerjaan.pk])


def test_running_job_shows_rows_and_reloads_without_javascript(
    buat: Buat, petugas: Akun, masuk: Masuk
) -> None:
    pekerjaan = buat(status="berjalan", selesai=3211, total=6521, fase="Membaca baris")
    isi = masuk(petugas).get(_url(pekerjaan)).content.decode()
    assert "3.211 dari 6.521 baris" in isi
    assert 'http-equiv="refresh"' in isi
    assert 'hx-trigger="every 1s"' in isi


def test_fragment_tells_htmx_where_the_result_is(buat: Buat, petugas: Akun, masuk: Masuk) -> None:
    pekerjaan = buat(status="selesai", hasil={"url": "/hasil/"}, berakhir=sekarang())
    klien = masuk(petugas)
    assert klien.get(_url(pekerjaan, "pekerjaan_kemajuan"))["HX-Redirect"] == "/hasil/"
    assert klien.get(_url(pekerjaan)).url == "/hasil/"


def test_failed_job_says_why_and_stops_asking(buat: Buat, petugas: Akun, masuk: Masuk) -> None:
    pekerjaan = buat(status="gagal", galat="Berkas rusak.", parameter={"kembali": "/impor/"})
    isi = masuk(petugas).get(_url(pekerjaan, "pekerjaan_kemajuan")).content.decode()
    assert "Berkas rusak." in isi
    assert "hx-get" not in isi
    assert 'href="/impor/"' in isi


def test_finished_job_without_a_page_of_its_own_says_so(
    buat: Buat, petugas: Akun, masuk: Masuk
) -> None:
    pekerjaan = buat(status="selesai", total=10, selesai=10, berakhir=sekarang())
    isi = masuk(petugas).get(_url(pekerjaan)).content.decode()
    assert "Selesai" in isi
    assert "10 baris" in isi


def test_other_roles_follow_only_their_own_jobs(
    buat: Buat, kepala_opd: Akun, petugas_lain: Akun, masuk: Masuk
) -> None:
    milik_petugas, milik_kepala = buat(), buat(aktor=kepala_opd)
    assert masuk(kepala_opd).get(_url(milik_kepala)).status_code == 200
    assert masuk(kepala_opd).get(_url(milik_petugas)).status_code == 404
    assert masuk(petugas_lain).get(_url(milik_petugas)).status_code == 404


def test_time_left_is_told_only_after_a_tenth_of_the_rows() -> None:
    kini = sekarang()
    pekerjaan = Pekerjaan(mulai=kini - dt.timedelta(seconds=30), total=100, selesai=9)
    assert sisa_waktu(pekerjaan, kini) is None
    pekerjaan.selesai = 25
    assert sisa_waktu(pekerjaan, kini) == dt.timedelta(seconds=90)
