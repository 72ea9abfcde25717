"""Facts, rules or the calendar move after a decision: flagged, a task, and nothing changed."""

import datetime as dt

import pytest
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit
from inti.waktu import ZONA
from penugasan.models import Penugasan, Peringatan
from penugasan.services import peringatan as layanan
from penugasan.services.kelayakan import periksa_pegawai, temuan_json
from tests.pegawai.factories import BuktiKomputerFactory, KontrakFactory, PegawaiFactory
from tests.penugasan.factories import (
    PengecualianFactory,
    PenugasanFactory,
    PeringatanFactory,
    PeriodeFactory,
    ganti_versi,
)

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)


@pytest.fixture
def penugasan(instansi, opd) -> Penugasan:
    """A nomination with the answers of its day: from 1 March 2026 until the person retires."""
    periode = PeriodeFactory.create(instansi=instansi)
    orang = PegawaiFactory.create(
        instansi=instansi, opd=opd, layak=True, lahir=dt.date(1969, 4, 10)
    )
    temuan = temuan_json(periksa_pegawai(orang, versi=periode.versi, acuan=periode.tanggal_acuan))
    return PenugasanFactory.create(
        instansi=instansi,
        periode=periode,
        pegawai=orang,
        temuan=temuan,
        diminta=True,
        selesai=dt.date(2027, 4, 30),
        sebab_selesai="batas usia pensiun 58 tahun",
    )


def periksa(penugasan: Penugasan, pada: dt.datetime = PADA) -> list[Peringatan]:
    layanan.periksa_terbuka(instansi=penugasan.instansi, pada=pada)
    return list(Peringatan.objects.order_by("aturan"))


def test_nothing_moved_nothing_flagged(penugasan):
    assert periksa(penugasan) == []


def test_a_changed_fact_is_flagged_once_and_the_placement_stays(penugasan):
    penugasan.pegawai.tingkat_pendidikan = "15"
    penugasan.pegawai.save()

    (satu,) = periksa(penugasan)

    assert (satu.sebab, satu.aturan, satu.hasil_semula, satu.hasil_kini) == (
        "fakta",
        "pendidikan",
        "layak",
        "tidak",
    )
    assert "SLTA" in satu.alasan_kini
    assert periksa(penugasan) == [satu]
    penugasan.refresh_from_db()
    assert penugasan.status == "DIMINTA"
    assert JejakAudit.objects.get(aksi="peringatan.buat").aktor is None


def test_a_missing_fact_is_a_question_and_flagged_too(penugasan):
    penugasan.pegawai.bukti_komputer_set.all().delete()
    (satu,) = periksa(penugasan)
    assert (satu.aturan, satu.hasil_kini) == ("komputer", "belum_pasti")


def test_a_stricter_rule_is_flagged_as_the_rules_doing(penugasan):
    ganti = ganti_versi(penugasan.versi, lambda isi: isi["aturan"]["usia"].update(maks=50))
    Penugasan.objects.update(versi=penugasan.versi)
    penugasan.refresh_from_db()

    (satu,) = periksa(penugasan)

    assert (satu.sebab, satu.aturan, satu.versi) == ("aturan", "usia", ganti)


def test_a_birthday_crossed_before_the_work_could_start_is_the_calendars_doing(penugasan):
    assert periksa(penugasan, dt.datetime(2026, 4, 9, 9, 0, tzinfo=ZONA)) == []
    (satu,) = periksa(penugasan, dt.datetime(2026, 4, 10, 9, 0, tzinfo=ZONA))
    assert (satu.sebab, satu.aturan) == ("waktu", "usia")


@pytest.mark.parametrize("sifat", ["ditetapkan", "aktif"])
def test_passing_the_age_limit_after_the_decision_ends_nothing(penugasan, sifat):
    Penugasan.objects.update(status=sifat.upper())
    assert periksa(penugasan, dt.datetime(2029, 1, 1, tzinfo=ZONA)) == []


def test_over_is_over(penugasan):
    Penugasan.objects.update(status="DIBATALKAN")
    penugasan.pegawai.tingkat_pendidikan = "15"
    penugasan.pegawai.save()
    assert periksa(penugasan) == []


def test_what_is_fine_again_rests_by_itself(penugasan):
    orang = penugasan.pegawai
    BuktiKomputerFactory.create(pegawai=orang, tidak=True, tanggal=dt.date(2027, 5, 1))
    (satu,) = periksa(penugasan)
    BuktiKomputerFactory.create(pegawai=orang, tanggal=dt.date(2027, 5, 2))
    (reda,) = periksa(penugasan)
    assert (reda.pk, reda.status) == (satu.pk, "REDA")


def test_an_exception_silences_the_alarm(penugasan):
    penugasan.pegawai.tingkat_pendidikan = "15"
    penugasan.pegawai.save()
    PengecualianFactory.create(
        periode=penugasan.periode, pegawai=penugasan.pegawai, aturan="pendidikan"
    )
    assert periksa(penugasan) == []


def test_an_alarm_that_was_answered_does_not_come_back_for_the_same_answer(penugasan, petugas):
    penugasan.pegawai.tingkat_pendidikan = "15"
    penugasan.pegawai.save()
    (satu,) = periksa(penugasan)
    layanan.tindak(peringatan=satu, tindakan="Ijazah menyusul", aktor=petugas, pada=PADA)
    assert [p.status for p in periksa(penugasan)] == ["DITINDAK"]
    penugasan.pegawai.tingkat_pendidikan = "05"
    penugasan.pegawai.save()
    assert sorted(p.status for p in periksa(penugasan)) == ["DITINDAK", "TERBUKA"]


