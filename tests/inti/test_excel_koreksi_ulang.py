"""A corrected file that is uploaded again is marked anew, never twice."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl.comments import Comment

from inti.excel.koreksi import BatasKoreksi, tulis_koreksi
from inti.excel.tandai.gaya import WARNA_KEPALA
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


def test_a_corrected_file_marked_again_holds_only_the_new_findings(kantor: Path) -> None:
    kepala = {"Dinkes": 5, "Dinas & <Arsip>": 5}
    pertama = tandai(
        kantor,
        galat("B6", lembar="Dinkes"),
        ingat("C7", "Nama beda.", lembar="Dinkes"),
        galat("D12", "Hari salah.", lembar="Dinas & <Arsip>"),
        kepala=kepala,
    )
    kedua = tandai(
        pertama,
        ingat("B6", "Masih ragu.", lembar="Dinkes"),
        galat("G8", "Baru.", lembar="Dinkes"),
        kepala=kepala,
    )

    lembar = muat(kedua)["Dinkes"]
    assert [s.value for s in lembar["H"]][4:9] == ["Kesalahan", "Masih ragu.", None, "Baru.", None]
    assert lembar["I5"].value is None
    assert (warna(lembar["B6"]), catatan(lembar["B6"])) == (KUNING, "Portal:\nMasih ragu.")
    assert (warna(lembar["C7"]), catatan(lembar["C7"])) == ("", "Catatan kantor")
    assert lembar["B6"].number_format == "@"
    lain = muat(kedua)["Dinas & <Arsip>"]
    assert lain.max_column == 7
    assert (warna(lain["D12"]), catatan(lain["D12"])) == ("", "")


def test_a_mended_file_without_findings_loses_every_mark(kantor: Path) -> None:
    kepala = {"Dinkes": 5}
    temuan = [galat("B6", lembar="Dinkes"), ingat("C7", "Nama beda.", lembar="Dinkes")]
    bersih = tandai(tandai(kantor, *temuan, kepala=kepala), kepala=kepala)

    lama, baru = muat(kantor)["Dinkes"], muat(bersih)["Dinkes"]
    for baris in lama.iter_rows():
        for sel in baris:
            assert rupa(baru[sel.coordinate]) == rupa(sel), sel.coordinate
    assert {s.value for s in baru["H"]} == {None}


def test_marks_are_known_again_after_another_program_saved_the_file(sederhana: Path) -> None:
    # Shared texts, renumbered styles, and a note in one piece: what a spreadsheet program writes.
    isi = muat(tandai(sederhana, galat("A2"), ingat("C3", "Ragu."), kepala={"Data": 1}))
    isi["Data"]["A2"].value = "diperbaiki"
    isi.save(sederhana)

    lembar = muat(tandai(sederhana, galat("A4"), kepala={"Data": 1}))["Data"]

    assert [s.value for s in lembar["D"]] == ["Kesalahan", None, None, NIP]
    assert lembar.max_column == 4
    assert [warna(lembar[s]) for s in ("A2", "C3", "A4")] == ["", "", MERAH]
    assert [catatan(lembar[s]) for s in ("A2", "C3")] == ["", ""]


def test_marks_in_a_file_with_shared_texts_are_known_again(tmp_path: Path) -> None:
    jalur = tmp_path / "asal.xlsx"
    isi = xlsxwriter.Workbook(str(jalur))
    lembar = isi.add_worksheet("Data")
    merah, kepala = (isi.add_format({"bg_color": f"#{w[2:]}"}) for w in (MERAH, WARNA_KEPALA))
    lembar.write_row(0, 0, ["NIP", "NAMA"])
    lembar.write(0, 2, "Kesalahan", kepala)
    lembar.write(1, 0, "1", merah)
    lembar.write_comment(1, 0, "Kata kantor\n\nPortal:\nLama.", {"author": "Portal"})
    lembar.write_row(1, 1, ["A", "Lama."])
    lembar.write_row(2, 0, ["2", "B"])
    isi.close()

    lembar = muat(tandai(jalur, galat("B3"), kepala={"Data": 1}))["Data"]

    assert [s.value for s in lembar["C"]] == ["Kesalahan", None, NIP]
    assert (warna(lembar["A2"]), catatan(lembar["A2"])) == ("", "Kata kantor")
    assert (lembar.max_column, catatan(lembar["B3"])) == (3, f"Portal:\n{NIP}")


def test_an_officers_note_keeps_its_letters_when_ours_changes(sederhana: Path) -> None:
    tebal = b"<r><rPr><b/></rPr><t>Kata kantor\n\nPortal:\nLama.</t></r>"
    isi = muat(sederhana)
    isi["Data"]["A2"].comment = Comment("x", "Kantor")
    isi.save(sederhana)
    nama = next(n for n in bagian(sederhana) if "comments/" in n)
    isi = ubah_bagian(
        sederhana.read_bytes(),
        nama,
        lambda d: d[: d.index(b"<t")] + b"<text>" + tebal + d[d.index(b"</text>") :],
    )
    sederhana.write_bytes(isi)

    hasil = tandai(sederhana, galat("A2"), kepala={"Data": 1})

    assert catatan(muat(hasil)["Data"]["A2"]) == f"Kata kantor\n\nPortal:\n{NIP}"
    assert b"<r><rPr><b/></rPr><t xml:space=" in bagian(hasil)[nama]


def _dengan(data: bytes, teks: bytes) -> bytes:
    """Put other content into the one note there is."""
    return data[: data.index(b"<t")] + b"<text>" + teks + data[data.index(b"</text>") :]


def test_notes_beyond_the_limit_are_left_to_the_column(sederhana: Path) -> None:
    keluaran = sederhana.with_name("hasil.xlsx")
    temuan = [galat(f"A{b}") for b in (2, 3, 4)]

    tulis_koreksi(
        sederhana, keluaran, temuan=temuan, kepala={"Data": 1}, batas=BatasKoreksi(catatan=2)
    )

    lembar = muat(keluaran)["Data"]
    assert [bool(catatan(lembar[f"A{b}"])) for b in (2, 3, 4)] == [True, True, False]
    assert {lembar[f"D{b}"].value for b in (2, 3, 4)} == {NIP}
