"""The import pages, as an officer goes through them."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.impor.berkas import MASA_BERKAS, sapu_berkas
from inti.models import BarisImpor, Impor, Instansi, JejakAudit, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Kontrak, Opd, Pegawai
from tests.inti.buku import buku
from tests.inti.halaman_impor import (
    DAFTAR,
    Kerjakan,
    Unggah,
    ekspor,
    rincian,
    terapkan,
    unggahan,
)
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn, lembar_survei
from tests.pegawai.factories import PegawaiFactory

pytestmark = pytest.mark.usefixtures("opd")


def test_an_empty_history_says_what_to_do_first(klien: Client) -> None:
    isi = klien.get(DAFTAR).content.decode()
    assert "Belum ada berkas yang diimpor" in isi
    assert "Ekspor Data ASN dari SIASN" in isi


def test_upload_preview_apply_result(klien: Client, unggah: Unggah, kerjakan: Kerjakan) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(NAMA="UJI SATU"), baris_siasn(NAMA=None))))
    isi = klien.get(rincian(impor)).content.decode()
    assert "UJI SATU" in isi
    assert "Data!D3" in isi
    assert "Terapkan 1 baris" in isi
    assert "1 baris ditolak tidak ikut" in isi

    pekerjaan = terapkan(klien, impor, kerjakan)
    assert pekerjaan.hasil["url"] == rincian(impor)
    isi = klien.get(rincian(impor)).content.decode()
    assert "1 baris masuk" in isi
    assert Pegawai.objects.get().nama == "UJI SATU"
    assert "ekspor.xlsx" in klien.get(DAFTAR).content.decode()


def test_the_uploaded_file_is_removed_once_nothing_is_left_to_do(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    impor = unggah(unggahan(ekspor()))
    berkas = Path(impor.berkas.path)
    assert berkas.exists(), "headings may be mapped and the file marked until it is applied"
    terapkan(klien, impor, kerjakan)
    assert not berkas.exists()


def test_a_file_with_rows_to_mend_is_kept_and_swept_after_its_time(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(), baris_siasn(NAMA=None))))
    terapkan(klien, impor, kerjakan)
    berkas = Path(impor.berkas.path)
    assert berkas.exists()
    assert sapu_berkas(sekarang() + MASA_BERKAS - dt.timedelta(hours=1)) == 0
    assert sapu_berkas(sekarang() + MASA_BERKAS + dt.timedelta(hours=1)) == 1
    assert not berkas.exists()
    impor.refresh_from_db()
    assert not impor.berkas


def test_progress_is_followed_and_leads_to_the_preview(klien: Client, kerjakan: Kerjakan) -> None:
    jawab = klien.post(DAFTAR, {"berkas": unggahan(ekspor())}, follow=True)
    assert "Memeriksa ekspor.xlsx" in jawab.content.decode()
    impor = Impor.objects.get()
    assert klien.get(rincian(impor)).status_code == 302, "while it is read, the page is the job's"
    kerjakan()
    assert klien.get(jawab.redirect_chain[0][0]).headers["Location"] == rincian(impor)


def test_several_files_are_taken_in_the_order_they_need(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    satu = baris_siasn()
    survei = {"NIP": satu["NIP BARU"], "NAMA": satu["NAMA"], "AKHIR KONTRAK": "31-12-2027"}
    unggah(
        unggahan(buku({"DINKES": lembar_survei("Dinas Kesehatan", [survei])}), "survei.xlsx"),
        unggahan(ekspor(satu)),
    )
    assert {i.jenis: i.status for i in Impor.objects.all()} == {"survei": "siap", "siasn": "siap"}
    pertama = Impor.objects.get(jenis="survei")
    isi = klien.get(rincian(pertama)).content.decode()
    assert "Terapkan 2 berkas" in isi
    assert "Diunggah bersama berkas ini" in isi

    jawab = klien.post(reverse("inti:impor_terapkan", args=[pertama.pk]), follow=True)
    assert "Terapkan dulu" in jawab.content.decode()
    terapkan(klien, pertama, kerjakan, semua="1")
    assert {i.status for i in Impor.objects.all()} == {"diterapkan"}
    assert Kontrak.objects.get().pegawai.nip == satu["NIP BARU"]


def test_a_file_that_lies_about_holds_back_nobody_elses_upload(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    satu = baris_siasn()
    survei = {"NIP": satu["NIP BARU"], "NAMA": satu["NAMA"], "AKHIR KONTRAK": "31-12-2027"}
    unggah(unggahan(ekspor(satu), "ditinggal.xlsx"))
    unggah(
        unggahan(ekspor(satu)),
        unggahan(buku({"DINKES": lembar_survei("Dinas Kesehatan", [survei])}), "survei.xlsx"),
    )
    terakhir = Impor.objects.get(jenis="survei")
    terapkan(klien, terakhir, kerjakan, semua="1")
    assert Kontrak.objects.get().pegawai.nip == satu["NIP BARU"]
    ditinggal = Impor.objects.get(nama_berkas="ditinggal.xlsx")
    assert ditinggal.status == Impor.Status.SIAP, "it still waits for somebody to decide"


def test_people_of_a_part_that_was_not_read_are_not_passed_over_in_silence(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    peringatan = "Sebagian berkas ini tidak dibaca"
    judul = list(KOLOM_SIASN)
    terbalik = [judul[1], judul[0], *judul[2:]]
    satu, dua = baris_siasn(), baris_siasn()
    lembar = [judul, [satu.get(k) for k in judul], terbalik, [dua.get(k) for k in terbalik]]
    impor = unggah(unggahan(buku({"Data": lembar})))
    isi = klien.get(rincian(impor)).content.decode()
    assert peringatan in isi
    assert "Judul kolom berubah di baris ini" in isi
    assert "?kode=judul_berubah" not in isi, "no row has it: there is nothing to go to"
    klien.post(DAFTAR, {"berkas": unggahan(ekspor())})
    kerjakan()
    assert peringatan not in klien.get(rincian(Impor.objects.latest("pk"))).content.decode()


def test_zero_rows_are_never_called_a_success(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    berkas = ekspor()
    impor = unggah(unggahan(berkas))
    terapkan(klien, impor, kerjakan)
    klien.post(DAFTAR, {"berkas": unggahan(berkas)})
    kerjakan()
    kedua = Impor.objects.latest("pk")
    assert "Tidak ada yang berubah" in klien.get(rincian(kedua)).content.decode()
    terapkan(klien, kedua, kerjakan)
    isi = klien.get(rincian(kedua)).content.decode()
    assert "0 baris masuk: tidak ada yang berubah" in isi
    assert "Berhasil" not in isi


def test_a_file_whose_rows_are_all_refused_cannot_be_applied(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(NAMA=None))))
    isi = klien.get(rincian(impor)).content.decode()
    assert "Semua baris ditolak" in isi
    assert reverse("inti:impor_terapkan", args=[impor.pk]) not in isi
    jawab = klien.post(reverse("inti:impor_terapkan", args=[impor.pk]))
    assert jawab.status_code == 409
    assert not kerjakan()


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (b"<html><table></table></html>", "HTML"),
        (buku({"Data": [["NAMA BARANG", "JUMLAH"], ["Meja", 3]]}), "Judul kolom tidak dikenali"),
        (buku({"Data": []}), "Semua lembar kosong"),
        (buku({"Data": [KOLOM_SIASN]}), "Tidak ada baris data"),
        (ekspor()[:900], "rusak"),
    ],
)
def test_an_unreadable_file_gets_a_clear_answer(
    klien: Client, unggah: Unggah, isi: bytes, sebab: str
) -> None:
    impor = unggah(unggahan(isi))
    assert impor.status == Impor.Status.DITOLAK
    halaman = klien.get(rincian(impor)).content.decode()
    assert sebab in halaman
    assert "Tidak ada data yang berubah" in halaman
    assert not impor.berkas


def test_one_bad_file_does_not_hold_up_the_others(klien: Client, unggah: Unggah) -> None:
    unggah(unggahan(b"bukan apa-apa", "rusak.xlsx"), unggahan(ekspor()))
    assert {i.nama_berkas: i.status for i in Impor.objects.all()} == {
        "rusak.xlsx": "ditolak",
        "ekspor.xlsx": "siap",
    }


def test_an_upload_without_a_file_or_too_big_is_explained(klien: Client, settings: Any) -> None:
    jawab = klien.post(DAFTAR, {})
    assert jawab.status_code == 400
    assert "Isian belum bisa disimpan" in jawab.content.decode()
    settings.UKURAN_UNGGAH_MAKS = 1024 * 1024
    jawab = klien.post(DAFTAR, {"berkas": unggahan(b"x" * 1_048_577, "besar.xlsx")})
    assert jawab.status_code == 400
    assert "“besar.xlsx” melebihi 1 MB" in jawab.content.decode()
    jawab = klien.post(DAFTAR, {"berkas": [unggahan(b"x", f"{n}.xlsx") for n in range(21)]})
    assert "Paling banyak 20 berkas" in jawab.content.decode()
    assert not Impor.objects.exists()


@pytest.mark.parametrize(
    ("kueri", "ada", "tiada"),
    [
        ("status=baru", "UJI BARU", "UJI RUSAK"),
        ("status=ditolak", "UJI RUSAK", "UJI BARU"),
        ("status=peringatan", "UJI RAGU", "UJI RUSAK"),
        ("kode=tanggal_tak_terbaca", "UJI RUSAK", "UJI RAGU"),
        ("cari=ragu", "UJI RAGU", "UJI BARU"),
        ("lembar=Data", "UJI BARU", "Tidak ada baris yang cocok"),
        ("cari=zzz", "Tidak ada baris yang cocok", "UJI BARU"),
    ],
)
def test_the_rows_are_filtered_by_the_url(
    klien: Client, unggah: Unggah, kueri: str, ada: str, tiada: str
) -> None:
    impor = unggah(
        unggahan(
            ekspor(
                baris_siasn(NAMA="UJI BARU"),
                baris_siasn(NAMA="UJI RUSAK", TANGGAL_LAHIR="31-02-1990"),
                baris_siasn(NAMA="UJI RAGU", JENIS_KELAMIN="F"),
            )
        )
    )
    isi = klien.get(f"{rincian(impor)}?{kueri}").content.decode()
    assert ada in isi
    assert tiada not in isi


def test_a_nip_is_found_however_it_is_spaced(klien: Client, unggah: Unggah) -> None:
    satu, dua = baris_siasn(NAMA="UJI SATU"), baris_siasn(NAMA="UJI DUA")
    impor = unggah(unggahan(ekspor(satu, dua)))
    nip = satu["NIP BARU"]
    isi = klien.get(rincian(impor), {"cari": f"{nip[:8]} {nip[8:14]}"}).content.decode()
    assert "UJI SATU" in isi
    assert "UJI DUA" not in isi


def test_a_doubt_is_settled_on_the_preview(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    satu = baris_siasn(TANGGAL_LAHIR="01-01-1980")
    impor = unggah(unggahan(ekspor(satu)))
    baris = BarisImpor.objects.get()
    putuskan = reverse("inti:impor_putuskan", args=[baris.pk])
    assert klien.post(putuskan, {"pilihan": "entah"}).status_code == 409
    isi = klien.post(putuskan, {"pilihan": "lahir_berkas"}, follow=True).content.decode()
    assert "Keputusan untuk Data!2 disimpan" in isi
    impor.refresh_from_db()
    assert impor.ringkasan["peringatan"] == 0
    terapkan(klien, impor, kerjakan)
    assert f"{Pegawai.objects.get().lahir}" == "1980-01-01"
    assert klien.post(putuskan, {"pilihan": "lahir_nip"}).status_code == 409
    assert [j.aksi for j in JejakAudit.objects.order_by("urutan")] == [
        "impor.putuskan",
        "impor.terapkan",
    ]


def test_comparing_anew_shows_what_changed_meanwhile(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, instansi: Instansi, opd: Opd
) -> None:
    satu = baris_siasn()
    impor = unggah(unggahan(ekspor(satu)))
    PegawaiFactory.create(
        instansi=instansi, opd=opd, nip=satu["NIP BARU"], siasn_id="", nama="NAMA LAMA"
    )
    klien.post(reverse("inti:impor_ulang", args=[impor.pk]))
    kerjakan()
    assert "NAMA LAMA" in klien.get(rincian(impor)).content.decode()


def test_applying_compares_again_with_the_data_of_that_moment(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, instansi: Instansi, opd: Opd
) -> None:
    satu = baris_siasn()
    impor = unggah(unggahan(ekspor(satu)))
    PegawaiFactory.create(instansi=instansi, opd=opd, nip=satu["NIP BARU"], siasn_id="")
    terapkan(klien, impor, kerjakan)
    impor.refresh_from_db()
    assert (impor.ringkasan["baru"], impor.ringkasan["berubah"]) == (0, 1)
    assert BarisImpor.objects.get().status == "berubah"
    assert Pegawai.objects.count() == 1


def test_pressing_twice_applies_once(klien: Client, unggah: Unggah, kerjakan: Kerjakan) -> None:
    impor = unggah(unggahan(ekspor()))
    alamat = reverse("inti:impor_terapkan", args=[impor.pk])
    pertama, kedua = klien.post(alamat), klien.post(alamat)
    assert pertama.headers["Location"] == kedua.headers["Location"]
    assert len(kerjakan()) == 1
    jawab = klien.post(alamat)
    assert jawab.status_code == 409
    assert "sudah diterapkan" in jawab.content.decode()
    assert JejakAudit.objects.filter(aksi="impor.terapkan").count() == 1


def test_a_job_taken_up_again_after_a_crash_does_nothing_twice(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    impor = unggah(unggahan(ekspor()))
    pekerjaan = terapkan(klien, impor, kerjakan)
    Pekerjaan.objects.update(status=Pekerjaan.Status.MENUNGGU)
    assert {p.status for p in kerjakan()} == {Pekerjaan.Status.SELESAI}
    pekerjaan.refresh_from_db()
    assert pekerjaan.hasil["url"] == rincian(impor)
    assert JejakAudit.objects.count() == 1


def test_discarding_leaves_only_a_line_in_the_history(klien: Client, unggah: Unggah) -> None:
    impor = unggah(unggahan(ekspor()))
    alamat = reverse("inti:impor_buang", args=[impor.pk])
    assert "dibuang" in klien.post(alamat, follow=True).content.decode()
    assert not BarisImpor.objects.exists()
    assert "Berkas ini dibuang" in klien.get(rincian(impor)).content.decode()
    assert klien.post(alamat).status_code == 409
    assert klien.post(reverse("inti:impor_ulang", args=[impor.pk])).status_code == 409
    assert klien.post(reverse("inti:impor_terapkan", args=[impor.pk])).status_code == 409
    assert not Pegawai.objects.exists()
