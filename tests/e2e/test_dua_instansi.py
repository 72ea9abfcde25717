"""Two agencies in one portal: other criteria, words, weights and letters; the pack is the cause.

One journey, walked by an officer of each: criteria, screening, plan, letter. What the other
agency says must not show on the way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PONSEL
from tests.penugasan.pdf import teks

Buka = Callable[..., Page]
SABAR = 60_000


@dataclass(frozen=True)
class Instansi:
    """What an officer of one agency reads, and what must be nowhere on his pages."""

    petugas: str
    nama: str
    merek: str
    wilayah: str
    jenis: str
    kinerja: str
    bobot: dict[str, str]
    alasan: str
    tanda_tangan: str
    sk: tuple[str, ...]
    surat_tugas: tuple[str, ...]
    asing: re.Pattern[str]


CONTOH = Instansi(
    petugas="petugas.contoh",
    nama="Pemerintah Kota Contoh",
    merek="Portal Penugasan KKMP",
    wilayah="Kelurahan",
    jenis="PPPK, PPPK Paruh Waktu",
    kinerja="Tidak diperiksa",
    bobot={"Domisili": "400", "Bertugas di kecamatan atau di bawahnya": "50"},
    alasan="Tinggal di",
    tanda_tangan="WALI KOTA CONTOH",
    sk=("KEPUTUSAN WALI KOTA CONTOH", "TAHUN", "KKMP TUJUAN", "Koperasi Kelurahan Merah Putih"),
    surat_tugas=("a.n. WALI KOTA CONTOH", "MEMERINTAHKAN:", "/BKPSDM/20"),
    asing=re.compile(r"KDMP|\bdesa\b|Koperasi Desa Merah|Bupati|BUPATI|Kutai|Sangatta"),
)
KUTIM = Instansi(
    petugas="petugas.kutim",
    nama="Pemerintah Kabupaten Kutai Timur",
    merek="Portal Penugasan KDMP",
    wilayah="Desa",
    jenis="PNS, PPPK, PPPK Paruh Waktu",
    kinerja="Diperiksa",
    bobot={"Domisili": "300", "Bertugas di kecamatan atau di bawahnya": "1200"},
    alasan="Sudah bertugas di tingkat kecamatan (+1.200).",
    tanda_tangan="BUPATI KUTAI TIMUR",
    sk=("KEPUTUSAN BUPATI KUTAI TIMUR", "/K.0", "KDMP TUJUAN", "Koperasi Desa Merah Putih"),
    surat_tugas=("a.n. BUPATI KUTAI TIMUR", "MEMBERI PERINTAH", "Menimbang"),
    # "Kelurahan Teluk Lingga" is a unit of the regency: the word alone says nothing.
    asing=re.compile(r"KKMP|Koperasi Kelurahan|tiap kelurahan|Wali Kota|WALI KOTA|Pekalongan"),
)


@pytest.fixture(params=[CONTOH, KUTIM], ids=["kota-contoh", "kutai-timur"])
def instansi(request: pytest.FixtureRequest) -> Instansi:
    dipilih: Instansi = request.param
    return dipilih


def _buka(halaman: Page, alamat: str, instansi: Instansi) -> None:
    halaman.goto(alamat)
    _tanpa_asing(halaman, instansi)


def _tanpa_asing(halaman: Page, instansi: Instansi) -> None:
    """Title, bar, page and foot: nothing of the other agency."""
    isi = halaman.title() + halaman.locator("body").inner_text()
    temu = instansi.asing.search(isi)
    assert temu is None, f"{halaman.url}: {isi[max(0, temu.start() - 60) : temu.end() + 40]}"


def _kartu(halaman: Page, judul: str) -> Locator:
    return halaman.locator(".kartu").filter(has=halaman.get_by_role("heading", name=judul))


def _nilai(wadah: Locator, nama: str) -> str:
    baris = wadah.locator("dl > div").filter(has=wadah.page.locator("dt", has_text=nama))
    return baris.first.locator("dd").inner_text()


def _lihat_syarat(petugas: Page, instansi: Instansi) -> None:
    _buka(petugas, "/aturan/1/", instansi)
    jenis = _kartu(petugas, "Jenis pegawai").first
    assert _nilai(jenis, "Jenis pegawai yang diterima") == instansi.jenis
    expect(_kartu(petugas, "Predikat kinerja").first).to_contain_text(instansi.kinerja)
    bobot = _kartu(petugas, "Bobot penempatan").first
    assert {nama: _nilai(bobot, nama) for nama in instansi.bobot} == instansi.bobot
    assert _nilai(_kartu(petugas, "Sebutan").first, "Wilayah") == instansi.wilayah.lower()


def _saring(petugas: Page, instansi: Instansi) -> None:
    _buka(petugas, "/kelayakan/", instansi)
    with petugas.expect_request(re.compile(r"/pekerjaan/"), timeout=SABAR):
        petugas.get_by_role("button", name="Saring ulang").click()
    expect(petugas).to_have_url(re.compile(r"/kelayakan/$"), timeout=SABAR)
    _tanpa_asing(petugas, instansi)
    petugas.goto("/kelayakan/?hasil=layak&jenis=PNS")
    adakah = petugas.locator("tbody tr").count() > 0
    assert adakah == ("PNS" in instansi.jenis.split(", "))


def _lihat_rencana(petugas: Page, instansi: Instansi) -> None:
    _buka(petugas, "/rencana/", instansi)
    petugas.locator("main table a[href^='/rencana/']").first.click()
    expect(petugas.locator("main")).to_contain_text(instansi.alasan)
    _tanpa_asing(petugas, instansi)


def _baca_surat(petugas: Page, instansi: Instansi, jenis: str, folder: Path) -> str:
    """Open the newest letter of a kind, download it, and read it as a person does."""
    _buka(petugas, f"/surat/?jenis={jenis}", instansi)
    petugas.locator("main table tbody tr").first.get_by_role("link").first.click()
    expect(petugas.get_by_role("heading", name="Keterangan surat")).to_be_visible()
    _tanpa_asing(petugas, instansi)
    with petugas.expect_download() as unduhan:
        petugas.get_by_role("link", name="Unduh PDF").click()
    jalur = folder / f"{jenis}.pdf"
    unduhan.value.save_as(jalur)
    return teks(jalur.read_bytes()).replace("\u00ad", "")


def test_an_officer_meets_the_policy_of_his_own_agency_only(
    masuk_sebagai: Buka, instansi: Instansi, tmp_path: Path
) -> None:
    petugas = masuk_sebagai(instansi.petugas)
    expect(petugas.locator(".merek")).to_contain_text(instansi.merek)
    expect(petugas.locator(".merek")).to_contain_text(instansi.nama)
    _tanpa_asing(petugas, instansi)

    _lihat_syarat(petugas, instansi)
    _saring(petugas, instansi)
    _lihat_rencana(petugas, instansi)
    for alamat in ("/papan/", "/koperasi/", "/impor/", "/ekspor/", "/nominasi/", "/penetapan/"):
        _buka(petugas, alamat, instansi)

    _buka(petugas, "/surat/", instansi)
    sk = _baca_surat(petugas, instansi, "sk", tmp_path)
    expect(petugas.locator("main")).to_contain_text(instansi.tanda_tangan)
    assert [satu for satu in instansi.sk if satu not in sk] == []
    assert instansi.asing.search(sk) is None
    tugas = _baca_surat(petugas, instansi, "surat_tugas", tmp_path)
    assert [satu for satu in instansi.surat_tugas if satu not in tugas] == []
    assert instansi.asing.search(tugas) is None


def test_the_login_page_lists_both_and_speaks_for_neither(konteks: Buka) -> None:
    tamu = konteks(ukuran=PONSEL)
    tamu.goto("/akun/login/")
    for nama in ("Kota Contoh", "Kabupaten Kutai Timur"):
        expect(tamu.locator("body")).to_contain_text(nama)
    expect(tamu.locator(".merek")).to_have_text(
        "Portal PenugasanKoperasi Desa/Kelurahan Merah Putih"
    )


def test_an_address_of_the_other_agency_leads_nowhere(masuk_sebagai: Buka) -> None:
    """A link that an officer sends to a colleague elsewhere is a 404, not a look into the file."""
    petugas = masuk_sebagai("petugas.kutim")
    petugas.goto("/surat/")
    alamat = petugas.locator("main table tbody tr a").first.get_attribute("href")
    assert alamat is not None
    lain = masuk_sebagai("petugas.contoh")
    jawaban = lain.goto(alamat)
    assert jawaban is not None
    assert jawaban.status == 404
    _tanpa_asing(lain, CONTOH)
