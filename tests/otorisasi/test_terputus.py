"""The walk once more without broker and cache: every page and every form answers as before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from tests.operasi.putus import JENIS, terputus
from tests.otorisasi.dunia import buat_dunia
from tests.otorisasi.tabel import TABEL
from tests.pegawai.factories import SANDI

pytestmark = pytest.mark.django_db


@pytest.fixture(params=JENIS)
def putus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    with terputus(request.param, tmp_path):
        yield


def test_every_url_answers_without_broker_and_cache(putus: None) -> None:
    """One role per row; what a form wants to happen after its commit is tried as well."""
    dunia = buat_dunia()
    klien: dict[str, Client] = {}
    for peran, akun in dunia.akun.items():
        klien[peran] = Client(raise_request_exception=False)
        klien[peran].force_login(akun, backend="pegawai.backends.AkunBackend")
        klien[peran].post(reverse("account_reauthenticate"), {"password": SANDI})
    klien["anonim"] = Client(raise_request_exception=False)
    beda = {}
    for baris in TABEL:
        peran = min(satu for satu in baris.boleh if satu in klien)
        kunci = baris.kunci(dunia.milik) if baris.kunci else {}
        alamat = reverse(baris.url, kwargs=baris.tetap | kunci) + baris.kueri
        with transaction.atomic():
            with TestCase.captureOnCommitCallbacks(execute=True):
                jawaban = getattr(klien[peran], baris.metode)(alamat, baris.isi(dunia.milik))
            transaction.set_rollback(True)
        if jawaban.status_code != baris.harapan(peran, "milik"):
            beda[baris.nama] = (peran, jawaban.status_code)
    assert beda == {}
