"""Calls for names: asked or not, eligible people only, and the plan places them first."""

import pytest
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.waktu import sekarang
from penugasan.models import HasilSaring, NamaDitawarkan, PanggilanNama, Periode
from penugasan.queries import panggilan as bacaan
from penugasan.queries.penempatan import bahan_rencana
from penugasan.services import panggilan as layanan, pemberitahuan
from penugasan.services.nominasi import TidakLayak
from penugasan.services.rencana import susun
from tests.penugasan import alur
from tests.penugasan.factories import HasilSaringFactory, SaringanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def periode(opd):
    return alur.periode(opd)


@pytest.fixture
def saringan(periode):
    return SaringanFactory.create(periode=periode)


def layak(saringan, opd, **sifat):
    """An eligible person of the unit, screened."""
    orang = alur.orang(opd, **sifat)
    HasilSaringFactory.create(saringan=saringan, pegawai=orang)
    return orang


def minta(petugas, periode, *opd, jumlah=2):
    return layanan.minta(opd=opd, jumlah=jumlah, periode=periode, aktor=petugas, pada=sekarang())


def tawarkan(kepala, periode, *orang, alasan=""):
    return layanan.tawarkan(
        pegawai=orang, alasan=alasan, periode=periode, aktor=kepala, pada=sekarang()
    )


def test_a_unit_is_asked_once_with_a_deadline_and_its_head_is_told(
    petugas, kepala_opd, opd, opd_lain, periode
):
    satu, dua = minta(petugas, periode, opd, opd_lain)
    assert satu.batas == dua.batas > sekarang().date()
    with pytest.raises(DomainError, match="belum dimintai"):
        minta(petugas, periode, opd)
    pemberitahuan.sapu(pada=sekarang())
    judul = kepala_opd.pemberitahuan_set.get().judul
    assert "diminta menyebut 2 nama" in judul
    layanan.tutup(panggilan=satu, aktor=petugas, pada=sekarang())
    with pytest.raises(SudahDiproses):
        layanan.tutup(panggilan=satu, aktor=petugas, pada=sekarang())
    assert len(minta(petugas, periode, opd)) == 1


def test_the_deadline_is_that_of_the_round_as_it_stands_not_as_the_page_knew_it(
    petugas, opd, opd_lain, periode
):
    (dulu,) = minta(petugas, periode, opd)
    Periode.objects.filter(pk=periode.pk).update(batas_hari_kerja=periode.batas_hari_kerja + 10)
    (kini,) = minta(petugas, periode, opd_lain)
    assert (kini.batas - dulu.batas).days >= 14


def test_names_count_for_the_open_call_of_the_unit_or_stand_alone(
    petugas, kepala_opd, opd, opd_cabang, periode, saringan
):
    (sendiri,) = tawarkan(kepala_opd, periode, layak(saringan, opd))
    (panggilan,) = minta(petugas, periode, opd)
    (dijawab,) = tawarkan(kepala_opd, periode, layak(saringan, opd_cabang), alasan="Mahir")
    assert (sendiri.panggilan, dijawab.panggilan) == (None, panggilan)
    assert dijawab.ditawarkan_sebagai == "Kepala Dinas Kesehatan"
    (terlihat,) = bacaan.panggilan_terlihat(petugas, periode)
    assert [n.pk for n in terlihat.nama] == [dijawab.pk]


def test_only_own_eligible_free_people_are_taken_all_or_none(
    petugas, kepala_opd, kepala_opd_lain, opd, periode, saringan
):
    baik = layak(saringan, opd)
    with pytest.raises(TidakBerhak):
        tawarkan(kepala_opd_lain, periode, baik)
    with pytest.raises(TidakLayak):
        tawarkan(kepala_opd, periode, baik, alur.orang(opd, tua=True))
    with pytest.raises(SudahDiproses):
        tawarkan(kepala_opd, periode, baik, alur.nominasikan(petugas, opd).pegawai)
    assert not NamaDitawarkan.objects.exists()
    (satu,) = tawarkan(kepala_opd, periode, baik)
    with pytest.raises(SudahDiproses, match="sudah ditawarkan"):
        tawarkan(kepala_opd, periode, baik)
    layanan.tarik(tawaran=satu, aktor=kepala_opd, pada=sekarang())
    with pytest.raises(SudahDiproses):
        layanan.tarik(tawaran=satu, aktor=kepala_opd, pada=sekarang())
    assert tawarkan(kepala_opd, periode, baik)


def test_the_plan_places_an_offered_name_before_a_better_one_and_says_so(
    petugas, kepala_opd, opd, periode, saringan
):
    lebih_cocok = layak(saringan, opd, pendidikan="S-1 AKUNTANSI")
    ditawarkan = layak(saringan, opd, pendidikan="S-1 SEJARAH")
    alur.formasi(opd)
    HasilSaring.objects.exclude(pegawai__in=[lebih_cocok, ditawarkan]).delete()
    assert not any(c.ditawarkan for c in bahan_rencana(saringan).masukan.calon)
    tawarkan(kepala_opd, periode, ditawarkan)
    rencana = susun(periode=periode, aktor=petugas, pada=sekarang())
    baris = rencana.baris_set.get()
    assert baris.pegawai == ditawarkan
    assert any("Ditawarkan oleh kepala unitnya" in kalimat for kalimat in baris.alasan)


def test_the_pages_of_both_sides(petugas, kepala_opd, opd, periode, saringan, masuk):
    orang = layak(saringan, opd)
    layak(saringan, opd)
    kantor, kepala = masuk(petugas), masuk(kepala_opd)
    kosong = kantor.post(reverse("penugasan:panggilan"), {"jumlah": "2"}).content.decode()
    assert "Pilih paling sedikit satu unit" in kosong
    (unit,) = kantor.get(reverse("penugasan:panggilan")).context["unit"]
    assert (unit.pk, unit.layak, unit.diminta) == (opd.pk, 2, False)
    isian = {"opd": [opd.pk], "jumlah": "1"}
    assert kantor.post(reverse("penugasan:panggilan"), isian).status_code == 302
    assert kantor.post(reverse("penugasan:panggilan"), isian).status_code == 409
    alamat = reverse("penugasan:panggilan_opd")
    assert "1 nama" in kepala.get(alamat).content.decode()
    assert "Pilih paling sedikit satu nama" in kepala.post(alamat, {"alasan": "x"}).content.decode()
    for kunci in ("²", "999999"):
        assert kepala.post(alamat, {"pilih": [kunci]}).status_code == 200
    assert kepala.post(alamat, {"pilih": [orang.pk]}).status_code == 302
    assert "sudah ditawarkan" in kepala.post(alamat, {"pilih": [orang.pk]}).content.decode()
    assert orang.nama_lengkap in kantor.get(reverse("penugasan:panggilan")).content.decode()
    tarik = reverse("penugasan:panggilan_tarik", args=[NamaDitawarkan.objects.get().pk])
    assert [kepala.post(tarik).status_code for _ in range(2)] == [302, 404]
    tutup = reverse("penugasan:panggilan_tutup", args=[PanggilanNama.objects.get().pk])
    assert [kantor.post(tutup).status_code for _ in range(2)] == [302, 409]
