"""A form sent twice acts once: every POST of the portal, with the same answer pressed again.

The world after the second submit equals the world after the first, row by row. What may differ
is named here with its reason.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from tests.otorisasi.dunia import Dunia, buat_dunia
from tests.otorisasi.jalan import SEMUA, Baris
from tests.otorisasi.tabel import TABEL
from tests.pegawai.factories import SANDI

KIRIMAN = [satu for satu in TABEL if satu.metode == "post"]
APLIKASI = ("inti", "pegawai", "koperasi", "penugasan")
DILEWATI = frozenset({"inti.LogAkses"})  # every look is logged, also the second one
BERULANG: dict[str, str] = {
    "pegawai:akun_atur_ulang": "each press makes a new password and ends the old one",
    "inti:impor_ulang": "each press reads the stored file again, as a job",
    "penugasan:buku_kirim_coba": "each press is a new try of the line",
    "inti:jejak_periksa": "each press is a new check of the chain, kept as a job",
}
"""Acts that mean to happen again, each with the reason."""
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield buat_dunia()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    semua = {}
    for peran, akun in dunia.akun.items():
        satu = Client(raise_request_exception=False)
        satu.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
        satu.post(reverse("account_reauthenticate"), {"password": SANDI})
        semua[peran] = satu
    return semua


def _sidik() -> dict[str, str]:
    """A fingerprint of every table of ours."""
    hasil = {}
    for nama in APLIKASI:
        for model in apps.get_app_config(nama).get_models(include_auto_created=True):
            label = model._meta.label
            if label not in DILEWATI:
                baris = sorted(map(repr, model._default_manager.values_list()))
                hasil[label] = hashlib.sha256("\n".join(baris).encode()).hexdigest()
    return hasil


@pytest.mark.parametrize("baris", KIRIMAN, ids=lambda satu: f"{TABEL.index(satu)} {satu.nama}")
def test_the_second_submit_changes_nothing(
    dunia: Dunia, klien: dict[str, Client], baris: Baris
) -> None:
    kunci = baris.kunci(dunia.milik) if baris.kunci else {}
    alamat = reverse(baris.url, kwargs=baris.tetap | kunci) + baris.kueri
    peran = next(iter(sorted(baris.boleh & SEMUA - set(baris.khusus))), Peran.PETUGAS)
    with transaction.atomic():
        awal = _sidik()
        pertama = klien[peran].post(alamat, baris.isi(dunia.milik)).status_code
        sesudah = _sidik()
        kedua = klien[peran].post(alamat, baris.isi(dunia.milik)).status_code
        berubah = {label for label, sidik in _sidik().items() if sidik != sesudah[label]}
        transaction.set_rollback(True)
    assert max(pertama, kedua) < 500
    if baris.url in BERULANG:
        assert sesudah != awal
    else:
        assert berubah == set()
