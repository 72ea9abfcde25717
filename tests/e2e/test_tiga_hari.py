"""BKN is out of reach for three days: nobody is lost, two are entered by hand, the line returns.

The portal runs as real processes, is stopped and started again with a clock three days ahead, and
its stand-in drops every call meanwhile. At the end the ledger is held against the stand-in.
"""

import io
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from penugasan.demo.paket import SIASN_CONTOH
from penugasan.siasn.wire import samakan_id
from tests.e2e.conftest import AKAR, MEJA, PONSEL, tunggu
from tests.jalankan import lingkungan
from tests.peladen import port_bebas
from tests.siasn.tiruan import Tiruan, badan_usulan

SANDI = "demo-kkmp-2026"
TIGA_HARI = 3 * 86_400
SABAR = 60_000
PUTUS = {"jenis": "putus_sebelum", "id": "putus"}
GAMBAR = {"name": "layar.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"0" * 64}


class Kantor:
    """The portal of one agency, which can be stopped and started again at another time."""

    def __init__(self, folder: Path, peramban: Browser) -> None:
        self._folder = folder
        self._peramban = peramban
        self._proses: subprocess.Popen[bytes] | None = None
        self.port = port_bebas()
        self.tiruan = Tiruan(folder / "tidak-dipakai")  # the portal's own; only its door is used
        self.tiruan.port = port_bebas()

    def mulai(self, *, maju: int = 0) -> None:
        env = lingkungan(self._folder) | {
            "SIASN_TIRUAN_PORT": str(self.tiruan.port),
            "SIASN_TIRUAN_TUNDA": "-1",
            "SIASN_JEDA_TAHAN": "1",
            "PYTHONPATH": str(AKAR / "tests" / "e2e" / "jam"),
            "UJI_JAM_MAJU": str(maju),
        }
        perintah = [sys.executable, "manage.py", "portal", "--demo", "--port", str(self.port)]
        catatan = self._folder / f"portal-{maju}.log"
        with catatan.open("wb") as log:
            self._proses = subprocess.Popen(perintah, cwd=AKAR, env=env, stdout=log, stderr=log)
        tunggu(self._menjawab, catatan, self._proses)
        if not maju:
            tunggu(lambda: "Kutai Timur siap" in catatan.read_text(), catatan, self._proses)

    def berhenti(self) -> None:
        if self._proses is not None:
            self._proses.terminate()
            self._proses.wait(timeout=40)

    def _menjawab(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/akun/login/", timeout=5):
                return bool(self.tiruan.kendali("GET", "pegawai"))
        except (urllib.error.URLError, OSError):
            return False

    def masuk(self, username: str, *, ukuran: dict[str, int] = MEJA) -> Page:
        profil = self._peramban.new_context(
            base_url=f"http://127.0.0.1:{self.port}", viewport=ukuran, locale="id-ID"
        )
        halaman = profil.new_page()
        halaman.goto("/akun/login/")
        halaman.fill("input[name=login]", username)
        halaman.fill("input[name=password]", SANDI)
        halaman.click("form[action] button[type=submit]")
        halaman.wait_for_url(lambda url: "/login/" not in url)
        return halaman


@pytest.fixture
def kantor(tmp_path: Path, peramban: Browser) -> Iterator[Kantor]:
    kantor = Kantor(tmp_path, peramban)
    yield kantor
    kantor.berhenti()


def test_three_days_without_bkn(kantor: Kantor) -> None:
    kantor.mulai()
    sebelum = _semua_terjawab(kantor.masuk("petugas.contoh"), kantor.tiruan)
    kantor.tiruan.ganggu(PUTUS)
    jumlah = _tetapkan_semua(kantor.masuk("penyetuju.contoh"))
    assert jumlah >= 3
    petugas = kantor.masuk("petugas.contoh")
    petugas.goto("/buku-kirim/")
    expect(petugas.locator("#ringkas")).to_contain_text("Jalur SIASN terputus", timeout=SABAR)
    expect(petugas.locator("#ringkas")).to_contain_text("Tidak ada yang hilang")

    kantor.berhenti()
    kantor.mulai(maju=TIGA_HARI)
    petugas = kantor.masuk("petugas.contoh")
    petugas.goto("/buku-kirim/")
    expect(petugas.locator("#ringkas")).to_contain_text("menunggu 3 hari", timeout=SABAR)
    expect(petugas.locator("#ringkas")).to_contain_text("Jalur SIASN terputus", timeout=SABAR)
    ponsel = kantor.masuk("petugas.contoh", ukuran=PONSEL)
    ponsel.goto("/buku-kirim/")
    assert ponsel.evaluate("document.documentElement.scrollWidth") <= 360

    dientri = _entri_dua_orang(petugas, kantor.tiruan)
    assert {u["nip"] for u in _usulan(kantor.tiruan)} - sebelum == dientri

    kantor.tiruan.ganggu()
    petugas.goto("/buku-kirim/")
    expect(petugas.locator("#ringkas")).not_to_contain_text("Jalur SIASN terputus", timeout=SABAR)
    expect(petugas.locator("#ringkas")).to_contain_text("Semua pesan sudah dijawab", timeout=SABAR)
    _buku_sama_dengan_siasn(petugas, kantor.tiruan, baru=jumlah, sebelum=len(sebelum))


def _semua_terjawab(petugas: Page, tiruan: Tiruan) -> set[str]:
    """Who is at BKN once the sample's own messages have been answered: from here on it counts."""
    petugas.goto("/buku-kirim/")
    expect(petugas.locator("#ringkas")).to_contain_text("Semua pesan sudah dijawab", timeout=SABAR)
    return {u["nip"] for u in _usulan(tiruan)}


def _usulan(tiruan: Tiruan) -> list[dict[str, Any]]:
    """This agency's proposals: the sample regency sends to the same stand-in."""
    return [u for u in tiruan.usulan() if samakan_id(u["instansi"]) == samakan_id(SIASN_CONTOH)]


def _tetapkan_semua(penyetuju: Page) -> int:
    penyetuju.goto("/penetapan/")
    penyetuju.locator("[data-pilih-semua]:visible").check()
    penyetuju.get_by_role("button", name=re.compile("Periksa")).click()
    penyetuju.locator("input[name=password]").fill(SANDI)
    penyetuju.locator("main form button[type=submit]").first.click()
    tombol = penyetuju.get_by_role("button", name=re.compile(r"^Tetapkan \d+ nama"))
    [angka] = re.findall(r"\d+", tombol.inner_text())
    tombol.click()
    expect(penyetuju.locator("main")).to_contain_text("ditetapkan")
    return int(angka)


def _entri_dua_orang(petugas: Page, tiruan: Tiruan) -> set[str]:
    """Take two out of the queue, type them into SIASN, tick one with its id and one without."""
    petugas.goto("/buku-kirim/?keadaan=DISIAPKAN")
    pilihan = petugas.locator("tbody input[name=pilih]")
    for ke in range(2):
        pilihan.nth(ke).check()
    petugas.get_by_role("button", name="Entri manual").click()
    petugas.get_by_role("button", name=re.compile("Entri 2 pesan dengan tangan")).click()
    expect(petugas.locator("main")).to_contain_text("2 pesan dikeluarkan dari antrean")
    lembar = _ekspor(petugas, "/ekspor/entri-siasn/")
    nip = [str(baris["NIP"]) for baris in lembar]
    for satu, wilayah in zip(nip, (baris["KODE WILAYAH"] for baris in lembar), strict=True):
        petugas.goto("/buku-kirim/manual/")
        petugas.locator("tbody th a").first.click()
        id_usulan = _ketik_di_siasn(tiruan, satu, _instansi(petugas), wilayah)
        petugas.goto("/buku-kirim/manual/")
        petugas.get_by_role("link", name="Catat hasil").first.click()
        if satu == nip[0]:
            petugas.get_by_label("Id usulan di SIASN").fill(id_usulan)
        petugas.get_by_label("Bukti entri").set_input_files(GAMBAR)
        petugas.get_by_role("button", name="Catat hasil").click()
        expect(petugas.locator("main")).to_contain_text("dicatat")
    return set(nip)


def _instansi(petugas: Page) -> str:
    """The agency's id at BKN, from the body that waits."""
    [nilai] = re.findall(r'"instansiId": "([^"]+)"', petugas.locator("pre").first.text_content())
    return nilai


def _ketik_di_siasn(tiruan: Tiruan, nip: str, instansi: str, wilayah: str) -> str:
    """An officer in SIASN's own pages, over a line of its own: the portal's stays dead."""
    lewat = {"jenis": "latensi", "id": "lewat", "param": {"detik": 0}, "cocok": {"nip": nip}}
    tiruan.ganggu(lewat, {**lewat, "id": "daftar", "cocok": {"pola": "ref-kkmp"}}, PUTUS)
    with tiruan.klien() as klien:
        [kkmp] = [k for k in klien.ref_kkmp() if k.kode_wilayah == wilayah]
        hasil = klien.simpan_usulan({**badan_usulan(nip, kkmp.id), "instansiId": instansi})
    tiruan.ganggu(PUTUS)
    assert hasil.usulan is not None, hasil.pesan
    return hasil.usulan.id


def _ekspor(petugas: Page, alamat: str) -> list[dict[str, Any]]:
    with petugas.expect_download(timeout=SABAR) as unduhan:
        petugas.locator(f"main a[href^='{alamat}']").first.click()
    buku = openpyxl.load_workbook(io.BytesIO(Path(unduhan.value.path()).read_bytes()))
    judul, *isi = _baris(buku.worksheets[0])
    return [dict(zip(judul, satu, strict=True)) for satu in isi]


def _baris(lembar: Any) -> list[tuple[Any, ...]]:
    """From the row of the headings on."""
    semua = list(lembar.iter_rows(values_only=True))
    awal = next(i for i, satu in enumerate(semua) if "NIP" in satu)
    return [satu for satu in semua[awal:] if any(satu)]


def _buku_sama_dengan_siasn(petugas: Page, tiruan: Tiruan, *, baru: int, sebelum: int) -> None:
    """Who is not at BKN was refused there, in words that the ledger shows."""
    petugas.goto("/buku-kirim/")
    buku = {str(satu["NIP"]): satu for satu in _buku_lengkap(petugas)}
    usulan = _usulan(tiruan)
    di_sana = {u["nip"]: u["id"] for u in usulan}
    assert len(di_sana) == len(usulan), "sent twice"
    assert {nip: samakan_id(buku[nip]["ID USULAN SIASN"]) for nip in di_sana} == di_sana
    ditolak = [satu for nip, satu in buku.items() if nip not in di_sana]
    assert len(di_sana) + len(ditolak) == sebelum + baru, "lost"
    assert all(satu["KEADAAN"] == "Ditolak" and satu["KATA BKN"] for satu in ditolak)
    assert len(ditolak) <= 2


def _buku_lengkap(petugas: Page) -> list[dict[str, Any]]:
    """The exported ledger once every entry has BKN's number, which the next reading brings."""
    for _ in range(30):
        baris = _ekspor(petugas, "/ekspor/sinkronisasi/")
        if all(satu["ID USULAN SIASN"] or satu["KEADAAN"] == "Ditolak" for satu in baris):
            break
        petugas.wait_for_timeout(1000)
    return baris
