"""Every main page of every role before axe and a ruler: both widths, both themes, real data.

The same walk shows that no page asks another server for anything, breaks the content security
policy or complains on the console: the profiles of ``konteks`` are asked at their end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from penugasan.demo.buku import tulis
from penugasan.demo.kota import buat_kota
from tests.e2e.aksesibilitas import di_semua_rupa

Buka = Callable[..., Page]
SABAR = 60_000  # milliseconds for what a worker does in the background


@dataclass(frozen=True, slots=True)
class Dari:
    """A page without a fixed address: the first link on ``daftar`` that is ``pola``."""

    daftar: "str | Dari"
    pola: str


Tujuan = str | Dari

KARTU = Dari("/kelayakan/?hasil=belum_pasti", r"/kelayakan/\d+/")
PEGAWAI = Dari(KARTU, r"/pegawai/\d+/")
NOMINASI = Dari("/nominasi/?status=DIMINTA", r"/nominasi/\d+/")
DITETAPKAN = Dari("/nominasi/?status=DITETAPKAN", r"/nominasi/\d+/")
USULAN = Dari("/usulan/?status=DIAJUKAN", r"/usulan/\d+/")
RENCANA = Dari("/rencana/", r"/rencana/\d+/")
BELUM = Dari(RENCANA, r"/rencana/\d+/belum/")
DAMPAK = Dari(RENCANA, r"/rencana/\d+/dampak/")
BANDINGKAN_SUSUNAN = Dari(RENCANA, r"/rencana/\d+/bandingkan/")
PENETAPAN = Dari("/penetapan/", r"/penetapan/sk/\d+/")
SURAT = Dari("/surat/", r"/surat/\d+/")
SURAT_ASING = "/v/bukan-surat-siapa-pun/"  # answered with 404 on purpose
PERIKSA_SURAT = Dari(SURAT, r"/v/[\w-]+/")
KIRIM = Dari("/buku-kirim/?keadaan=DITOLAK", r"/buku-kirim/\d+/")
KOPERASI = Dari("/koperasi/", r"/koperasi/\d+/")
TUGAS = Dari("/tugas/", r"/tugas/\d+/")
USUL = Dari(TUGAS, r"/tugas/\d+/usul/")
PENGGANTI = Dari(USUL, r"/tugas/\d+/usul/\?alasan=\w+")
BANDINGKAN = Dari(PENGGANTI, r"/tugas/\d+/usul/\?alasan=\w+&pengganti=\d+")

TENAGA = Dari("/pendataan/orang/", r"/pendataan/orang/\d+/")
TAMBAH = Dari("/pengajuan/", r"/pengajuan/baru/tambah/\?koperasi=\d+")

PENEMPATAN: tuple[Tujuan, ...] = (
    "/rencana/",
    RENCANA,
    BELUM,
    DAMPAK,
    BANDINGKAN_SUSUNAN,
    "/papan/",
)
DIALOG: tuple[Tujuan, ...] = ("/nominasi/", NOMINASI, "/usulan/", USULAN)
ATURAN: tuple[Tujuan, ...] = (
    "/aturan/",
    Dari("/aturan/", r"/aturan/\d+/"),
    "/aturan/banding/?dari=1&ke=1",
    "/aturan/simulasi/",
    "/aturan/paket/",
    "/aturan/paket/kutai-timur/",
)
SURAT_DAN_KIRIM: tuple[Tujuan, ...] = (
    "/surat/",
    SURAT,
    "/buku-kirim/",
    KIRIM,
    "/buku-kirim/manual/",
)

JALAN: dict[str, tuple[Tujuan, ...]] = {
    "petugas.contoh": (
        "/",
        "/kelayakan/",
        KARTU,
        PEGAWAI,
        Dari(PEGAWAI, r"/pegawai/\d+/ubah/"),
        Dari(PEGAWAI, r"/pegawai/\d+/ganti-nip/"),
        Dari(PEGAWAI, r"/pegawai/\d+/bukti/hukuman/"),
        *DIALOG,
        Dari(NOMINASI, r"/pengalihan/\d+/"),
        "/nominasi/baru/",
        "/nominasi/baru/?cari=an",
        *PENEMPATAN,
        *SURAT_DAN_KIRIM,
        "/surat/terbitkan/berita_acara/",
        "/surat/terbitkan/spmt/",
        "/surat/ajuan/",
        "/surat/templat/",
        "/surat/templat/sk/",
        *ATURAN,
        "/pengecualian/",
        "/peringatan/",
        "/eskalasi/",
        "/perbedaan/",
        "/padanan/",
        Dari("/padanan/", r"/padanan/unit/\d+/"),
        "/padanan/jabatan/",
        "/panggilan/",
        "/cari/?cari=sari",
        "/pemberitahuan/",
        "/panduan/",
        "/saringan/",
        "/kelayakan/?hasil=layak",
        "/hari-libur/",
        "/keadaan/",
        "/kerja-ganda/",
        "/permintaan/",
        "/pendataan/",
        "/pendataan/orang/",
        TENAGA,
        Dari(TENAGA, r"/pendataan/orang/\d+/koreksi/"),
        "/pendataan/pppk/",
        "/koperasi/",
        KOPERASI,
        "/impor/",
        "/ekspor/",
        "/ekspor/kelayakan/jadwal/",
    ),
    "penyetuju.contoh": ("/", *DIALOG, RENCANA, "/penetapan/", PENETAPAN, DITETAPKAN, SURAT),
    "kepala1.contoh": (
        "/",
        "/permintaan/opd/",
        "/tugas/",
        "/tugas/setuju/",
        TUGAS,
        Dari(TUGAS, r"/tugas/\d+/setuju/"),
        Dari(TUGAS, r"/tugas/\d+/keberatan/"),
        USUL,
        PENGGANTI,
        BANDINGKAN,
        Dari(TUGAS, r"/pengalihan/\d+/"),
        "/panggilan/opd/",
        "/delegasi/",
        "/surat/",
        "/ekspor/",
    ),
    "dinas.contoh": (
        "/",
        "/bertugas/",
        "/suara/terlambat/",
        "/evaluasi/",
        "/kalender/",
        "/kalender/berakhir/",
        "/papan/",
        "/koperasi/",
        KOPERASI,
        "/impor/",
        "/ekspor/",
    ),
    "sekda.contoh": ("/", "/eskalasi/"),
    "ketua.contoh": ("/", "/bertugas/", "/suara/", "/pengajuan/", TAMBAH, "/kalender/"),
    "pegawai.contoh": (
        "/",
        "/saya/kartu/",
        "/saya/data/",
        "/saya/data/pendidikan/",
        "/permintaan/opd/",
    ),
    "auditor.contoh": (
        "/",
        "/kelayakan/",
        KARTU,
        *DIALOG,
        "/rencana/",
        RENCANA,
        "/penetapan/",
        *SURAT_DAN_KIRIM,
        "/jejak/",
        "/sampel/?persen=50&benih=7",
    ),
    "admin.contoh": (
        "/",
        "/akun/",
        Dari("/akun/", r"/akun/\d+/"),
        "/akun/tambah/",
        "/pejabat/",
        Dari("/pejabat/", r"/pejabat/\d+/"),
        "/jejak/",
        "/ekspor/",
    ),
    "petugas.kutim": ("/", "/aturan/1/", "/koperasi/"),  # the same pages in other words
}


def cari_alamat(halaman: Page, tujuan: Tujuan) -> str:
    """Return the address of a page; a list without a fitting link fails: the demo promises one."""
    if isinstance(tujuan, str):
        return tujuan
    asal = cari_alamat(halaman, tujuan.daftar)
    halaman.goto(asal)
    tautan = halaman.locator("main a[href]").evaluate_all(
        "semua => semua.map(satu => satu.getAttribute('href'))"
    )
    cocok = [satu for satu in tautan if re.fullmatch(tujuan.pola, satu)]
    assert cocok, f"{asal} tidak memuat tautan ke {tujuan.pola}"
    return str(cocok[0])


def jelajahi(halaman: Page, tujuan: tuple[Tujuan, ...]) -> dict[str, list[str]]:
    """Visit each page in every look; return the complaints by page and look."""
    temuan: dict[str, list[str]] = {}
    for satu in tujuan:
        alamat = cari_alamat(halaman, satu)
        temuan |= di_semua_rupa(halaman, alamat)
        status = halaman.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
        assert status == (404 if alamat == SURAT_ASING else 200), f"{alamat}: {status}"
        assert halaman.locator("h1").count() == 1, f"{alamat}: bukan satu judul"
        assert "Portal Penugasan K" in halaman.title(), alamat
    return temuan


@pytest.mark.parametrize("username", JALAN)
def test_main_pages_of_each_role_pass_axe_and_fit_the_phone(
    username: str, masuk_sebagai: Buka
) -> None:
    assert jelajahi(masuk_sebagai(username), JALAN[username]) == {}


def test_anonymous_pages_pass_axe_and_fit_the_phone(konteks: Buka, masuk_sebagai: Buka) -> None:
    """The login page with the demo logins, and what the QR code of a letter opens."""
    surat = cari_alamat(masuk_sebagai("auditor.contoh"), PERIKSA_SURAT)
    tamu = konteks()
    assert jelajahi(tamu, ("/akun/login/", surat, SURAT_ASING)) == {}


def test_preview_and_refusal_of_a_workbook_pass_axe(masuk_sebagai: Buka, tmp_path: Path) -> None:
    """A workbook that waits for "Terapkan", and one the portal does not recognise."""
    dikenal = tulis(buat_kota(seed=7, orang=60), tmp_path).ekspor
    asing = tmp_path / "asing.xlsx"
    buku = openpyxl.Workbook()
    buku.active.append(["Warna", "Rasa"])
    buku.save(asing)
    petugas = masuk_sebagai("petugas.contoh")
    for berkas in (dikenal, asing):
        petugas.goto("/impor/")
        petugas.locator("input[type=file]").set_input_files(berkas)
        petugas.get_by_role("button", name="Unggah dan periksa").click()
        expect(petugas).to_have_url(re.compile(r"/impor/\d+/$"), timeout=SABAR)
        assert di_semua_rupa(petugas, urlsplit(petugas.url).path) == {}
