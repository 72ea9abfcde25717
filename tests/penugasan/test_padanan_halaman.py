"""The pages of the mappings: budget, a click on the list, the search, other agencies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.models import Instansi
from pegawai.models import Akun, Opd
from penugasan.models import RujukanSiasn
from tests.pegawai.factories import OpdFactory, PegawaiFactory
from tests.penugasan.padanan import terima

Jenis = RujukanSiasn.Daftar
H = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
pytestmark = pytest.mark.django_db


@pytest.fixture
def klien(masuk: Callable[[Akun], Client], petugas: Akun) -> Client:
    return masuk(petugas)


def test_the_lists_cost_at_most_eight_questions_however_many_rows(
    klien: Client, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    for nomor in range(70):
        opd = unit(f"Unit Nomor {nomor}")
        PegawaiFactory.create(instansi=instansi, opd=opd, jabatan=f"Jabatan {nomor}")
        rujuk(f"u{nomor}", f"UNIT NOMOR {nomor}")
        rujuk(f"j{nomor}", f"JABATAN {nomor}", daftar=Jenis.PELAKSANA)
    for nama in ("penugasan:padanan", "penugasan:padanan_jabatan"):
        klien.get(reverse(nama))
        with CaptureQueriesContext(connection) as tanya:
            halaman = klien.get(reverse(nama))
        assert halaman.status_code == 200
        assert len(halaman.context["baris"]) == 50
        milik = [q["sql"] for q in tanya if "SAVEPOINT" not in q["sql"]]
        assert len(milik) <= 8, "\n".join(satu[:90] for satu in milik)


def test_a_click_on_the_list_accepts_and_goes_back_to_the_list_as_it_was(
    klien: Client, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd, rujukan = unit("Dinas Sosial"), rujuk("u1", "DINAS SOSIAL")
    tanya = "?keadaan=BELUM&cari=sosial"
    isi = klien.get(reverse("penugasan:padanan") + tanya)
    assert [satu["hal"].nama for satu in isi.context["baris"]] == ["Dinas Sosial"]
    alamat = reverse("penugasan:padanan_terima", args=["unit", opd.pk]) + tanya
    jawaban = klien.post(alamat, {"rujukan": rujukan.pk, "dilihat": ""}, follow=True)
    assert jawaban.redirect_chain[0][0].endswith("keadaan=BELUM&cari=sosial")
    assert "Dinas Sosial dipadankan dengan DINAS SOSIAL" in jawaban.content.decode()
    opd.refresh_from_db()
    assert opd.unor_id == "U1"


def test_another_row_is_found_by_search_and_a_taken_one_has_no_button(
    klien: Client, petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd, lain = unit("Kantor Aneh"), unit("Dinas Sosial")
    bebas, diambil = rujuk("u1", "BALAI BENIH IKAN"), rujuk("u2", "BALAI BENIH PADI")
    terima(petugas, lain, diambil)
    alamat = reverse("penugasan:padanan_pilih", args=["unit", opd.pk])
    isi = klien.get(alamat, {"cari": "benih balai"})
    assert {s["pk"]: s["milik"] for s in isi.context["hasil"]} == {
        bebas.pk: "",
        diambil.pk: "Dinas Sosial",
    }
    teks = isi.content.decode()
    assert f'value="{bebas.pk}"' in teks
    assert f'value="{diambil.pk}"' not in teks


def test_another_agencys_list_and_units_are_not_there(
    klien: Client, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi_lain: Any
) -> None:
    asing = rujuk("u1", "DINAS SOSIAL", instansi=instansi_lain)
    opd = unit("Dinas Sosial")
    alamat = reverse("penugasan:padanan_terima", args=["unit", opd.pk])
    assert klien.post(alamat, {"rujukan": asing.pk, "dilihat": ""}).status_code == 404
    lain = OpdFactory.create(instansi=instansi_lain)
    assert klien.get(reverse("penugasan:padanan_pilih", args=["unit", lain.pk])).status_code == 404
    for jenis, kunci in (("unit", "x"), ("jabatan", "x"), ("lain", str(opd.pk))):
        alamat = reverse("penugasan:padanan_pilih", args=[jenis, kunci])
        assert klien.get(alamat).status_code == 404
