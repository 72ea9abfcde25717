"""What several tests of inti stand on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inti.models import Impor, Pekerjaan
from pegawai.models import Akun
from tests.inti.halaman_impor import DAFTAR, Kerjakan, Masuk, Unggah


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


@pytest.fixture
def unggah(klien: Client, kerjakan: Kerjakan) -> Unggah:
    """Upload files, let the worker read them, and return the first import."""

    def lakukan(*berkas: SimpleUploadedFile) -> Impor:
        jawab = klien.post(DAFTAR, {"berkas": list(berkas)})
        assert jawab.status_code == 302
        assert all(p.status == Pekerjaan.Status.SELESAI for p in kerjakan())
        impor = Impor.objects.order_by("pk").first()
        assert impor
        return impor

    return lakukan
