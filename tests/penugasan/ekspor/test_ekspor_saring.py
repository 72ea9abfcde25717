"""Exactly the rows of the page, within the scope of the account."""

import re

import pytest
from django.conf import settings as pengaturan
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from pegawai.models import Akun
from penugasan.models import (
    Rencana,
    Saringan,
)
from tests.penugasan.ekspor.bantu import (
    SEMUA_JENIS,
    Kota,
    Masuk,
    alamat,
    ambil,
    baris,
    buka,
    keterangan,
)
from tests.penugasan.factories import (
    PenugasanFactory,
    RencanaFactory,
)


@pytest.mark.parametrize(
    ("tanya", "nama"),
    [
        ({"hasil": "tidak"}, ["Budi Misal"]),
        ({"gagal": "usia"}, ["Budi Misal"]),
        ({"cari": "siti"}, ["Siti Contoh"]),
        ({"urut": "-nama"}, ["Siti Contoh", "Budi Misal"]),
        ({"hasil": "belum_pasti"}, []),
    ],
)
def test_the_file_holds_the_rows_of_the_filtered_page(
    tanya: dict[str, str], nama: list[str], kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    assert [b["NAMA"] for b in ambil(masuk(petugas), "kelayakan", **tanya)] == nama


@pytest.mark.parametrize(
    ("jenis", "tanya", "nama"),
    [
        ("penugasan", {"status": "DIMINTA"}, ["Budi Misal"]),
        ("penugasan", {"cari": "siti"}, ["Siti Contoh"]),
        ("penugasan", {"periode": "2026-1"}, ["Siti Contoh", "Budi Misal"]),
        ("nominatif", {"status": "DITETAPKAN"}, ["Siti Contoh"]),
        ("nominatif", {"status": "DIBATALKAN"}, []),
    ],
)
def test_assignments_follow_the_filters_of_their_pages(
    jenis: str,
    tanya: dict[str, str],
    nama: list[str],
    kota: Kota,
    masuk: Masuk,
    petugas: Akun,
) -> None:
    PenugasanFactory.create(
        instansi=kota.instansi,
        periode=kota.periode,
        pegawai=kota.budi,
        kebutuhan=kota.kosong,
        diminta=True,
    )
    assert [b["NAMA"] for b in ambil(masuk(petugas), jenis, **tanya)] == nama


def test_the_kecamatan_of_the_confirmation_page_filters_too(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    kecamatan = kota.koperasi.wilayah.induk
    kecamatan.jenis = "kecamatan"
    kecamatan.save()
    klien = masuk(petugas)
    assert len(ambil(klien, "nominatif", kecamatan=kecamatan.pk)) == 1
    tanya = keterangan(buka(klien.get(alamat("nominatif", kecamatan=kecamatan.pk))))
    assert tanya["Saringan"] == "Kecamatan: Pekalongan Barat"


def test_a_plan_is_chosen_by_its_number_and_filtered_like_its_pages(
    kota: Kota, masuk: Masuk, petugas: Akun, petugas_lain: Akun
) -> None:
    RencanaFactory.create(saringan=kota.saringan)
    klien, nomor = masuk(petugas), str(kota.rencana.pk)
    assert len(ambil(klien, "rencana", rencana=nomor)) == 1
    assert ambil(klien, "rencana") == []
    buku = buka(klien.get(alamat("rencana", rencana=nomor, kunci="tidak", sebab="habis")))
    assert baris(buku["Penempatan"]) == []
    assert len(baris(buku["Belum ditempatkan"])) == 1
    assert keterangan(buku)["Saringan"] == "Kunci: Tidak terkunci; Kata dalam sebab: habis"
    assert masuk(petugas_lain).get(alamat("rencana", rencana=nomor)).status_code == 404
    assert klien.get(alamat("rencana", rencana="x")).status_code == 404


@pytest.mark.parametrize(
    ("tanya", "jumlah"),
    [
        ({"status": "operasional"}, 1),
        ({"status": "gedung_dibangun"}, 0),
        ({"isi": "sebagian"}, 1),
        ({"isi": "terisi"}, 0),
    ],
)
def test_cooperatives_follow_the_filters_of_their_list_and_of_the_board(
    tanya: dict[str, str], jumlah: int, kota: Kota, masuk: Masuk, dinas_koperasi: Akun
) -> None:
    assert len(ambil(masuk(dinas_koperasi), "kebutuhan", **tanya)) == jumlah


def test_the_file_tells_the_filter_in_words_the_time_and_who(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    tanya = {"hasil": "layak", "opd": str(kota.opd.pk)}
    isi = keterangan(buka(masuk(petugas).get(alamat("kelayakan", **tanya))))
    assert isi["Saringan"] == "Hasil: Layak; OPD dan unit di bawahnya: Dinas Kesehatan"
    assert isi["Diekspor oleh"] == f"{petugas.nama} (Petugas BKPSDM)"
    assert isi["Instansi"] == "Pemerintah Kota Pekalongan"
    assert isi["Versi portal"] == pengaturan.VERSI
    assert isi["Jumlah baris Kelayakan"] == 1
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d\.\d\d WIB", isi["Waktu ekspor"])


def test_without_a_filter_the_file_says_all(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    buku = buka(masuk(petugas).get(alamat("kelayakan", hasil="ngawur")))
    assert keterangan(buku)["Saringan"] == "Semua data"


@pytest.mark.parametrize("jenis", ["kelayakan", "nominatif", "penugasan"])
def test_a_head_takes_out_the_people_of_his_own_tree_only(
    jenis: str, kota: Kota, masuk: Masuk, kepala_opd: Akun, kepala_opd_lain: Akun
) -> None:
    milik = [b["NAMA"] for b in ambil(masuk(kepala_opd), jenis)]
    assert milik == ["Siti Contoh"]
    assert "Siti Contoh" not in [b["NAMA"] for b in ambil(masuk(kepala_opd_lain), jenis)]


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_another_agency_gets_nothing_of_ours(
    jenis: str, kota: Kota, masuk: Masuk, petugas_lain: Akun
) -> None:
    jawaban = masuk(petugas_lain).get(alamat(jenis))
    if jawaban.status_code == 200:
        assert baris(buka(jawaban).worksheets[0]) == []
    else:
        assert jawaban.status_code == 409


BOLEH = {
    "petugas": set(SEMUA_JENIS),
    "penyetuju": set(SEMUA_JENIS),
    "auditor": set(SEMUA_JENIS),
    "admin": {"kelayakan"},
    "kepala_opd": {"pegawai", "bukti", "kelayakan", "nominatif", "penugasan", "surat"},
    "dinas_koperasi": {"kebutuhan", "berakhir"},
}


@pytest.mark.parametrize("peran", BOLEH)
def test_each_role_takes_what_it_may_and_sees_only_that_on_offer(
    peran: str, kota: Kota, masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    boleh = {j for j in SEMUA_JENIS if klien.get(alamat(j)).status_code == 200}
    isi = klien.get(reverse("penugasan:ekspor_daftar")).content.decode()
    ditawarkan = {j for j in SEMUA_JENIS if f'href="{alamat(j)}"' in isi}
    assert boleh == ditawarkan == BOLEH[peran]


def test_other_roles_and_strangers_stay_outside(
    kota: Kota, masuk: Masuk, petugas: Akun, client: Client
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.PEGAWAI)
    petugas.refresh_from_db()
    assert masuk(petugas).get(alamat("kelayakan")).status_code == 403
    assert client.get(alamat("kelayakan")).status_code == 302


def test_an_unknown_kind_is_a_404(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    assert masuk(petugas).get(alamat("gaji")).status_code == 404


def test_an_unknown_round_is_refused_in_words(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    jawaban = masuk(petugas).get(alamat("nominatif", periode="1999-9"))
    assert jawaban.status_code == 409
    assert "1999-9 tidak ditemukan" in jawaban.content.decode()


@pytest.mark.parametrize("jenis", ["kelayakan", "rencana"])
def test_what_was_not_computed_yet_is_refused_in_words(
    jenis: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    Rencana.objects.all().delete()
    Saringan.objects.all().delete()
    jawaban = masuk(petugas).get(alamat(jenis))
    assert jawaban.status_code == 409
    assert "lebih dahulu" in jawaban.content.decode()


def test_an_account_without_agency_is_refused_in_words(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(instansi=None)
    petugas.refresh_from_db()
    assert masuk(petugas).get(alamat("kelayakan")).status_code == 409
