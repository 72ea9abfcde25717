"""The pages of the Buku Kirim: what each reader sees, and how a refusal is mended there."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.models import Instansi, LogAkses
from inti.waktu import sekarang
from koperasi.models import Koperasi
from pegawai.models import Akun
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.queries.sinkronisasi import kalimat
from tests.penugasan.factories import PenugasanFactory, PesanKeluarFactory
from tests.penugasan.kirim import buat_sk, tetapkan

Masuk = Callable[[Akun], Client]
Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
DAFTAR = "penugasan:buku_kirim"

pytestmark = pytest.mark.django_db


def pesan(instansi: Instansi, **isi: Any) -> PesanKeluar:
    penugasan = isi.pop("penugasan", None) or PenugasanFactory.create(
        instansi=instansi, ditetapkan=True
    )
    kini = sekarang()
    if isi.get("status") in (Status.DITERIMA, Status.DITOLAK):
        isi = {"terkirim_pada": kini, "selesai_pada": kini, "id_usulan": "a" * 32, **isi}
    hasil: PesanKeluar = PesanKeluarFactory.create(penugasan=penugasan, **isi)
    return hasil


def dikembalikan(instansi: Instansi) -> PesanKeluar:
    """A proposal that BKN sent back, with its SK in force."""
    [penugasan] = tetapkan(instansi)
    sk = buat_sk([penugasan])
    return pesan(
        instansi,
        penugasan=penugasan,
        status=Status.DITOLAK,
        status_bkn="PERBAIKAN",
        status_bkn_nama="Perbaikan Dokumen - BTS",
        pesan_bkn="BTS - Surat pernyataan belum dicantumkan.",
        badan={
            "nipBaru": penugasan.pegawai.nip,
            "nomorSuratUsulan": sk.nomor,
            "tanggalSuratUsulan": "25-02-2026",
            "keterangan": "",
            "kkmpId": "K1",
        },
        jawaban={
            "riwayat": [{"percobaan": 1, "hasil": "DITERIMA", "http": 200, "pesan": ""}],
            "terakhir": {"nipBaru": penugasan.pegawai.nip},
            "versi": 2,
        },
    )


# The list


def test_each_state_has_its_count_and_its_list(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    semua = {
        "DISIAPKAN": pesan(instansi),
        "DIKIRIM": pesan(instansi, status=Status.DITERIMA, status_bkn="DIUSULKAN"),
        "DITERIMA": pesan(instansi, status=Status.DITERIMA, status_bkn="SK_TERBIT"),
        "DITOLAK": pesan(instansi, status=Status.DITOLAK, pesan_bkn="Kuota sudah penuh"),
        "PERIKSA": pesan(instansi, status=Status.TIDAK_PASTI),
        "DITARIK": pesan(instansi, status=Status.DITERIMA, status_bkn="DITARIK"),
    }
    klien = masuk(petugas)
    for keadaan, satu in semua.items():
        halaman = klien.get(reverse(DAFTAR), {"status": keadaan})
        nama = [baris.penugasan.pk for baris in halaman.context["daftar"]]
        assert nama == [satu.penugasan_id], keadaan
    teks = klien.get(reverse(DAFTAR)).content.decode()
    assert "Kuota sudah penuh" in teks
    assert "Saran: Koperasi ini sudah penuh" in teks
    assert "menunggu SIASN" in teks
    assert all(angka["angka"] == 1 for angka in klien.get(reverse(DAFTAR)).context["angka"])


def test_an_upload_on_its_way_keeps_the_person_on_the_way(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    usulan = pesan(instansi, status=Status.DITERIMA, status_bkn="DITERIMA")
    pesan(instansi, penugasan=usulan.penugasan, jenis=Jenis.UNGGAH_SK)
    [baris] = masuk(petugas).get(reverse(DAFTAR)).context["daftar"]
    assert baris.keadaan == "DIKIRIM"
    assert baris.kalimat.startswith("SK disiapkan")


def test_a_replaced_message_no_longer_counts(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    lama = pesan(instansi, status=Status.DITOLAK, usang=True)
    pesan(instansi, penugasan=lama.penugasan)
    [baris] = masuk(petugas).get(reverse(DAFTAR)).context["daftar"]
    assert baris.keadaan == "DISIAPKAN"


def test_the_home_pages_links_find_their_rows(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    ragu = pesan(instansi, status=Status.TIDAK_PASTI)
    ditahan = pesan(instansi, status=Status.DITAHAN)
    klien = masuk(petugas)
    for status, satu in (("TIDAK_PASTI", ragu), ("DITAHAN", ditahan)):
        daftar = klien.get(reverse(DAFTAR), {"status": status}).context["daftar"]
        assert [baris.penugasan.pk for baris in daftar] == [satu.penugasan_id]


def test_the_list_is_searched_and_filtered_in_the_url(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    dua = [pesan(instansi) for _ in range(2)]
    klien, orang = masuk(petugas), dua[0].penugasan.pegawai
    koperasi = dua[1].penugasan.kebutuhan.koperasi
    for tanya, satu in (({"cari": orang.nip}, dua[0]), ({"koperasi": koperasi.pk}, dua[1])):
        daftar = klien.get(reverse(DAFTAR), tanya).context["daftar"]
        assert [baris.penugasan.pk for baris in daftar] == [satu.penugasan_id]
    assert "Tidak ada yang cocok" in klien.get(reverse(DAFTAR), {"cari": "Zzz"}).content.decode()


def test_the_empty_ledger_says_when_it_fills(
    masuk: Masuk, instansi: Instansi, penyetuju: Akun
) -> None:
    assert "Belum ada yang dikirim" in masuk(penyetuju).get(reverse(DAFTAR)).content.decode()


def test_the_list_stays_within_its_query_budget(
    masuk: Masuk,
    instansi: Instansi,
    auditor: Akun,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        pesan(instansi)
    klien = masuk(auditor)
    klien.get(reverse(DAFTAR))
    with django_assert_max_num_queries(14):
        klien.get(reverse(DAFTAR))


def test_the_nip_is_masked_and_the_look_is_logged(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    satu = dikembalikan(instansi)
    klien, nip = masuk(petugas), satu.penugasan.pegawai.nip
    for alamat in (
        reverse(DAFTAR),
        reverse("penugasan:buku_kirim_rincian", args=[satu.penugasan_id]),
    ):
        teks = klien.get(alamat).content.decode()
        assert nip not in teks.replace(" ", "")
    assert LogAkses.objects.filter(akun=petugas, objek_jenis="penugasan.pesankeluar").count() == 2


def test_the_line_shows_why_it_rests_and_since_when(
    masuk: Masuk, instansi: Instansi, petugas: Akun, penyetuju: Akun, settings: Any
) -> None:
    satu = pesan(instansi)
    PesanKeluar.objects.filter(pk=satu.pk).update(dibuat=sekarang() - dt.timedelta(hours=3))
    outbox.tahan(sampai=sekarang() + dt.timedelta(hours=1), galat="Kuota SIASN habis.")
    teks = masuk(petugas).get(reverse(DAFTAR)).content.decode()
    assert "Jalur SIASN terputus" in teks
    assert "Kuota SIASN habis." in teks
    assert "tertua menunggu 3 jam" in teks
    assert "Coba sekarang" in teks
    assert "Coba sekarang" not in masuk(penyetuju).get(reverse(DAFTAR)).content.decode()
    settings.SIASN = {"SIASN_MODE": "mati"}
    assert "dimatikan" in masuk(petugas).get(reverse(DAFTAR)).content.decode()
    settings.SIASN = {"SIASN_JAM_TENANG": "00:00-23:59:59.999999"}
    PesanKeluar.objects.update(status=Status.MENUNGGU)
    assert "Jam tenang" in masuk(petugas).get(reverse(DAFTAR)).content.decode()


def test_the_page_looks_again_by_itself_only_while_something_moves(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    satu = pesan(instansi, status=Status.DITERIMA, status_bkn="SK_TERBIT")
    klien = masuk(petugas)
    assert "every 4s" not in klien.get(reverse(DAFTAR)).content.decode()
    lain = pesan(instansi)
    assert "every 4s" in klien.get(reverse(DAFTAR)).content.decode()
    segar = klien.get(reverse(DAFTAR), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in segar
    for penugasan in (satu.penugasan_id, lain.penugasan_id):
        assert f'id="keadaan-{penugasan}" hx-swap-oob="true"' in " ".join(segar.split())
    assert "checkbox" not in segar


# One person


def test_the_detail_shows_every_attempt_and_the_answer_as_received(
    masuk: Masuk, instansi: Instansi, auditor: Akun
) -> None:
    satu = dikembalikan(instansi)
    alamat = reverse("penugasan:buku_kirim_rincian", args=[satu.penugasan_id])
    teks = masuk(auditor).get(alamat).content.decode()
    assert "Surat pernyataan belum dicantumkan" in teks
    assert "Percobaan 1" in teks
    assert "Jawaban seperti diterima" in teks
    assert str(satu.kunci) in teks
    assert "Kirim ulang" not in teks


def test_a_refusal_is_mended_in_place_and_sent_again(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    satu = dikembalikan(instansi)
    klien = masuk(petugas)
    alamat = reverse("penugasan:buku_kirim_rincian", args=[satu.penugasan_id])
    assert (
        "25-02" in klien.get(alamat).content.decode()
        or "2026-02-25" in klien.get(alamat).content.decode()
    )
    kirim = reverse("penugasan:buku_kirim_ulang", args=[satu.pk])
    isi = {"keterangan": "", "nomor_surat": "800/9", "tanggal_surat": "2026-02-24"}
    gagal = klien.post(kirim, isi)
    assert gagal.status_code == 200
    assert "Tulis apa yang sudah diperbaiki" in gagal.content.decode()
    hasil = klien.post(kirim, {**isi, "keterangan": "Pernyataan terlampir."}, follow=True)
    assert "dikirim ulang" in hasil.content.decode()
    satu.refresh_from_db()
    assert satu.status == Status.MENUNGGU
    assert satu.badan["keterangan"] == "Pernyataan terlampir."
    assert satu.badan["nomorSuratUsulan"] == "800/9"
    assert satu.badan["id"] == satu.id_usulan
    kedua = klien.post(kirim, {**isi, "keterangan": "Lagi."}, follow=True)
    assert "Muat ulang halaman" in kedua.content.decode()


def test_a_refused_upload_needs_no_words(masuk: Masuk, instansi: Instansi, petugas: Akun) -> None:
    [penugasan] = tetapkan(instansi)
    sk = buat_sk([penugasan])
    pesan(instansi, penugasan=penugasan, status=Status.DITERIMA, status_bkn="DITERIMA")
    unggah = pesan(
        instansi,
        penugasan=penugasan,
        jenis=Jenis.UNGGAH_SK,
        status=Status.DITOLAK,
        badan={"id_usulan": "a", "no_sk": "x", "tgl_sk": "25-02-2026", "surat": sk.pk},
    )
    hasil = masuk(petugas).post(
        reverse("penugasan:buku_kirim_ulang", args=[unggah.pk]), follow=True
    )
    assert "dikirim ulang" in hasil.content.decode()
    baru = PesanKeluar.objects.get(menggantikan=unggah)
    assert baru.badan["no_sk"] == sk.nomor


def test_several_refusals_are_sent_again_with_one_note(
    masuk: Masuk, instansi: Instansi, petugas: Akun
) -> None:
    satu = dikembalikan(instansi)
    batal = pesan(instansi, status=Status.DITOLAK, pesan_bkn="Kuota penuh")
    diterima = pesan(instansi, status=Status.DITERIMA, status_bkn="SK_TERBIT")
    klien = masuk(petugas)
    alamat = reverse("penugasan:buku_kirim_ulang_semua")
    pilih = [satu.penugasan_id, batal.penugasan_id, diterima.penugasan_id]
    halaman = klien.get(alamat, {"pilih": pilih})
    assert len(halaman.context["daftar"]) == 2
    kurang = klien.post(alamat, {"pilih": pilih})
    assert "Tulis apa yang sudah diperbaiki" in kurang.content.decode()
    hasil = klien.post(alamat, {"pilih": pilih, "keterangan": "Ada."}, follow=True)
    teks = hasil.content.decode()
    assert "1 orang dikirim ulang" in teks
    assert "tidak mempunyai SK yang berlaku" in teks
    kosong = klien.get(alamat, follow=True).content.decode()
    assert "Pilih sedikitnya satu orang" in kosong


def test_an_officer_tries_the_line_at_once(masuk: Masuk, instansi: Instansi, petugas: Akun) -> None:
    satu = pesan(instansi)
    outbox.tahan(sampai=sekarang() + dt.timedelta(hours=1), galat="Putus.")
    hasil = masuk(petugas).post(reverse("penugasan:buku_kirim_coba"), follow=True)
    assert "dicoba lagi" in hasil.content.decode()
    satu.refresh_from_db()
    assert satu.status == Status.MENUNGGU


def test_a_token_is_pasted_and_not_shown(
    masuk: Masuk, instansi: Instansi, petugas: Akun, settings: Any
) -> None:
    settings.SIASN = {"SIASN_SSO_MODE": "manual"}
    klien, alamat = masuk(petugas), reverse("penugasan:buku_kirim_token")
    assert "tidak ditampilkan lagi" in klien.get(alamat).content.decode()
    assert "bukan token" in klien.post(alamat, {"token": "x"}).content.decode()
    hasil = klien.post(alamat, {"token": "rahasia-sekali-1234567890"}, follow=True)
    assert "Token SSO dipakai" in hasil.content.decode()
    assert "rahasia-sekali" not in hasil.content.decode()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"status": Status.MENUNGGU, "percobaan": 2, "galat": "Server sibuk."}, "Server sibuk."),
        ({"status": Status.DIKIRIM}, "sedang dikirim"),
        ({"status": Status.DITAHAN}, "menunggu jalur"),
        ({"status": Status.DITERIMA, "jenis": Jenis.TARIK}, "Penarikan diterima"),
        ({"status": Status.DITOLAK, "id_usulan": ""}, "Usulan ditolak"),
        ({"status": Status.DITERIMA, "status_bkn_nama": "Tahap Baru"}, "Tahap Baru"),
    ],
)
def test_every_state_is_a_sentence(instansi: Instansi, isi: dict[str, Any], kata: str) -> None:
    assert kata in kalimat(pesan(instansi, **isi))


def test_another_agencys_ledger_does_not_exist(
    masuk: Masuk, instansi: Instansi, petugas_lain: Akun
) -> None:
    satu = dikembalikan(instansi)
    klien = masuk(petugas_lain)
    assert Koperasi.objects.count() == 1
    assert klien.get(reverse(DAFTAR)).context["daftar"] == []
    rincian = reverse("penugasan:buku_kirim_rincian", args=[satu.penugasan_id])
    assert klien.get(rincian).status_code == 404
    ulang = reverse("penugasan:buku_kirim_ulang", args=[satu.pk])
    assert klien.post(ulang, {"keterangan": "x"}).status_code == 404


def test_a_refusal_is_mended_in_its_row_by_the_officer_only(
    masuk: Masuk, instansi: Instansi, petugas: Akun, auditor: Akun
) -> None:
    ditolak = dikembalikan(instansi)
    kirim = reverse("penugasan:buku_kirim_ulang", args=[ditolak.pk])
    halaman = masuk(petugas).get(reverse(DAFTAR)).content.decode()
    assert f'action="{kirim}"' in halaman
    assert f'form="ulang-{ditolak.pk}"' in halaman
    assert kirim not in masuk(auditor).get(reverse(DAFTAR)).content.decode()
