"""Saved filters: kept by name for one account, offered by the list, never with words typed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.saringan import Saringan, ambil, titipkan
from pegawai.models import Akun
from pegawai.services.saringan import PALING_BANYAK

pytestmark = pytest.mark.django_db
DAFTAR = "/nominasi/"
TITIPAN = re.compile(r'name="titipan" value="([^"]+)"')


@pytest.fixture
def klien(masuk: Any, petugas: Akun) -> Any:
    return masuk(petugas)


def titipan(klien: Client, tanya: str) -> str:
    cocok = TITIPAN.search(klien.get(f"{DAFTAR}?{tanya}").content.decode())
    return cocok[1] if cocok else ""


def simpan(klien: Client, tanya: str, nama: str) -> Any:
    isi = {"titipan": titipan(klien, tanya), "nama": nama}
    return klien.post(reverse("pegawai:saringan_simpan"), isi)


def milik(akun: Akun) -> list[tuple[str, str]]:
    isi = Akun.objects.get(pk=akun.pk).saringan
    return [(satu["nama"], satu["tanya"]) for satu in isi]


def test_a_filter_is_kept_used_and_forgotten(klien: Client, petugas: Akun) -> None:
    jawaban = simpan(klien, "status=DIMINTA&urut=batas&halaman=3", "  Belum   dijawab ")
    assert jawaban.url == f"{DAFTAR}?status=DIMINTA&urut=batas"
    assert milik(petugas) == [("Belum dijawab", "status=DIMINTA&urut=batas")]
    isi = klien.get(DAFTAR).content.decode()
    assert f'href="{DAFTAR}?status=DIMINTA&amp;urut=batas">Belum dijawab</a>' in isi
    dibuka = klien.get(jawaban.url).content.decode()
    assert 'aria-current="true">Belum dijawab' in dibuka
    assert not TITIPAN.search(dibuka), "what is kept is not offered again"
    assert "Belum dijawab" in klien.get(reverse("pegawai:saringan")).content.decode()
    hapus = {"daftar": "penugasan:nominasi", "nama": "Belum dijawab"}
    assert klien.post(reverse("pegawai:saringan_hapus"), hapus).status_code == 302
    assert milik(petugas) == []


def test_words_typed_and_foreign_keys_are_never_kept(klien: Client, petugas: Akun) -> None:
    simpan(klien, "status=DIMINTA&cari=199001012020121001&next=//lain.example&x=1", "A")
    assert milik(petugas) == [("A", "status=DIMINTA")]
    assert titipan(klien, "cari=Budi") == ""
    assert titipan(klien, "") == ""


def test_the_same_name_is_replaced_and_other_lists_have_their_own(
    klien: Client, petugas: Akun
) -> None:
    simpan(klien, "status=DIMINTA", "A")
    simpan(klien, "status=AKTIF", "A")
    assert milik(petugas) == [("A", "status=AKTIF")]
    assert ">A</a>" not in klien.get("/usulan/").content.decode()


def test_another_account_neither_sees_nor_borrows_it(
    klien: Client, petugas: Akun, penyetuju: Akun, masuk: Any
) -> None:
    simpan(klien, "status=DIMINTA", "Punyaku")
    lain = masuk(penyetuju)
    assert "Punyaku" not in lain.get(DAFTAR).content.decode()
    pinjam = {"titipan": titipan(klien, "status=AKTIF"), "nama": "B"}
    assert lain.post(reverse("pegawai:saringan_simpan"), pinjam).status_code == 404
    assert milik(penyetuju) == []


@pytest.mark.parametrize("palsu", ["", "x", "a:b:c", "status=DIMINTA"])
def test_what_the_portal_did_not_sign_is_no_filter(klien: Client, palsu: str) -> None:
    isi = {"titipan": palsu, "nama": "A"}
    assert klien.post(reverse("pegawai:saringan_simpan"), isi).status_code == 404


def test_a_name_is_asked_for_and_a_list_has_room_for_twenty(klien: Client, petugas: Akun) -> None:
    simpan(klien, "status=DIMINTA", "  ")
    assert "Tulis nama saringannya" in klien.get(DAFTAR).content.decode()
    penuh = [
        {"daftar": "penugasan:nominasi", "judul": "Nominasi", "tanya": f"a={n}", "nama": str(n)}
        for n in range(PALING_BANYAK)
    ]
    Akun.objects.filter(pk=petugas.pk).update(saringan=penuh)
    simpan(klien, "status=DIMINTA", "satu lagi")
    assert f"paling banyak {PALING_BANYAK} saringan" in klien.get(DAFTAR).content.decode()
    assert len(milik(petugas)) == PALING_BANYAK


def test_a_list_that_is_gone_leaves_its_filter_without_a_link(klien: Client, petugas: Akun) -> None:
    hilang = {"daftar": "penugasan:tak_ada", "judul": "Dulu", "tanya": "a=1", "nama": "Lama"}
    Akun.objects.filter(pk=petugas.pk).update(saringan=[hilang])
    isi = klien.get(reverse("pegawai:saringan")).content.decode()
    assert "Lama" in isi
    assert "tak_ada?" not in isi


def test_a_signed_filter_is_read_by_its_account_only(petugas: Akun, penyetuju: Akun) -> None:
    satu = Saringan("penugasan:nominasi", "Nominasi", "status=AKTIF")
    assert ambil(titipkan(satu, petugas), petugas) == satu
    assert ambil(titipkan(satu, petugas), penyetuju) is None
