"""A person proposes to correct the own record; it counts once BKPSDM has checked it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.models import JejakAudit, LogAkses
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun, Pegawai
from penugasan.models import Periode, PermintaanData
from penugasan.services import permintaan as layanan
from penugasan.services.permintaan_gugur import gugurkan_terjawab
from tests.pegawai.factories import AkunFactory, PegawaiFactory
from tests.penugasan.factories import PeriodeFactory, PermintaanFactory

pytestmark = pytest.mark.django_db
DIPLOMA = {"tingkat_pendidikan": "40", "pendidikan": "S-1 HUKUM"}


@pytest.fixture
def periode(opd) -> Periode:
    return PeriodeFactory.create(instansi=opd.instansi)


@pytest.fixture
def orang(opd, periode) -> Pegawai:
    return PegawaiFactory.create(instansi=opd.instansi, opd=opd, layak=True)


@pytest.fixture
def akun(orang) -> Akun:
    return AkunFactory.create(instansi=orang.instansi, peran=Peran.PEGAWAI, pegawai=orang)


@pytest.fixture
def ponsel(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def kirim(ponsel: Client, kode: str = "pendidikan", *, bukti: bool = True, **isi: Any) -> Any:
    isi = isi or DIPLOMA
    if bukti:
        isi = isi | {"bukti_berkas": SimpleUploadedFile("ijazah.pdf", b"%PDF-1.7 ijazah")}
    return ponsel.post(reverse("penugasan:permintaan_perbaiki", args=[kode]), isi)


def test_a_correction_waits_for_bkpsdm_and_then_becomes_a_fact(ponsel, akun, orang, petugas):
    assert kirim(ponsel).status_code == 302
    satu = PermintaanData.objects.get()
    assert (satu.status, satu.jawaban, satu.usul_sendiri) == ("DIJAWAB", DIPLOMA, True)
    assert satu.sha256
    orang.refresh_from_db()
    assert orang.pendidikan != "S-1 HUKUM"

    layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())

    orang.refresh_from_db()
    assert (orang.tingkat_pendidikan, orang.pendidikan) == ("40", "S-1 HUKUM")
    aksi = JejakAudit.objects.filter(aksi__startswith="permintaan.").order_by("urutan")
    assert list(aksi.values_list("aksi", "aktor")) == [
        ("permintaan.usulkan", akun.pk),
        ("permintaan.jawab", akun.pk),
        ("permintaan.terima", petugas.pk),
    ]


def test_a_correction_without_evidence_is_refused_and_keeps_what_was_typed(ponsel):
    jawaban = kirim(ponsel, bukti=False)
    assert jawaban.status_code == 200
    assert "Pilih foto atau berkas buktinya." in jawaban.content.decode()
    assert "S-1 HUKUM" in jawaban.content.decode()
    assert not PermintaanData.objects.exists()


def test_a_screening_does_not_close_a_correction_that_no_rule_needs(ponsel, periode):
    """Of a fit person no rule lacks the fact; the proposal waits all the same."""
    kirim(ponsel)
    assert gugurkan_terjawab(periode=periode, pada=sekarang()) == 0
    assert PermintaanData.objects.get().status == "DIJAWAB"


def test_the_same_fact_is_not_proposed_twice(ponsel):
    kirim(ponsel)
    lagi = kirim(ponsel)
    satu = PermintaanData.objects.get()
    assert lagi["Location"] == reverse("penugasan:permintaan_jawab", args=[satu.pk])


def test_an_open_question_of_the_office_is_answered_instead(ponsel, orang, periode):
    ada = PermintaanFactory.create(periode=periode, pegawai=orang, aturan="komputer")
    jawaban = ponsel.get(reverse("penugasan:permintaan_perbaiki", args=["komputer"]))
    assert jawaban["Location"] == reverse("penugasan:permintaan_jawab", args=[ada.pk])


def test_a_returned_correction_is_the_persons_to_mend(ponsel, petugas):
    kirim(ponsel)
    satu = PermintaanData.objects.get()
    layanan.kembalikan(permintaan=satu, catatan="Fotonya buram.", aktor=petugas, pada=sekarang())
    isi = ponsel.get(reverse("penugasan:permintaan_jawab", args=[satu.pk])).content.decode()
    assert "Fotonya buram." in isi


@pytest.mark.parametrize("kode", ["predikat", "nip", "tidak-ada"])
def test_what_is_not_the_persons_to_correct_has_no_page(ponsel, kode):
    assert ponsel.get(reverse("penugasan:permintaan_perbaiki", args=[kode])).status_code == 404


def test_a_person_without_a_unit_is_told_so(ponsel, orang):
    Pegawai.objects.filter(pk=orang.pk).update(opd=None)
    jawaban = kirim(ponsel)
    assert jawaban.status_code == 409
    assert "Unit kerja Anda belum tercatat" in jawaban.content.decode()


def test_the_page_shows_what_is_on_record_and_is_logged(ponsel, orang):
    isi = ponsel.get(reverse("penugasan:permintaan_sendiri")).content.decode()
    assert orang.jabatan in isi
    log = LogAkses.objects.filter(objek_jenis="pegawai.pegawai").latest("pk")
    assert (log.objek_id, log.keterangan) == (str(orang.pk), "Data sendiri")
