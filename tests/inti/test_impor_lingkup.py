"""Who sees which import, what is remembered of it, and what follows it."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from inti.impor.terapkan import Langkah, setelah_terapkan
from inti.models import BarisImpor, Impor, LogAkses
from pegawai.models import Akun
from tests.inti.halaman_impor import (
    DAFTAR,
    Kerjakan,
    Masuk,
    Unggah,
    ekspor,
    rincian,
    terapkan,
    unggahan,
)
from tests.pegawai.berkas import baris_siasn

pytestmark = pytest.mark.usefixtures("opd")


def test_the_history_is_filtered_by_the_url(klien: Client, unggah: Unggah) -> None:
    unggah(unggahan(ekspor()), unggahan(b"x", "rusak.xlsx"))
    isi = klien.get(DAFTAR, {"status": "ditolak"}).content.decode()
    assert "rusak.xlsx" in isi
    assert "ekspor.xlsx" not in isi
    kosong = klien.get(DAFTAR, {"cari": "tidak ada"}).content.decode()
    assert "Tidak ada berkas yang cocok" in kosong


def test_the_findings_go_out_as_a_workbook(klien: Client, unggah: Unggah) -> None:
    rusak = baris_siasn(NAMA="=UJI+1", TANGGAL_LAHIR="31-02-1990")
    impor = unggah(unggahan(ekspor(baris_siasn(), rusak)))
    jawab = klien.get(reverse("inti:impor_temuan", args=[impor.pk]))
    kertas = openpyxl.load_workbook(io.BytesIO(b"".join(jawab)))["Temuan"]
    baris = list(kertas.iter_rows(values_only=True))
    assert baris[1][:5] == ("Data", "I3", "TANGGAL LAHIR", rusak["NIP BARU"], "=UJI+1")
    assert kertas.cell(2, 5).data_type == "s"
    assert len(baris) == 2
    assert LogAkses.objects.filter(jenis="ekspor", objek_id=str(impor.pk)).exists()


def test_looking_at_people_is_remembered(klien: Client, unggah: Unggah) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(), baris_siasn())))
    klien.get(rincian(impor))
    catatan = LogAkses.objects.get()
    assert (catatan.jenis, catatan.jumlah) == ("lihat", 2)


def test_another_agency_finds_nothing(masuk: Masuk, petugas_lain: Akun, unggah: Unggah) -> None:
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
    masuk: Masuk, dinas_koperasi: Akun, unggah: Unggah, kerjakan: Kerjakan
) -> None:
    milik_petugas = unggah(unggahan(ekspor()))
    klien = masuk(dinas_koperasi)
    assert klien.get(rincian(milik_petugas)).status_code == 404
    klien.post(DAFTAR, {"berkas": unggahan(ekspor(), "coba.xlsx")})
    kerjakan()
    coba = Impor.objects.get(nama_berkas="coba.xlsx")
    assert coba.status == Impor.Status.DITOLAK
    isi = klien.get(rincian(coba)).content.decode()
    assert "Berkas yang dapat diimpor: Kebutuhan tenaga Koperasi Merah Putih" in isi


@pytest.mark.parametrize("peran", ["penyetuju", "kepala_opd", "auditor", "admin"])
def test_other_roles_do_not_import(
    request: pytest.FixtureRequest, masuk: Masuk, peran: str
) -> None:
    assert masuk(request.getfixturevalue(peran)).get(DAFTAR).status_code == 403


def test_what_follows_an_import_is_offered_on_its_result(
    klien: Client,
    unggah: Unggah,
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


def test_what_follows_waits_until_every_file_of_the_upload_is_in(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inti.impor.terapkan._pengait", [])
    terlihat = []

    @setelah_terapkan
    def pengait(_impor: Impor) -> None:
        terlihat.append({satu.status for satu in Impor.objects.all()})

    impor = unggah(
        unggahan(ekspor(baris_siasn()), "satu.xlsx"), unggahan(ekspor(baris_siasn()), "dua.xlsx")
    )
    terapkan(klien, impor, kerjakan, semua="1")
    assert terlihat == [{Impor.Status.DITERAPKAN}] * 2


def test_the_list_needs_few_queries(
    klien: Client, unggah: Unggah, django_assert_max_num_queries: Any
) -> None:
    impor = unggah(*[unggahan(ekspor(baris_siasn()), f"{n}.xlsx") for n in range(4)])
    with django_assert_max_num_queries(8):
        klien.get(DAFTAR)
    with django_assert_max_num_queries(14):
        klien.get(rincian(impor))
