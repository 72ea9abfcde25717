"""The calendar per cooperative, what ends soon as xlsx and iCal, and a person's own pages."""

import datetime as dt
import re

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from inti.peran import Peran
from inti.waktu import ZONA
from koperasi.models import Pengurus
from penugasan.exports.ical import Acara, tulis
from penugasan.models import Penugasan
from tests.pegawai.factories import AkunFactory, KontrakFactory
from tests.penugasan.ekspor.bantu import baris, buka
from tests.penugasan.factories import HasilSaringFactory, PenugasanFactory, SaringanFactory

pytestmark = pytest.mark.django_db
SAAT = dt.datetime(2026, 3, 2, 8, tzinfo=ZONA)


@pytest.fixture(autouse=True)
def _maret():
    with time_machine.travel(SAAT, tick=False):
        yield


@pytest.fixture
def dua(opd):
    """One whose contract ends in summer, one who stays five years."""
    segera, lama = (
        PenugasanFactory.create(
            instansi=opd.instansi,
            pegawai__opd=opd,
            pegawai__lahir=dt.date(1980, 5, 17),
            bertugas=True,
            **isi,
        )
        for isi in (
            {"selesai": dt.date(2026, 8, 31), "sebab_selesai": "akhir perjanjian kerja"},
            {"selesai": dt.date(2031, 2, 28), "sebab_selesai": "masa penugasan 5 tahun"},
        )
    )
    KontrakFactory.create(pegawai=segera.pegawai, akhir=dt.date(2026, 8, 31))
    return segera, lama


def test_what_ends_within_six_months_with_its_reason(petugas, dua, masuk):
    klien = masuk(petugas)
    halaman = klien.get(reverse("penugasan:kalender_berakhir"))
    assert [p.pk for p in halaman.context["baris"]] == [dua[0].pk]
    assert "akhir perjanjian kerja" in halaman.content.decode()
    buku: openpyxl.Workbook = buka(klien.get(reverse("penugasan:ekspor", args=["berakhir"])))
    (satu,) = baris(buku.worksheets[0])
    assert satu["SEBAB BERAKHIR"] == "akhir perjanjian kerja"
    assert satu["NIP"] == dua[0].pegawai.nip


def test_the_ical_is_a_calendar_without_numbers(petugas, dua, masuk):
    jawaban = masuk(petugas).get(reverse("penugasan:kalender_berakhir_ical"))
    isi = jawaban.content.decode()
    assert jawaban["Content-Type"].startswith("text/calendar")
    assert isi.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART;VALUE=DATE:20260831\r\nDTEND;VALUE=DATE:20260901\r\n" in isi
    assert f"UID:berakhir-{dua[0].pk}@" in isi
    assert isi.count("BEGIN:VEVENT") == 1
    assert not re.search(r"\d{18}", isi)


def test_ical_lines_are_folded_and_escaped():
    panjang = "Berakhir; Siti, S.E. " + "é" * 80
    isi = tulis([Acara("a", SAAT.date(), panjang, "b")], nama="Uji", pada=SAAT).decode()
    assert all(len(satu.encode()) <= 75 for satu in isi.split("\r\n"))
    utuh = isi.replace("\r\n ", "")
    assert "SUMMARY:Berakhir\\; Siti\\, S.E. " + "é" * 80 in utuh
    assert "DTSTAMP:20260302T010000Z" in utuh


def test_the_days_follow_the_term_of_the_sk_and_not_a_late_arrival(petugas, dua, masuk):
    Penugasan.objects.update(tiba=dt.date(2026, 3, 20))
    baris = masuk(petugas).get(reverse("penugasan:kalender")).context["kelompok"]
    (lama,) = (p for _, anggota in baris for p in anggota if p.pk == dua[1].pk)
    hari = [(t.jenis, t.tanggal.isoformat()) for t in lama.tonggak if t.jenis != "bup"]
    assert hari[0] == ("mulai", "2026-03-01")
    assert {("evaluasi", "2031-02-28"), ("batas", "2031-02-28")} <= set(hari)
    assert max(tanggal for jenis, tanggal in hari if jenis != "usia") == "2031-02-28"


def test_a_chair_has_the_calendar_of_the_own_cooperative(dua, masuk, instansi):
    ketua = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=instansi)
    milik, asing = (p.kebutuhan.koperasi for p in dua)
    Pengurus.objects.create(koperasi=milik, akun=ketua, nama="K", mulai=dt.date(2026, 1, 1))
    klien = masuk(ketua)
    isi = klien.get(reverse("penugasan:kalender")).content.decode()
    assert dua[0].pegawai.nama_lengkap in isi
    assert dua[1].pegawai.nama_lengkap not in isi
    ical = klien.get(reverse("penugasan:kalender_koperasi_ical", args=[milik.pk])).content.decode()
    assert "Mulai bertugas" in ical
    asing_nya = reverse("penugasan:kalender_koperasi_ical", args=[asing.pk])
    assert klien.get(asing_nya).status_code == 404


def test_the_calendar_costs_the_same_queries_however_many_people(
    petugas, dua, opd, masuk, django_assert_max_num_queries
):
    for _ in range(5):
        PenugasanFactory.create(instansi=opd.instansi, pegawai__opd=opd, bertugas=True)
    klien = masuk(petugas)
    with django_assert_max_num_queries(8):
        klien.get(reverse("penugasan:kalender"))


# --- a person's own pages ------------------------------------------------------------------------


@pytest.fixture
def akun_orang(dua, instansi):
    return AkunFactory.create(peran=Peran.PEGAWAI, instansi=instansi, pegawai=dua[0].pegawai)


def test_a_person_reads_the_own_way_calendar_and_card_and_nobody_elses(akun_orang, dua, masuk):
    klien = masuk(akun_orang)
    isi = klien.get("/").content.decode()
    assert dua[0].kebutuhan.koperasi.nama_pendek in isi
    assert "Berakhir karena akhir perjanjian kerja" in isi
    kini = [satu for satu in klien.get("/").context["langkah"] if satu["keadaan"] == "kini"]
    assert [satu["judul"] for satu in kini] == ["Bertugas"]
    kartu = klien.get(reverse("penugasan:saya_kartu")).content.decode()
    assert dua[0].pegawai.nama_lengkap in kartu
    assert "Hasil pemeriksaan" in kartu
    assert klien.get(f"/kelayakan/{dua[1].pegawai_id}/").status_code == 403


@pytest.mark.parametrize(
    ("sifat", "kata"), [({}, "memenuhi syarat"), ({"tidak": True}, "tidak terpenuhi")]
)
def test_before_any_nomination_the_screening_speaks(sifat, kata, opd, instansi, masuk):
    saringan = SaringanFactory.create(periode__instansi=instansi)
    satu = HasilSaringFactory.create(saringan=saringan, pegawai__opd=opd, **sifat)
    akun = AkunFactory.create(peran=Peran.PEGAWAI, instansi=instansi, pegawai=satu.pegawai)
    halaman = masuk(akun).get("/")
    assert kata in halaman.content.decode()
    assert halaman.context["langkah"][0]["keadaan"] == "kini"
