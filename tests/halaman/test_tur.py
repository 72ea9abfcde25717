"""The tour and the guide: each role walks its own from the offer to the end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.tur import KUE, TUR
from inti.models import Instansi
from inti.peran import SEMUA_PERAN, Peran
from pegawai.models import Akun
from tests.pegawai.factories import AkunFactory

pytestmark = pytest.mark.django_db
Masuk = Callable[[Akun], Client]
TAWARAN = "Baru di sini?"


@pytest.fixture
def sebagai(instansi: Instansi, masuk: Masuk) -> Callable[[str], Client]:
    def buka(peran: str) -> Client:
        return masuk(AkunFactory.create(peran=peran, instansi=instansi))

    return buka


def lanjut(klien: Client, ke: str) -> str:
    return klien.post(reverse("tur"), {"ke": ke}, follow=True).content.decode()


def test_every_role_has_a_tour() -> None:
    assert set(TUR) == SEMUA_PERAN


@pytest.mark.parametrize("peran", sorted(SEMUA_PERAN))
def test_a_role_walks_its_tour_from_the_offer_to_the_end(
    peran: str, sebagai: Callable[[str], Client]
) -> None:
    klien, jumlah = sebagai(peran), len(TUR[peran])
    assert TAWARAN in klien.get("/").content.decode()
    for ke, (nama_url, teks) in enumerate(TUR[peran]):
        jawaban = klien.post(reverse("tur"), {"ke": ke})
        assert jawaban.headers["Location"] == reverse(nama_url)
        isi = klien.get(jawaban.headers["Location"]).content.decode()
        assert f"{ke + 1} dari {jumlah}:" in isi
        assert teks.partition("{")[0][:40] in isi
        assert ("Selesai</button>" in isi) == (ke + 1 == jumlah)
    assert "Tur ditutup" in lanjut(klien, "")
    assert TAWARAN not in klien.get("/").content.decode()


def test_the_strip_stays_when_one_wanders_off_and_leads_back(
    sebagai: Callable[[str], Client],
) -> None:
    klien = sebagai(Peran.PETUGAS)
    lanjut(klien, "1")
    isi = klien.get("/kelayakan/").content.decode()
    assert "2 dari 7: Impor Excel." in isi
    assert f'href="{reverse("inti:impor")}">Ke halamannya' in isi


@pytest.mark.parametrize("ke", ["7", "-1", "1e3", "²", "9999", "x"])
def test_what_is_no_step_ends_the_tour(ke: str, sebagai: Callable[[str], Client]) -> None:
    klien = sebagai(Peran.PETUGAS)
    lanjut(klien, "3")
    assert "Tur ditutup" in lanjut(klien, ke)
    assert "4 dari 7" not in klien.get("/kelayakan/").content.decode()


def test_no_thanks_holds_after_the_next_login(
    instansi: Instansi, masuk: Masuk, sebagai: Callable[[str], Client]
) -> None:
    klien = sebagai(Peran.AUDITOR)
    lanjut(klien, "")
    kue = klien.cookies[KUE]
    assert (kue["httponly"], kue["samesite"]) == (True, "Lax")
    lagi = sebagai(Peran.AUDITOR)
    lagi.cookies[KUE] = kue.value
    assert TAWARAN not in lagi.get("/").content.decode()


@pytest.mark.parametrize("peran", sorted(SEMUA_PERAN))
def test_each_role_reads_its_own_guide(peran: str, sebagai: Callable[[str], Client]) -> None:
    isi = sebagai(peran).get(reverse("panduan")).content.decode()
    nama = peran.replace("_", "-")
    berkas = Path(settings.AKAR) / "docs" / "panduan" / f"{nama}.md"
    judul = [b[3:] for b in berkas.read_text().splitlines() if b.startswith("## ")]
    assert all(f"<h2>{satu}</h2>" in isi for satu in judul)
    assert "<ol>" in isi
    assert "**" not in isi
