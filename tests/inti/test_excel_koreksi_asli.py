"""The corrected file is untouched where nothing is wrong."""

from pathlib import Path

import pytest

from tests.inti.buku import buku, ubah_bagian
from tests.inti.koreksi import (
    KUNING,
    MERAH,
    NIP,
    bagian,
    buku_kantor,
    catatan,
    galat,
    ingat,
    muat,
    rupa,
    simpan,
    tandai,
    warna,
)


@pytest.fixture
def sederhana(tmp_path: Path) -> Path:
    isi = {"Data": [["NIP", "NAMA", "LAHIR"], ["1", "A", "x"], ["2", "B", "y"], ["3", "C", "z"]]}
    return simpan(tmp_path, buku(isi))


@pytest.fixture
def kantor(tmp_path: Path) -> Path:
    return buku_kantor(tmp_path / "kantor.xlsx")


@pytest.fixture
def ditandai(kantor: Path) -> Path:
    return tandai(
        kantor,
        galat("B6", lembar="Dinkes"),
        ingat("C7", "Nama beda.", lembar="Dinkes"),
        galat("G9", "Gaji aneh.", lembar="Dinkes"),
        galat("D12", "Hari salah.", lembar="Dinas & <Arsip>"),
        kepala={"Dinkes": 5, "Dinas & <Arsip>": 5},
    )


def test_every_other_cell_looks_and_says_what_it_did(kantor: Path, ditandai: Path) -> None:
    tertanda = {("Dinkes", s) for s in ("B6", "C7", "G9")} | {("Dinas & <Arsip>", "D12")}
    lama, baru = muat(kantor), muat(ditandai)
    assert lama.sheetnames == baru.sheetnames
    for lembar in lama:
        lain = baru[lembar.title]
        for baris in lembar.iter_rows():
            for sel in baris:
                padan = lain[sel.coordinate]
                if (lembar.title, sel.coordinate) in tertanda:
                    assert padan.value == sel.value
                    assert padan.number_format == sel.number_format
                    assert warna(padan) in {MERAH, KUNING}
                else:
                    assert rupa(padan) == rupa(sel), (lembar.title, sel.coordinate)
    tambahan = {"Dinkes": {"H5", "H6", "H7", "H9"}, "Dinas & <Arsip>": {"H5", "H12"}}
    for nama, sel in tambahan.items():
        assert {s.coordinate for s in baru[nama]["H"] if s.value is not None} == sel


def test_the_sheet_around_the_cells_stays(kantor: Path, ditandai: Path) -> None:
    lama, baru = muat(kantor)["Dinkes"], muat(ditandai)["Dinkes"]
    assert str(baru.merged_cells) == str(lama.merged_cells)
    assert baru.freeze_panes == "C6"
    assert baru.print_title_rows == "$4:$5"
    assert baru.page_setup.orientation == "landscape"
    assert baru.oddFooter.right.text == "&P/&N"
    assert baru.auto_filter.ref == "A5:G25"
    assert baru.column_dimensions["B"].width == 27
    assert baru.column_dimensions["F"].hidden
    assert baru.row_dimensions[10].hidden
    assert baru.row_dimensions[11].height == 33
    assert [str(d.sqref) for d in baru.data_validations.dataValidation] == ["F6:F25"]
    assert [str(r.sqref) for r in baru.conditional_formatting] == ["A6:A25"]
    assert len(baru._images) == len(lama._images) == 1
    assert baru._images[0]._data() == lama._images[0]._data()
    assert muat(ditandai)["Rahasia"].sheet_state == "hidden"
    assert muat(ditandai).defined_names["UNIT"].attr_text == "Petunjuk!$A$1:$A$3"


def test_parts_that_carry_no_mark_are_the_same_bytes(kantor: Path, ditandai: Path) -> None:
    lama, baru = bagian(kantor), bagian(ditandai)
    assert list(baru)[: len(lama)] == list(lama)
    berubah = {nama for nama in lama if lama[nama] != baru[nama]}
    # Sheet 3 has its first finding but has notes already: all it needs is there.
    assert {n.rpartition("/")[2] for n in berubah} == {
        "styles.xml",
        "sheet2.xml",
        "sheet3.xml",
        "comment1.xml",
        "comment2.xml",
        "commentsDrawing1.vml",
        "commentsDrawing2.vml",
    }
    assert set(lama) == set(baru)


def test_an_officers_note_is_kept_above_ours(ditandai: Path) -> None:
    lembar = muat(ditandai)["Dinkes"]
    assert catatan(lembar["C7"]) == "Catatan kantor\n\nPortal:\nNama beda."
    assert catatan(lembar["C8"]) == "Jangan diubah"
    assert catatan(lembar["B6"]) == f"Portal:\n{NIP}"


def test_a_file_without_findings_comes_back_as_it_was(kantor: Path) -> None:
    assert bagian(tandai(kantor, kepala={"Dinkes": 5})) == bagian(kantor)


def test_what_a_library_would_lose_stays(sederhana: Path) -> None:
    luar = b'<extLst><ext uri="{x}"><y xmlns="urn:kantor">tetap</y></ext></extLst>'
    isi = ubah_bagian(
        sederhana.read_bytes(),
        "xl/worksheets/sheet1.xml",
        lambda d: d.replace(b"</worksheet>", luar + b"</worksheet>"),
    )
    sederhana.write_bytes(isi)

    lembar = bagian(tandai(sederhana, galat("A2"), kepala={"Data": 1}))["xl/worksheets/sheet1.xml"]

    assert lembar.endswith(b'r:id="rIdPortal2"/>' + luar + b"</worksheet>")
