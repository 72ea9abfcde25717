"""Notices are one's own, told once, and lead to the page; the calendar is corrected by hand."""

import datetime as dt

import pytest
from django.urls import reverse

from inti.models import HariLibur, JejakAudit
from inti.peran import Peran
from inti.waktu import sekarang
from penugasan.models import Pemberitahuan
from penugasan.services import pemberitahuan as layanan, usulan
from tests.pegawai.factories import AkunFactory
from tests.penugasan import alur
from tests.penugasan.factories import KerjaGandaFactory, PengajuanFactory, PenugasanFactory

pytestmark = pytest.mark.django_db
HARI_LIBUR = "inti:hari_libur"


def test_opening_a_notice_marks_it_and_leads_to_its_page(petugas, kepala_opd, opd, masuk):
    satu = alur.nominasikan(petugas, opd)
    assert layanan.sapu(pada=sekarang()) >= 1
    assert layanan.sapu(pada=sekarang()) == 0
    kabar = Pemberitahuan.objects.untuk(kepala_opd).get()
    klien = masuk(kepala_opd)
    assert "1 pemberitahuan belum dibaca" in klien.get("/").content.decode()
    alamat = reverse("penugasan:pemberitahuan_buka", args=[kabar.pk])
    for _ in range(2):
        jawaban = klien.post(alamat)
        assert jawaban["Location"] == reverse("penugasan:nominasi_opd_rincian", args=[satu.pk])
    assert "belum dibaca" not in klien.get("/").content.decode()
    assert masuk(petugas).post(alamat).status_code == 404


def test_all_are_marked_at_once_and_only_the_own(petugas, kepala_opd, opd, masuk):
    alur.nominasikan(petugas, opd)
    layanan.sapu(pada=sekarang())
    klien = masuk(petugas)
    klien.post(reverse("penugasan:pemberitahuan_baca_semua"))
    assert Pemberitahuan.objects.untuk(kepala_opd).get().dibaca_pada is None
    masuk(kepala_opd).post(reverse("penugasan:pemberitahuan_baca_semua"))
    assert Pemberitahuan.objects.untuk(kepala_opd).get().dibaca_pada


def test_decisions_and_findings_find_whoever_waits_for_them(petugas, kepala_opd, opd):
    usul = alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd))
    usulan.tolak(usulan=usul, aktor=petugas, pada=sekarang(), catatan="Kurang alasan")
    bertugas = PenugasanFactory.create(instansi=opd.instansi, pegawai__opd=opd, bertugas=True)
    KerjaGandaFactory.create(penugasan=bertugas)
    PengajuanFactory.create(
        penugasan=bertugas, diajukan_oleh=petugas, status="DITOLAK", diputus_pada=sekarang()
    )
    layanan.sapu(pada=sekarang())
    judul = " | ".join(Pemberitahuan.objects.untuk(kepala_opd).values_list("judul", flat=True))
    assert f"Usulan {usul.nomor}: ditolak" in judul
    assert "kerja ganda" in judul
    assert "Penggantian" in Pemberitahuan.objects.untuk(petugas).get().judul


def test_chairs_are_asked_for_their_voice_from_the_25th(opd, instansi, petugas):
    ketua = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=instansi)
    satu = PenugasanFactory.create(instansi=instansi, pegawai__opd=opd, bertugas=True)
    satu.kebutuhan.koperasi.pengurus_set.create(akun=ketua, nama="K", mulai=dt.date(2026, 1, 1))
    for hari, jumlah in ((24, 0), (25, 1), (31, 1)):
        layanan.sapu(pada=dt.datetime(2026, 3, hari, 9, tzinfo=dt.UTC))
        assert Pemberitahuan.objects.untuk(ketua).count() == jumlah


def test_a_day_is_corrected_by_hand_and_the_correction_taken_back(petugas, masuk, instansi):
    klien, alamat = masuk(petugas), reverse(HARI_LIBUR)
    assert "Nyepi" in klien.get(alamat, {"tahun": "2026"}).content.decode()
    isian = {"tanggal": "2026-03-18", "libur": "0", "keterangan": "SE Wali Kota"}
    for _ in range(2):  # a double submit keeps one correction
        assert klien.post(alamat, isian).status_code == 302
    koreksi = HariLibur.objects.get()
    assert (koreksi.libur, koreksi.keterangan) == (False, "SE Wali Kota")
    assert "Isi tanggalnya" in klien.post(alamat, {"libur": "1"}).content.decode()
    hapus = reverse("inti:hari_libur_hapus", args=[koreksi.pk])
    assert [klien.post(hapus).status_code for _ in range(2)] == [302, 404]
    assert JejakAudit.objects.filter(aksi="hari_libur.hapus").count() == 1
