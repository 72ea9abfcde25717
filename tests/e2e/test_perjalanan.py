"""The main job, from an officer's three workbooks to SIASN, through the browser alone.

The web server, the worker, the scheduler and the SIASN stand-in are processes of their own, as in
``make run``. No step uses the shell or the database.
"""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from penugasan.demo.akun import SANDI
from penugasan.demo.buku import tulis
from penugasan.demo.kebenaran import kebenaran
from penugasan.demo.kota import Kota, buat_kota
from tests.e2e.conftest import PONSEL, PortalHidup

Buka = Callable[..., Page]
SABAR = 60_000  # milliseconds for what a worker does in the background


@pytest.fixture(scope="module")
def kota() -> Kota:
    return buat_kota(seed=20260301, orang=1_500)


@pytest.fixture(scope="module")
def berkas(kota: Kota, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("kota")
    tulis(kota, folder)
    return sorted(str(satu) for satu in folder.glob("*.xlsx"))


@pytest.fixture
def masuk(konteks: Buka, portal: PortalHidup) -> Buka:
    """Log in as somebody of the empty agency; returns the page that greets him."""

    def sebagai(username: str, **rupa: object) -> Page:
        halaman = konteks(**rupa)
        halaman.goto("/akun/login/")
        halaman.get_by_label("Nama pengguna").fill(username)
        halaman.locator("input[name=password]").fill(SANDI)
        halaman.get_by_role("button", name="Masuk").click()
        expect(halaman.get_by_role("heading", name="Yang perlu Anda kerjakan")).to_be_visible()
        return halaman

    return sebagai


def _angka(halaman: Page, label: str) -> int:
    """Read the big number that stands under a label."""
    kartu = halaman.locator(".angka-baris > *").filter(has_text=label).first
    teks = kartu.inner_text().replace(label, "").replace(".", "")
    temu = re.search(r"\d+", teks)
    assert temu is not None, f"tidak ada angka di bawah {label}"
    return int(temu.group())


def _impor(petugas: Page, berkas: list[str]) -> None:
    petugas.goto("/impor/")
    petugas.locator("input[type=file]").set_input_files(berkas)
    petugas.get_by_role("button", name="Unggah dan periksa").click()
    expect(petugas).to_have_url(re.compile(r"/impor/\d+/$"), timeout=SABAR)
    petugas.get_by_role("button", name="Terapkan 3 berkas").click()
    expect(petugas.get_by_text(re.compile(r"1\.500 baris masuk"))).to_be_visible(timeout=SABAR)


def _lihat_kelayakan(petugas: Page, kota: Kota) -> None:
    """The verdicts of the portal equal an independent reading of the same city."""
    benar = kebenaran(kota)
    petugas.get_by_role("link", name="Lihat hasil saring").click()
    expect(petugas).to_have_url(re.compile(r"/kelayakan/$"), timeout=SABAR)
    assert _angka(petugas, "Semua") == 1_500
    assert _angka(petugas, "Layak") == benar["layak"]
    assert _angka(petugas, "Belum pasti") == benar["belum_pasti"]
    assert _angka(petugas, "Tidak layak") == benar["tidak"]
    petugas.goto("/kelayakan/?hasil=tidak")
    petugas.locator("tbody th a, tbody td a").first.click()
    expect(petugas.locator("main")).to_contain_text("Dasar")


def _kirim_rencana(petugas: Page, kota: Kota) -> int:
    kursi = sum(len(satu.peran) for satu in kota.koperasi)
    petugas.goto("/rencana/")
    petugas.get_by_role("button", name="Susun rencana").first.click()
    expect(petugas).to_have_url(re.compile(r"/rencana/\d+/$"), timeout=SABAR)
    assert _angka(petugas, "Formasi terisi") == kursi
    expect(petugas.locator("main")).to_contain_text("Terbukti terbaik")
    petugas.get_by_role("link", name="Kirim nominasi").click()
    petugas.get_by_role("button", name=f"Kirim {kursi} nominasi").click()
    expect(petugas.locator("main")).to_contain_text(f"{kursi} nominasi terkirim")
    return kursi


def _unit_yang_ditanya(petugas: Page) -> list[str]:
    """Names of the units with a nomination, as the list of nominations shows them."""
    petugas.goto("/nominasi/")
    sel = petugas.locator("tbody td[data-label='OPD asal']").all_inner_texts()
    return list(dict.fromkeys(satu.strip() for satu in sel))


def _kepala(kota: Kota, unit: str) -> str:
    return "kepala." + next(satu.kode for satu in kota.unit if satu.nama == unit).lower()


def _setuju(kepala: Page) -> None:
    kepala.goto("/tugas/")
    kepala.get_by_role("link", name=re.compile("^Setuju")).first.click()
    kepala.get_by_role("button", name=re.compile("Ya, setuju")).click()
    expect(kepala.locator("main")).to_contain_text("Anda setujui")


def _usul_pengganti(kepala: Page) -> bool:
    """Propose the best colleague for the first name; False when the unit has nobody else."""
    kepala.goto("/tugas/")
    kepala.get_by_role("link", name=re.compile("pengganti", re.IGNORECASE)).first.click()
    kepala.get_by_role("link", name=re.compile("Tenaga kunci")).click()
    calon = kepala.get_by_role("link", name=re.compile("^Pilih"))
    if calon.count() == 0:
        return False
    calon.first.click()
    kepala.get_by_role("button", name="Kirim").click()
    expect(kepala.get_by_role("heading", name="Usulan terkirim")).to_be_visible()
    return True


def _terima_usulan(petugas: Page) -> None:
    petugas.goto("/usulan/")
    petugas.locator("tbody a").first.click()
    expect(petugas.locator("main")).to_contain_text("dinominasikan")
    expect(petugas.locator("main")).to_contain_text("diusulkan OPD")
    petugas.get_by_role("button", name="Terima").click()
    expect(petugas.locator("main")).to_contain_text("disetujui")


def _tetapkan(penyetuju: Page) -> None:
    penyetuju.goto("/penetapan/")
    penyetuju.locator("[data-pilih-semua]:visible").check()
    penyetuju.get_by_role("button", name=re.compile("Periksa")).click()
    penyetuju.locator("input[name=password]").fill(SANDI)
    penyetuju.locator("main form button[type=submit]").first.click()
    penyetuju.get_by_role("button", name=re.compile(r"^Tetapkan \d+ nama")).click()
    expect(penyetuju.locator("main")).to_contain_text("ditetapkan")


def _unduh_surat(petugas: Page) -> None:
    """The SK with its letters is a zip of PDFs, and a letter's check page tells no NIP."""
    petugas.goto("/surat/?jenis=sk")
    petugas.locator("tbody a").first.click()
    with petugas.expect_download(timeout=SABAR) as unduhan:
        petugas.get_by_role("link", name=re.compile("Unduh semua")).click()
    isi = zipfile.ZipFile(Path(unduhan.value.path()))
    assert len(isi.namelist()) >= 2
    assert all(isi.read(nama).startswith(b"%PDF") for nama in isi.namelist())


def _tunggu_siasn(petugas: Page) -> None:
    """Wait until BKN answered everybody; the page asks again by itself."""
    petugas.goto("/buku-kirim/")
    for label in ("Disiapkan", "Dikirim"):
        kartu = petugas.locator(".angka-baris > *").filter(has_text=label).first
        expect(kartu).to_contain_text(re.compile(r"\b0\b"), timeout=SABAR)


def _perbaiki_yang_ditolak(petugas: Page) -> None:
    """Read BKN's words, complete the note, send again, and see it accepted, one by one."""
    petugas.goto("/buku-kirim/")
    ditolak = _angka(petugas, "Ditolak")
    assert ditolak > 0, "SIASN tiruan selalu mengembalikan usulan pertama"
    for _ in range(ditolak):
        petugas.goto("/buku-kirim/?keadaan=DITOLAK")
        baris = petugas.locator("tbody tr").first
        expect(baris).to_contain_text("BTS")
        baris.get_by_role("link").first.click()
        petugas.locator("textarea[name=keterangan]").fill(
            "Surat pernyataan kesediaan bertugas penuh waktu terlampir."
        )
        petugas.get_by_role("button", name="Kirim ulang").click()
        expect(petugas.locator("main")).to_contain_text("dikirim ulang")
    _tunggu_siasn(petugas)
    petugas.goto("/buku-kirim/")
    assert _angka(petugas, "Ditolak") == 0


def _ekspor(petugas: Page, jenis: str) -> list[tuple[object, ...]]:
    """Take a list of the whole city: the password first, as for every file of so many rows."""
    petugas.goto("/akun/reauthenticate/?next=/ekspor/")
    petugas.locator("input[name=password]").fill(SANDI)
    petugas.get_by_role("button", name="Lanjutkan").click()
    petugas.wait_for_url("**/ekspor/")
    with petugas.expect_download(timeout=SABAR) as unduhan:
        petugas.locator(f"main a[href^='/ekspor/{jenis}/']").first.click()
    buku = openpyxl.load_workbook(io.BytesIO(Path(unduhan.value.path()).read_bytes()))
    return list(buku.worksheets[0].iter_rows(values_only=True))


def test_from_three_workbooks_to_siasn(
    masuk: Buka, berkas: list[str], kota: Kota, portal: PortalHidup
) -> None:
    petugas = masuk("petugas")
    _impor(petugas, berkas)
    _lihat_kelayakan(petugas, kota)
    _kirim_rencana(petugas, kota)

    unit = _unit_yang_ditanya(petugas)
    _setuju(masuk(_kepala(kota, unit[0]), ukuran=PONSEL))
    diusulkan = any(_usul_pengganti(masuk(_kepala(kota, satu), ukuran=PONSEL)) for satu in unit[1:])
    assert diusulkan, "tidak ada unit dengan pengganti yang memenuhi syarat"
    _terima_usulan(petugas)
    for satu in unit[2:12]:
        _setuju_semua(masuk(_kepala(kota, satu), ukuran=PONSEL))

    _tetapkan(masuk("penyetuju"))
    _unduh_surat(petugas)
    _tunggu_siasn(petugas)
    _perbaiki_yang_ditolak(petugas)

    terkirim = _ekspor(petugas, "sinkronisasi")
    assert len(terkirim) > 2
    orang = _ekspor(petugas, "kelayakan")
    assert len(orang) == 1_501
    kolom_nip = [str(nama) for nama in orang[0]].index("NIP")
    assert {baris[kolom_nip] for baris in orang[1:]} == {satu.nip for satu in kota.orang}


def _setuju_semua(kepala: Page) -> None:
    """Agree to what still waits; a head who was asked before may have nothing left."""
    kepala.goto("/tugas/")
    tombol = kepala.get_by_role("link", name=re.compile("^Setuju"))
    if tombol.count():
        tombol.first.click()
        kepala.get_by_role("button", name=re.compile("Ya, setuju")).click()
