"""Every page of the portal, ready to be opened by a role that may: the table of rights, walked.

A new URL needs a row in ``tests.otorisasi.tabel``; the row brings the page here. A page that the
plain test world does not answer with 200 needs a state of its own in ``BERKEADAAN``, or a reason
in ``BUKAN_HALAMAN``.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from penugasan.models import Penugasan
from penugasan.services import penerus
from tests.otorisasi import kiriman_berkas, kiriman_orang
from tests.otorisasi.dunia import Dunia
from tests.otorisasi.jalan import SEMUA, Baris
from tests.otorisasi.kiriman import Kirim, Siap
from tests.otorisasi.tabel import TABEL


def _dengan_pilihan(siap: Siap) -> Siap:
    """The page before the button: what would be posted stands in its address."""

    def buka(d: Dunia, klien: Client) -> Kirim:
        kirim = siap(d, klien)
        return Kirim(kirim.kunci, kueri=f"?{urlencode({'pilih': kirim.data['pilih']}, doseq=True)}")

    return buka


def _tanpa_isi(siap: Siap) -> Siap:
    return lambda d, klien: Kirim((kirim := siap(d, klien)).kunci, kueri=kirim.kueri)


def _ekspor_jadi(d: Dunia, klien: Client) -> Kirim:
    alamat = reverse("penugasan:ekspor", kwargs={"jenis": "kelayakan"})
    pk = klien.post(alamat)["Location"].rstrip("/").rsplit("/", 1)[-1]
    kiriman_orang.selesaikan(pk)
    return Kirim({"pk": pk})


def _pengganti(d: Dunia, _klien: Client) -> Kirim:
    kueri = f"?alasan=tenaga_kunci&pengganti={d.milik.pk('pengganti')}"
    return Kirim({"pk": d.milik.pk("diminta")}, kueri=kueri)


def _entri_manual(d: Dunia, _klien: Client) -> Kirim:
    return Kirim(kueri=f"?pilih={d.milik.pk('ditetapkan')}")


def _penerus(d: Dunia, _klien: Client) -> Kirim:
    """One post ends soon, one was left; both with suggestions."""
    hari = hari_ini()
    milik = Penugasan.objects.filter(instansi=d.milik.instansi)
    milik.filter(pk=d.milik.pk("aktif")).update(selesai=hari + dt.timedelta(days=30))
    milik.filter(pk=d.milik.pk("dinilai")).update(status="SELESAI", diakhiri=hari)
    penerus.susun(d.milik.instansi, pada=sekarang())
    return Kirim()


@dataclass(frozen=True)
class Halaman:
    """One page: who opens it, and what must be so before."""

    url: str
    peran: str
    siap: Siap
    kunci: dict[str, Any] = field(default_factory=dict)

    @property
    def nama(self) -> str:
        return " ".join([self.url, *map(str, self.kunci.values()), self.peran])

    def alamat(self, dunia: Dunia, klien: dict[str, Client]) -> str:
        """Set up what the page needs; it stays until the caller rolls back."""
        kirim = self.siap(dunia, klien[self.peran])
        return reverse(self.url, kwargs=kirim.kunci) + kirim.kueri


PT, KO, PY = Peran.PETUGAS, Peran.KEPALA_OPD, Peran.PENYETUJU
BERKEADAAN = [
    Halaman("penugasan:evaluasi_nilai", Peran.DINAS_KOPERASI, _tanpa_isi(kiriman_orang._evaluasi)),
    Halaman("penugasan:pengajuan_baru", Peran.PENGURUS_KOPERASI, _tanpa_isi(kiriman_orang._ajukan)),
    Halaman("penugasan:suara_tautan", "anonim", _tanpa_isi(kiriman_orang._suara_tautan)),
    Halaman("penugasan:suara", Peran.PENGURUS_KOPERASI, _tanpa_isi(kiriman_orang._suara_akun)),
    Halaman("penugasan:penetapan_periksa", PY, _dengan_pilihan(kiriman_orang._tetapkan)),
    Halaman("penugasan:usulan_terima_semua", PT, _dengan_pilihan(kiriman_orang._terima_semua)),
    Halaman(
        "penugasan:buku_kirim_ulang_semua", PT, _dengan_pilihan(kiriman_orang._kirim_ulang_semua)
    ),
    Halaman("penugasan:buku_kirim_manual_ambil", PT, _entri_manual),
    Halaman("penugasan:ekspor_jadwal_ubah", PT, _tanpa_isi(kiriman_orang._jadwal())),
    Halaman("penugasan:ekspor_hasil", PT, _ekspor_jadi),
    Halaman("penugasan:penerus", PT, _penerus),
    Halaman("penugasan:usulan_opd_ajukan", KO, _pengganti, {"langkah": "periksa jawaban"}),
    Halaman("inti:impor_urungkan", PT, _tanpa_isi(kiriman_berkas._diterapkan)),
    Halaman("inti:impor_rincian", PT, _tanpa_isi(kiriman_berkas._padankan), {"isi": "pratinjau"}),
]
BUKAN_HALAMAN: dict[str, str] = {
    "inti:impor_unduh_koreksi": "a workbook",
    "inti:impor_templat": "a workbook",
    "inti:metrik": "numbers for a monitor",
    "inti:sehat": "JSON for a health check",
    "penugasan:buku_kirim_manual_bukti": "a file",
    "penugasan:ekspor_unduh": "a workbook",
    "penugasan:pendataan_berkas": "a file",
    "penugasan:pendataan_sptjm_unduh": "a file",
    "penugasan:pengecualian_berkas": "a file",
    "penugasan:permintaan_berkas": "a file",
    "penugasan:sampel_unduh": "a zip",
    "penugasan:simulasi_unduh": "a workbook",
    "penugasan:surat_arsip": "the test world has no archive",
    "penugasan:surat_arsip_unduh": "an archive",
    "penugasan:surat_docx": "a document",
    "penugasan:surat_ttd": "a file",
    "penugasan:usulan_bukti": "a file",
}
"""URLs of which the plain test world has nothing to show and a browser nothing to draw."""


def _dari_tabel(baris: Baris) -> list[Halaman]:
    """The page as every role sees it whose view differs: an officer's, and a head's or the like."""

    def siap(d: Dunia, _klien: Client) -> Kirim:
        kunci = baris.kunci(d.milik) if baris.kunci else {}
        return Kirim(baris.tetap | kunci, kueri=baris.kueri)

    peran = sorted(baris.boleh & SEMUA - set(baris.khusus)) or sorted(baris.boleh - SEMUA)
    if baris.url != "penugasan:beranda":  # the one page that is another for each role
        utama = [p for p in (PT, KO) if p in peran] or peran[:1]
        peran = utama
    return [Halaman(baris.url, satu, siap, baris.tetap) for satu in peran]


def _semua() -> list[Halaman]:
    berkeadaan = {satu.url for satu in BERKEADAAN if not satu.kunci}
    dari_tabel = [
        halaman
        for baris in TABEL
        if baris.metode == "get" and baris.jawab == 200 and baris.url not in berkeadaan
        for halaman in _dari_tabel(baris)
    ]
    unik = {satu.nama: satu for satu in (*dari_tabel, *BERKEADAAN)}
    return [satu for satu in unik.values() if satu.url not in BUKAN_HALAMAN]


HALAMAN = _semua()
