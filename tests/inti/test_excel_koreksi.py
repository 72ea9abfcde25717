"""The corrected file: what is marked, of which files, and the process that does it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from inti.excel import BerkasDitolak, buka
from inti.excel.koreksi import BatasKoreksi, SelTemuan, tulis_koreksi
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


# What is marked ---------------------------------------------------------------------------


def test_a_finding_colours_its_cell_notes_it_and_joins_the_row(sederhana: Path) -> None:
    hasil = tandai(
        sederhana,
        galat("A2"),
        ingat("C2", "Dibaca 1-2-1990."),
        galat("C4", "Tanggal salah."),
        ingat("C4", "Dan meragukan."),
        kepala={"Data": 1},
    )

    lembar = muat(hasil)["Data"]
    assert [warna(lembar[s]) for s in ("A2", "C2", "C4")] == [MERAH, KUNING, MERAH]
    assert catatan(lembar["A2"]) == f"Portal:\n{NIP}"
    assert catatan(lembar["C4"]) == "Portal:\nTanggal salah.\nDan meragukan."
    assert lembar["D1"].value == "Kesalahan"
    assert lembar["D1"].font.b
    assert lembar["D2"].value == f"{NIP}\nDibaca 1-2-1990."
    assert lembar["D4"].value == "Tanggal salah.\nDan meragukan."
    assert lembar["D2"].alignment.wrap_text
    assert lembar.column_dimensions["D"].width == 50
    assert (lembar["D3"].value, warna(lembar["A3"]), catatan(lembar["A3"])) == (None, "", "")


def test_a_finding_about_a_whole_row_stands_in_our_column(sederhana: Path) -> None:
    hasil = tandai(sederhana, SelTemuan("Data", 3, "", "galat", "Baris ganda."), kepala={"Data": 1})

    lembar = muat(hasil)["Data"]
    assert lembar["D3"].value == "Baris ganda."
    assert [warna(s) for s in lembar[3]] == ["", "", "", MERAH]


def test_messages_that_look_like_formulas_stay_text(sederhana: Path) -> None:
    hasil = tandai(sederhana, galat("A2", "=1+1 <b>&amp;\x07"), kepala={"Data": 1})

    lembar = muat(hasil)["Data"]
    assert (lembar["D2"].value, lembar["D2"].data_type) == ("=1+1 <b>&amp;", "s")
    assert lembar["D2"].quotePrefix
    assert catatan(lembar["A2"]) == "Portal:\n=1+1 <b>&amp;"


def test_text_of_the_officer_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    isi = {"Data": [["NIP", "NAMA"], ["=SUM(A1)", "=2+3"], ["@x", "+62"]]}
    hasil = tandai(simpan(tmp_path, buku(isi)), galat("A2"), kepala={"Data": 1})

    lembar = muat(hasil)["Data"]
    assert (lembar["A2"].value, lembar["A2"].data_type) == ("=SUM(A1)", "s")
    assert (lembar["B2"].value, lembar["B2"].data_type) == ("=2+3", "s")


def test_formulas_keep_their_results_so_that_the_file_can_go_straight_in_again(
    tmp_path: Path,
) -> None:
    jalur = tmp_path / "asal.xlsx"
    isi = xlsxwriter.Workbook(str(jalur))
    lembar = isi.add_worksheet("Data")
    lembar.write_row(0, 0, ["NIP", "NAMA"])
    lembar.write_formula(1, 0, '="19"&"90"', None, "1990")
    lembar.write(1, 1, "A")
    isi.close()

    hasil = tandai(jalur, galat("A2"), kepala={"Data": 1})

    assert muat(hasil)["Data"]["A2"].value == '="19"&"90"'
    assert muat(hasil, data_only=True)["Data"]["A2"].value == "1990"
    with buka(hasil) as terbaca:
        assert [b.sel for b in terbaca.lembar[0].baris()] == [
            ("NIP", "NAMA", "Kesalahan"),
            ("1990", "A", NIP),
        ]


def test_a_finding_in_a_merged_region_marks_its_first_cell(tmp_path: Path) -> None:
    asal = openpyxl.Workbook()
    lembar = asal.active
    lembar.title = "Data"
    for baris in (["NIP", "NAMA", "UNIT"], ["1", "A", "u"], ["2", "B", None], ["3", "C", "v"]):
        lembar.append(baris)
    lembar.merge_cells("C2:C3")
    asal.save(jalur := tmp_path / "asal.xlsx")

    hasil = tandai(jalur, galat("C3", "Unit asing."), kepala={"Data": 1})

    lembar = muat(hasil)["Data"]
    assert (warna(lembar["C2"]), catatan(lembar["C2"])) == (MERAH, "Portal:\nUnit asing.")
    assert (lembar["D2"].value, lembar["D3"].value) == (None, "Unit asing.")


@pytest.mark.parametrize(
    "temuan",
    [
        galat("B900", "Jauh."),
        SelTemuan("Data", 2_000_000, "", "galat", "Luar."),
        SelTemuan("Data", 2, "ZZZ2", "galat", "Luar."),
        SelTemuan("Data", 0, "A0", "galat", "Luar."),
        SelTemuan("Data", -3, "", "galat", "Luar."),
        SelTemuan("Data", 1, "", "galat", "Tentang kepala."),
        SelTemuan("Tidak Ada", 1, "A1", "galat", "Lembar lain."),
    ],
)
def test_a_place_outside_the_rows_harms_nothing(sederhana: Path, temuan: SelTemuan) -> None:
    hasil = tandai(sederhana, temuan, galat("A2"), kepala={"Data": 1})

    lembar = muat(hasil)["Data"]
    assert warna(lembar["A2"]) == MERAH
    assert lembar["B3"].value == "B"


def test_a_row_the_sheet_skips_is_put_in_its_order(tmp_path: Path) -> None:
    isi = {"Data": [["NIP", "NAMA"], ["1", "A"], [], [], ["2", "B"]]}
    hasil = tandai(
        simpan(tmp_path, buku(isi)), galat("B4", "Kosong."), galat("A9"), kepala={"Data": 1}
    )

    lembar = muat(hasil)["Data"]
    assert (warna(lembar["B4"]), lembar["C4"].value) == (MERAH, "Kosong.")
    assert lembar["C9"].value == NIP
    urut = [b.nomor for b in _baris(hasil)]
    assert urut == [1, 2, 4, 5, 9]


def _baris(jalur: Path) -> list[Any]:
    with buka(jalur) as terbaca:
        return list(terbaca.lembar[0].baris())


def test_our_column_never_covers_what_the_officer_wrote(tmp_path: Path) -> None:
    isi = {"Data": [["KOP"], ["NIP", "NAMA", None], ["1", "A", "coretan"], ["2", "B", None]]}
    hasil = tandai(simpan(tmp_path, buku(isi)), galat("A4"), kepala={"Data": 2})

    lembar = muat(hasil)["Data"]
    assert lembar["C3"].value == "coretan"
    assert (lembar["D2"].value, lembar["D4"].value) == ("Kesalahan", NIP)


def test_an_officers_own_column_of_that_name_is_not_taken_for_ours(tmp_path: Path) -> None:
    isi = {"Data": [["NIP", "Kesalahan"], ["1", "kata petugas"]]}
    hasil = tandai(simpan(tmp_path, buku(isi)), galat("A2"), kepala={"Data": 1})

    lembar = muat(hasil)["Data"]
    assert [s.value for s in lembar[2]] == ["1", "kata petugas", NIP]


# Files of other making --------------------------------------------------------------------


def test_a_sheet_with_prefixed_names_and_bare_rows_is_marked(tmp_path: Path) -> None:
    ruang = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    isi = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{ruang}"><x:dimension ref="A1:B2"/>'
        '<x:cols><x:col min="1" max="16384" width="9"></x:col></x:cols><x:sheetData><x:row>'
        '<x:c t="inlineStr"><x:is><x:t>NIP</x:t></x:is></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>NAMA</x:t></x:is></x:c></x:row>'
        "<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row/></x:sheetData></x:worksheet>"
    )
    awal = buku({"Data": [["NIP", "NAMA"]]})
    jalur = simpan(
        tmp_path, ubah_bagian(awal, "xl/worksheets/sheet1.xml", lambda _: isi.encode("utf-16"))
    )

    hasil = tandai(jalur, galat("A2"), galat("B3", "Kosong."), kepala={"Data": 1})

    with buka(hasil) as terbaca:
        baris = [(b.nomor, b.sel) for b in terbaca.lembar[0].baris()]
    assert baris == [
        (1, ("NIP", "NAMA", "Kesalahan")),
        (2, (1, None, NIP)),
        (3, (None, None, "Kosong.")),
    ]
    lembar = muat(hasil)["Data"]
    assert (warna(lembar["A2"]), warna(lembar["B3"])) == (MERAH, MERAH)
    assert (lembar.column_dimensions["C"].width, lembar.column_dimensions["A"].width) == (50, 9)


def test_a_workbook_without_styles_gets_some(sederhana: Path) -> None:
    isi = sederhana.read_bytes()
    for nama, teks in (
        ("xl/_rels/workbook.xml.rels", b"/styles"),
        ("[Content_Types].xml", b"styles+xml"),
    ):
        isi = ubah_bagian(isi, nama, lambda d, teks=teks: _tanpa(d, teks))
    sederhana.write_bytes(isi)

    lembar = muat(tandai(sederhana, galat("A2"), kepala={"Data": 1}))["Data"]

    assert (warna(lembar["A2"]), lembar["D2"].value) == (MERAH, NIP)


def _tanpa(data: bytes, teks: bytes) -> bytes:
    """Drop the element that mentions this text."""
    letak = data.index(teks)
    mulai, akhir = data.rindex(b"<", 0, letak), data.index(b">", letak) + 1
    return data[:mulai] + data[akhir:]


@pytest.mark.parametrize(
    "rusak",
    [
        lambda d: d[: len(d) // 2],
        lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
        lambda _: b"<worksheet/>",
    ],
)
def test_a_broken_sheet_is_refused_with_advice(sederhana: Path, rusak: Any) -> None:
    isi = ubah_bagian(sederhana.read_bytes(), "xl/worksheets/sheet1.xml", rusak)
    sederhana.write_bytes(isi)

    with pytest.raises(BerkasDitolak, match="unggah lagi"):
        tandai(sederhana, galat("A2"), kepala={"Data": 1})


def test_an_empty_sheet_can_be_marked(tmp_path: Path) -> None:
    hasil = tandai(simpan(tmp_path, buku({"Data": []})), galat("B2"), kepala={})

    lembar = muat(hasil)["Data"]
    assert (warna(lembar["B2"]), catatan(lembar["B2"])) == (MERAH, f"Portal:\n{NIP}")
    assert lembar.max_column == 2


def test_a_drawing_that_is_no_xml_still_takes_the_boxes_of_notes(kantor: Path) -> None:
    nama = next(n for n in bagian(kantor) if n.endswith("Drawing1.vml"))
    isi = ubah_bagian(kantor.read_bytes(), nama, lambda d: d.replace(b"</xml>", b"<br></xml>"))
    kantor.write_bytes(isi)

    hasil = bagian(tandai(kantor, galat("B6", lembar="Dinkes"), kepala={"Dinkes": 5}))[nama]

    assert b"<br>" in hasil
    assert hasil.count(b"<x:Row>5</x:Row>") == 1


# CSV --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("pemisah", [",", ";", "|"])
def test_a_csv_comes_back_as_a_workbook_of_text(tmp_path: Path, sandi: str, pemisah: str) -> None:
    baris = [["NIP", "NAMA"], ["000000123456789012", "Renée"], ["=1+1", "@B"]]
    teks = "\r\n".join(pemisah.join(satu) for satu in baris)
    asal = simpan(tmp_path, teks.encode(sandi), "asal.csv")

    hasil = tandai(asal, galat("A3", lembar="CSV"), kepala={"CSV": 1})

    lembar = muat(hasil)["CSV"]
    assert [[s.value for s in b[:2]] for b in lembar.iter_rows()] == baris
    assert {s.number_format for b in lembar.iter_rows(max_col=2) for s in b} == {"@"}
    assert {s.data_type for b in lembar.iter_rows(max_col=2) for s in b} == {"s"}
    assert (warna(lembar["A3"]), lembar["C3"].value) == (MERAH, NIP)


def test_a_csv_is_cut_as_the_reader_cuts_it(tmp_path: Path) -> None:
    teks = 'sep=;\nNIP;NAMA\n="0012";"A;\nB"\n\n7;C\n'
    asal = simpan(tmp_path, teks.encode(), "asal.csv")
    with buka(asal) as terbaca:
        dibaca = [(b.nomor, b.sel) for b in terbaca.lembar[0].baris()]

    hasil = tandai(asal, galat("A4", lembar="CSV"), kepala={"CSV": 1})

    assert [(b.nomor, b.sel[:2]) for b in _baris(hasil)] == dibaca
    assert muat(hasil)["CSV"]["C4"].value == NIP


# The process around it --------------------------------------------------------------------


def test_the_file_is_written_by_a_process_with_limits(sederhana: Path) -> None:
    keluaran = sederhana.with_name("hasil.xlsx")

    tulis_koreksi(sederhana, keluaran, temuan=[galat("A2")], kepala={"Data": 1})

    assert warna(muat(keluaran)["Data"]["A2"]) == MERAH
    assert {p.name for p in sederhana.parent.iterdir()} == {"asal.xlsx", "hasil.xlsx"}


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"<html><table></table></html>", "halaman web"),
        (b"PK\x03\x04 bukan arsip", "rusak atau terpotong"),
        (b"", "Berkas kosong"),
    ],
)
def test_what_is_no_workbook_is_refused_and_leaves_nothing(
    tmp_path: Path, isi: bytes, pesan: str
) -> None:
    asal = simpan(tmp_path, isi)

    with pytest.raises(BerkasDitolak, match=pesan):
        tulis_koreksi(asal, tmp_path / "hasil.xlsx", temuan=[galat("A2")], kepala={"Data": 1})

    assert [p.name for p in tmp_path.iterdir()] == ["asal.xlsx"]


def test_a_file_beyond_the_limit_of_memory_is_refused_with_advice(tmp_path: Path) -> None:
    jalur = tmp_path / "besar.xlsx"
    isi = xlsxwriter.Workbook(str(jalur), {"constant_memory": True})
    lembar = isi.add_worksheet("Data")
    for baris in range(2_000):
        lembar.write_row(baris, 0, [f"{baris} {k} " + "x" * 1_500 for k in range(16)])
    isi.close()

    _ditolak_terlalu_besar(jalur, BatasKoreksi(memori=110 * 1024 * 1024))


def test_a_file_that_takes_too_long_is_refused_with_advice(sederhana: Path) -> None:
    _ditolak_terlalu_besar(sederhana, BatasKoreksi(dinding=0))


def _ditolak_terlalu_besar(asal: Path, batas: BatasKoreksi) -> None:
    keluaran = asal.with_name("hasil.xlsx")
    with pytest.raises(BerkasDitolak, match="Bagi menjadi beberapa berkas") as tolak:
        tulis_koreksi(asal, keluaran, temuan=[galat("A2")], kepala={"Data": 1}, batas=batas)
    assert tolak.value.kode == "berkas_terlalu_besar"
    assert [p.name for p in asal.parent.iterdir()] == [asal.name]
