"""The placement as everybody may read it: no number, no whole name, nobody of a small unit."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import Instansi
from pegawai.models import Opd
from penugasan.models import Penugasan, Periode
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, ganti_versi

pytestmark = pytest.mark.django_db


@pytest.fixture
def periode(opd: Opd) -> Periode:
    periode = alur.periode(opd)
    ganti_versi(periode.versi, lambda isi: isi["koperasi"].update(halaman_publik=True))
    return Periode.objects.get(pk=periode.pk)


def bertugas(periode: Periode, opd: Opd, *nama: str) -> list[Penugasan]:
    return [
        PenugasanFactory.create(
            instansi=periode.instansi,
            periode=periode,
            versi=periode.versi,
            pegawai__opd=opd,
            pegawai__nama=satu,
            opd_asal=opd,
            bertugas=True,
        )
        for satu in nama
    ]


def buka(instansi: Instansi) -> Any:
    return Client().get(reverse("penugasan:umum", args=[instansi.kode]))


def test_names_are_masked_and_no_number_leaves(periode: Periode, opd: Opd) -> None:
    semua = bertugas(periode, opd, "Rina Wulandari", "Bagus Santoso", "Dewi Lestari")
    jawaban = buka(periode.instansi)
    isi = jawaban.content.decode()
    assert "R*** W***" in isi
    assert "3 dari 3 formasi terisi" in isi
    for satu in semua:
        assert satu.pegawai.nama not in isi
        assert satu.pegawai.nip not in isi
        assert satu.kebutuhan.koperasi.nama_pendek in isi
    assert not re.search(r"\d{16}|08\d{8}", isi)
    assert "noindex" in jawaban["X-Robots-Tag"]
    assert "no-store" in jawaban["Cache-Control"]


def test_a_unit_of_one_or_two_is_counted_among_the_others(
    periode: Periode, opd: Opd, opd_lain: Opd
) -> None:
    bertugas(periode, opd, "A", "B", "C")
    bertugas(periode, opd_lain, "D", "E")
    isi = buka(periode.instansi).content.decode()
    assert opd.nama in isi
    assert opd_lain.nama not in isi
    assert "Unit lain" in isi


def test_who_is_only_asked_for_is_counted_and_not_named(periode: Periode, opd: Opd) -> None:
    (satu,) = bertugas(periode, opd, "Rina Wulandari")
    Penugasan.objects.filter(pk=satu.pk).update(status="DIMINTA", tiba=None)
    isi = buka(periode.instansi).content.decode()
    assert "R***" not in isi
    assert "Menunggu jawaban OPD" in isi
    assert "0 dari 1 formasi terisi" in isi


def test_the_rules_in_force_are_told_with_their_basis(periode: Periode) -> None:
    isi = buka(periode.instansi).content.decode()
    usia = periode.versi.isi["aturan"]["usia"]
    assert "Usia paling tinggi (tahun)" in isi
    assert usia["dasar_hukum"] in isi
    assert "Kode kedudukan" not in isi
    assert "Belum dimulai" in isi


@pytest.mark.parametrize("tertutup", [{"halaman_publik": False}, {}], ids=["tidak", "lama"])
def test_an_agency_whose_policy_does_not_open_it_has_no_such_page(
    tertutup: dict[str, bool], periode: Periode, instansi_lain: Instansi
) -> None:
    def tutup(isi: dict[str, Any]) -> None:
        isi["koperasi"].pop("halaman_publik")
        isi["koperasi"].update(tertutup)

    ganti_versi(periode.versi, tutup)
    assert buka(periode.instansi).status_code == 404
    assert buka(instansi_lain).status_code == 404


def test_another_agency_s_people_are_not_counted(
    periode: Periode, opd: Opd, instansi_lain: Instansi
) -> None:
    PenugasanFactory.create(instansi=instansi_lain, bertugas=True)
    assert "0 dari 0 formasi terisi" in buka(periode.instansi).content.decode()
