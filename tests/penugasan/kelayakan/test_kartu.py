"""The Kartu Kelayakan: every finding, the date box, the masked NIP, the log."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from inti.models import LogAkses
from pegawai.models import Pegawai
from penugasan.models import Penugasan
from tests.inti.factories import SumberFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PenugasanFactory

pytestmark = pytest.mark.django_db


def rapat(jawaban: Any) -> str:
    """The page with runs of white space as one space."""
    return " ".join(jawaban.content.decode().split())


def kartu(pegawai: Pegawai, tanya: str = "") -> str:
    return f"/kelayakan/{pegawai.pk}/{tanya}"


def test_the_card_shows_each_finding_with_value_source_and_legal_basis(
    masuk, petugas, orang, instansi
):
    sumber = SumberFactory.create(
        instansi=instansi, keterangan="siasn-februari.xlsx", tanggal=dt.date(2026, 2, 10)
    )
    orang["ani"].sumber = {"lahir": sumber.pk}
    orang["ani"].save()

    isi = masuk(petugas).get(kartu(orang["ani"])).content.decode()

    assert isi.count('<li class="temuan temuan-baik">') == 6
    assert "Usia 36 tahun 0 bulan pada 1 Maret 2026, batas 56 tahun." in isi
    assert "36 tahun 0 bulan (lahir 1 Maret 1990)" in isi
    assert "siasn-februari.xlsx, 10 Februari 2026" in isi
    assert "usia paling tinggi 56 tahun saat mulai bertugas" in isi
    assert "Batas usia terlewati pada <strong>1 Maret 2047</strong>" in isi


def test_an_open_question_names_the_missing_fact_and_stands_first(masuk, petugas, orang):
    isi = masuk(petugas).get(kartu(orang["budi"])).content.decode()

    assert "Yang perlu dilengkapi: <strong>Bukti kemampuan komputer</strong>" in isi
    assert isi.index("temuan-ragu") < isi.index("temuan-baik")


def test_the_date_box_judges_anew_and_says_what_the_screening_had_said(masuk, petugas, orang):
    klien = masuk(petugas)

    kemarin = rapat(klien.get(kartu(orang["ani"], "?per_tanggal=2047-02-28")))
    lewat = rapat(klien.get(kartu(orang["ani"], "?per_tanggal=2047-03-01")))

    assert "per 28 Februari 2047. Memenuhi semua syarat." in kemarin
    assert "per 1 Maret 2047. Ada syarat yang tidak terpenuhi." in lewat
    assert "hasilnya layak" in lewat


@pytest.mark.parametrize(
    ("tanggal", "pesan"),
    [
        ("", "Isi tanggalnya."),
        ("31-02-2026", "Tanggal tidak terbaca"),
        ("1999-12-31", "antara tahun 2000 dan 2100"),
    ],
)
def test_a_date_that_cannot_be_used_is_said_and_the_round_s_date_stays(
    masuk, petugas, orang, tanggal, pesan
):
    isi = masuk(petugas).get(kartu(orang["ani"], f"?per_tanggal={tanggal}")).content.decode()

    assert pesan in isi
    assert "per 1 Maret 2026" in isi


def test_the_nip_is_masked_until_somebody_asks_and_the_asking_is_logged(masuk, petugas, orang):
    klien = masuk(petugas)
    nip = orang["ani"].nip

    assert nip not in klien.get(kartu(orang["ani"])).content.decode().replace(" ", "")
    halaman = klien.post(kartu(orang["ani"], "nip/")).content.decode()
    cuplikan = klien.post(kartu(orang["ani"], "nip/"), headers={"HX-Request": "true"})

    berkelompok = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    assert berkelompok in halaman
    assert "<h1>" in halaman
    assert berkelompok in cuplikan.content.decode()
    assert b"<h1>" not in cuplikan.content
    ungkap = LogAkses.objects.filter(jenis="ungkap", objek_id=str(orang["ani"].pk))
    assert [log.akun for log in ungkap] == [petugas, petugas]


def test_opening_a_card_is_logged_once_not_for_each_change_of_the_date(masuk, auditor, orang):
    klien = masuk(auditor)

    klien.get(kartu(orang["ani"]))
    klien.get(kartu(orang["ani"], "?per_tanggal=2027-01-01"), headers={"HX-Request": "true"})

    log = LogAkses.objects.get(objek_jenis="pegawai.pegawai")
    assert (log.akun, log.objek_id) == (auditor, str(orang["ani"].pk))


def test_the_card_tells_of_assignments_now_and_before(masuk, petugas, orang, periode):
    PenugasanFactory.create(
        instansi=periode.instansi,
        periode=periode,
        pegawai=orang["ani"],
        status="SELESAI",
        mulai=dt.date(2024, 1, 1),
        selesai=dt.date(2025, 12, 31),
    )
    PenugasanFactory.create(
        instansi=periode.instansi, periode=periode, pegawai=orang["ani"], diminta=True
    )

    isi = masuk(petugas).get(kartu(orang["ani"])).content.decode()

    for penugasan in Penugasan.objects.all():
        assert reverse("penugasan:nominasi_rincian", args=[penugasan.pk]) in isi
    assert "Sudah ada penugasan" in isi
    assert "1 Maret 2026 – 28 Februari 2031" in isi
    assert "1 Januari 2024 – 31 Desember 2025" in isi


def test_an_officer_goes_on_to_name_whoever_is_eligible(masuk, petugas, auditor, orang):
    lanjut = f"/nominasi/baru/?pegawai={orang['ani'].pk}"

    assert lanjut in masuk(petugas).get(kartu(orang["ani"])).content.decode()
    assert "/nominasi/baru/" not in masuk(petugas).get(kartu(orang["citra"])).content.decode()
    assert lanjut not in masuk(auditor).get(kartu(orang["ani"])).content.decode()


def test_a_head_reaches_the_answer_page_from_the_card(masuk, kepala_opd, orang, periode):
    penugasan = PenugasanFactory.create(
        instansi=periode.instansi, periode=periode, pegawai=orang["ani"], diminta=True
    )

    isi = masuk(kepala_opd).get(kartu(orang["ani"])).content.decode()

    assert reverse("penugasan:nominasi_opd_rincian", args=[penugasan.pk]) in isi


def test_without_a_round_the_card_still_shows_the_facts(masuk, petugas, instansi):
    orang = PegawaiFactory.create(instansi=instansi, nama="Ani Lestari")

    isi = masuk(petugas).get(kartu(orang)).content.decode()

    assert "Belum ada aturan" in isi
    assert "Ani Lestari" in isi


def test_a_card_without_a_birth_date_names_no_day(masuk, petugas, instansi, periode):
    orang = PegawaiFactory.create(instansi=instansi, lahir=None)

    isi = masuk(petugas).get(kartu(orang)).content.decode()

    assert "Batas usia terlewati" not in isi
    assert "Tanggal lahir belum tercatat." in isi


def test_the_card_costs_few_queries(masuk, petugas, orang, django_assert_max_num_queries):
    klien = masuk(petugas)

    with django_assert_max_num_queries(2 + 13):
        klien.get(kartu(orang["ani"]))
