"""Our own way: reading, importing and exporting people."""

import contextlib
import cProfile
import pstats
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.urls import reverse

from inti import pekerjaan
from inti.excel import BATAS_PERINTAH, buka
from inti.excel_tulis import Jenis, Kolom, Lembar, tulis
from inti.impor.services import minta_terapkan, unggah
from inti.models import Impor, JejakAudit, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Pegawai
from tests.bench.anak import Jam
from tests.bench.judul import KOLOM_EKSPOR

TANGGAL = {"lahir", "tmt_cpns"}
KODE = {"nip", "siasn_id", "unor_id"}


def baca(*, berkas: str) -> None:
    """Open a workbook and take every row of every sheet."""
    jam = Jam()

    def kerja() -> int:
        with buka(Path(berkas), batas=BATAS_PERINTAH) as buku:
            return sum(1 for lembar in buku.lembar for _ in lembar.baris())

    jumlah = jam.ukur("baca", kerja)
    jam.laporkan(baris=jumlah)


def impor(*, berkas: str, ubah: str, profil: str = "") -> None:
    """The whole way three times: a new file, the same file, and one with 2 % changed."""
    reverse("inti:impor")  # a worker has loaded the pages' addresses long ago
    jam = Jam()
    akun = Akun.objects.get(username="bench")
    catatan: dict[str, Any] = {}
    for nama, jalur in (("baru", berkas), ("sama", berkas), ("ubah", ubah)):
        pemeriksa = cProfile.Profile() if profil and nama == "baru" else None
        if not _satu(jam, akun, nama, jalur, catatan, pemeriksa):
            break
        if pemeriksa:
            pstats.Stats(pemeriksa).dump_stats(profil)
    catatan["audit"] = JejakAudit.objects.filter(aksi="impor.terapkan").count()
    catatan["orang"] = Pegawai.objects.count()
    jam.laporkan(**catatan)


def _satu(
    jam: Jam,
    akun: Akun,
    nama: str,
    jalur: str,
    catatan: dict[str, Any],
    pemeriksa: cProfile.Profile | None,
) -> bool:
    with pemeriksa or contextlib.nullcontext():
        jam.ukur(
            f"{nama}: pratinjau",
            lambda: kerjakan(unggah(berkas=[buka_unggahan(jalur)], akun=akun, saat=sekarang())),
        )
        satu = Impor.objects.latest("pk")
        if satu.status != Impor.Status.SIAP:
            catatan["ditolak"] = satu.temuan[0]["pesan"] if satu.temuan else satu.status
            return False
        jam.ukur(f"{nama}: terapkan", lambda: kerjakan(minta_terapkan(impor=[satu], akun=akun)))
    satu.refresh_from_db()
    catatan[nama] = {k: satu.ringkasan[k] for k in ("baris", "baru", "berubah", "sama", "ditolak")}
    return True


def buka_unggahan(jalur: str) -> "UploadedFile[bytes]":
    """What the web hands over: a file on disk, never its whole content in memory."""
    tempat = Path(jalur)
    return UploadedFile(tempat.open("rb"), name=tempat.name, size=tempat.stat().st_size)


def kerjakan(satu: Pekerjaan) -> None:
    """Do a job in this process, as a worker would."""
    pekerjaan.jalankan(satu.pk)
    satu.refresh_from_db()
    assert satu.status == Pekerjaan.Status.SELESAI, satu.galat


def ekspor(*, keluaran: str) -> None:
    """25 columns of everybody, with header, widths, types, print set-up and provenance."""
    jam = Jam()
    kolom = [_kolom(nama) for nama in KOLOM_EKSPOR]
    semua = Pegawai.objects.select_related("opd").order_by("pk").iterator(2000)
    jumlah = jam.ukur(
        "ekspor",
        lambda: tulis(
            Path(keluaran),
            judul="Daftar pegawai",
            lembar=[Lembar("Pegawai", kolom, semua)],
            keterangan=[("Dibuat oleh", "Bench")],
            pada=sekarang(),
        ),
    )
    connection.close()
    jam.laporkan(baris=jumlah, ukuran=Path(keluaran).stat().st_size)


def _kolom(nama: str) -> Kolom[Pegawai]:
    judul = nama.replace("_", " ").upper()
    if nama == "opd__nama":
        return Kolom(judul, lambda p: p.opd.nama if p.opd else "", lebar=36)
    if nama == "opd__kode":
        return Kolom(judul, lambda p: p.opd.kode if p.opd else "", lebar=12)
    if nama == "id":
        return Kolom(judul, lambda p: p.pk, Jenis.BULAT, 8)
    if nama == "aktif":
        return Kolom(judul, lambda p: "Ya" if p.aktif else "Tidak", lebar=7)
    if nama in TANGGAL:
        return Kolom(judul, lambda p: getattr(p, nama), Jenis.TANGGAL, 12)
    return Kolom(judul, lambda p: getattr(p, nama), Jenis.KODE if nama in KODE else Jenis.TEKS, 21)
