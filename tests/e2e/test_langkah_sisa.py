"""The step budgets of the auditor, the person, the cooperatives' office, and the desk's long jobs.

A step is counted as in ``test_langkah``. A long job is done between two steps, as a worker would.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from playwright.sync_api import expect

from inti.models import Pekerjaan
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pegawai
from penugasan.models import Penugasan, PermintaanData, PesanKeluar, Rencana, VersiAturan
from penugasan.queries.bertugas import bulan_laporan
from penugasan.services import suara
from tests.e2e.conftest import MEJA
from tests.e2e.panggung import Panggung
from tests.e2e.test_langkah import SABAR, Langkah, _sinkron, buka, panggung
from tests.inti.buku import buku, tabel
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.koperasi.test_impor_kebutuhan import (
    AHU,
    berkas as berkas_kebutuhan,
    isi as isi_kebutuhan,
)
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PengecualianFactory
from tests.penugasan.kirim import pesan_ditolak

__all__ = ["_sinkron", "buka", "panggung"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
Kerjakan = Callable[[], list[Any]]


def unggah(langkah: Langkah, berkas: Path, kerjakan: Kerjakan) -> None:
    """Drop a file, have it read, and stand before its differences."""
    langkah.halaman.locator("input[type=file]").set_input_files(berkas)
    langkah.jumlah += 1
    langkah.tekan("Unggah dan periksa")
    selesai(langkah, kerjakan, "**/impor/*/")


def selesai(langkah: Langkah, kerjakan: Kerjakan, alamat: str) -> None:
    """Do the job that was started; its page goes on by itself."""
    langkah.halaman.wait_for_url("**/pekerjaan/**")
    assert kerjakan()
    langkah.halaman.wait_for_url(alamat, timeout=SABAR)


# --- petugas -------------------------------------------------------------------------------------


def test_importing_the_monthly_export_takes_three_steps(
    buka: Any, panggung: Panggung, tmp_path: Path, kerjakan: Kerjakan
) -> None:
    berkas = tmp_path / "ekspor-siasn.xlsx"
    berkas.write_bytes(buku({"Data": tabel(KOLOM_SIASN, [baris_siasn() for _ in range(3)])}))
    semula = Pegawai.objects.count()
    petugas = buka(Peran.PETUGAS, "/impor/", MEJA)
    unggah(petugas, berkas, kerjakan)
    expect(petugas.halaman.locator("main")).to_contain_text("akan ditulis")
    petugas.tekan("Terapkan")
    selesai(petugas, kerjakan, "**/impor/*/")
    expect(petugas.halaman.locator("main")).to_contain_text("3 baris masuk")
    assert petugas.jumlah == 3
    assert Pegawai.objects.count() == semula + 3


def test_trying_and_proposing_a_rule_takes_three_steps(buka: Any, panggung: Panggung) -> None:
    """Move the value, read what it does, say why, propose; the day is filled in already."""
    petugas = buka(Peran.PETUGAS, "/aturan/simulasi/", MEJA)
    petugas.tulis("Usia paling tinggi (tahun)", "50")
    petugas.halaman.keyboard.press("Tab")
    expect(petugas.halaman.locator("#hasil-simulasi")).to_contain_text("Yang diubah")
    petugas.tulis("Alasan perubahan", "Surat edaran uji")
    petugas.tekan("Usulkan", peran="button")
    expect(petugas.halaman.locator("main")).to_contain_text("Menunggu orang kedua")
    assert petugas.jumlah == 3
    assert VersiAturan.objects.filter(status=VersiAturan.Status.DRAF).count() == 1


def test_the_plan_takes_three_steps_and_a_lock_or_a_new_run_one_more(
    buka: Any, panggung: Panggung, kerjakan: Kerjakan
) -> None:
    PegawaiFactory.create_batch(60, instansi=panggung.instansi, opd=panggung.opd)  # may be spared
    koperasi = KoperasiFactory.create(instansi=panggung.instansi)
    KebutuhanFactory.create_batch(2, koperasi=koperasi, kuota=9)
    petugas = buka(Peran.PETUGAS, "/rencana/", MEJA)
    petugas.tekan("Susun rencana")
    selesai(petugas, kerjakan, "**/rencana/*/")
    petugas.tekan("Kunci", peran="button")
    expect(petugas.halaman.locator("main")).to_contain_text("dikunci di tempatnya")
    assert petugas.jumlah == 2
    # People read before they ask again; within three seconds it would be a double click.
    Pekerjaan.objects.update(dibuat=F("dibuat") - dt.timedelta(minutes=1))
    petugas.tekan("Susun ulang")
    selesai(petugas, kerjakan, "**/rencana/*/")
    assert petugas.jumlah == 3
    petugas.tekan("Kirim nominasi", peran="link")
    petugas.tekan("Kirim", peran="button")
    expect(petugas.halaman.locator("main")).to_contain_text("nominasi terkirim")
    assert petugas.jumlah - 2 == 3  # without the lock and the second run
    assert Rencana.objects.filter(induk=None).count() == 2
    assert Penugasan.objects.filter(asal="rencana", status="DIMINTA").exists()


def test_a_refusal_of_bkn_is_mended_in_three_steps(buka: Any, panggung: Panggung) -> None:
    satu = panggung.objek["berangkat"]
    ditolak = pesan_ditolak(satu)
    petugas = buka(Peran.PETUGAS, "/buku-kirim/", MEJA)
    petugas.halaman.locator("main a[href*='status=DITOLAK']").first.click()
    petugas.jumlah += 1
    petugas.tulis("Keterangan untuk BKN", "Surat pernyataan sudah dilampirkan.")
    petugas.tekan("Kirim ulang", peran="button")
    expect(petugas.halaman.locator("main")).to_contain_text("dikirim ulang ke SIASN")
    assert petugas.jumlah == 3
    kini = PesanKeluar.objects.get(pk=ditolak.pk)
    assert kini.status == "MENUNGGU"
    assert kini.badan["keterangan"] == "Surat pernyataan sudah dilampirkan."


# --- auditor -------------------------------------------------------------------------------------


def test_why_somebody_is_where_he_is_takes_two_steps(buka: Any, panggung: Panggung) -> None:
    orang = panggung.objek["aktif"].pegawai
    auditor = buka(Peran.AUDITOR, "/", MEJA)
    auditor.halaman.keyboard.press("Control+k")
    auditor.halaman.keyboard.type(orang.nip)
    auditor.halaman.keyboard.press("Enter")
    auditor.halaman.wait_for_url("**/cari/**")
    auditor.jumlah += 1
    auditor.tekan("Berkas keputusan")
    expect(auditor.halaman.locator("main")).to_contain_text("Syarat saat dinominasikan")
    assert auditor.jumlah == 2


def test_all_overrides_of_a_month_take_one_step_and_the_workbook_one_more(
    buka: Any, panggung: Panggung
) -> None:
    kecuali = PengecualianFactory.create(
        periode=panggung.objek["berangkat"].periode,
        pegawai=panggung.objek["berangkat"].pegawai,
        diajukan_pada=sekarang(),
    )
    auditor = buka(Peran.AUDITOR, "/", MEJA)
    auditor.tekan("Lihat semuanya")
    expect(auditor.halaman.locator("main")).to_contain_text(kecuali.pegawai.nama_lengkap)
    assert auditor.jumlah == 1
    with auditor.halaman.expect_download() as unduhan:
        auditor.tekan("Ekspor Excel")
    assert auditor.jumlah == 2
    assert unduhan.value.suggested_filename.startswith("pengecualian-")


def test_a_sample_takes_two_steps_and_its_records_one_more(buka: Any, panggung: Panggung) -> None:
    auditor = buka(Peran.AUDITOR, "/sampel/", MEJA)
    auditor.tulis("Ukuran (persen)", "10")
    auditor.tekan("Ambil")
    expect(auditor.halaman.locator("main tbody tr")).to_have_count(1)  # of nine, rounded up
    assert auditor.jumlah == 2
    with auditor.halaman.expect_download() as unduhan:
        auditor.tekan("Unduh zip")
    assert auditor.jumlah == 3
    isi = Path(unduhan.value.path()).read_bytes()
    assert "sampel.xlsx" in zipfile.ZipFile(io.BytesIO(isi)).namelist()


# --- the person, Dinas Koperasi, the cooperative -------------------------------------------------


def test_correcting_the_diploma_takes_three_steps_on_its_page(
    buka: Any, panggung: Panggung, tmp_path: Path
) -> None:
    foto = tmp_path / "ijazah.png"
    foto.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    orang = buka(Peran.PEGAWAI, "/saya/data/pendidikan/")
    orang.halaman.get_by_label("Tingkat pendidikan").select_option(label="S-1/Sarjana")
    orang.jumlah += 1
    orang.halaman.locator("input[type=file]").set_input_files(foto)
    orang.jumlah += 1
    orang.tekan("Kirim")
    expect(orang.halaman.locator("main")).to_contain_text("Usul perbaikan terkirim")
    assert orang.jumlah == 3
    assert PermintaanData.objects.get().status == "DIJAWAB"


def test_from_the_card_to_the_correction_it_is_never_more_than_two_taps(buka: Any) -> None:
    orang = buka(Peran.PEGAWAI, "/saya/kartu/")
    orang.tekan("Usulkan perbaikannya")
    orang.tekan("Perbaiki pendidikan terakhir")
    expect(orang.halaman.get_by_role("heading", level=1)).to_contain_text("pendidikan terakhir")
    assert orang.jumlah == 2


def test_dinas_imports_the_cooperatives_in_three_steps(
    buka: Any, panggung: Panggung, tmp_path: Path, kerjakan: Kerjakan
) -> None:
    koperasi = panggung.objek["koperasi"]
    baris = isi_kebutuhan(
        NAMA_KOPERASI=koperasi.nama, KELURAHAN=koperasi.wilayah.nama, KECAMATAN=""
    )
    berkas = berkas_kebutuhan(tmp_path, baris)
    dinas = buka(Peran.DINAS_KOPERASI, "/impor/", MEJA)
    unggah(dinas, berkas, kerjakan)
    dinas.tekan("Terapkan")
    selesai(dinas, kerjakan, "**/impor/*/")
    assert dinas.jumlah == 3
    koperasi.refresh_from_db()
    assert koperasi.nomor_badan_hukum == AHU


def test_the_link_of_the_month_needs_no_account_and_three_taps_a_person(
    buka: Any, panggung: Panggung
) -> None:
    aktif = panggung.objek["aktif"]
    tamu = buka(
        "tamu", f"/suara/{suara.tautan(panggung.objek['koperasi'], bulan_laporan(hari_ini()))}/"
    )
    orang = tamu.halaman.locator("main fieldset.kartu").all()
    for satu in orang:
        satu.get_by_label("Hari hadir").fill("20")
        tamu.jumlah += 1
        for nama in ("Hasil kerja", "Sikap"):
            tamu.pilih(satu.get_by_role("group", name=nama).get_by_label("Baik").first)
    tamu.tekan("Kirim laporan")
    expect(tamu.halaman.locator("main")).to_contain_text("Terima kasih")
    assert tamu.jumlah == 3 * len(orang) + 1
    assert aktif.suara_set.filter(hari_hadir=20).exists()


def test_sending_somebody_back_takes_three_steps(buka: Any, panggung: Panggung) -> None:
    ketua = buka(Peran.PENGURUS_KOPERASI, "/")
    ketua.tekan("Kembalikan", peran="link")
    ketua.halaman.locator("main input[type=radio]").first.check()
    ketua.jumlah += 1
    ketua.tekan("Kirim")
    expect(ketua.halaman.locator("main")).to_contain_text("terkirim")
    assert ketua.jumlah == 3
