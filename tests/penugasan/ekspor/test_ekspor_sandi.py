"""A file of very many rows leaves only after the password was given once more (S8)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from inti.models import LogAkses
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.filters.ekspor import semua
from penugasan.services import ekspor as layanan
from tests.pegawai.factories import SANDI
from tests.penugasan.ekspor.bantu import Kota, Masuk, alamat

DAFTAR = "/kelayakan/"


@pytest.fixture
def banyak(kota: Kota, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two people of the city are one too many."""
    monkeypatch.setattr(layanan, "BATAS_TANPA_SANDI", 1)


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


def minta(klien: Client, url: str) -> Any:
    return klien.get(url, headers={"referer": f"http://testserver{DAFTAR}?hasil=layak"})


@pytest.mark.usefixtures("banyak")
def test_the_password_is_asked_and_the_way_leads_back_to_the_list(klien: Client) -> None:
    tunda = minta(klien, alamat("kelayakan"))
    assert tunda.status_code == 302
    assert tunda.url.startswith(reverse("account_reauthenticate"))
    assert not LogAkses.objects.filter(objek_jenis="ekspor.kelayakan").exists()
    assert "memuat 2 baris" in klien.get(tunda.url).content.decode()
    assert klien.post(tunda.url, {"password": SANDI}).url == f"{DAFTAR}?hasil=layak"
    assert b"".join(minta(klien, alamat("kelayakan")))[:2] == b"PK"


@pytest.mark.usefixtures("banyak")
def test_the_password_counts_for_its_time_only(klien: Client, settings: Any) -> None:
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    assert minta(klien, alamat("pegawai")).status_code == 200
    nanti = sekarang() + dt.timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
    with time_machine.travel(nanti):
        assert minta(klien, alamat("pegawai")).status_code == 302


@pytest.mark.usefixtures("banyak")
def test_a_kept_file_asks_as_well(klien: Client, petugas: Akun, kerjakan: Any) -> None:
    assert petugas.instansi is not None
    lingkup = layanan.Lingkup(petugas.instansi, petugas, QueryDict())
    job = layanan.mulai(semua()["pegawai"], lingkup)
    kerjakan()
    unduh = reverse("penugasan:ekspor_unduh", args=[job.pk])
    assert klien.get(unduh).url.startswith(reverse("account_reauthenticate"))
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    assert b"".join(klien.get(unduh))[:2] == b"PK"


@pytest.mark.usefixtures("banyak")
def test_a_strange_referer_leads_to_the_front_page(klien: Client) -> None:
    asing = klien.get(alamat("kelayakan"), headers={"referer": "https://lain.example/daftar"})
    assert "lain.example" not in asing.url


def test_a_short_list_leaves_at_once(kota: Kota, klien: Client) -> None:
    assert klien.get(alamat("kelayakan")).status_code == 200
