"""Each export leaves a trace; a long one is a job; the command writes the same lists."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings as pengaturan
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.urls import reverse

from inti.models import JejakAudit, LogAkses, Pekerjaan
from inti.peran import Peran
from pegawai.models import Akun
from penugasan.filters.ekspor import semua
from penugasan.models import (
    Penugasan,
)
from penugasan.services import ekspor as layanan
from tests.penugasan.ekspor.bantu import (
    SEMUA_JENIS,
    Kota,
    Masuk,
    alamat,
    ambil,
    baris,
    buka,
    keterangan,
)


def test_each_export_leaves_its_trace(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    ambil(masuk(petugas), "kelayakan", hasil="layak")
    log = LogAkses.objects.get(jenis="ekspor")
    assert (log.akun, log.jumlah, log.keterangan) == (petugas, 1, "Hasil: Layak")
    jejak = JejakAudit.objects.get(aksi="ekspor.kelayakan")
    assert jejak.sesudah == {"jumlah": 1, "saringan": "Hasil: Layak"}


def test_the_download_is_a_workbook_named_by_kind_and_time(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).get(alamat("beban-opd"))
    assert re.fullmatch(
        r'attachment; filename="beban-opd-\d{8}-\d{4}\.xlsx"', jawaban["Content-Disposition"]
    )
    assert "spreadsheetml" in jawaban["Content-Type"]
    assert "no-store" in jawaban["Cache-Control"]


def test_the_version_on_the_file_is_the_one_of_the_project() -> None:
    proyek = tomllib.loads((Path(pengaturan.AKAR) / "pyproject.toml").read_text())
    assert proyek["project"]["version"] == pengaturan.VERSI


@pytest.fixture
def batas_kecil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layanan, "BATAS_LANGSUNG", 1)
    monkeypatch.setattr(layanan, "TIAP", 1)


@pytest.mark.usefixtures("batas_kecil")
def test_a_long_list_is_written_by_a_job_and_fetched_by_its_owner_only(
    kota: Kota,
    masuk: Masuk,
    petugas: Akun,
    penyetuju: Akun,
    kerjakan: Callable[[], list[Pekerjaan]],
) -> None:
    klien, tujuan = masuk(petugas), alamat("kelayakan", urut="-nama")
    assert "latar belakang" in klien.get(tujuan).content.decode()
    assert not LogAkses.objects.filter(jenis="ekspor").exists()
    assert klien.post(tujuan).status_code == 302
    pekerjaan = next(p for p in kerjakan() if p.jenis == layanan.TULIS)
    assert pekerjaan.status == Pekerjaan.Status.SELESAI
    assert "2 baris" in klien.get(pekerjaan.hasil["url"]).content.decode()
    unduh = reverse("penugasan:ekspor_unduh", args=[pekerjaan.pk])
    isi = baris(buka(klien.get(unduh)).worksheets[0])
    assert [b["NAMA"] for b in isi] == ["Siti Contoh", "Budi Misal"]
    assert masuk(penyetuju).get(unduh).status_code == 404
    diakses = LogAkses.objects.filter(jenis="ekspor")
    assert [satu.jumlah for satu in diakses] == [2, 2]  # written, and fetched
    default_storage.delete(pekerjaan.hasil["berkas"])
    assert klien.get(unduh).status_code == 404


@pytest.mark.usefixtures("batas_kecil")
def test_a_job_runs_and_hands_out_under_the_rights_of_that_moment(
    kota: Kota, masuk: Masuk, petugas: Akun, kerjakan: Callable[[], list[Pekerjaan]]
) -> None:
    klien = masuk(petugas)
    klien.post(alamat("beban-opd"))
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.KEPALA_OPD)
    gagal = next(p for p in kerjakan() if p.jenis == layanan.TULIS)
    assert gagal.status == Pekerjaan.Status.GAGAL
    assert "tidak berhak" in gagal.galat


@pytest.mark.usefixtures("batas_kecil")
def test_a_finished_file_is_withheld_from_who_lost_the_right(
    kota: Kota, masuk: Masuk, petugas: Akun, kerjakan: Callable[[], list[Pekerjaan]]
) -> None:
    klien = masuk(petugas)
    klien.post(alamat("beban-opd"))
    selesai = next(p for p in kerjakan() if p.jenis == layanan.TULIS)
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.KEPALA_OPD)
    assert klien.get(reverse("penugasan:ekspor_unduh", args=[selesai.pk])).status_code == 409


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_the_command_writes_the_same_lists(
    jenis: str, kota: Kota, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keluaran = tmp_path / "daftar.xlsx"
    call_command("ekspor", jenis, "--periode", "2026-1", "--keluaran", str(keluaran))
    buku = openpyxl.load_workbook(keluaran)
    # Nothing ends soon there, nothing differs from SIASN, nothing is typed in by hand.
    kosong = jenis in ("berakhir", "beda-siasn", "entri-siasn")
    assert len(baris(buku.worksheets[0])) >= (not kosong)
    assert keterangan(buku)["Diekspor oleh"] == "Perintah ekspor di peladen"
    assert "baris ditulis" in capsys.readouterr().out
    assert JejakAudit.objects.get(aksi=f"ekspor.{jenis}").aktor is None
    assert list(tmp_path.iterdir()) == [keluaran]


def test_the_command_refuses_in_words_and_leaves_no_file(kota: Kota, tmp_path: Path) -> None:
    keluaran = tmp_path / "daftar.xlsx"
    with pytest.raises(CommandError, match="1999-9 tidak ditemukan"):
        call_command("ekspor", "nominatif", "--periode", "1999-9", "--keluaran", str(keluaran))
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_when_it_cannot_write(kota: Kota, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("ekspor", "nominatif", "--keluaran", str(tmp_path / "tiada" / "x.xlsx"))


def test_a_lingkup_without_account_reads_the_whole_agency(kota: Kota) -> None:
    isi = semua()["penugasan"].susun(layanan.Lingkup(kota.instansi, None, QueryDict()))
    assert isi.jumlah == Penugasan.objects.filter(instansi=kota.instansi).count() == 1
