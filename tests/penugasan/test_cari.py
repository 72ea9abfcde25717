"""The one search box: the right thing first, within the scope, whatever the spelling."""

import random

import pytest
from django.urls import reverse

from penugasan.demo import bahan
from penugasan.models import Surat
from penugasan.queries.cari import cari
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PengajuanFactory, UsulanFactory
from tests.penugasan.surat.bantu import ditetapkan, terbitkan

pytestmark = pytest.mark.django_db
BENIH, ORANG, PERTANYAAN = 20260302, 150, 200


def nama_acak(acak: random.Random) -> str:
    depan = acak.choice(bahan.NAMA_DEPAN_L + bahan.NAMA_DEPAN_P)
    return f"{depan} {acak.choice(bahan.NAMA_BELAKANG)} {acak.choice(bahan.NAMA_BELAKANG)}".upper()


def salah_ketik(acak: random.Random, nama: str) -> str:
    """One letter lost, doubled or swapped, somewhere behind the third."""
    letak = acak.randrange(3, len(nama) - 1)
    jenis = acak.randrange(3)
    if jenis == 0:
        return nama[:letak] + nama[letak + 1 :]
    if jenis == 1:
        return nama[:letak] + nama[letak] + nama[letak:]
    return nama[:letak] + nama[letak + 1] + nama[letak] + nama[letak + 2 :]


def test_of_two_hundred_questions_ninety_five_in_a_hundred_find_the_right_one_first(petugas, opd):
    """NIP with spaces, lower case, with titles, with a slip: as people type (seed 20260302)."""
    acak = random.Random(BENIH)  # noqa: S311 - reproducible, not secret
    nama = {nama_acak(acak) for _ in range(ORANG * 2)}
    orang = [
        PegawaiFactory.create(instansi=opd.instansi, opd=opd, nama=satu)
        for satu in sorted(nama)[:ORANG]
    ]
    cara = (
        lambda p: f"{p.nip[:8]} {p.nip[8:14]} {p.nip[14]} {p.nip[15:]}",
        lambda p: p.nama.lower(),
        lambda p: f"dr. {p.nama.title()}, S.Kom., M.Si.",
        lambda p: salah_ketik(acak, p.nama),
    )
    kena = 0
    for urut in range(PERTANYAAN):
        satu = acak.choice(orang)
        hasil = cari(petugas, cara[urut % len(cara)](satu))
        benar = reverse("penugasan:kartu_kelayakan", args=[satu.pk])
        kena += bool(hasil) and hasil[0].url == benar
    assert kena >= 0.95 * PERTANYAAN


def test_cooperatives_letters_usulan_and_requests_are_found(petugas, opd):
    koperasi = KoperasiFactory.create(instansi=opd.instansi, wilayah__nama="Medono Baru")
    usulan = UsulanFactory.create(penugasan__instansi=opd.instansi)
    pengajuan = PengajuanFactory.create(penugasan__instansi=opd.instansi)
    surat: Surat = terbitkan([ditetapkan(opd.instansi)])
    for kata, nama, kunci in (
        ("kkmp medono baru", "koperasi:rincian", koperasi.pk),
        (usulan.nomor, "penugasan:usulan_rincian", usulan.pk),
        (f"u{usulan.pk}".replace("u", "U-00"), "penugasan:usulan_rincian", usulan.pk),
        (str(pengajuan), "penugasan:pengajuan_rincian", pengajuan.pk),
        (surat.nomor, "penugasan:surat_rincian", surat.pk),
    ):
        assert cari(petugas, kata)[0].url == reverse(nama, args=[kunci]), kata


def test_nothing_of_another_agency_and_no_person_for_dinas(
    petugas_lain, dinas_koperasi, opd, masuk
):
    orang = PegawaiFactory.create(instansi=opd.instansi, opd=opd, nama="SITI CONTOH")
    usulan = UsulanFactory.create(penugasan__instansi=opd.instansi)
    for akun in (petugas_lain, dinas_koperasi):
        for kata in (orang.nip, orang.nama, usulan.nomor):
            assert cari(akun, kata) == []
    assert masuk(dinas_koperasi).get(reverse("penugasan:cari")).status_code == 200


@pytest.mark.parametrize("kata", ["", "ab", "  . ", "S.Kom.", "%", "(", "\\", "a" * 500])
def test_odd_words_find_nothing_and_break_nothing(petugas, masuk, kata):
    jawaban = masuk(petugas).get(reverse("penugasan:cari"), {"cari": kata})
    assert jawaban.status_code == 200
    assert jawaban.context["hasil"] == []


def test_the_page_costs_few_queries(petugas, opd, masuk, django_assert_max_num_queries):
    for _ in range(5):
        PegawaiFactory.create(instansi=opd.instansi, opd=opd, nama="SITI CONTOH")
    klien = masuk(petugas)
    with django_assert_max_num_queries(8):
        assert len(klien.get(reverse("penugasan:cari"), {"cari": "siti"}).context["hasil"]) == 5


def test_a_person_is_found_with_the_newest_decision_about_him(petugas, opd):
    orang = PegawaiFactory.create(instansi=opd.instansi, opd=opd, nama="RATNA DEWI")
    [tanpa] = cari(petugas, "ratna dewi")
    assert tanpa.berkas == ""
    ditetapkan(opd.instansi, pegawai=orang, status="DIBATALKAN")
    terbaru = ditetapkan(opd.instansi, pegawai=orang)
    for kata in ("ratna dewi", "ratna dewy", orang.nip):
        [temu] = cari(petugas, kata)
        assert temu.berkas == reverse("penugasan:nominasi_rincian", args=[terbaru.pk])
