"""What an officer does with an import: upload, decide a doubt, apply, discard."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from inti.audit import catat, keputusan
from inti.errors import DomainError, SudahDiproses
from inti.excel import BATAS_UNGGAH, Batas
from inti.impor.panggung import hitung_ulang, ke_terbaca, kolom_tersimpan, pembaca_untuk, salin
from inti.impor.pengimpor import ambil
from inti.impor.terapkan import pastikan_boleh
from inti.models import BarisImpor, Impor, Pekerjaan
from inti.pekerjaan import mulai

BACA, ULANG, TERAPKAN = "impor.baca", "impor.ulang", "impor.terapkan"


def batas_unggah() -> Batas:
    """Return the limits for a file that comes through the browser."""
    return Batas(ukuran=settings.UKURAN_UNGGAH_MAKS, bongkar=BATAS_UNGGAH.bongkar)


def unggah(*, berkas: "Sequence[UploadedFile[bytes]]", akun: Any, saat: dt.datetime) -> Pekerjaan:
    """Keep the uploaded files and start reading them; they are removed once read."""
    with transaction.atomic():
        impor = [_terima(satu, akun, saat) for satu in berkas]
        pk = [i.pk for i in impor]
        judul = impor[0].nama_berkas if len(impor) == 1 else f"{len(impor)} berkas"
        pekerjaan = _mulai(BACA, f"Memeriksa {judul}", impor, akun)
        for satu in impor:
            satu.ringkasan = {"kelompok": pk}
            satu.pekerjaan = pekerjaan
            satu.save(update_fields=["ringkasan", "pekerjaan"])
    return pekerjaan


def minta_terapkan(*, impor: Sequence[Impor], akun: Any) -> Pekerjaan:
    """Start applying staged imports in one job; pressing twice finds the same job.

    Raises DomainError or SudahDiproses when one of them cannot be applied.
    """
    bersama = {i.pk for i in impor}
    with transaction.atomic():
        terkunci = list(Impor.objects.select_for_update().filter(pk__in=bersama).order_by("pk"))
        for satu in terkunci:
            if berjalan := _sedang_diterapkan(satu):
                return berjalan
            pastikan_boleh(satu, bersama=bersama)
        nama = terkunci[0].nama_berkas if len(terkunci) == 1 else f"{len(terkunci)} berkas"
        pekerjaan = _mulai(TERAPKAN, f"Menerapkan {nama}", terkunci, akun)
        Impor.objects.filter(pk__in=bersama).update(pekerjaan=pekerjaan)
    return pekerjaan


def minta_ulang(*, impor: Impor, akun: Any) -> Pekerjaan:
    """Start comparing a staged import with the data of now."""
    with transaction.atomic():
        if impor.status != Impor.Status.SIAP:
            pesan = "Hanya berkas yang menunggu diterapkan yang dapat diperiksa ulang."
            raise DomainError(pesan)
        return _mulai(ULANG, f"Memeriksa ulang {impor.nama_berkas}", [impor], akun)


def buang(*, impor: Impor, akun: Any) -> None:
    """Discard an import that was not applied: its staged rows go, the history line stays."""
    with keputusan(impor.instansi):
        belum = [Impor.Status.DIUNGGAH, Impor.Status.SIAP]
        menang = Impor.objects.filter(pk=impor.pk, status__in=belum).update(
            status=Impor.Status.DIBATALKAN
        )
        if not menang:
            pesan = "Berkas ini sudah diterapkan atau dibuang orang lain."
            raise SudahDiproses(pesan)
        BarisImpor.objects.filter(impor=impor).delete()
        catat(aksi="impor.buang", aktor=akun, instansi=impor.instansi, objek=impor)
    buang_berkas(impor)


def putuskan(*, baris: BarisImpor, kode: str, akun: Any, hari_ini: dt.date) -> None:
    """Settle a doubt of one staged row the way somebody chose, and compare the row anew.

    Raises DomainError when the row does not offer this choice, or is no longer staged.
    """
    with keputusan(baris.impor.instansi):
        impor = Impor.objects.select_related("instansi").get(pk=baris.impor_id)
        if impor.status != Impor.Status.SIAP:
            pesan = "Berkas ini tidak lagi menunggu diterapkan."
            raise SudahDiproses(pesan)
        satu = ke_terbaca(baris, kolom_tersimpan(impor))
        try:
            ambil(impor.jenis).putuskan(satu, kode)
        except KeyError as galat:
            pesan = "Pilihan ini tidak berlaku untuk baris tersebut."
            raise DomainError(pesan) from galat
        pembaca_untuk(impor, hari_ini=hari_ini).bandingkan([satu])
        salin(satu, baris)
        baris.save()
        hitung_ulang(impor)
        catat(
            aksi="impor.putuskan",
            aktor=akun,
            instansi=impor.instansi,
            objek=impor,
            sesudah={"sel": f"{baris.lembar}!{baris.baris}", "pilihan": kode},
        )


def buang_berkas(impor: Impor) -> None:
    """Remove the uploaded file: it holds personal columns that the portal does not keep."""
    if impor.berkas:
        impor.berkas.delete(save=True)


def _terima(berkas: "UploadedFile[bytes]", akun: Any, saat: dt.datetime) -> Impor:
    sidik = hashlib.sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    impor = Impor(
        instansi=akun.instansi,
        akun=akun,
        nama_berkas=(berkas.name or "berkas.xlsx")[-200:],
        ukuran=berkas.size or 0,
        sha256=sidik.hexdigest(),
        dibuat=saat,
    )
    impor.berkas.save(f"{uuid4().hex}.xlsx", berkas, save=False)
    impor.save()
    return impor


def _mulai(jenis: str, judul: str, impor: Sequence[Impor], akun: Any) -> Pekerjaan:
    kembali = reverse("inti:impor_rincian", args=[impor[0].pk])
    return mulai(
        jenis=jenis,
        judul=judul[:160],
        instansi=akun.instansi,
        aktor=akun,
        parameter={"impor": [i.pk for i in impor], "kembali": kembali},
    )


def _sedang_diterapkan(impor: Impor) -> Pekerjaan | None:
    pekerjaan = impor.pekerjaan
    if pekerjaan and pekerjaan.jenis == TERAPKAN and not pekerjaan.berhenti:
        return pekerjaan
    return None
