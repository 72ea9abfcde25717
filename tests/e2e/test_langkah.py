"""The step budgets of the roles' handbook, counted in the browser on a phone and at a desk.

From a notice to the finished act: a tap, a choice and one typed sentence count one each; reading
and the login count nothing.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from inti.peran import Peran
from inti.waktu import hari_ini
from penugasan.models import (
    Evaluasi,
    Pengajuan,
    Penugasan,
    SuaraKoperasi,
    TugasDialihkan,
    Usulan,
)
from tests.e2e.conftest import MEJA, PONSEL
from tests.e2e.panggung import Panggung, siapkan
from tests.pegawai.factories import SANDI, AkunFactory

SABAR = 10_000  # milliseconds until what is to be tapped must be there
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


class Langkah:
    """A page that counts what a person does on it."""

    def __init__(self, halaman: Page) -> None:
        self.halaman, self.jumlah = halaman, 0

    def tekan(self, nama: str, *, peran: Any = None, tepat: bool = False) -> None:
        """Tap the first link or button of that name."""
        utama = self.halaman.locator("main")
        semua = [
            utama.get_by_role(satu, name=nama, exact=tepat)
            for satu in ((peran,) if peran else ("button", "link"))
        ]
        calon = semua[0] if peran else semua[0].or_(semua[1])
        calon.locator("visible=true").first.click(timeout=SABAR)
        self.jumlah += 1

    def pilih(self, medan: Locator) -> None:
        """Choose one radio button or box."""
        medan.check()
        self.jumlah += 1

    def tulis(self, label: str, teks: str) -> None:
        """Type one thing."""
        self.halaman.get_by_label(label).first.fill(teks)
        self.jumlah += 1


@pytest.fixture
def panggung(live_server: Any) -> Panggung:
    return siapkan()


@pytest.fixture
def buka(
    peramban: Browser, live_server: Any, panggung: Panggung
) -> Iterator[Callable[..., Langkah]]:
    """Return a function that opens an address as a role, logged in, and starts to count."""
    profil = []

    def sebagai(peran: str, alamat: str, ukuran: dict[str, int] = PONSEL) -> Langkah:
        satu = peramban.new_context(base_url=live_server.url, viewport=ukuran, locale="id-ID")
        profil.append(satu)
        if peran != "tamu":
            kuki = {"name": "sessionid", "value": panggung.masuk(peran), "url": live_server.url}
            satu.add_cookies([kuki])
        halaman = satu.new_page()
        halaman.goto(alamat)
        return Langkah(halaman)

    yield sebagai
    for satu in profil:
        satu.close()


@pytest.fixture(autouse=True)
def _sinkron(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs a loop of its own in this thread; the ORM of the test is not asynchronous."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


# --- OPD head, on the phone ----------------------------------------------------------------------


def test_agreeing_takes_two_taps(buka: Any, panggung: Panggung) -> None:
    satu = panggung.objek["diminta"][0]
    kepala = buka(Peran.KEPALA_OPD, f"/tugas/{satu.pk}/")
    kepala.tekan("Setuju")
    kepala.tekan("Ya, setuju")
    expect(kepala.halaman.locator("main")).to_contain_text("Anda setujui")
    assert kepala.jumlah == 2


def test_agreeing_to_all_takes_two_taps_of_three(buka: Any, panggung: Panggung) -> None:
    kepala = buka(Peran.KEPALA_OPD, "/tugas/")
    kepala.tekan("Setujui semua")
    kepala.tekan("Ya, setuju semua")
    expect(kepala.halaman.locator("main")).to_contain_text("Anda setujui")
    assert kepala.jumlah <= 3
    assert Penugasan.objects.filter(status="DISETUJUI_OPD").count() == 5


def test_proposing_another_takes_four_taps(buka: Any, panggung: Panggung) -> None:
    satu = panggung.objek["diminta"][0]
    kepala = buka(Peran.KEPALA_OPD, f"/tugas/{satu.pk}/")
    kepala.tekan("Usulkan pengganti")
    kepala.tekan("Tenaga kunci")
    kepala.tekan("Pilih")
    kepala.tekan("Kirim")
    expect(kepala.halaman.get_by_role("heading", name="Usulan terkirim")).to_be_visible()
    assert kepala.jumlah == 4
    assert Usulan.objects.filter(penugasan=satu).exists()


def test_objecting_takes_three_steps_on_its_page(
    buka: Any, panggung: Panggung, tmp_path: Path
) -> None:
    satu = panggung.objek["diminta"][0]
    foto = tmp_path / "surat.png"
    foto.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    kepala = buka(Peran.KEPALA_OPD, f"/tugas/{satu.pk}/keberatan/")
    kepala.pilih(kepala.halaman.get_by_label("Layanan langsung"))
    kepala.halaman.locator("input[type=file]").set_input_files(foto)
    kepala.jumlah += 1
    kepala.tekan("Kirim")
    assert kepala.jumlah == 3
    assert Usulan.objects.get(penugasan=satu).bukti


def test_handing_tasks_over_takes_one_tap_each_and_done(buka: Any, panggung: Panggung) -> None:
    satu = panggung.objek["disetujui"]
    for uraian in ("Mengelola arsip", "Menjaga loket"):
        TugasDialihkan.objects.create(
            penugasan=satu,
            uraian=uraian,
            dicatat_pada=satu.dibuat_pada,
            dicatat_oleh=panggung.akun[Peran.KEPALA_OPD],
        )
    kepala = buka(Peran.KEPALA_OPD, f"/pengalihan/{satu.pk}/")
    for _ in range(2):
        kepala.tekan("Serahkan kepada")
    kepala.tekan("Selesai")
    expect(kepala.halaman.locator("main")).to_contain_text("selesai diatur")
    assert kepala.jumlah == 3
    assert not TugasDialihkan.objects.tanpa_pemilik().exists()


def test_explaining_a_finding_takes_two_steps(buka: Any, panggung: Panggung) -> None:
    kepala = buka(Peran.KEPALA_OPD, f"/kerja-ganda/{panggung.objek['indikasi'].pk}/")
    kepala.tulis("Penjelasan", "Mesin presensi salah mencatat.")
    kepala.tekan("Kirim penjelasan")
    expect(kepala.halaman.locator("main")).to_contain_text("Penjelasan terkirim")
    assert kepala.jumlah == 2


def test_offering_names_takes_three_taps(buka: Any, panggung: Panggung) -> None:
    kepala = buka(Peran.KEPALA_OPD, "/tugas/")
    kepala.tekan("Tawarkan nama")
    kepala.pilih(kepala.halaman.locator("input[name=pilih]").first)
    kepala.tekan("Tawarkan", peran="button")
    expect(kepala.halaman.locator("main")).to_contain_text("1 nama ditawarkan")
    assert kepala.jumlah == 3


def test_appointing_a_plh_takes_four_steps(buka: Any, panggung: Panggung) -> None:
    plh = AkunFactory.create(peran=Peran.KEPALA_OPD, instansi=panggung.instansi, nama="Bu Wakil")
    kepala = buka(Peran.KEPALA_OPD, "/delegasi/")
    kepala.jumlah += 1  # opening the page from the menu
    kepala.pilih(kepala.halaman.get_by_label("Bu Wakil"))
    besok = hari_ini() + dt.timedelta(days=1)
    kepala.tulis("Sampai", besok.isoformat())
    kepala.tekan("Simpan")
    expect(kepala.halaman.locator("main")).to_contain_text("tidak memimpin unit")
    assert kepala.jumlah == 4
    assert plh.jabatan_set.get().selesai == besok


# --- petugas and penyetuju, at the desk ----------------------------------------------------------


def test_what_is_late_stands_on_the_home_page(buka: Any) -> None:
    petugas = buka(Peran.PETUGAS, "/", MEJA)
    expect(petugas.halaman.locator("main")).to_contain_text("lewat tenggat")
    assert petugas.jumlah == 0


def test_deciding_a_substitution_takes_two_steps_and_refusing_three(
    buka: Any, panggung: Panggung
) -> None:
    usulan = panggung.objek["usulan"]
    nama = usulan.penugasan.pegawai.nama_lengkap
    petugas = buka(Peran.PETUGAS, "/usulan/?status=DIAJUKAN", MEJA)
    petugas.tekan(nama, peran="link")
    petugas.tulis("Alasan untuk kepala OPD", "Alasannya belum cukup.")
    petugas.tekan("Tolak")
    assert petugas.jumlah == 3
    usulan.refresh_from_db()
    assert usulan.status == "DITOLAK"
    Usulan.objects.filter(pk=usulan.pk).update(status="DIAJUKAN")
    lagi = buka(Peran.PETUGAS, "/usulan/?status=DIAJUKAN", MEJA)
    lagi.tekan(nama, peran="link")
    lagi.tekan("Terima")
    assert lagi.jumlah == 2
    usulan.refresh_from_db()
    assert usulan.status == "DISETUJUI"


def test_the_inbox_is_worked_from_the_keyboard(buka: Any, panggung: Panggung) -> None:
    """j and k move, x ticks, Enter opens; the number of keys is the number of acts."""
    petugas = buka(Peran.PETUGAS, "/usulan/?status=DIAJUKAN", MEJA)
    halaman = petugas.halaman
    halaman.locator("[data-daftar] tbody a").first.focus()
    halaman.keyboard.press("x")
    assert halaman.locator("tbody input:checked").count() == 1
    for tombol in ("j", "k", "x"):
        halaman.keyboard.press(tombol)
    assert halaman.locator("tbody input:checked").count() == 0
    halaman.locator("[data-daftar] tbody a").first.focus()
    halaman.keyboard.press("Enter")
    halaman.wait_for_url("**/usulan/*/")


def test_the_search_box_opens_with_a_slash_and_finds_in_two_steps(
    buka: Any, panggung: Panggung
) -> None:
    orang = panggung.objek["aktif"].pegawai
    auditor = buka(Peran.AUDITOR, "/", MEJA)
    auditor.halaman.keyboard.press("/")
    auditor.halaman.keyboard.type(orang.nip)
    auditor.halaman.keyboard.press("Enter")
    auditor.halaman.wait_for_url("**/cari/**")
    auditor.jumlah += 1
    auditor.tekan(orang.nama_lengkap, peran="link")
    expect(auditor.halaman.locator("main")).to_contain_text("Kartu Kelayakan")
    assert auditor.jumlah == 2


def test_a_workbook_of_what_is_seen_takes_one_click(buka: Any, panggung: Panggung) -> None:
    petugas = buka(Peran.PETUGAS, "/nominasi/", MEJA)
    with petugas.halaman.expect_download() as unduhan:
        petugas.tekan("Ekspor")
    assert petugas.jumlah == 1
    assert unduhan.value.suggested_filename.endswith(".xlsx")


def test_an_sk_takes_three_steps(buka: Any, panggung: Panggung) -> None:
    penyetuju = buka(Peran.PENYETUJU, "/penetapan/", MEJA)
    penyetuju.pilih(penyetuju.halaman.locator("[data-pilih-semua]:visible"))
    penyetuju.tekan("Periksa yang dipilih")
    halaman = penyetuju.halaman
    halaman.locator("input[name=password]").fill(SANDI)  # step-up: a login, not a step
    halaman.locator("main form button[type=submit]").first.click()
    penyetuju.tekan("Tetapkan")
    expect(halaman.locator("main")).to_contain_text("ditetapkan")
    assert penyetuju.jumlah == 3


def test_the_second_person_decides_a_request_in_two_steps(buka: Any, panggung: Panggung) -> None:
    pengajuan = _minta_ganti(panggung)
    Pengajuan.objects.filter(pk=pengajuan.pk).update(
        status="DITERUSKAN", diteruskan_oleh=panggung.akun[Peran.PETUGAS]
    )
    penyetuju = buka(Peran.PENYETUJU, "/pengajuan/?status=DITERUSKAN", MEJA)
    penyetuju.tekan(str(pengajuan), peran="link")
    penyetuju.tekan("Setujui", tepat=True)
    halaman = penyetuju.halaman
    halaman.locator("input[name=password]").fill(SANDI)  # step-up: a login, not a step
    halaman.locator("main form button[type=submit]").first.click()
    expect(halaman.locator("main")).to_contain_text("langsung berlaku")
    assert penyetuju.jumlah == 2


def _minta_ganti(panggung: Panggung) -> Pengajuan:
    aktif = panggung.objek["aktif"]
    return Pengajuan.objects.create(
        instansi=panggung.instansi,
        jenis="ganti",
        koperasi=aktif.kebutuhan.koperasi,
        penugasan=aktif,
        alasan_kode="kinerja",
        diajukan_pada=aktif.dibuat_pada,
        diajukan_oleh=panggung.akun[Peran.PENGURUS_KOPERASI],
    )


# --- the cooperative, Dinas Koperasi, the person -------------------------------------------------


def test_confirming_an_arrival_takes_one_tap(buka: Any, panggung: Panggung) -> None:
    ketua = buka(Peran.PENGURUS_KOPERASI, "/")
    ketua.tekan("Sudah datang")
    expect(ketua.halaman.locator("main")).to_contain_text("tercatat mulai bertugas")
    assert ketua.jumlah == 1
    assert Penugasan.objects.get(pk=panggung.objek["berangkat"].pk).status == "AKTIF"


def test_the_monthly_voice_takes_three_taps_a_person_and_under_a_minute(
    buka: Any, panggung: Panggung
) -> None:
    mulai = time.monotonic()
    ketua = buka(Peran.PENGURUS_KOPERASI, "/suara/")
    orang = ketua.halaman.locator("main fieldset.kartu").all()
    for satu in orang:
        satu.get_by_label("Hari hadir").fill("20")
        ketua.jumlah += 1
        for nama in ("Hasil kerja", "Sikap"):
            ketua.pilih(satu.get_by_role("group", name=nama).get_by_label("Baik").first)
    ketua.tekan("Kirim laporan")
    expect(ketua.halaman.locator("main")).to_contain_text("Terima kasih")
    assert ketua.jumlah == 3 * len(orang) + 1
    assert time.monotonic() - mulai < 60
    assert SuaraKoperasi.objects.filter(
        dikirim_oleh=panggung.akun[Peran.PENGURUS_KOPERASI]
    ).count() == len(orang)


def test_a_report_without_a_signal_waits_on_the_phone_and_goes_by_itself(
    buka: Any, panggung: Panggung
) -> None:
    ketua = buka(Peran.PENGURUS_KOPERASI, "/suara/")
    halaman = ketua.halaman
    for satu in halaman.locator("main fieldset.kartu").all():
        satu.get_by_label("Hari hadir").fill("19")
        for nama in ("Hasil kerja", "Sikap"):
            satu.get_by_role("group", name=nama).get_by_label("Cukup").first.check()
    halaman.context.set_offline(True)
    ketua.tekan("Kirim laporan")
    expect(halaman.get_by_text("Tidak ada sinyal")).to_be_visible()
    halaman.context.set_offline(False)
    expect(halaman.locator("main")).to_contain_text("Terima kasih")
    assert SuaraKoperasi.objects.filter(hari_hadir=19).exists()


def test_asking_for_one_more_and_for_a_replacement_takes_three_steps(
    buka: Any, panggung: Panggung
) -> None:
    ketua = buka(Peran.PENGURUS_KOPERASI, "/pengajuan/")
    ketua.tekan("Minta tenaga")
    ketua.pilih(ketua.halaman.get_by_label("Keuangan"))
    ketua.tekan("Kirim")
    expect(ketua.halaman.locator("main")).to_contain_text("terkirim")
    assert ketua.jumlah == 3
    ganti = buka(Peran.PENGURUS_KOPERASI, "/")
    ganti.tekan("Minta ganti")
    ganti.pilih(ganti.halaman.get_by_label("Kehadiran"))
    ganti.tekan("Kirim")
    expect(ganti.halaman.locator("main")).to_contain_text("terkirim")
    assert ganti.jumlah == 3


def test_dinas_reminds_in_two_steps_and_evaluates_in_three(buka: Any, panggung: Panggung) -> None:
    ingat = buka(Peran.DINAS_KOPERASI, "/", MEJA)
    ingat.tekan("Ingatkan", peran="link")
    assert (
        ingat.halaman.get_by_role("link", name="Ingatkan")
        .first.get_attribute("href")
        .startswith("https://wa.me/")
    )
    ingat.jumlah += 1
    assert ingat.jumlah == 2
    dinas = buka(Peran.DINAS_KOPERASI, "/", MEJA)
    dinas.tekan("Nilai", peran="link")
    dinas.tekan("Nilai", peran="link")
    dinas.pilih(dinas.halaman.get_by_label("Lanjutkan sampai akhir masa tugas"))
    dinas.halaman.get_by_role("button", name="Simpan evaluasi").click()
    expect(dinas.halaman.locator("main")).to_contain_text("tersimpan")
    assert dinas.jumlah == 3
    assert Evaluasi.objects.get().isi["bulan"] == 5


def test_why_me_and_the_letter_take_one_tap(buka: Any, panggung: Panggung) -> None:
    orang = buka(Peran.PEGAWAI, "/")
    orang.tekan("Kartu Kelayakan saya")
    expect(orang.halaman.locator("main")).to_contain_text("Hasil pemeriksaan")
    assert orang.jumlah == 1
    surat = buka(Peran.PEGAWAI, "/")
    assert surat.halaman.locator("main a[href^='/surat/'][href$='/unduh/']").count() == 1


def test_the_leadership_sees_who_is_late_in_one_click(buka: Any) -> None:
    pimpinan = buka(Peran.PIMPINAN, "/")
    pimpinan.tekan("Lihat")
    expect(pimpinan.halaman.locator("main")).to_contain_text("Dinas Kesehatan")
    assert pimpinan.jumlah == 1
