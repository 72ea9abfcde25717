"""The people list and the Kartu Kelayakan, asked as every role."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import Instansi, LogAkses, Pekerjaan, Wilayah
from inti.waktu import ZONA
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import Periode, Saringan
from penugasan.services.saring import saring
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import AkunFactory, PegawaiFactory
from tests.penugasan.factories import PenugasanFactory, PeriodeFactory

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
Masuk = Callable[[Akun], Client]
DAFTAR = "/kelayakan/"


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


@pytest.fixture
def medono(instansi: Instansi) -> Wilayah:
    wilayah: Wilayah = WilayahFactory.create(nama="Medono")
    KoperasiFactory.create(instansi=instansi, wilayah=wilayah)
    return wilayah


@pytest.fixture
def orang(
    instansi: Instansi,
    periode: Periode,
    opd: Opd,
    opd_cabang: Opd,
    opd_lain: Opd,
    medono: Wilayah,
) -> dict[str, Pegawai]:
    """Four people in three units, screened."""

    def buat(nama: str, unit: Opd, **isi: Any) -> Pegawai:
        pegawai: Pegawai = PegawaiFactory.create(instansi=instansi, opd=unit, nama=nama, **isi)
        return pegawai

    semua = {
        "ani": buat("Ani Lestari", opd, layak=True, lahir=dt.date(1990, 3, 1), domisili=medono),
        "budi": buat("Budi Santoso", opd_cabang, lahir=dt.date(1996, 2, 29), paruh_waktu=True),
        "citra": buat("Citra Dewi", opd_lain, layak=True, lahir=dt.date(1965, 1, 1)),
        "dodi": buat("Dodi Lestari", opd_lain, layak=True, slta=True, lahir=dt.date(1985, 5, 5)),
    }
    saring(periode=periode, aktor=None, pada=PADA)
    return semua


def rapat(jawaban: Any) -> str:
    """The page with runs of white space as one space."""
    return " ".join(jawaban.content.decode().split())


def nama(jawaban: Any) -> list[str]:
    """Names on the page, in their order."""
    teks = jawaban.content.decode()
    return [
        satu.split()[0].lower()
        for satu in re.findall(r'<th scope="row">.*?">(.*?)</a>', teks, re.S)
    ]


# --- who may look ----------------------------------------------------------------------------


@pytest.mark.parametrize("peran", ["petugas", "penyetuju", "auditor", "admin"])
def test_bkpsdm_and_auditors_see_everybody(request, masuk: Masuk, orang, peran):
    jawaban = masuk(request.getfixturevalue(peran)).get(DAFTAR)

    assert nama(jawaban) == ["ani", "budi", "citra", "dodi"]


def test_a_head_sees_the_own_tree_only(masuk, orang, kepala_opd):
    klien = masuk(kepala_opd)

    assert nama(klien.get(DAFTAR)) == ["ani", "budi"]
    assert klien.get(f"{DAFTAR}{orang['budi'].pk}/").status_code == 200
    assert klien.get(f"{DAFTAR}{orang['citra'].pk}/").status_code == 404
    assert klien.post(f"{DAFTAR}{orang['citra'].pk}/nip/").status_code == 404


def test_a_head_cannot_reach_another_unit_by_its_filter(masuk, orang, kepala_opd, opd_lain):
    jawaban = masuk(kepala_opd).get(DAFTAR, {"opd": opd_lain.pk})

    assert "citra" not in nama(jawaban)
    assert opd_lain.nama not in jawaban.content.decode()


def test_a_former_head_sees_nobody(masuk, orang, mantan_kepala):
    klien = masuk(mantan_kepala)

    assert nama(klien.get(DAFTAR)) == []
    assert klien.get(f"{DAFTAR}{orang['ani'].pk}/").status_code == 404


def test_another_agency_finds_nothing(masuk, orang, petugas_lain):
    klien = masuk(petugas_lain)

    assert "Belum ada hasil saring" in klien.get(DAFTAR).content.decode()
    assert klien.get(f"{DAFTAR}{orang['ani'].pk}/").status_code == 404


@pytest.mark.parametrize("peran", ["dinas_koperasi", "pengurus_koperasi", "pegawai"])
def test_other_roles_are_turned_away(masuk, orang, instansi, peran):
    klien = masuk(AkunFactory.create(instansi=instansi, peran=peran))

    assert klien.get(DAFTAR).status_code == 403
    assert klien.get(f"{DAFTAR}{orang['ani'].pk}/").status_code == 403
    assert klien.post(f"{DAFTAR}{orang['ani'].pk}/nip/").status_code == 403
    assert klien.post(f"{DAFTAR}saring/").status_code == 403


def test_strangers_are_sent_to_the_login(client, orang):
    for jawaban in (client.get(DAFTAR), client.get(f"{DAFTAR}{orang['ani'].pk}/")):
        assert jawaban.status_code == 302
        assert jawaban.url.startswith(reverse("account_login"))


# --- the list --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tanya", "harapan"),
    [
        ({"hasil": "layak"}, ["ani"]),
        ({"hasil": "belum_pasti"}, ["budi"]),
        ({"hasil": "tidak"}, ["citra", "dodi"]),
        ({"gagal": "usia"}, ["citra"]),
        ({"gagal": "pendidikan"}, ["dodi"]),
        ({"ragu": "komputer"}, ["budi"]),
        ({"jenis": "PPPK_PW"}, ["budi"]),
        ({"pendidikan": "15"}, ["dodi"]),
        ({"pendidikan": "kosong"}, []),
        ({"usia_min": "36"}, ["ani", "citra", "dodi"]),
        ({"usia_min": "37"}, ["citra", "dodi"]),
        ({"usia_maks": "36"}, ["ani", "budi"]),
        ({"usia_maks": "29"}, []),
        ({"usia_min": "30", "usia_maks": "30"}, ["budi"]),
        ({"domisili": "kosong"}, ["budi", "citra", "dodi"]),
        ({"cari": "lestari"}, ["ani", "dodi"]),
        ({"cari": "lestari ani"}, ["ani"]),
        ({"cari": "19900301"}, ["ani"]),
        ({"cari": "1990 0301"}, ["ani"]),
        ({"cari": "tak ada"}, []),
        ({"urut": "-nama"}, ["dodi", "citra", "budi", "ani"]),
        ({"urut": "usia"}, ["budi", "ani", "dodi", "citra"]),
        ({"urut": "ngawur"}, ["ani", "budi", "citra", "dodi"]),
        ({"hasil": "ngawur"}, ["ani", "budi", "citra", "dodi"]),
    ],
)
def test_filters_stand_in_the_url_and_narrow_the_list(masuk, petugas, orang, tanya, harapan):
    assert nama(masuk(petugas).get(DAFTAR, tanya)) == harapan


def test_a_unit_brings_the_units_below_it(masuk, petugas, orang, opd, opd_cabang):
    klien = masuk(petugas)

    assert nama(klien.get(DAFTAR, {"opd": opd.pk})) == ["ani", "budi"]
    assert nama(klien.get(DAFTAR, {"opd": opd_cabang.pk})) == ["budi"]


def test_people_are_found_by_domicile(masuk, petugas, orang, medono):
    assert nama(masuk(petugas).get(DAFTAR, {"domisili": medono.pk})) == ["ani"]


def test_a_whole_nip_is_found_however_it_is_spaced_and_several_at_once(masuk, petugas, orang):
    ani, dodi = orang["ani"].nip, orang["dodi"].nip
    berspasi = f"{ani[:8]} {ani[8:14]} {ani[14]} {ani[15:]}"
    klien = masuk(petugas)

    assert nama(klien.get(DAFTAR, {"cari": ani})) == ["ani"]
    assert nama(klien.get(DAFTAR, {"cari": berspasi})) == ["ani"]
    assert nama(klien.get(DAFTAR, {"cari": f"{berspasi}\n{dodi}"})) == ["ani", "dodi"]


def test_counts_per_verdict_are_links_that_keep_the_other_filters(masuk, petugas, orang):
    isi = rapat(masuk(petugas).get(DAFTAR, {"cari": "lestari", "hasil": "layak"}))

    assert re.search(r'href="/kelayakan/\?cari=lestari" aria-label="Semua: 2"', isi)
    assert re.search(
        r'href="/kelayakan/\?cari=lestari&amp;hasil=tidak" aria-label="Tidak layak: 1"', isi
    )


def test_no_whole_nip_stands_on_the_list(masuk, petugas, orang):
    isi = masuk(petugas).get(DAFTAR).content.decode()

    for pegawai in orang.values():
        assert pegawai.nip not in isi.replace(" ", "")


def test_each_row_tells_why(masuk, petugas, orang):
    isi = masuk(petugas).get(DAFTAR, {"cari": "citra"}).content.decode()

    assert "Usia 61 tahun 2 bulan pada 1 Maret 2026, batas 56 tahun." in isi


def test_long_lists_are_paged(masuk, petugas, instansi, periode, opd):
    PegawaiFactory.create_batch(55, instansi=instansi, opd=opd, layak=True)
    saring(periode=periode, aktor=None, pada=PADA)
    klien = masuk(petugas)

    assert len(nama(klien.get(DAFTAR))) == 50
    assert len(nama(klien.get(DAFTAR, {"halaman": "2"}))) == 5
    assert "51–55 dari 55 orang" in klien.get(DAFTAR, {"halaman": "99"}).content.decode()


def test_the_list_costs_few_queries_whatever_its_length(
    masuk, petugas, orang, instansi, opd, periode, django_assert_max_num_queries
):
    PegawaiFactory.create_batch(30, instansi=instansi, opd=opd, layak=True)
    saring(periode=periode, aktor=None, pada=PADA)
    klien = masuk(petugas)
    tanya = {"hasil": "layak", "opd": opd.pk, "cari": "a", "urut": "-usia"}

    with django_assert_max_num_queries(2 + 8):  # the session and the account come first
        klien.get(DAFTAR, tanya)


def test_looking_at_the_list_is_logged_with_the_number_of_people(masuk, petugas, orang):
    masuk(petugas).get(DAFTAR, {"hasil": "tidak"})

    log = LogAkses.objects.get()
    assert (log.akun, log.jenis, log.objek_jenis, log.jumlah) == (
        petugas,
        "lihat",
        "penugasan.saringan",
        2,
    )


def test_before_the_first_screening_the_list_says_what_to_do(masuk, petugas, kepala_opd):
    isi = masuk(petugas).get(DAFTAR).content.decode()

    assert "Belum ada hasil saring" in isi
    assert "Saring sekarang" in isi
    assert "Saring sekarang" not in masuk(kepala_opd).get(DAFTAR).content.decode()


def test_a_trial_date_does_not_replace_the_verdicts_of_the_list(masuk, petugas, orang, periode):
    saring(periode=periode, aktor=None, pada=PADA, per_tanggal=dt.date(2070, 1, 1))

    assert nama(masuk(petugas).get(DAFTAR, {"hasil": "layak"})) == ["ani"]


# --- screening again -------------------------------------------------------------------------


def test_an_officer_screens_again_and_follows_the_job(masuk, petugas, orang, kerjakan):
    klien = masuk(petugas)
    PegawaiFactory.create(instansi=petugas.instansi, nama="Eko Baru", layak=True)

    jawaban = klien.post(f"{DAFTAR}saring/")

    pekerjaan = Pekerjaan.objects.get()
    assert jawaban.url == reverse("inti:pekerjaan", args=[pekerjaan.pk])
    kerjakan()
    assert "eko" in nama(klien.get(DAFTAR))


@pytest.mark.parametrize("peran", ["penyetuju", "auditor", "kepala_opd", "admin"])
def test_only_an_officer_screens(request, masuk, orang, peran):
    assert masuk(request.getfixturevalue(peran)).post(f"{DAFTAR}saring/").status_code == 403
    assert Saringan.objects.count() == 1


# --- the card --------------------------------------------------------------------------------


def kartu(pegawai: Pegawai, tanya: str = "") -> str:
    return f"{DAFTAR}{pegawai.pk}/{tanya}"


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

    assert "Sudah ada penugasan" in isi
    assert "1 Maret 2026 – 28 Februari 2031" in isi
    assert "1 Januari 2024 – 31 Desember 2025" in isi


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
