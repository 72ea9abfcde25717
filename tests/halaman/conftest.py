"""A busy world, and a browser-like client per role. Each page is opened and undone."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route

from inti.models import KepalaRantai
from inti.peran import Peran
from tests.halaman.daftar import Halaman
from tests.otorisasi.dunia import Dunia, _isi, buat_dunia
from tests.pegawai.factories import SANDI, PegawaiFactory
from tests.penugasan.factories import HasilSaringFactory

ASAL = "http://portal.test"
UNIT, ORANG = 12, 30
"""More than one page of most lists, so that a query per row shows."""


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        satu = buat_dunia()
        KepalaRantai.objects.get_or_create(instansi=satu.milik.instansi)  # somebody once decided
        saringan = satu.milik.objek["saringan"]
        for nomor in range(UNIT):
            saringan = _isi(satu.milik.instansi, f"UNIT-{nomor}").objek["saringan"]
        for _ in range(ORANG):
            orang = PegawaiFactory.create(
                instansi=satu.milik.instansi, opd=satu.milik.opd, layak=True
            )
            HasilSaringFactory.create(saringan=saringan, pegawai=orang)
        _kenali_isi()
        yield satu
        transaction.set_rollback(True)


def _kenali_isi() -> None:
    """PostgreSQL plans with the sizes it knows: those of the tests before are another world's."""
    if connection.vendor == "postgresql":
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    semua = {"anonim": Client(raise_request_exception=False)}
    for peran in Peran.values:
        satu = Client(raise_request_exception=False)
        satu.force_login(dunia.akun[peran], backend="pegawai.backends.AkunBackend")
        satu.post(reverse("account_reauthenticate"), {"password": SANDI})
        semua[peran] = satu
    return semua


@pytest.fixture
def buka(dunia: Dunia, klien: dict[str, Client], db: None) -> Callable[[Halaman], Any]:
    """Return a function that opens a page, with ``kueri`` asked, and puts the world back.

    ``kueri`` are those of a second look; ``kueri_pertama`` those of the first, which also reads
    what is then remembered while nobody changes anything (``inti.sekali``).
    """

    def satu(halaman: Halaman) -> Any:
        with transaction.atomic():
            alamat = halaman.alamat(dunia, klien)
            pertama = _lihat(klien[halaman.peran], alamat)
            jawaban = _lihat(klien[halaman.peran], alamat)
            jawaban.kueri_pertama = pertama.kueri
            transaction.set_rollback(True)
        return jawaban

    return satu


def _lihat(klien: Client, alamat: str) -> Any:
    with CaptureQueriesContext(connection) as kueri:
        jawaban: Any = klien.get(alamat)
    jawaban.kueri = [satu["sql"] for satu in kueri if not _bukan_pertanyaan(satu["sql"])]
    return jawaban


def _bukan_pertanyaan(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO", "BEGIN", "COMMIT"))


@pytest.fixture(scope="module")
def gambar(peramban: Browser) -> Iterator[Callable[[str], Page]]:
    """Return a function that draws what a page answered: no server, the assets from the disk.

    Whatever is asked of anybody else, and every complaint of the console, fails at the end.
    """
    keluhan: list[str] = []
    isi = {"html": ""}
    profil = peramban.new_context(base_url=ASAL, locale="id-ID", timezone_id="Asia/Jakarta")

    def jawab(rute: Route) -> None:
        jalur = urlsplit(rute.request.url).path
        if rute.request.url.startswith(f"{ASAL}/static/"):
            berkas = finders.find(jalur.removeprefix("/static/"))
            assert berkas, jalur
            rute.fulfill(path=berkas)
        elif rute.request.is_navigation_request():
            rute.fulfill(body=isi["html"], content_type="text/html; charset=utf-8")
        else:  # a page asks itself how far a job is; anybody else is asked for nothing
            if not rute.request.url.startswith(ASAL):
                keluhan.append(f"permintaan ke luar: {rute.request.url}")
            rute.fulfill(status=204)

    profil.route("**/*", jawab)
    halaman = profil.new_page()
    halaman.emulate_media(reduced_motion="reduce")  # a colour half way through has no contrast
    halaman.on("pageerror", lambda masalah: keluhan.append(f"JavaScript: {masalah}"))

    def gambarkan(html: str) -> Page:
        isi["html"] = html
        halaman.set_viewport_size({"width": 1366, "height": 800})
        halaman.goto("/")
        return halaman

    yield gambarkan
    profil.close()
    assert keluhan == []
