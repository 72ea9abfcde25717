"""``impor_pegawai`` and ``impor_kebutuhan``: what operators and outside checks rely on."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inti.models import BarisImpor, Impor, Instansi, Sumber
from koperasi.models import Kebutuhan
from pegawai.models import Kontrak, Pegawai
from tests.inti.buku import simpan, tabel
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn, lembar_survei

pytestmark = pytest.mark.usefixtures("opd")
KUNCI = {
    "berkas", "jenis", "baris", "baru", "berubah", "sama", "ditolak", "peringatan", "diterapkan",
    "temuan",
}  # fmt: skip


@pytest.fixture
def ekspor(tmp_path: Path) -> tuple[Path, list[dict[str, Any]]]:
    baris = [baris_siasn(), baris_siasn(), baris_siasn(NAMA=None)]
    return simpan(tmp_path / "ekspor.xlsx", {"Data": tabel(KOLOM_SIASN, baris)}), baris


@pytest.fixture
def survei(tmp_path: Path, ekspor: tuple[Path, list[dict[str, Any]]]) -> Path:
    satu = ekspor[1][0]
    isi = {"NIP": satu["NIP BARU"], "NAMA": satu["NAMA"], "AKHIR KONTRAK": "31-12-2027"}
    return simpan(tmp_path / "survei.xlsx", {"DINKES": lembar_survei("Dinas", [isi])})


def jalankan(*argumen: object, perintah: str = "impor_pegawai") -> tuple[list[Any], str]:
    keluaran = Path(str(argumen[0])).with_suffix(".json")
    tulisan = StringIO()
    call_command(perintah, *map(str, argumen), "--keluaran", str(keluaran), stdout=tulisan)
    return json.loads(keluaran.read_text()), tulisan.getvalue()


def gagal(*argumen: object, perintah: str = "impor_pegawai") -> tuple[int, str]:
    with pytest.raises(CommandError) as galat:
        call_command(perintah, *map(str, argumen), stdout=StringIO())
    return galat.value.returncode, str(galat.value)


def test_by_default_it_stages_and_reports_in_the_stated_shape(
    ekspor: tuple[Path, list[dict[str, Any]]],
) -> None:
    (laporan,), tulisan = jalankan(ekspor[0])
    assert laporan.keys() == KUNCI
    assert laporan | {"temuan": []} == {
        "berkas": "ekspor.xlsx",
        "jenis": "siasn",
        "baris": 3,
        "baru": 2,
        "berubah": 0,
        "sama": 0,
        "ditolak": 1,
        "peringatan": 0,
        "diterapkan": False,
        "temuan": [],
    }
    (temuan,) = laporan["temuan"]
    pesan = temuan.pop("pesan")
    assert temuan == {
        "lembar": "Data",
        "sel": "D4",
        "kolom": "NAMA",
        "kode": "nama_kosong",
        "tingkat": "galat",
    }
    assert pesan.endswith(".")
    assert "Data!D4" in tulisan
    assert not Pegawai.objects.exists()
    assert Impor.objects.get().status == Impor.Status.SIAP


def test_files_given_together_are_taken_in_the_order_they_need(
    ekspor: tuple[Path, list[dict[str, Any]]], survei: Path
) -> None:
    laporan, _ = jalankan(survei, ekspor[0])
    assert [(x["jenis"], x["ditolak"]) for x in laporan] == [("survei", 0), ("siasn", 1)]
    laporan, _ = jalankan(survei, ekspor[0], "--terapkan")
    assert [(x["berkas"], x["diterapkan"]) for x in laporan] == [
        ("survei.xlsx", True),
        ("ekspor.xlsx", True),
    ]
    assert Kontrak.objects.get().pegawai.nip == ekspor[1][0]["NIP BARU"]


def test_applying_again_changes_nothing(
    ekspor: tuple[Path, list[dict[str, Any]]], survei: Path
) -> None:
    jalankan(ekspor[0], survei, "--terapkan")
    laporan, _ = jalankan(ekspor[0], survei, "--terapkan")
    assert [(x["baru"], x["berubah"], x["sama"]) for x in laporan] == [(0, 0, 2), (0, 0, 1)]
    assert Sumber.objects.count() == 2


def test_one_refused_file_stops_all_before_anything_is_applied(
    tmp_path: Path, ekspor: tuple[Path, list[dict[str, Any]]]
) -> None:
    rusak = tmp_path / "rusak.xlsx"
    rusak.write_bytes(b"<html></html>")
    keluaran = tmp_path / "laporan.json"
    kode, pesan = gagal(ekspor[0], rusak, "--terapkan", "--keluaran", keluaran)
    assert kode == 1
    assert "rusak.xlsx: Ini halaman web (HTML)" in pesan
    assert not Pegawai.objects.exists()
    laporan = json.loads(keluaran.read_text())
    assert [x["diterapkan"] for x in laporan] == [False, False]
    assert laporan[1]["temuan"][0]["kode"] == "berkas_bukan_xlsx"


def test_a_file_with_refused_rows_only_is_a_refusal(tmp_path: Path) -> None:
    jalur = simpan(tmp_path / "semua.xlsx", {"Data": tabel(KOLOM_SIASN, [baris_siasn(NAMA=None)])})
    kode, pesan = gagal(jalur, "--terapkan")
    assert kode == 1
    assert "Semua baris ditolak" in pesan
    assert BarisImpor.objects.get().status == "ditolak"
    assert Impor.objects.get().status == Impor.Status.SIAP


def test_wrong_usage_is_told_apart(
    tmp_path: Path, ekspor: tuple[Path, list[dict[str, Any]]], instansi_lain: Instansi
) -> None:
    assert gagal(tmp_path / "tidak-ada.xlsx")[0] == 2
    assert gagal(ekspor[0], "--keluaran", tmp_path / "tiada" / "laporan.json")[0] == 2
    assert gagal(ekspor[0])[0] == 2, "two agencies, none named"
    assert gagal(ekspor[0], "--instansi", "entah")[0] == 2
    jalankan(ekspor[0], "--instansi", "kota-pekalongan")


def test_without_an_agency_it_says_what_to_run_first(
    ekspor: tuple[Path, list[dict[str, Any]]],
) -> None:
    Instansi.objects.all().delete()
    kode, pesan = gagal(ekspor[0])
    assert (kode, "siapkan" in pesan) == (1, True)


def test_posts_have_a_command_of_their_own(tmp_path: Path, instansi: Instansi) -> None:
    medono = WilayahFactory.create(kode="33.75.01.1002", nama="Medono")
    KoperasiFactory.create(instansi=instansi, wilayah=medono)
    kolom = ["NAMA KOPERASI", "KELURAHAN", "KEBUTUHAN", "PERAN 1"]
    isi = [["DINAS"], kolom, ["KKMP Medono", "Medono", 1, "Administrasi"]]
    jalur = simpan(tmp_path / "kebutuhan.xlsx", {"A": isi})
    (laporan,), _ = jalankan(jalur, "--terapkan", perintah="impor_kebutuhan")
    assert (laporan["jenis"], laporan["berubah"], laporan["diterapkan"]) == ("kebutuhan", 1, True)
    assert Kebutuhan.objects.count() == 1
    assert "Judul kolom tidak dikenali" in gagal(jalur)[1], "not a workbook about people"
