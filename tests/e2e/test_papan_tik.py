"""Twelve core journeys without a mouse, and the focus seen at every stop of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from inti.peran import Peran
from penugasan.models import (
    Pengecualian,
    Penugasan,
    PesanKeluar,
    SuaraKoperasi,
    Usulan,
)
from tests.e2e.conftest import MEJA, PONSEL
from tests.e2e.panggung import Panggung
from tests.e2e.papan_tik import Papan
from tests.e2e.test_langkah import SABAR, _sinkron, buka, panggung
from tests.inti.buku import buku, tabel
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn
from tests.pegawai.factories import SANDI, PegawaiFactory
from tests.penugasan.factories import PengecualianFactory
from tests.penugasan.kirim import pesan_ditolak

__all__ = ["_sinkron", "buka", "panggung"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
Kerjakan = Callable[[], list[Any]]


@pytest.fixture
def papan(buka: Any) -> Callable[..., Papan]:
    """Return a function that opens an address as a role, for the keyboard only."""

    def sebagai(peran: str, alamat: str, ukuran: dict[str, int] = MEJA) -> Papan:
        return Papan(buka(peran, alamat, ukuran).halaman)

    return sebagai


def isi(papan: Papan) -> Any:
    return expect(papan.halaman.locator("main"))


def selesai(papan: Papan, kerjakan: Kerjakan, alamat: str) -> None:
    """Do the long job that was started; its page goes on by itself."""
    papan.halaman.wait_for_url("**/pekerjaan/**")
    assert kerjakan()
    papan.halaman.wait_for_url(alamat, timeout=SABAR)


def sandi(papan: Papan) -> None:
    """A decisive step asks for the password again: the field has the focus or is reached."""
    papan.halaman.locator("input[type=password]").wait_for()
    kini = papan.fokus
    if kini is None or kini["jenis"] != "password":
        papan.sampai("", jenis="password")
    papan.ketik(SANDI)
    papan.tekan("Enter")


# --- getting in and around -----------------------------------------------------------------------


def test_logging_in_and_what_a_wrong_password_does(papan: Any, panggung: Panggung) -> None:
    tamu = papan("tamu", "/akun/login/")
    for sandi in ("salah", SANDI):
        if sandi == "salah":
            tamu.sampai("Nama pengguna")
            tamu.ketik(panggung.akun[Peran.PETUGAS].username)
        tamu.sampai("Kata sandi", jenis="password")
        tamu.ketik(sandi)
        tamu.tekan("Enter")
        if sandi == "salah":
            tamu.pastikan_di_ringkasan()
    tamu.halaman.wait_for_url(lambda url: "/login/" not in url)


def test_the_first_stop_of_a_page_leads_past_the_menu(papan: Any) -> None:
    petugas = papan(Peran.PETUGAS, "/")
    pertama = petugas.langkah()
    assert pertama
    assert pertama["nama"] == "Langsung ke isi"
    petugas.tekan("Enter")
    assert petugas.fokus["isi"]
    berikut = petugas.langkah()
    di_isi = "() => document.querySelector('main').contains(document.activeElement)"
    assert petugas.halaman.evaluate(di_isi), berikut


def test_searching_with_a_slash(papan: Any, panggung: Panggung) -> None:
    orang = panggung.objek["aktif"].pegawai
    petugas = papan(Peran.PETUGAS, "/")
    petugas.tekan("/")
    petugas.ketik(orang.nip)
    petugas.tekan("Enter")
    petugas.halaman.wait_for_url("**/cari/**")
    petugas.pakai(orang.nama_lengkap, jenis="a")
    isi(petugas).to_contain_text("Hasil pemeriksaan")


# --- petugas -------------------------------------------------------------------------------------


def test_uploading_and_applying_an_import(
    papan: Any, panggung: Panggung, tmp_path: Path, kerjakan: Kerjakan
) -> None:
    berkas = tmp_path / "ekspor-siasn.xlsx"
    berkas.write_bytes(buku({"Data": tabel(KOLOM_SIASN, [baris_siasn()])}))
    petugas = papan(Peran.PETUGAS, "/impor/")
    petugas.pakai("Unggah dan periksa", jenis="button")
    petugas.pastikan_di_ringkasan()  # no file was chosen
    petugas.pilih_berkas("", berkas)
    petugas.pakai("Unggah dan periksa", jenis="button")
    selesai(petugas, kerjakan, "**/impor/*/")
    petugas.pakai("Terapkan", jenis="button")
    selesai(petugas, kerjakan, "**/impor/*/")
    isi(petugas).to_contain_text("1 baris masuk")


def test_from_the_screening_to_the_card(papan: Any) -> None:
    petugas = papan(Peran.PETUGAS, "/kelayakan/")
    petugas.pakai("BUDI SANTOSO", jenis="a")
    isi(petugas).to_contain_text("Hasil pemeriksaan")


def test_from_the_plan_to_the_nominations(
    papan: Any, panggung: Panggung, kerjakan: Kerjakan
) -> None:
    PegawaiFactory.create_batch(60, instansi=panggung.instansi, opd=panggung.opd)  # may be spared
    koperasi = KoperasiFactory.create(instansi=panggung.instansi)
    KebutuhanFactory.create_batch(2, koperasi=koperasi, kuota=9)
    petugas = papan(Peran.PETUGAS, "/rencana/")
    petugas.pakai("Susun rencana", jenis="button")
    selesai(petugas, kerjakan, "**/rencana/*/")
    petugas.pakai("Kunci ", jenis="button")
    isi(petugas).to_contain_text("dikunci di tempatnya")
    petugas.pakai("Kirim nominasi", jenis="a", mundur=True)
    petugas.halaman.wait_for_url("**/kirim/")
    petugas.pakai("Kirim", jenis="button")
    isi(petugas).to_contain_text("nominasi terkirim")


def test_deciding_in_the_inbox(papan: Any, panggung: Panggung) -> None:
    """j and k walk the rows, x ticks, Enter opens; the answer is one more Enter."""
    usulan = panggung.objek["usulan"]
    petugas = papan(Peran.PETUGAS, "/usulan/?status=DIAJUKAN")
    petugas.sampai(usulan.penugasan.pegawai.nama, jenis="a")
    petugas.tekan("x", "j", "k", "x")
    assert petugas.halaman.locator("tbody input:checked").count() == 0
    petugas.sampai(usulan.penugasan.pegawai.nama, jenis="a", mundur=True)
    petugas.tekan("Enter")
    petugas.halaman.wait_for_url("**/usulan/*/")
    petugas.pakai("Terima", jenis="button")
    isi(petugas).to_contain_text("disetujui")
    assert Usulan.objects.get(pk=usulan.pk).status == "DISETUJUI"


def test_resending_a_refused_message(papan: Any, panggung: Panggung) -> None:
    satu = panggung.objek["berangkat"]
    pesan = pesan_ditolak(satu)
    petugas = papan(Peran.PETUGAS, "/buku-kirim/?status=DITOLAK")
    petugas.pakai("Kirim ulang", jenis="button")
    petugas.pastikan_di_ringkasan()  # BKN wants to know what was mended
    petugas.sampai("Keterangan untuk BKN", jenis="textarea")
    petugas.ketik("Surat pernyataan sudah dilampirkan.")
    petugas.pakai("Kirim ulang", jenis="button")
    isi(petugas).to_contain_text("dikirim ulang ke SIASN")
    assert PesanKeluar.objects.get(pk=pesan.pk).status == "MENUNGGU"


# --- OPD head ------------------------------------------------------------------------------------


def test_the_head_agrees(papan: Any, panggung: Panggung) -> None:
    satu = panggung.objek["diminta"][0]
    kepala = papan(Peran.KEPALA_OPD, f"/tugas/{satu.pk}/", PONSEL)
    kepala.pakai("Setuju", jenis="a")
    kepala.halaman.wait_for_url("**/setuju/")
    kepala.pakai("Ya, setuju", jenis="button")
    isi(kepala).to_contain_text("Anda setujui")
    assert Penugasan.objects.get(pk=satu.pk).status == "DISETUJUI_OPD"


def test_the_head_proposes_another_and_an_empty_objection_is_refused(
    papan: Any, panggung: Panggung
) -> None:
    satu = panggung.objek["diminta"][0]
    kepala = papan(Peran.KEPALA_OPD, f"/tugas/{satu.pk}/keberatan/", PONSEL)
    kepala.pakai("Kirim", jenis="button")
    kepala.pastikan_di_ringkasan()
    kepala.halaman.goto(f"/tugas/{satu.pk}/")
    kepala.pakai("Usulkan pengganti", jenis="a")
    kepala.halaman.wait_for_url("**/usul/")
    kepala.pakai("Tenaga kunci")
    kepala.halaman.wait_for_url("**/usul/?alasan=*")
    kepala.pakai("Pilih ", jenis="a")
    kepala.halaman.wait_for_url("**pengganti=*")
    kepala.pakai("Kirim", jenis="button")
    isi(kepala).to_contain_text("Usulan terkirim")
    assert Usulan.objects.filter(penugasan=satu).exists()


# --- the second person, and the cooperative ------------------------------------------------------


def test_the_second_person_confirms_after_the_password(papan: Any, panggung: Panggung) -> None:
    kecuali = PengecualianFactory.create(
        periode=panggung.objek["berangkat"].periode,
        pegawai=panggung.objek["aktif"].pegawai,
        status="DIAJUKAN",
    )
    penyetuju = papan(Peran.PENYETUJU, f"/pengecualian/{kecuali.pk}/")
    penyetuju.pakai("Setujui", jenis="button")
    sandi(penyetuju)
    isi(penyetuju).to_contain_text("Pengecualian berlaku")
    assert Pengecualian.objects.get(pk=kecuali.pk).status == Pengecualian.Status.DISETUJUI


def test_issuing_an_sk(papan: Any, panggung: Panggung) -> None:
    penyetuju = papan(Peran.PENYETUJU, "/penetapan/")
    penyetuju.pakai("Pilih semua", "Space", jenis="checkbox")
    penyetuju.pakai("Periksa yang dipilih", jenis="button")
    sandi(penyetuju)
    penyetuju.halaman.wait_for_url("**/penetapan/periksa/**")
    penyetuju.pakai("Tetapkan", jenis="button")
    isi(penyetuju).to_contain_text("ditetapkan")
    assert Penugasan.objects.get(pk=panggung.objek["disetujui"].pk).status == "DITETAPKAN"


def test_the_monthly_report_of_the_cooperative(papan: Any, panggung: Panggung) -> None:
    ketua = papan(Peran.PENGURUS_KOPERASI, "/suara/", PONSEL)
    ketua.pakai("Kirim laporan", jenis="button")
    ketua.pastikan_di_ringkasan()
    orang = ketua.halaman.locator("main fieldset.kartu").count()
    for _ in range(orang):
        ketua.sampai("Hari hadir", jenis="number")
        ketua.ketik("20")
        for kelompok in ("Hasil kerja", "Sikap"):
            ketua.sampai("", jenis="radio", kelompok=kelompok)
            ketua.tekan("Space", "ArrowRight", "ArrowRight")
    ketua.pakai("Kirim laporan", jenis="button")
    isi(ketua).to_contain_text("Terima kasih")
    terkirim = SuaraKoperasi.objects.filter(dikirim_oleh=panggung.akun[Peran.PENGURUS_KOPERASI])
    assert terkirim.count() == orang
