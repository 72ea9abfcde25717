"""A form sent twice acts once: every POST of the portal, with the same answer pressed again.

The second press stands for the double click, the back button, the second tab and the replay
after a timeout: the world after it equals the world after the first, row by row. What may differ
is named here with its reason. A form that acts nowhere in the two tables fails.
"""

import copy
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
from tests.otorisasi.kiriman import KIRIMAN_ATURAN, Kirim, Kiriman
from tests.otorisasi.kiriman_berkas import KIRIMAN_BERKAS
from tests.otorisasi.kiriman_orang import KIRIMAN_ORANG
from tests.otorisasi.kiriman_surat import KIRIMAN_SURAT
from tests.otorisasi.tabel import TABEL
from tests.pegawai.factories import SANDI

KHUSUS = [*KIRIMAN_ATURAN, *KIRIMAN_ORANG, *KIRIMAN_BERKAS, *KIRIMAN_SURAT]
BERKEADAAN = {satu.url for satu in KHUSUS}
APLIKASI = ("inti", "pegawai", "koperasi", "penugasan")
DILEWATI = frozenset({"inti.LogAkses"})  # every look is logged, also the second one
BERULANG: dict[str, str] = {
    "pegawai:akun_atur_ulang": "each press makes a new password and ends the old one",
    "inti:impor": "each upload is staged by itself; of two, applying the second changes nothing",
    "penugasan:buku_kirim_coba": "each press is a new try of the line",
    "inti:jejak_periksa": "each press is a new check of the chain, kept as a job",
}
"""Acts that mean to happen again, each with the reason."""
TANPA_AKIBAT: dict[str, str] = {
    "account_login": "allauth: opens a session",
    "account_logout": "allauth: ends the session",
    "account_reauthenticate": "allauth: marks the session",
    "account_change_password": "allauth: the second press no longer knows the old password",
    "account_reset_password": "allauth: sends a link by mail, stores nothing",
    "tur": "remembers in the session where one stands",
    "penugasan:ungkap_nip": "shows a number, and logs each look",
    "penugasan:paket_periksa": "compares a file, stores nothing",
    "penugasan:beda_cocokkan": "asks SIASN, which the test world has not: nothing to write",
    "penugasan:surat_arsip_buat": "gives a copy of the letters, and logs each one",
    "penugasan:buku_kirim_token": "the token goes into memory only; the same one again is the same",
}
"""Forms that write no row of ours, each with the reason."""
pytestmark = pytest.mark.django_db


def _dari_tabel(baris: Baris) -> Kiriman:
    """A POST row of the table of rights, as it acts in the plain world."""

    def siap(d: Dunia, _klien: Client) -> Kirim:
        kunci = baris.kunci(d.milik) if baris.kunci else {}
        return Kirim(baris.tetap | kunci, baris.isi(d.milik), baris.kueri)

    peran = next(iter(sorted(baris.boleh & SEMUA - set(baris.khusus))), Peran.PETUGAS)
    return Kiriman(baris.url, peran, siap)


KIRIMAN = KHUSUS + [
    _dari_tabel(satu)
    for satu in TABEL
    if satu.metode == "post" and satu.url not in BERKEADAAN | set(TANPA_AKIBAT)
]


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield buat_dunia()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    semua = {"anonim": Client(raise_request_exception=False)}
    for peran, akun in dunia.akun.items():
        satu = Client(raise_request_exception=False)
        satu.force_login(akun, backend="pegawai.backends.AkunBackend")
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


@pytest.mark.parametrize("satu", KIRIMAN, ids=lambda satu: satu.url)
def test_the_second_submit_changes_nothing(
    dunia: Dunia, klien: dict[str, Client], satu: Kiriman
) -> None:
    browser = klien[satu.peran]
    with transaction.atomic():
        kirim = satu.siap(dunia, browser)
        alamat = reverse(satu.url, kwargs=kirim.kunci) + kirim.kueri
        awal = _sidik()
        pertama = browser.post(alamat, _salinan(kirim.data))
        sesudah = _sidik()
        kedua = browser.post(alamat, _salinan(kirim.data))
        berubah = {label for label, sidik in _sidik().items() if sidik != sesudah[label]}
        transaction.set_rollback(True)
    assert max(pertama.status_code, kedua.status_code) < 500
    assert sesudah != awal, f"tidak ada yang terjadi: {pertama.status_code} {_keluhan(pertama)}"
    if satu.url not in BERULANG:
        assert berubah == set()


def _keluhan(jawaban: Any) -> list[Any]:
    """What the page says about a form that it did not take."""
    semua = [jawaban.context.get("form"), jawaban.context.get("galat")] if jawaban.context else []
    return [getattr(satu, "errors", None) or satu for satu in semua if satu] or [
        jawaban.headers.get("Location")
    ]


def _salinan(data: dict[str, Any]) -> dict[str, Any]:
    """A file is read to its end by the first press."""
    hasil = {}
    for nama, nilai in data.items():
        if hasattr(nilai, "seek"):
            nilai.seek(0)
            nilai = copy.deepcopy(nilai)
        hasil[nama] = nilai
    return hasil


@pytest.mark.parametrize(
    "baris", [b for b in TABEL if b.metode == "get"], ids=lambda b: f"{TABEL.index(b)} {b.nama}"
)
def test_every_form_stands_in_a_table(dunia: Dunia, klien: dict[str, Client], baris: Baris) -> None:
    """A page that takes a POST is a form: it is sent twice above, or named as harmless."""
    if baris.url in {satu.url for satu in KIRIMAN} | set(TANPA_AKIBAT):
        return
    kunci = baris.kunci(dunia.milik) if baris.kunci else {}
    peran = next(iter(sorted(baris.boleh & SEMUA - set(baris.khusus))), Peran.PETUGAS)
    with transaction.atomic():
        jawaban = klien[peran].post(reverse(baris.url, kwargs=baris.tetap | kunci) + baris.kueri)
        transaction.set_rollback(True)
    assert jawaban.status_code == 405, f"{baris.url} menerima POST, tetapi tidak ada di KIRIMAN"
