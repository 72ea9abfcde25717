"""Who read something is logged, even while another connection holds the database."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from inti import audit, titipan
from inti.models import LogAkses
from inti.tasks import tuang_titipan
from pegawai.models import Akun
from tests.inti.penulis import sedang_menulis

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.TITIPAN_AKSES = tmp_path / "akses"
    return tmp_path / "akses"


@pytest.fixture(autouse=True)
def _hanya_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets many write at once")


def lihat(akun: Akun, nomor: int, **lain: Any) -> None:
    audit.catat_akses(
        akun=akun, jenis="lihat", objek_jenis="pegawai.pegawai", objek_id=nomor, **lain
    )


def tersimpan() -> list[str]:
    return list(LogAkses.objects.order_by("waktu").values_list("objek_id", flat=True))


def test_a_free_database_takes_the_row_at_once(petugas: Akun, folder: Path) -> None:
    lihat(petugas, 7)
    assert tersimpan() == ["7"]
    assert not folder.exists()


def test_a_row_that_finds_the_database_busy_is_written_later_as_it_was(
    petugas: Akun, folder: Path
) -> None:
    with sedang_menulis():
        lihat(petugas, 7, jumlah=50, keterangan="Daftar, NIP disamarkan")
        lihat(petugas, 8)
        assert len(list(folder.glob("*.json"))) == 2

    assert tersimpan() == []
    assert titipan.tuang() == 2

    assert tersimpan() == ["7", "8"]
    log = LogAkses.objects.get(objek_id="7")
    assert (log.akun, log.instansi, log.jenis) == (petugas, petugas.instansi, "lihat")
    assert (log.jumlah, log.keterangan) == (50, "Daftar, NIP disamarkan")
    assert not list(folder.glob("*.json"))


def test_the_time_is_that_of_the_look_not_of_the_writing(petugas: Akun) -> None:
    with sedang_menulis():
        lihat(petugas, 7)
    lihat(petugas, 8)
    tuang_titipan()
    assert tersimpan() == ["7", "8"]


def test_what_is_still_busy_stays_until_the_next_sweep(petugas: Akun, folder: Path) -> None:
    with sedang_menulis():
        lihat(petugas, 7)
        assert titipan.tuang() == 0
        assert len(list(folder.glob("*.json"))) == 1
    assert titipan.tuang() == 1


def test_a_sweep_that_died_before_removing_the_file_writes_nothing_twice(
    petugas: Akun, folder: Path
) -> None:
    with sedang_menulis():
        lihat(petugas, 7)
    (berkas,) = folder.glob("*.json")
    isi = berkas.read_bytes()
    titipan.tuang()
    berkas.write_bytes(isi)

    assert titipan.tuang() == 0
    assert tersimpan() == ["7"]
    assert not berkas.exists()


def test_a_row_that_cannot_be_written_is_kept_and_named_and_holds_nobody_back(
    petugas: Akun, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with sedang_menulis():
        lihat(petugas, 7)
        lihat(petugas, 8)
    tujuh, delapan = sorted(folder.glob("*.json"), key=lambda f: json.loads(f.read_text())["waktu"])
    tujuh.write_text(tujuh.read_text().replace(f'"akun_id": {petugas.pk}', '"akun_id": null'))
    (folder / "terpotong.json").write_text('{"waktu":')

    assert titipan.tuang() == 1
    assert tersimpan() == ["8"]
    assert tujuh.exists()
    assert not delapan.exists()
    assert "ditolak" in caplog.text
    assert "tidak terbaca" in caplog.text


def test_only_one_sweep_pours_at_a_time(petugas: Akun) -> None:
    with sedang_menulis():
        lihat(petugas, 7)
    with titipan._sendirian() as boleh:
        assert boleh
        assert titipan.tuang() == 0
    assert titipan.tuang() == 1


def test_inside_a_transaction_the_row_shares_its_fate(petugas: Akun, folder: Path) -> None:
    with audit.keputusan(petugas.instansi):
        lihat(petugas, 7)
    assert tersimpan() == ["7"]
    assert not folder.exists()
