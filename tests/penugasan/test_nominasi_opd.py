"""The OPD head's phone: cards of his own tree, two taps for a yes, and a kind word afterwards."""

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.models import JejakAudit
from inti.waktu import hari_ini
from penugasan.models import Penugasan
from tests.pegawai.factories import PejabatFactory
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, UsulanFactory

pytestmark = pytest.mark.django_db


def url(nama: str, *kunci: int) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


def test_the_head_sees_cards_of_his_tree_only_with_masked_numbers(
    petugas, kepala_opd, opd, opd_cabang, opd_lain, masuk
):
    milik = [alur.nominasikan(petugas, opd), alur.nominasikan(petugas, opd_cabang)]
    asing = alur.nominasikan(petugas, opd_lain)
    draf = PenugasanFactory.create(instansi=opd.instansi, opd_asal=opd)
    isi = masuk(kepala_opd).get(url("nominasi_opd")).content.decode()
    for satu in milik:
        assert satu.pegawai.nama in isi
        assert satu.pegawai.nip not in isi.replace(" ", "")
    assert asing.pegawai.nama_lengkap not in isi
    assert draf.pegawai.nama_lengkap not in isi
    assert "Anda menjawab sebagai Kepala Dinas Kesehatan" in isi
    assert "Setujui semua (2 nama)" in isi
    assert "5 hari kerja lagi" in isi


def test_agreeing_takes_two_taps_and_a_second_press_changes_nothing(
    petugas, kepala_opd, opd, masuk
):
    penugasan = alur.nominasikan(petugas, opd)
    klien, alamat = masuk(kepala_opd), url("nominasi_opd_setuju", penugasan.pk)
    assert alamat in klien.get(url("nominasi_opd")).content.decode()
    assert penugasan.pegawai.nama in klien.get(alamat).content.decode()
    for _ in range(2):  # a double click, or the page sent again
        assert klien.post(alamat).url == url("nominasi_opd")
    kini = Penugasan.objects.get()
    assert (kini.status, kini.dijawab_oleh, kini.dijawab_sebagai) == (
        "DISETUJUI_OPD",
        kepala_opd,
        "Kepala Dinas Kesehatan",
    )
    assert JejakAudit.objects.filter(aksi="penugasan.setujui_opd").count() == 1
    assert "sudah dijawab oleh Kepala Dinas Kesehatan" in klien.get(alamat).content.decode()


def test_the_head_above_who_comes_second_reads_that_the_branch_answered(
    petugas, kepala_opd, opd_cabang, masuk
):
    penugasan = alur.nominasikan(petugas, opd_cabang)
    kepala_cabang = PejabatFactory.create(opd=opd_cabang).akun
    masuk(kepala_cabang).post(url("nominasi_opd_setuju", penugasan.pk))
    jawaban = masuk(kepala_opd).post(url("nominasi_opd_setuju", penugasan.pk))
    assert jawaban.status_code == 409
    assert kepala_cabang.nama in jawaban.content.decode()


def test_agree_to_all_takes_what_was_read_and_no_later_name(petugas, kepala_opd, opd, masuk):
    dibaca = [alur.nominasikan(petugas, opd) for _ in range(2)]
    klien, alamat = masuk(kepala_opd), url("nominasi_opd_setuju_semua")
    isi = klien.get(alamat).content.decode()
    kunci = re.findall(r'name="pilih"\s+value="(\d+)"', isi)
    assert sorted(map(int, kunci)) == sorted(p.pk for p in dibaca)
    kemudian = alur.nominasikan(petugas, opd)
    assert klien.post(alamat, {"pilih": kunci}).status_code == 302
    kemudian.refresh_from_db()
    assert kemudian.status == "DIMINTA"
    assert Penugasan.objects.filter(status="DISETUJUI_OPD").count() == 2


def test_agree_to_all_leaves_out_a_name_with_an_open_usulan(petugas, kepala_opd, opd, masuk):
    alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd))
    isi = masuk(kepala_opd).get(url("nominasi_opd_setuju_semua")).content.decode()
    assert "Semua sudah dijawab" in isi


def test_a_crafted_list_of_names_is_a_404_and_changes_nothing(
    petugas, kepala_opd, opd, opd_lain, masuk
):
    milik, asing = alur.nominasikan(petugas, opd), alur.nominasikan(petugas, opd_lain)
    klien, alamat = masuk(kepala_opd), url("nominasi_opd_setuju_semua")
    for kunci in ([milik.pk, asing.pk], [milik.pk, 10**9], ["x"]):
        assert klien.post(alamat, {"pilih": kunci}).status_code == 404
    assert klien.post(alamat, {}).status_code == 409
    assert set(Penugasan.objects.values_list("status", flat=True)) == {"DIMINTA"}


@pytest.mark.parametrize(
    "nama",
    [
        "nominasi_opd_rincian",
        "nominasi_opd_setuju",
        "usulan_opd_ajukan",
        "usulan_opd_keberatan",
    ],
)
def test_kepala_opd_lain_gets_404_and_so_does_a_plt_after_his_term(
    petugas, opd, kepala_opd, kepala_opd_lain, mantan_kepala, masuk, nama
):
    alamat = url(nama, alur.nominasikan(petugas, opd).pk)
    assert masuk(kepala_opd).get(alamat).status_code == 200
    for asing in (kepala_opd_lain, mantan_kepala):
        assert masuk(asing).get(alamat).status_code == 404
        assert masuk(asing).post(alamat).status_code in (404, 405)
    assert Penugasan.objects.get().status == "DIMINTA"


def test_a_head_without_office_is_told_so(mantan_kepala, masuk):
    isi = masuk(mantan_kepala).get(url("nominasi_opd")).content.decode()
    assert "tidak sedang menjabat" in isi


@pytest.mark.parametrize(
    ("status", "kata"),
    [
        ("DIMINTA", "Usulkan pengganti"),
        ("DISETUJUI_OPD", "Nominasi ini sudah dijawab"),
        ("DIBATALKAN", "BKPSDM membatalkan nominasi ini"),
    ],
)
def test_the_page_of_a_nomination_says_kindly_where_it_stands(kepala_opd, opd, masuk, status, kata):
    penugasan = PenugasanFactory.create(
        instansi=opd.instansi,
        pegawai__opd=opd,
        opd_asal=opd,
        status=status,
        batas_jawab=hari_ini(),
    )
    assert kata in masuk(kepala_opd).get(url("nominasi_opd_rincian", penugasan.pk)).content.decode()


@pytest.mark.parametrize("banyak", [2, 9])
def test_the_heads_page_asks_the_database_the_same_number_of_times_whatever_its_length(
    kepala_opd, opd, masuk, django_assert_max_num_queries: DjangoAssertNumQueries, banyak
):
    for _ in range(banyak):
        UsulanFactory.create(
            penugasan=PenugasanFactory.create(
                instansi=opd.instansi, pegawai__opd=opd, opd_asal=opd, diminta=True
            )
        )
    klien = masuk(kepala_opd)
    klien.get(url("nominasi_opd"))
    with django_assert_max_num_queries(12):
        assert klien.get(url("nominasi_opd")).status_code == 200