@pytest.mark.parametrize("status", ["DITETAPKAN", "AKTIF"])
def test_an_agreement_that_ends_before_the_posting_does_is_one_alarm_and_moves_nothing(
    penugasan, petugas, status
):
    """Read from a survey after the decision; the policy does not ask about agreements at all."""
    Penugasan.objects.update(status=status)
    kontrak = KontrakFactory.create(pegawai=penugasan.pegawai, akhir=dt.date(2026, 11, 2))
    (satu,) = periksa(penugasan)
    assert (satu.aturan, satu.sebab) == ("akhir", "fakta")
    assert "perjanjian kerja jatuh pada 02-11-2026" in satu.alasan_kini
    assert "ajukan pengembalian" in satu.alasan_kini
    assert satu.alasan_semula == "Sampai 30-04-2027 (batas usia pensiun 58 tahun)."
    assert periksa(penugasan) == [satu]
    penugasan.refresh_from_db()
    assert (penugasan.status, penugasan.selesai) == (status, dt.date(2027, 4, 30))

    layanan.tindak(peringatan=satu, tindakan="Perpanjangan diproses", aktor=petugas, pada=PADA)
    assert [p.status for p in periksa(penugasan)] == ["DITINDAK"]
    kontrak.akhir = dt.date(2026, 12, 31)
    kontrak.save()
    assert sorted(p.status for p in periksa(penugasan)) == ["DITINDAK", "TERBUKA"]
    KontrakFactory.create(pegawai=penugasan.pegawai, akhir=dt.date(2028, 11, 2))
    assert sorted(p.status for p in periksa(penugasan)) == ["DITINDAK", "REDA"]


def test_before_the_decision_an_earlier_end_is_no_alarm_it_is_reckoned_when_decided(penugasan):
    KontrakFactory.create(pegawai=penugasan.pegawai, akhir=dt.date(2026, 11, 2))
    assert periksa(penugasan) == []


def test_an_extension_beyond_five_years_is_no_alarm_and_a_corrected_birthday_is_one(penugasan):
    orang = penugasan.pegawai
    Penugasan.objects.update(status="AKTIF", selesai=dt.date(2033, 1, 1))
    orang.lahir = dt.date(1980, 1, 1)
    orang.save()
    assert periksa(penugasan) == []
    orang.lahir = dt.date(1969, 4, 10)
    orang.save()
    (satu,) = periksa(penugasan)
    assert "Batas usia pensiun 58 tahun jatuh pada 30-04-2027" in satu.alasan_kini
    assert "tanggal lahir atau jabatannya keliru" in satu.alasan_kini


def test_only_an_officer_closes_it_once_and_with_words(penugasan, petugas, penyetuju):
    satu = PeringatanFactory.create(penugasan=penugasan)
    with pytest.raises(DomainError):
        layanan.tindak(peringatan=satu, tindakan=" ", aktor=petugas, pada=PADA)
    with pytest.raises(TidakBerhak):
        layanan.tindak(peringatan=satu, tindakan="Ya", aktor=penyetuju, pada=PADA)
    salinan = Peringatan.objects.get(pk=satu.pk)
    layanan.tindak(peringatan=satu, tindakan="Ya", aktor=petugas, pada=PADA)
    with pytest.raises(SudahDiproses):
        layanan.tindak(peringatan=salinan, tindakan="Ya", aktor=petugas, pada=PADA)


def test_the_sweep_meets_every_agency(penugasan, instansi_lain):
    lain = PeriodeFactory.create(instansi=instansi_lain)
    orang = PegawaiFactory.create(instansi=instansi_lain, layak=True, tua=True)
    PenugasanFactory.create(instansi=instansi_lain, periode=lain, pegawai=orang, diminta=True)
    penugasan.pegawai.tingkat_pendidikan = "15"
    penugasan.pegawai.save()
    assert layanan.sapu(pada=PADA) == 2


def test_the_page_lists_and_closes(penugasan, petugas, masuk):
    satu = PeringatanFactory.create(penugasan=penugasan)
    klien = masuk(petugas)
    assert "syaratnya berubah" in klien.get(reverse("penugasan:beranda")).content.decode()
    isi = klien.get(reverse("penugasan:peringatan")).content.decode()
    assert penugasan.pegawai.nama in isi
    assert "Usia 60 tahun." in isi
    klien.post(reverse("penugasan:peringatan_tindak", args=[satu.pk]), {"tindakan": "Lanjut"})
    satu.refresh_from_db()
    assert (satu.status, satu.tindakan) == ("DITINDAK", "Lanjut")


def test_the_page_names_the_alarm_about_the_end_and_filters_by_it(penugasan, petugas, masuk):
    Penugasan.objects.update(status="AKTIF")
    KontrakFactory.create(pegawai=penugasan.pegawai, akhir=dt.date(2026, 11, 2))
    periksa(penugasan)
    alamat, klien = reverse("penugasan:peringatan"), masuk(petugas)
    isi = klien.get(alamat, {"aturan": "akhir"}).content.decode()
    assert "Akhir masa tugas: Akhir perjanjian kerja jatuh pada 02-11-2026" in isi
    assert penugasan.pegawai.nama not in klien.get(alamat, {"aturan": "usia"}).content.decode()
