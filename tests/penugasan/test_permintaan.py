"""Asking instead of guessing: the unit is asked, answers with evidence, and the verdict follows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit, LogAkses, Sumber
from inti.peran import Peran
from inti.waktu import ZONA, hari_ini, sekarang
from pegawai.models import Akun, Pegawai
from penugasan.models import Periode, PermintaanData
from penugasan.queries.permintaan import hias
from penugasan.queries.permintaan_fakta import cap
from penugasan.services import permintaan as layanan
from penugasan.services.kelayakan import periksa_pegawai
from penugasan.services.permintaan_gugur import gugurkan_terjawab
from penugasan.services.saring import saring
from tests.pegawai.factories import AkunFactory, BuktiKomputerFactory, PegawaiFactory
from tests.penugasan.factories import PeriodeFactory, PermintaanFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 sertifikat"
SERTIFIKAT = {"bukti": "SERTIFIKAT", "tanggal": "2025-05-05"}


@pytest.fixture
def periode(opd) -> Periode:
    return PeriodeFactory.create(instansi=opd.instansi)


@pytest.fixture
def ragu(opd, periode) -> Pegawai:
    """Fit but for an open question about the computer."""
    return PegawaiFactory.create(instansi=opd.instansi, opd=opd)


def hasil(orang: Pegawai, periode: Periode) -> str:
    orang = Pegawai.objects.get(pk=orang.pk)
    return periksa_pegawai(orang, versi=periode.versi, acuan=periode.tanggal_acuan).hasil.value


def minta(aktor: Akun, periode: Periode, *orang: Pegawai, **lain: Any) -> layanan.Dikirim:
    return layanan.minta(pegawai=orang, periode=periode, aktor=aktor, pada=sekarang(), **lain)


def jawab(permintaan: PermintaanData, aktor: Akun, **jawaban: Any) -> PermintaanData:
    return layanan.jawab(
        permintaan=permintaan,
        jawaban=jawaban or SERTIFIKAT,
        penjelasan="Terlampir",
        berkas=SimpleUploadedFile("a.pdf", PDF),
        aktor=aktor,
        pada=sekarang(),
    )


def test_each_missing_fact_is_asked_once_of_the_unit_that_can_give_it(ragu, periode, petugas, opd):
    lengkap = PegawaiFactory.create(instansi=opd.instansi, opd=opd, layak=True)
    tanpa = PegawaiFactory.create(instansi=opd.instansi, opd=None)
    kosong = PegawaiFactory.create(instansi=opd.instansi, opd=opd, tanpa_pendidikan=True)

    kirim = minta(petugas, periode, ragu, lengkap, tanpa, kosong)

    assert (kirim.baru, kirim.sudah, kirim.unit) == (3, 0, {opd.pk: opd})
    assert kirim.tanpa_unit == [tanpa]
    diminta = PermintaanData.objects.order_by("aturan").values_list("pegawai_id", "aturan")
    assert set(diminta) == {
        (ragu.pk, "komputer"),
        (kosong.pk, "komputer"),
        (kosong.pk, "pendidikan"),
    }
    assert JejakAudit.objects.get(aksi="permintaan.minta").sesudah["permintaan"] == 3
    lagi = minta(petugas, periode, ragu, kosong)
    assert (lagi.baru, lagi.sudah) == (0, 3)


def test_nothing_to_ask_is_said(periode, petugas, opd):
    lengkap = PegawaiFactory.create(instansi=opd.instansi, opd=opd, layak=True)
    with pytest.raises(DomainError):
        minta(petugas, periode, lengkap)


def test_the_unit_of_today_is_asked_and_nobody_about_who_left(
    ragu, periode, petugas, opd, opd_lain
):
    pergi = PegawaiFactory.create(instansi=opd.instansi, opd=opd)
    Pegawai.objects.filter(pk=ragu.pk).update(opd=opd_lain)  # the people at hand are older
    Pegawai.objects.filter(pk=pergi.pk).update(aktif=False)
    assert minta(petugas, periode, ragu, pergi).unit == {opd_lain.pk: opd_lain}
    assert PermintaanData.objects.get().opd == opd_lain


def test_an_accepted_answer_changes_the_verdict_by_itself(
    ragu, periode, petugas, kepala_opd, kerjakan: Callable[[], Any]
):
    saring(periode=periode, aktor=None, pada=sekarang())
    minta(petugas, periode, ragu)
    satu = jawab(PermintaanData.objects.get(), kepala_opd)
    assert hasil(ragu, periode) == "belum_pasti"  # nothing counts before it is checked

    layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())
    kerjakan()

    assert hasil(ragu, periode) == "layak"
    assert ragu.hasil_saring_set.latest("pk").hasil == "layak"
    sumber = Sumber.objects.get(jenis="tangan")
    assert "Kepala Dinas Kesehatan" in sumber.keterangan
    assert str(sumber.tanggal) == "2025-05-05"


@pytest.mark.parametrize(
    ("aturan", "jawaban", "kolom"),
    [
        ("pendidikan", {"tingkat_pendidikan": "40", "pendidikan": "S-1 HUKUM"}, "pendidikan"),
        ("usia", {"lahir": "1990-02-03"}, "lahir"),
        ("rumpun_jabatan", {"jabatan": "Arsiparis"}, "jabatan"),
        ("jenis_asn", {"jenis": "PPPK"}, "jenis"),
        ("kedudukan_hukum", {"kedudukan_hukum": "PPPK Aktif"}, "kedudukan_hukum"),
    ],
)
def test_a_column_is_written_through_its_own_writer(
    ragu, periode, petugas, kepala_opd, aturan, jawaban, kolom
):
    Pegawai.objects.filter(pk=ragu.pk).update(jenis="", kedudukan_hukum="")
    PermintaanFactory.create(periode=periode, pegawai=ragu, aturan=aturan)
    satu = jawab(PermintaanData.objects.get(), kepala_opd, **jawaban)
    layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())
    ragu.refresh_from_db()
    assert str(getattr(ragu, kolom)) == jawaban[kolom]
    assert Sumber.objects.get(pk=ragu.sumber[kolom]).jenis == "tangan"


def test_a_contract_and_a_grade_become_dated_rows(ragu, periode, petugas, kepala_opd):
    for aturan, kurang, jawaban in (
        ("kontrak", "Akhir perjanjian kerja", {"kontrak_akhir": "2028-12-31"}),
        ("predikat_kinerja", "Predikat kinerja 2025", {"predikat_2025": "2"}),
    ):
        satu = PermintaanFactory.create(
            periode=periode, pegawai=ragu, aturan=aturan, pertanyaan=kurang
        )
        satu = jawab(satu, kepala_opd, **jawaban)
        layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())
    assert str(ragu.kontrak_set.get().akhir) == "2028-12-31"
    assert (ragu.predikat_set.get().tahun, ragu.predikat_set.get().predikat) == (2025, 2)


def test_a_returned_answer_is_given_again(ragu, periode, petugas, kepala_opd):
    satu = jawab(PermintaanFactory.create(periode=periode, pegawai=ragu), kepala_opd)
    satu = layanan.kembalikan(permintaan=satu, catatan="Foto buram", aktor=petugas, pada=sekarang())
    assert (satu.status, satu.catatan) == ("DIKEMBALIKAN", "Foto buram")
    assert jawab(satu, kepala_opd).status == "DIJAWAB"


def test_the_clock_stands_still_while_bkpsdm_reads_the_answer(ragu, periode, petugas, kepala_opd):
    """Due on Monday 9 March, answered on the 4th, sent back on the 16th: three days are left."""
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu, batas=dt.date(2026, 3, 9))
    with time_machine.travel(dt.datetime(2026, 3, 4, 9, tzinfo=ZONA), tick=False):
        satu = jawab(satu, kepala_opd)
    saat = dt.datetime(2026, 3, 16, 9, tzinfo=ZONA)
    satu = layanan.kembalikan(permintaan=satu, catatan="Foto buram", aktor=petugas, pada=saat)
    assert satu.batas == dt.date(2026, 3, 26)  # over Nyepi and Lebaran


@pytest.mark.parametrize(
    ("hari", "kalimat", "keadaan"),
    [
        (dt.date(2026, 3, 16), "1 hari kerja lagi", "aman"),
        (dt.date(2026, 3, 17), "Hari terakhir", "aman"),
        (dt.date(2026, 3, 20), "Lewat tenggat", "lewat"),  # nobody worked since
        (dt.date(2026, 3, 25), "Lewat 1 hari kerja", "lewat"),
    ],
)
def test_what_passed_over_lebaran_is_late(ragu, periode, hari, kalimat, keadaan):
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu, batas=dt.date(2026, 3, 17))
    [baris] = hias([satu], periode.instansi, hari)
    assert (baris.kalimat, baris.keadaan) == (kalimat, keadaan)


def test_two_officers_accept_once(ragu, periode, petugas, kepala_opd):
    satu = jawab(PermintaanFactory.create(periode=periode, pegawai=ragu), kepala_opd)
    salinan = PermintaanData.objects.get(pk=satu.pk)
    layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())
    with pytest.raises(SudahDiproses):
        layanan.terima(permintaan=salinan, aktor=petugas, pada=sekarang())
    assert ragu.bukti_komputer_set.count() == 1


def test_only_the_own_head_or_the_person_answers(ragu, periode, petugas, kepala_opd_lain, opd):
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu)
    for akun in (petugas, kepala_opd_lain):
        with pytest.raises(TidakBerhak):
            jawab(satu, akun)
    diri = AkunFactory.create(instansi=opd.instansi, peran=Peran.PEGAWAI, pegawai=ragu)
    assert jawab(satu, diri).status == "DIJAWAB"


def test_a_fact_that_came_another_way_closes_the_question(ragu, periode, petugas):
    minta(petugas, periode, ragu)
    assert gugurkan_terjawab(periode=periode, pada=sekarang()) == 0
    BuktiKomputerFactory.create(pegawai=ragu)
    assert gugurkan_terjawab(periode=periode, pada=sekarang()) == 1
    assert PermintaanData.objects.get().status == "GUGUR"


def test_an_open_question_moves_with_its_person(ragu, periode, petugas, opd_lain):
    minta(petugas, periode, ragu)
    Pegawai.objects.filter(pk=ragu.pk).update(opd=opd_lain)
    assert gugurkan_terjawab(periode=periode, pada=sekarang()) == 0
    assert PermintaanData.objects.get().opd == opd_lain
    assert JejakAudit.objects.get(aksi="permintaan.pindah").sesudah == {"opd": opd_lain.pk}


def test_one_fact_that_two_rules_lack_is_asked_once(periode, petugas, opd):
    tanpa = PegawaiFactory.create(instansi=opd.instansi, opd=opd, layak=True, lahir=None)
    assert minta(petugas, periode, tanpa).baru == 1
    assert minta(petugas, periode, tanpa).sudah == 1


def test_a_unit_may_say_that_somebody_cannot_use_a_computer(ragu, periode, petugas, kepala_opd):
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu)
    satu = jawab(satu, kepala_opd, bukti="TIDAK")
    layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())
    assert hasil(ragu, periode) == "tidak"


def test_nobody_talks_himself_out_of_a_post(ragu, periode, opd, masuk):
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu)
    diri = masuk(AkunFactory.create(instansi=opd.instansi, peran=Peran.PEGAWAI, pegawai=ragu))
    tautan = alamat("permintaan_jawab", satu.pk)
    isi = diri.get(tautan).content.decode()
    assert "Apa bukti kemampuan komputer Anda?" in isi
    assert "Tidak mampu memakai komputer" not in isi
    assert diri.post(tautan, {"bukti": "TIDAK"}).status_code == 200
    satu.refresh_from_db()
    assert satu.status == "DIMINTA"


def test_a_unit_without_the_fact_says_why_and_nothing_can_be_accepted(
    ragu, periode, petugas, kepala_opd, masuk
):
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu)
    kepala = masuk(kepala_opd)
    tautan = alamat("permintaan_jawab", satu.pk)
    assert "Jelaskan mengapa datanya tidak ada." in (
        kepala.post(tautan, {"tidak_ada": "on"}).content.decode()
    )
    kepala.post(tautan, {"tidak_ada": "on", "penjelasan": "Arsip terbakar"})
    satu.refresh_from_db()
    assert (satu.status, satu.jawaban) == ("DIJAWAB", {})
    rincian = masuk(petugas).get(alamat("permintaan_rincian", satu.pk)).content.decode()
    assert "Datanya tidak ada pada OPD" in rincian
    assert "Terima</button>" not in rincian
    with pytest.raises(DomainError, match="tidak ada yang dapat diterima"):
        layanan.terima(permintaan=satu, aktor=petugas, pada=sekarang())
    satu.refresh_from_db()
    assert satu.status == "DIJAWAB"


def test_an_answer_that_changed_after_it_was_read_is_not_accepted(
    ragu, periode, petugas, kepala_opd, masuk
):
    satu = jawab(PermintaanFactory.create(periode=periode, pegawai=ragu), kepala_opd)
    dilihat = cap(satu)
    BuktiKomputerFactory.create(pegawai=ragu, keterangan="Datang belakangan")
    isi = {"dilihat": dilihat}
    balasan = masuk(petugas).post(alamat("permintaan_terima", satu.pk), isi, follow=True)
    assert "berubah sesudah Anda membukanya" in balasan.content.decode()
    satu.refresh_from_db()
    assert satu.status == "DIJAWAB"


# --- pages ------------------------------------------------------------------------------------


def alamat(nama: str, *kunci: Any) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


def test_forty_uncertain_people_are_asked_about_with_one_button(
    opd, periode, petugas, kepala_opd, masuk: Callable[[Akun], Client]
):
    PegawaiFactory.create_batch(40, instansi=opd.instansi, opd=opd)
    saring(periode=periode, aktor=None, pada=sekarang())
    klien = masuk(petugas)
    daftar = f"{alamat('kelayakan')}?hasil=belum_pasti"
    assert "Minta ke OPD (40 orang)" in klien.get(daftar).content.decode()
    jawab_minta = klien.post(f"{alamat('permintaan_minta')}?hasil=belum_pasti", {"semua": "1"})
    assert jawab_minta.url == alamat("permintaan")
    assert "40 permintaan dikirim ke 1 unit." in klien.get(jawab_minta.url).content.decode()
    kepala = masuk(kepala_opd).get(alamat("permintaan_opd")).content.decode()
    assert kepala.count(">Jawab</a>") == 40


def test_the_head_answers_on_the_page_and_the_officer_accepts(
    ragu, periode, petugas, kepala_opd, kepala_opd_lain, masuk
):
    satu = PermintaanFactory.create(periode=periode, pegawai=ragu)
    tautan = alamat("permintaan_jawab", satu.pk)
    assert masuk(kepala_opd_lain).get(tautan).status_code == 404
    kepala = masuk(kepala_opd)
    assert "Apa bukti kemampuan komputer pegawai ini?" in kepala.get(tautan).content.decode()
    kurang = kepala.post(tautan, {"bukti": "SERTIFIKAT", "tanggal": ""}).content.decode()
    assert "Isi tanggalnya." in kurang
    assert "Pilih foto atau berkas buktinya." in kurang
    assert 'value="SERTIFIKAT" selected' in kurang
    isi = SERTIFIKAT | {"bukti_berkas": SimpleUploadedFile("a.pdf", PDF)}
    assert kepala.post(tautan, isi).url == alamat("permintaan_opd")

    meja = masuk(petugas)
    assert "jawaban OPD perlu diperiksa" in meja.get(alamat("beranda")).content.decode()
    rincian = meja.get(alamat("permintaan_rincian", satu.pk)).content.decode()
    assert "Sertifikat kursus" in rincian
    bukti = meja.get(alamat("permintaan_berkas", satu.pk))
    assert bukti.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(bukti.streaming_content) == PDF
    assert LogAkses.objects.filter(jenis="unduh").exists()
    meja.post(alamat("permintaan_terima", satu.pk))
    assert hasil(ragu, periode) == "layak"


def test_late_questions_are_visible(ragu, periode, petugas, masuk):
    PermintaanFactory.create(periode=periode, pegawai=ragu, batas=hari_ini() - dt.timedelta(days=9))
    klien = masuk(petugas)
    assert "permintaan data lewat tenggat" in klien.get(alamat("beranda")).content.decode()
    isi = klien.get(alamat("permintaan"), {"tenggat": "lewat"}).content.decode()
    assert "Lewat" in isi
    assert ragu.nip not in isi


def test_the_card_offers_to_ask_about_one_fact(ragu, periode, petugas, masuk):
    klien = masuk(petugas)
    kartu = klien.get(alamat("kartu_kelayakan", ragu.pk)).content.decode()
    assert 'name="aturan" value="komputer"' in kartu
    klien.post(alamat("permintaan_minta"), {"pilih": ragu.pk, "aturan": "komputer"})
    assert PermintaanData.objects.get().aturan == "komputer"
