"""A kept file goes no further than the units its owner leads when he fetches it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from inti.models import LogAkses, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Pejabat
from penugasan.filters.ekspor import semua
from penugasan.services import ekspor as layanan
from tests.penugasan.ekspor.bantu import Kota, Masuk

Kerjakan = Callable[[], list[Pekerjaan]]


@pytest.fixture
def berkas(kota: Kota, kepala_opd: Akun, kerjakan: Kerjakan) -> Pekerjaan:
    assert kepala_opd.instansi is not None
    lingkup = layanan.Lingkup(kepala_opd.instansi, kepala_opd, QueryDict())
    job = layanan.mulai(semua()["pegawai"], lingkup)
    kerjakan()
    job.refresh_from_db()
    return job


def unduh(berkas: Pekerjaan) -> str:
    return reverse("penugasan:ekspor_unduh", args=[berkas.pk])


def test_each_download_of_a_kept_file_is_logged(
    berkas: Pekerjaan, masuk: Masuk, kepala_opd: Akun
) -> None:
    klien = masuk(kepala_opd)
    for _ in range(2):
        assert b"".join(klien.get(unduh(berkas)))[:2] == b"PK"
    log = LogAkses.objects.filter(akun=kepala_opd, objek_id=str(berkas.pk))
    assert [(satu.jenis, satu.objek_jenis, satu.jumlah) for satu in log] == [
        ("ekspor", "ekspor.pegawai", 1)
    ] * 2


def test_after_his_term_a_head_fetches_no_kept_file(
    berkas: Pekerjaan, masuk: Masuk, kepala_opd: Akun
) -> None:
    Pejabat.objects.filter(akun=kepala_opd).delete()
    assert masuk(kepala_opd).get(unduh(berkas)).status_code == 409
    assert not LogAkses.objects.filter(objek_id=str(berkas.pk)).exists()


def test_a_head_of_another_unit_now_fetches_no_file_of_the_former(
    berkas: Pekerjaan, masuk: Masuk, kepala_opd: Akun, opd_lain: Any
) -> None:
    Pejabat.objects.filter(akun=kepala_opd).update(opd=opd_lain)
    assert masuk(kepala_opd).get(unduh(berkas)).status_code == 404


def test_a_file_that_names_no_unit_is_kept_from_a_head(
    berkas: Pekerjaan, masuk: Masuk, kepala_opd: Akun
) -> None:
    hasil = {nama: isi for nama, isi in berkas.hasil.items() if nama != "jalur"}
    Pekerjaan.objects.filter(pk=berkas.pk).update(hasil=hasil, berakhir=sekarang())
    assert masuk(kepala_opd).get(unduh(berkas)).status_code == 404
