"""The steps an officer takes on the import pages, for the tests of these pages."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.models import Impor, Pekerjaan
from pegawai.models import Akun
from tests.inti.buku import buku, tabel
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn

Masuk = Callable[[Akun], Client]
Kerjakan = Callable[[], list[Pekerjaan]]
Unggah = Callable[..., Impor]
DAFTAR = "/impor/"


def ekspor(*baris: dict[str, Any]) -> bytes:
    """Return an export of SIASN with these rows, or with one good row."""
    return buku({"Data": tabel(KOLOM_SIASN, baris or [baris_siasn()])})


def unggahan(isi: bytes, nama: str = "ekspor.xlsx") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(nama, isi)


def rincian(impor: Impor) -> str:
    """Return the page of one import."""
    return reverse("inti:impor_rincian", args=[impor.pk])


def terapkan(klien: Client, impor: Impor, kerjakan: Kerjakan, **isi: str) -> Pekerjaan:
    """Press "Terapkan", let the worker do it, and return its job."""
    klien.post(reverse("inti:impor_terapkan", args=[impor.pk]), isi)
    (pekerjaan,) = kerjakan()
    return pekerjaan
