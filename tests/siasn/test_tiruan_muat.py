"""Where the stand-in's people come from: an export, a list, or its own seed."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from penugasan.siasn.mock_server.dunia import Setelan
from penugasan.siasn.mock_server.gangguan import GangguanSalahError
from penugasan.siasn.mock_server.jalankan import baca_setelan, bangun
from penugasan.siasn.mock_server.muat import (
    MuatSalahError,
    baca_berkas,
    karang,
)
from penugasan.siasn.mock_server.orang import nip_berbentuk, ragam_id


def test_synthetic_people_are_well_formed_and_the_same_every_time() -> None:
    semua = karang(200, benih=5)
    assert semua == karang(200, benih=5)
    assert all(nip_berbentuk(orang["nipBaru"]) for orang in semua)
    assert not nip_berbentuk("bukan")
    assert not nip_berbentuk("200013012024212001")
    assert not nip_berbentuk("199002152024152001")
    assert ragam_id("pendek", 1) == "pendek"


def _ekspor(berkas: Path, *baris: list[str]) -> Path:
    buku = Workbook()
    for satu in baris:
        buku.active.append(satu)
    buku.save(berkas)
    return berkas


def test_people_are_loaded_from_an_export_wherever_its_header_stands(tmp_path: Path) -> None:
    judul = ["PEMERINTAH KOTA CONTOH"]
    kepala = ["NO", "nip  baru", "NAMA", "Kedudukan Hukum Nama"]
    isi = ["1", "199002152024212001", "CONTOH", "PPPK Paruh Waktu"]
    berkas = _ekspor(tmp_path / "ekspor.xlsx", judul, [], kepala, isi, ["2", "", "X", ""])
    setelan = baca_setelan({"SIASN_TIRUAN_TUNDA": "9", "SIASN_TIRUAN_UJI_PETIK": "mati"})
    assert (setelan.tunda, setelan.petik) == (9.0, False)
    dunia = bangun(tmp_path / "data", setelan, muat=[berkas])
    assert dunia.setelan.ketat
    assert dunia.orang("199002152024212001") is not None
    assert dunia.orang("199002152024212002") is None
    dunia.simpanan.tutup()
    lagi = bangun(tmp_path / "data", setelan, gangguan="html:0.5")
    assert lagi.setelan.ketat
    assert [satu.jenis for satu in lagi.papan.aturan] == ["html"]
    lagi.simpanan.tutup()


def test_a_file_without_people_is_refused(tmp_path: Path) -> None:
    kosong = _ekspor(tmp_path / "kosong.xlsx", *[["A"]] * 30)
    with pytest.raises(MuatSalahError, match="NIP BARU"):
        baca_berkas(kosong)
    berkas = tmp_path / "orang.json"
    berkas.write_text('[{"nipBaru": "1"}, 7]')
    assert baca_berkas(berkas) == [{"nipBaru": "1"}]
    berkas.write_text("{}")
    with pytest.raises(MuatSalahError):
        baca_berkas(berkas)
    with pytest.raises(GangguanSalahError):
        bangun(tmp_path / "data", Setelan(), gangguan="kiamat")
