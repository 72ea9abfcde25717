"""Scheduling on the pages: three steps, one's own only, every word of the form kept."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from inti.models import Pekerjaan
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.filters.ekspor import semua
from penugasan.models import JadwalEkspor
from penugasan.services import ekspor_jadwal as layanan
from tests.penugasan.ekspor.bantu import Kota, Masuk, ambil

DAFTAR = "penugasan:ekspor_daftar"
ISIAN = {"kapan": "mingguan-5", "jam": "13", "judul": ""}


def baru(jenis: str, **tanya: str) -> str:
    return reverse("penugasan:ekspor_jadwal_baru", args=[jenis], query=tanya or None)


def pada(nama: str, jadwal: JadwalEkspor) -> str:
    return reverse(f"penugasan:ekspor_jadwal_{nama}", args=[jadwal.pk])


def isi(klien: Client, alamat: str) -> str:
    return " ".join(klien.get(alamat).content.decode().split())


@pytest.fixture
def jadwal(kota: Kota, petugas: Akun) -> JadwalEkspor:
    return layanan.buat(
        akun=petugas,
        jenis=semua()["kelayakan"],
        tanya=QueryDict("hasil=layak"),
        waktu=layanan.Waktu(judul="Rapat Senin", irama="mingguan", hari=1, jam=7),
        pada=sekarang(),
    )


def test_the_way_from_the_list_to_a_schedule_is_three_steps(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    klien = masuk(petugas)
    assert f'href="{baru("kelayakan")}"' in isi(klien, reverse(DAFTAR))
    form = isi(klien, baru("kelayakan", hasil="layak"))
    assert "hari ini 1 baris" in form
    assert "Hasil: Layak" in form
    jawaban = klien.post(baru("kelayakan", hasil="layak"), ISIAN)
    assert jawaban.status_code == 302
    satu = JadwalEkspor.objects.get()
    assert (satu.akun, satu.tanya, satu.judul) == (petugas, "hasil=layak", "Hasil kelayakan")
    assert satu.kapan == "Setiap Jumat pukul 13.00 WIB"
    halaman = isi(klien, jawaban["Location"])
    assert "Jadwal disimpan. Setiap Jumat pukul 13.00 WIB." in halaman
    assert "Saringan: Hasil: Layak." in halaman


@pytest.mark.parametrize(
    ("salah", "kata"),
    [
        ({"kapan": "harian-5"}, "Pilih hari yang ada di daftar."),
        ({"kapan": ""}, "Pilih harinya."),
        ({"jam": "24"}, "Pilih jam yang ada di daftar."),
        ({"judul": "x" * 121}, "paling panjang 120 huruf"),
    ],
)
def test_a_time_that_is_not_offered_is_refused_in_words(
    salah: dict[str, str], kata: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).post(baru("kelayakan"), ISIAN | salah)
    assert kata in jawaban.content.decode()
    assert not JadwalEkspor.objects.exists()


def test_every_time_of_the_form_can_be_kept(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    klien = masuk(petugas)
    for kapan in ("harian-0", "mingguan-7", "bulanan-1", "bulanan-28", "bulanan-31"):
        klien.post(baru("beban-opd"), ISIAN | {"kapan": kapan})
    assert JadwalEkspor.objects.count() == 5


def test_a_schedule_is_changed_paused_resumed_and_removed(
    jadwal: JadwalEkspor, masuk: Masuk, petugas: Akun
) -> None:
    klien = masuk(petugas)
    ubah = isi(klien, pada("ubah", jadwal))
    assert 'value="mingguan-1" selected' in ubah
    assert "Rapat Senin" in ubah
    klien.post(pada("ubah", jadwal), {"kapan": "bulanan-31", "jam": "0", "judul": "Akhir bulan"})
    assert "Setiap hari terakhir bulan pukul 00.00 WIB" in isi(klien, reverse(DAFTAR))
    klien.post(pada("henti", jadwal))
    halaman = isi(klien, reverse(DAFTAR))
    assert "Anda menghentikannya." in halaman
    assert pada("lanjut", jadwal) in halaman
    klien.post(pada("lanjut", jadwal))
    assert pada("henti", jadwal) in isi(klien, reverse(DAFTAR))
    klien.post(pada("hapus", jadwal))
    assert not JadwalEkspor.objects.exists()
    assert klien.post(pada("hapus", jadwal)).status_code == 404


@pytest.mark.parametrize("nama", ["ubah", "henti", "lanjut", "hapus"])
def test_a_schedule_does_not_exist_for_anybody_else(
    nama: str, jadwal: JadwalEkspor, masuk: Masuk, penyetuju: Akun, petugas_lain: Akun
) -> None:
    for akun in (penyetuju, petugas_lain):
        klien = masuk(akun)
        assert klien.post(pada(nama, jadwal), ISIAN).status_code == 404
        assert "Rapat Senin" not in isi(klien, reverse(DAFTAR))
    jadwal.refresh_from_db()
    assert (jadwal.aktif, jadwal.judul) == (True, "Rapat Senin")


def test_a_kind_of_another_role_cannot_be_scheduled(
    kota: Kota, masuk: Masuk, dinas_koperasi: Akun
) -> None:
    klien = masuk(dinas_koperasi)
    assert klien.get(baru("kelayakan")).status_code == 404
    assert klien.post(baru("kelayakan"), ISIAN).status_code == 404
    assert not JadwalEkspor.objects.exists()


def test_a_schedule_that_was_switched_off_says_why_and_is_not_resumed_without_the_right(
    jadwal: JadwalEkspor, masuk: Masuk, petugas: Akun
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.DINAS_KOPERASI)
    petugas.refresh_from_db()
    layanan.jalankan_jatuh_tempo(pada=jadwal.berikutnya)
    klien = masuk(petugas)
    assert "Peran Anda tidak berhak mengekspor hasil kelayakan." in isi(klien, reverse(DAFTAR))
    assert klien.post(pada("lanjut", jadwal)).status_code == 409
    jadwal.refresh_from_db()
    assert not jadwal.aktif


def test_a_failed_run_says_what_was_wrong(
    jadwal: JadwalEkspor, masuk: Masuk, petugas: Akun
) -> None:
    jadwal.pekerjaan = Pekerjaan.objects.create(
        instansi=jadwal.instansi,
        jenis=layanan.TERJADWAL,
        judul="Rapat Senin",
        aktor=petugas,
        dibuat=sekarang(),
        status=Pekerjaan.Status.GAGAL,
        galat="Belum ada hasil saringan untuk diekspor.",
    )
    jadwal.terakhir = jadwal.berikutnya
    jadwal.save()
    halaman = isi(masuk(petugas), reverse(DAFTAR))
    assert "Belum ada hasil saringan untuk diekspor." in halaman
    Pekerjaan.objects.update(status=Pekerjaan.Status.BERJALAN)
    assert "Sedang ditulis" in isi(masuk(petugas), reverse(DAFTAR))


def test_a_result_offers_to_be_repeated_with_its_filters(
    jadwal: JadwalEkspor, masuk: Masuk, petugas: Akun, kerjakan: Any
) -> None:
    layanan.jalankan_jatuh_tempo(pada=jadwal.berikutnya)
    kerjakan()
    pekerjaan = Pekerjaan.objects.get(jenis=layanan.TERJADWAL)
    hasil = isi(masuk(petugas), reverse("penugasan:ekspor_hasil", args=[pekerjaan.pk]))
    assert f'href="{baru("kelayakan", hasil="layak")}"' in hasil
    assert "Saringan: Hasil: Layak" in hasil
    assert "Disimpan sampai" in hasil


@pytest.mark.parametrize(
    ("tanya", "nama"),
    [
        ({}, ["Budi Misal", "Siti Contoh"]),
        ({"cari": "siti"}, ["Siti Contoh"]),
        ({"jenis": "PNS"}, []),
        ({"opd": "ngawur"}, ["Budi Misal", "Siti Contoh"]),
    ],
)
@pytest.mark.parametrize("jenis", ["pegawai", "bukti"])
def test_people_are_narrowed_down_without_a_page_of_their_own(
    jenis: str, tanya: dict[str, str], nama: list[str], kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    assert [b["NAMA"] for b in ambil(masuk(petugas), jenis, **tanya)] == nama


def test_people_are_found_by_unit_and_by_nip(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    klien, nip = masuk(petugas), kota.siti.nip
    berspasi = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    for tanya in ({"opd": str(kota.opd.pk)}, {"cari": berspasi}, {"cari": nip[:12]}):
        assert [b["NAMA"] for b in ambil(klien, "bukti", **tanya)] == ["Siti Contoh"]


def test_a_head_takes_out_his_own_people_only(
    kota: Kota, masuk: Masuk, kepala_opd: Akun, mantan_kepala: Akun
) -> None:
    assert [b["NAMA"] for b in ambil(masuk(kepala_opd), "pegawai")] == ["Siti Contoh"]
    assert ambil(masuk(mantan_kepala), "pegawai") == []
