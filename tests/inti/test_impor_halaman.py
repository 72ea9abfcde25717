"""The import pages, as an officer goes through them."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.impor.terapkan import Langkah, setelah_terapkan
from inti.models import BarisImpor, Impor, Instansi, JejakAudit, LogAkses, Pekerjaan
from pegawai.models import Akun, Kontrak, Opd, Pegawai
from tests.inti.buku import buku, tabel
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn, lembar_survei
from tests.pegawai.factories import PegawaiFactory

Masuk = Callable[[Akun], Client]
Kerjakan = Callable[[], list[Pekerjaan]]
DAFTAR = "/impor/"

pytestmark = pytest.mark.usefixtures("opd")


def ekspor(*baris: dict[str, Any]) -> bytes:
    return buku({"Data": tabel(KOLOM_SIASN, baris or [baris_siasn()])})


def unggahan(isi: bytes, nama: str = "ekspor.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


@pytest.fixture
def unggah(klien: Client, kerjakan: Kerjakan) -> Callable[..., Impor]:
    """Upload files, let the worker read them, and return the first import."""

    def lakukan(*berkas: SimpleUploadedFile) -> Impor:
        jawab = klien.post(DAFTAR, {"berkas": list(berkas)})
        assert jawab.status_code == 302
        assert all(p.status == Pekerjaan.Status.SELESAI for p in kerjakan())
        impor = Impor.objects.order_by("pk").first()
        assert impor
        return impor

    return lakukan


def rincian(impor: Impor) -> str:
    return reverse("inti:impor_rincian", args=[impor.pk])


def terapkan(klien: Client, impor: Impor, kerjakan: Kerjakan, **isi: str) -> Pekerjaan:
    klien.post(reverse("inti:impor_terapkan", args=[impor.pk]), isi)
    (pekerjaan,) = kerjakan()
    return pekerjaan


def test_an_empty_history_says_what_to_do_first(klien: Client) -> None:
    isi = klien.get(DAFTAR).content.decode()
    assert "Belum ada berkas yang diimpor" in isi
    assert "Ekspor Data ASN dari SIASN" in isi


def test_upload_preview_apply_result(
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
) -> None:
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


def test_the_uploaded_file_is_removed_once_it_is_read(
    klien: Client, unggah: Callable[..., Impor]
) -> None:
    impor = unggah(unggahan(ekspor()))
    assert not impor.berkas
    assert not list((Path(settings.MEDIA_ROOT) / "impor").rglob("*.xlsx"))


def test_progress_is_followed_and_leads_to_the_preview(klien: Client, kerjakan: Kerjakan) -> None:
    jawab = klien.post(DAFTAR, {"berkas": unggahan(ekspor())}, follow=True)
    assert "Memeriksa ekspor.xlsx" in jawab.content.decode()
    impor = Impor.objects.get()
    assert klien.get(rincian(impor)).status_code == 302, "while it is read, the page is the job's"
    kerjakan()
    assert klien.get(jawab.redirect_chain[0][0]).headers["Location"] == rincian(impor)


def test_several_files_are_taken_in_the_order_they_need(
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
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


def test_zero_rows_are_never_called_a_success(
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
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
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
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
    klien: Client, unggah: Callable[..., Impor], isi: bytes, sebab: str
) -> None:
    impor = unggah(unggahan(isi))
    assert impor.status == Impor.Status.DITOLAK
    halaman = klien.get(rincian(impor)).content.decode()
    assert sebab in halaman
    assert "Tidak ada data yang berubah" in halaman
    assert not impor.berkas


def test_one_bad_file_does_not_hold_up_the_others(
    klien: Client, unggah: Callable[..., Impor]
) -> None:
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
    klien: Client, unggah: Callable[..., Impor], kueri: str, ada: str, tiada: str
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


def test_a_nip_is_found_however_it_is_spaced(klien: Client, unggah: Callable[..., Impor]) -> None:
    satu, dua = baris_siasn(NAMA="UJI SATU"), baris_siasn(NAMA="UJI DUA")
    impor = unggah(unggahan(ekspor(satu, dua)))
    nip = satu["NIP BARU"]
    isi = klien.get(rincian(impor), {"cari": f"{nip[:8]} {nip[8:14]}"}).content.decode()
    assert "UJI SATU" in isi
    assert "UJI DUA" not in isi


def test_a_doubt_is_settled_on_the_preview(
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
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
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan, instansi: Instansi, opd: Opd
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
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan, instansi: Instansi, opd: Opd
) -> None:
    satu = baris_siasn()
    impor = unggah(unggahan(ekspor(satu)))
    PegawaiFactory.create(instansi=instansi, opd=opd, nip=satu["NIP BARU"], siasn_id="")
    terapkan(klien, impor, kerjakan)
    impor.refresh_from_db()
    assert (impor.ringkasan["baru"], impor.ringkasan["berubah"]) == (0, 1)
    assert BarisImpor.objects.get().status == "berubah"
    assert Pegawai.objects.count() == 1


def test_pressing_twice_applies_once(
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
) -> None:
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
    klien: Client, unggah: Callable[..., Impor], kerjakan: Kerjakan
) -> None:
    impor = unggah(unggahan(ekspor()))
    pekerjaan = terapkan(klien, impor, kerjakan)
    Pekerjaan.objects.update(status=Pekerjaan.Status.MENUNGGU)
    assert {p.status for p in kerjakan()} == {Pekerjaan.Status.SELESAI}
    pekerjaan.refresh_from_db()
    assert pekerjaan.hasil["url"] == rincian(impor)
    assert JejakAudit.objects.count() == 1


def test_discarding_leaves_only_a_line_in_the_history(
    klien: Client, unggah: Callable[..., Impor]
) -> None:
    impor = unggah(unggahan(ekspor()))
    alamat = reverse("inti:impor_buang", args=[impor.pk])
    assert "dibuang" in klien.post(alamat, follow=True).content.decode()
    assert not BarisImpor.objects.exists()
    assert "Berkas ini dibuang" in klien.get(rincian(impor)).content.decode()
    assert klien.post(alamat).status_code == 409
    assert klien.post(reverse("inti:impor_ulang", args=[impor.pk])).status_code == 409
    assert klien.post(reverse("inti:impor_terapkan", args=[impor.pk])).status_code == 409
    assert not Pegawai.objects.exists()


def test_the_history_is_filtered_by_the_url(klien: Client, unggah: Callable[..., Impor]) -> None:
    unggah(unggahan(ekspor()), unggahan(b"x", "rusak.xlsx"))
    isi = klien.get(DAFTAR, {"status": "ditolak"}).content.decode()
    assert "rusak.xlsx" in isi
    assert "ekspor.xlsx" not in isi
    kosong = klien.get(DAFTAR, {"cari": "tidak ada"}).content.decode()
    assert "Tidak ada berkas yang cocok" in kosong


def test_the_findings_go_out_as_a_workbook(klien: Client, unggah: Callable[..., Impor]) -> None:
    rusak = baris_siasn(NAMA="=1+1", TANGGAL_LAHIR="31-02-1990")
    impor = unggah(unggahan(ekspor(baris_siasn(), rusak)))
    jawab = klien.get(reverse("inti:impor_temuan", args=[impor.pk]))
    kertas = openpyxl.load_workbook(io.BytesIO(b"".join(jawab)))["Temuan"]
    baris = list(kertas.iter_rows(values_only=True))
    assert baris[1][:5] == ("Data", "I3", "TANGGAL LAHIR", rusak["NIP BARU"], "=1+1")
    assert kertas.cell(2, 5).data_type == "s"
    assert len(baris) == 2
    assert LogAkses.objects.filter(jenis="ekspor", objek_id=str(impor.pk)).exists()


def test_looking_at_people_is_remembered(klien: Client, unggah: Callable[..., Impor]) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(), baris_siasn())))
    klien.get(rincian(impor))
    catatan = LogAkses.objects.get()
    assert (catatan.jenis, catatan.jumlah) == ("lihat", 2)


def test_another_agency_finds_nothing(
    masuk: Masuk, petugas_lain: Akun, unggah: Callable[..., Impor]
) -> None:
    impor = unggah(unggahan(ekspor()))
    asing = masuk(petugas_lain)
    baris = BarisImpor.objects.get()
    assert asing.get(rincian(impor)).status_code == 404
    assert asing.get(reverse("inti:impor_temuan", args=[impor.pk])).status_code == 404
    for nama in ("terapkan", "ulang", "buang"):
        assert asing.post(reverse(f"inti:impor_{nama}", args=[impor.pk])).status_code == 404
    assert asing.post(reverse("inti:impor_putuskan", args=[baris.pk])).status_code == 404
    assert "ekspor.xlsx" not in asing.get(DAFTAR).content.decode()


def test_the_cooperatives_office_imports_posts_only(
    masuk: Masuk, dinas_koperasi: Akun, unggah: Callable[..., Impor], kerjakan: Kerjakan
) -> None:
    milik_petugas = unggah(unggahan(ekspor()))
    klien = masuk(dinas_koperasi)
    assert klien.get(rincian(milik_petugas)).status_code == 404
    klien.post(DAFTAR, {"berkas": unggahan(ekspor(), "coba.xlsx")})
    kerjakan()
    coba = Impor.objects.get(nama_berkas="coba.xlsx")
    assert coba.status == Impor.Status.DITOLAK
    isi = klien.get(rincian(coba)).content.decode()
    assert "Berkas yang dapat diimpor: Kebutuhan tenaga KKMP" in isi


@pytest.mark.parametrize("peran", ["penyetuju", "kepala_opd", "auditor", "admin"])
def test_other_roles_do_not_import(
    request: pytest.FixtureRequest, masuk: Masuk, peran: str
) -> None:
    assert masuk(request.getfixturevalue(peran)).get(DAFTAR).status_code == 403


def test_what_follows_an_import_is_offered_on_its_result(
    klien: Client,
    unggah: Callable[..., Impor],
    kerjakan: Kerjakan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("inti.impor.terapkan._pengait", [])
    dipanggil = []

    def pengait(impor: Impor) -> Langkah:
        dipanggil.append(impor.pk)
        return Langkah("Langkah uji", "/langkah-uji/", metode="post")

    def pengait_rusak(_impor: Impor) -> Langkah:
        raise ZeroDivisionError

    setelah_terapkan(pengait_rusak)
    setelah_terapkan(pengait)
    impor = unggah(unggahan(ekspor()))
    terapkan(klien, impor, kerjakan)
    assert dipanggil == [impor.pk]
    isi = klien.get(rincian(impor)).content.decode()
    assert 'action="/langkah-uji/"' in isi
    assert "Langkah uji" in isi


def test_the_list_needs_few_queries(
    klien: Client, unggah: Callable[..., Impor], django_assert_max_num_queries: Any
) -> None:
    impor = unggah(*[unggahan(ekspor(baris_siasn()), f"{n}.xlsx") for n in range(4)])
    with django_assert_max_num_queries(8):
        klien.get(DAFTAR)
    with django_assert_max_num_queries(14):
        klien.get(rincian(impor))
