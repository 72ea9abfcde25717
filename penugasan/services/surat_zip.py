"""Several letters as one archive, with a list of what is in it."""

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.urls import reverse

from inti import kata, pekerjaan
from inti.audit import catat_akses
from inti.errors import DomainError
from inti.excel_tulis import Lembar, tulis
from inti.models import Pekerjaan
from inti.pekerjaan import Lapor, penangan
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.documents.docx import tulis_docx
from penugasan.exports import surat as daftar
from penugasan.models import Surat
from penugasan.services.berkas_jalur import jalur_penulis
from penugasan.services.surat import baca_berkas, isi_tercetak, nama_polos
from penugasan.services.surat_terbit import instansi_aktor
from penugasan.services.surat_ttd import baca_ttd

ZIP = "surat.zip"
PDF, DOCX, TTD = "pdf", "docx", "ttd"
BENTUK = {PDF: "PDF", DOCX: "DOCX", TTD: "TTD"}
BATAS_LANGSUNG = 25
"""Letters up to which an archive is made while the officer waits; a larger one becomes a job."""
PALING_BANYAK = 2000
MASA_SIMPAN = dt.timedelta(days=7)
"""An archive is a copy for carrying away; the letters themselves stay."""


def baca_docx(surat: Surat) -> bytes:
    """The letter as DOCX, written from what was kept; the same letter gives the same bytes."""
    return tulis_docx(isi_tercetak(surat))


def langsung(akun: Akun, surat: QuerySet[Surat], bentuk: Sequence[str]) -> io.BytesIO:
    """Make a small archive now; the access log remembers it."""
    wadah = io.BytesIO()
    jumlah = tulis_arsip(wadah, surat, bentuk, akun=akun)
    _catat(akun, jumlah, bentuk)
    wadah.seek(0)
    return wadah


def mulai(akun: Akun, surat: Iterable[Surat], bentuk: Sequence[str]) -> Pekerjaan:
    """Make a large archive in the background, under the rights its owner has then."""
    pk = sorted(satu.pk for satu in surat)
    if len(pk) > PALING_BANYAK:
        pesan = f"Paling banyak {PALING_BANYAK} surat dalam satu arsip. Persempit saringannya."
        raise DomainError(pesan)
    return pekerjaan.mulai(
        jenis=ZIP,
        judul=f"Mengarsipkan {len(pk)} surat",
        instansi=instansi_aktor(akun),
        aktor=akun,
        parameter={"surat": pk, "bentuk": sorted(bentuk)},
        sekali=True,
    )


@penangan(ZIP)
def kerjakan(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Do one archive job; a repeated one writes its file anew."""
    akun: Akun = pekerjaan.aktor  # type: ignore[assignment]
    if not akun.is_active:
        pesan = "Akun yang meminta arsip ini tidak aktif lagi."
        raise DomainError(pesan)
    jalur = jalur_penulis(akun)
    semua = Surat.objects.untuk(akun).filter(pk__in=pekerjaan.parameter["surat"])
    bentuk = pekerjaan.parameter["bentuk"]
    with tempfile.TemporaryFile() as wadah:
        jumlah = tulis_arsip(wadah, semua, bentuk, akun=akun, lapor=lapor)
        wadah.seek(0)
        default_storage.delete(nama_simpan(pekerjaan))
        tersimpan = default_storage.save(nama_simpan(pekerjaan), File(wadah))
    _catat(akun, jumlah, bentuk)
    return {
        "url": reverse("penugasan:surat_arsip", args=[pekerjaan.pk]),
        "berkas": tersimpan,
        "jumlah": jumlah,
        "jalur": jalur,
    }


def tulis_arsip(
    keluaran: IO[bytes],
    surat: QuerySet[Surat],
    bentuk: Sequence[str],
    *,
    akun: Akun,
    lapor: Lapor | None = None,
) -> int:
    """Write the letters and their list; returns how many. Raises DomainError when there is none."""
    semua = surat.select_related("instansi").order_by("jenis", "tahun", "urut", "pk")
    total = semua.count()
    if not total:
        pesan = "Tidak ada surat yang dipilih."
        raise DomainError(pesan)
    with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nomor, satu in enumerate(semua.iterator(50), 1):
            _tulis_satu(arsip, satu, bentuk)
            if lapor is not None:
                lapor(nomor, total, "Mengarsipkan surat")
        arsip.writestr("daftar-surat.xlsx", _daftar(surat, akun))
    return total


def nama_simpan(pekerjaan: Pekerjaan) -> str:
    """Where the archive of a job lies."""
    return f"surat-zip/{pekerjaan.pk}.zip"


def bersihkan(*, pada: dt.datetime) -> int:
    """Remove archives a week after they were made; returns how many."""
    lama = Pekerjaan.objects.filter(
        jenis=ZIP,
        status__in=(Pekerjaan.Status.SELESAI, Pekerjaan.Status.GAGAL),
        berakhir__lt=pada - MASA_SIMPAN,
    )
    jumlah = 0
    for satu in lama.iterator(500):
        default_storage.delete(nama_simpan(satu))
        satu.delete()
        jumlah += 1
    return jumlah


def _tulis_satu(arsip: zipfile.ZipFile, surat: Surat, bentuk: Sequence[str]) -> None:
    nama = nama_polos(surat)
    if PDF in bentuk:
        arsip.writestr(f"{nama}.pdf", baca_berkas(surat))
    if DOCX in bentuk:
        arsip.writestr(f"{nama}.docx", baca_docx(surat))
    if TTD in bentuk and (isi := baca_ttd(surat)) is not None:
        arsip.writestr(f"{nama}-bertanda-tangan.pdf", isi)


def _daftar(surat: QuerySet[Surat], akun: Akun) -> bytes:
    """The list as a workbook: what people typed stays text there, too."""
    wadah = io.BytesIO()
    with kata.pakai(instansi_aktor(akun).pk):
        tulis(
            wadah,
            judul="Daftar surat",
            lembar=[Lembar("Surat", daftar.kolom(), daftar.baris(surat))],
            keterangan=[("Diunduh oleh", f"{akun.nama} ({akun.get_peran_display()})")],
            pada=sekarang(),
        )
    return wadah.getvalue()


def _catat(akun: Akun, jumlah: int, bentuk: Sequence[str]) -> None:
    catat_akses(
        akun=akun,
        jenis="unduh",
        objek_jenis="penugasan.surat",
        jumlah=jumlah,
        keterangan=f"Arsip surat: {', '.join(BENTUK[satu] for satu in bentuk)}",
    )
