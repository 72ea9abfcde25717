"""The people list and the Kartu Kelayakan, asked as every role."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import LogAkses, Pekerjaan
from inti.waktu import ZONA
from pegawai.models import Akun
from penugasan.models import Saringan
from penugasan.queries.periode import saringan_terbaru
from penugasan.services.saring import saring
from tests.pegawai.factories import AkunFactory, PegawaiFactory

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
Masuk = Callable[[Akun], Client]
DAFTAR = "/kelayakan/"


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


def test_a_trial_date_speaks_until_there_is_a_screening_on_the_round_s_own(
    masuk, petugas, orang, periode
):
    Saringan.objects.all().delete()
    saring(periode=periode, aktor=None, pada=PADA, per_tanggal=dt.date(2070, 1, 1))

    jawaban = masuk(petugas).get(DAFTAR)

    assert "per 1 Januari 2070" in rapat(jawaban)
    assert saringan_terbaru(periode) == Saringan.objects.get()


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
