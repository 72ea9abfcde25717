"""What leaves the portal as a workbook is typed, harmless and says where it comes from."""

import datetime as dt
import io
import re
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from openpyxl.utils.escape import unescape

from inti.excel_tulis import Jenis, Kolom, Lembar, bersih, tulis

PADA = dt.datetime(2026, 2, 28, 17, 30, tzinfo=dt.UTC)
KOLOM: list[Kolom[dict[str, Any]]] = [
    Kolom("NIP", lambda b: b["nip"], Jenis.KODE, 22),
    Kolom("NAMA", lambda b: b["nama"], lebar=30),
    Kolom("LAHIR", lambda b: b["lahir"], Jenis.TANGGAL, 12),
    Kolom("USIA", lambda b: b["usia"], Jenis.BULAT, 8),
    Kolom("DIKIRIM", lambda b: b["waktu"], Jenis.WAKTU, 18),
]
MUATAN = [
    "=1+1",
    '=HYPERLINK("http://jahat.example","klik")',
    '=cmd|"/c calc"!A1',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "{=1+1}",
    "<r><t>tebal</t></r>",
    "<r><v>&</r>",
    "http://contoh.example",
    "_x0041_",
    "a\x00b\x0bc",
    "'=1",
    "{{ 7*7 }}",
]


def orang(**ubah: Any) -> dict[str, Any]:
    awal = {
        "nip": "199002152024212999",
        "nama": "Siti",
        "lahir": dt.date(1990, 2, 15),
        "usia": 36,
        "waktu": PADA,
    }
    return awal | ubah


def ekspor(baris: list[dict[str, Any]], **lain: Any) -> tuple[int, io.BytesIO]:
    keluar = io.BytesIO()
    opsi: dict[str, Any] = {
        "judul": "Daftar A & B",
        "lembar": [Lembar("Data", KOLOM, baris)],
        "keterangan": [("Saringan", "OPD: =Dinas")],
    }
    jumlah = tulis(keluar, pada=PADA, **(opsi | lain))
    keluar.seek(0)
    return jumlah, keluar


def xml(berkas: io.BytesIO, nama: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(berkas).read(nama).decode()


def test_a_nip_stays_text_with_all_its_digits() -> None:
    _, berkas = ekspor([orang()])
    sel = openpyxl.load_workbook(berkas)["Data"]["A2"]
    assert (sel.value, sel.data_type, sel.number_format) == ("199002152024212999", "s", "@")


def test_dates_numbers_and_instants_are_typed_and_in_wib() -> None:
    _, berkas = ekspor([orang()])
    lembar = openpyxl.load_workbook(berkas)["Data"]
    assert lembar["C2"].value.isoformat() == "1990-02-15T00:00:00"
    assert lembar["C2"].number_format == "dd-mm-yyyy"
    assert lembar["D2"].value == 36
    assert lembar["E2"].value.isoformat() == "2026-03-01T00:30:00"


@pytest.mark.parametrize("muatan", MUATAN)
def test_no_payload_becomes_a_live_formula_or_a_link(muatan: str) -> None:
    _, berkas = ekspor([orang(nama=muatan, nip=muatan)])
    isi = xml(berkas)
    assert "<f>" not in isi
    assert "<f " not in isi
    assert "hyperlink" not in isi
    for sel in openpyxl.load_workbook(berkas)["Data"][2][:2]:
        assert sel.data_type == "s"
        terbaca = unescape(str(sel.value))  # as Excel reads it
        assert terbaca.strip() == re.sub(r"[\x00\x0b\r]", "", muatan).strip()


@pytest.mark.parametrize("muatan", ["=1+1", "+62", "-5", "@a", "\t=1"])
def test_a_dangerous_first_letter_gets_the_quote_prefix_so_editing_keeps_it_text(
    muatan: str,
) -> None:
    _, berkas = ekspor([orang(nama=muatan)])
    assert openpyxl.load_workbook(berkas)["Data"]["B2"].quotePrefix


def test_payloads_in_headings_titles_and_the_provenance_sheet_stay_text_too() -> None:
    keluar = io.BytesIO()
    tulis(
        keluar,
        judul="=1+1 & &A",
        lembar=[Lembar("Data", [Kolom[str]("=A1", lambda b: b)], ["=B1"])],
        keterangan=[("=C1", "=D1")],
        pada=PADA,
    )
    keluar.seek(0)
    for nama in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "<f" not in re.sub(r"<fore|<footer", "", xml(keluar, nama))
    assert "&amp;&amp;A" in xml(keluar)


def test_the_heading_is_frozen_filtered_and_repeated_on_a4_landscape() -> None:
    _, berkas = ekspor([orang(), orang()])
    buku = openpyxl.load_workbook(berkas)
    lembar = buku["Data"]
    assert lembar.freeze_panes == "A2"
    assert lembar.auto_filter.ref == "A1:E3"
    assert lembar.print_title_rows == "$1:$1"
    assert (lembar.page_setup.paperSize, lembar.page_setup.orientation) == (9, "landscape")
    assert lembar.page_setup.fitToHeight == 0
    assert lembar.oddFooter.right.text == "Halaman &P dari &N"
    assert lembar.column_dimensions["B"].width == pytest.approx(30, abs=1)


def test_the_provenance_sheet_tells_filter_count_and_time() -> None:
    jumlah, berkas = ekspor([orang()] * 3)
    lembar = openpyxl.load_workbook(berkas)["Keterangan"]
    isi = {b[0]: b[1] for b in lembar.iter_rows(values_only=True) if b[0]}
    assert jumlah == 3
    assert isi["Saringan"] == "OPD: =Dinas"
    assert isi["Jumlah baris Data"] == 3
    assert isi["Waktu ekspor"] == "01-03-2026 00.30 WIB"


def test_an_empty_list_still_gives_a_file_with_its_heading() -> None:
    jumlah, berkas = ekspor([])
    lembar = openpyxl.load_workbook(berkas)["Data"]
    assert jumlah == 0
    assert [sel.value for sel in lembar[1]] == ["NIP", "NAMA", "LAHIR", "USIA", "DIKIRIM"]


def test_more_rows_than_a_sheet_holds_go_on_to_the_next_sheet() -> None:
    jumlah, berkas = ekspor([orang(usia=n) for n in range(5)], baris_per_lembar=2)
    buku = openpyxl.load_workbook(berkas)
    assert buku.sheetnames == ["Data", "Data (2)", "Data (3)", "Keterangan"]
    assert [buku[n]["D2"].value for n in buku.sheetnames[:3]] == [0, 2, 4]
    assert jumlah == 5


def test_several_lists_share_one_file_and_are_counted_apart() -> None:
    kedua = Lembar("Kosong", KOLOM, [orang(), orang()])
    jumlah, berkas = ekspor([], lembar=[Lembar("Data", KOLOM, [orang()]), kedua])
    buku = openpyxl.load_workbook(berkas)
    isi = {b[0]: b[1] for b in buku["Keterangan"].iter_rows(values_only=True)}
    assert buku.sheetnames == ["Data", "Kosong", "Keterangan"]
    assert (jumlah, isi["Jumlah baris Data"], isi["Jumlah baris Kosong"]) == (1, 1, 2)


def test_an_overlong_text_is_cut_visibly_and_a_date_before_1900_is_text() -> None:
    _, berkas = ekspor([orang(nama="x" * 40_000, lahir=dt.date(1, 1, 1))])
    lembar = openpyxl.load_workbook(berkas)["Data"]
    assert lembar["B2"].value.endswith("… (dipotong)")
    assert lembar["C2"].value == "0001-01-01"


def test_excel_counts_an_emoji_as_two_letters() -> None:
    _, berkas = ekspor([orang(nama="😀" * 20_000)])
    nama = openpyxl.load_workbook(berkas)["Data"]["B2"].value
    assert nama.endswith("… (dipotong)")
    assert len(nama.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    "hari",
    [
        dt.date(1900, 1, 1),
        dt.date(1900, 2, 28),
        dt.date(1900, 3, 1),
        dt.date(1969, 12, 31),
        dt.date(2199, 12, 31),
    ],
)
def test_a_date_is_the_day_that_excel_shows(hari: dt.date) -> None:
    _, berkas = ekspor([orang(lahir=hari)])
    assert openpyxl.load_workbook(berkas)["Data"]["C2"].value.date() == hari


def berpilihan(*pilihan: str) -> openpyxl.Workbook:
    kolom = [Kolom[str]("JENIS", lambda b: b, pilihan=pilihan)]
    return openpyxl.load_workbook(ekspor([], lembar=[Lembar("Data", kolom, ["PNS"])])[1])


def test_a_column_with_choices_offers_them_below_the_last_row_too() -> None:
    (aturan,) = berpilihan("PNS", "PPPK")["Data"].data_validations.dataValidation
    assert (aturan.type, aturan.formula1) == ("list", '"PNS,PPPK"')
    assert str(aturan.sqref) == "A2:A1048576"
    assert aturan.error == "Pilih salah satu dari daftar."


@pytest.mark.parametrize(
    "pilihan", [["Dinas A, B", "Dinas C"], ['Dinas "A"'], [f"Dinas nomor {n}" for n in range(90)]]
)
def test_long_or_punctuated_choices_stand_on_a_hidden_sheet(pilihan: list[str]) -> None:
    buku = berpilihan(*pilihan)
    (aturan,) = buku["Data"].data_validations.dataValidation
    assert aturan.formula1 == f"Pilihan!$A$1:$A${len(pilihan)}"
    assert buku["Pilihan"].sheet_state == "hidden"
    assert [sel.value for sel in buku["Pilihan"]["A"]] == pilihan


def test_a_choice_that_would_be_a_formula_once_picked_is_not_offered() -> None:
    (aturan,) = berpilihan("=1+1", "PNS", "")["Data"].data_validations.dataValidation
    assert aturan.formula1 == '"PNS"'


def test_the_file_says_on_paper_who_took_it_and_to_machines_what_it_is() -> None:
    _, berkas = ekspor([orang()], oleh="Siti & &A\nContoh", sifat={"Jenis ekspor": "penugasan"})
    buku = openpyxl.load_workbook(berkas)
    assert buku["Data"].oddFooter.left.text == "Siti && &&A Contoh"
    assert {p.name: p.value for p in buku.custom_doc_props.props} == {"Jenis ekspor": "penugasan"}


def puncak(baris: int) -> int:
    """Peak of the memory that Python holds while so many rows are written to a file."""

    def isi() -> Iterator[dict[str, Any]]:
        for nomor in range(baris):
            yield orang(nama=f"Orang nomor {nomor}", usia=nomor)

    tracemalloc.start()
    with tempfile.TemporaryFile() as keluar:
        tulis(keluar, judul="X", lembar=[Lembar("Data", KOLOM, isi())], keterangan=[], pada=PADA)
    terpakai = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return terpakai


def test_five_times_the_rows_take_no_more_memory() -> None:
    puncak(10)  # what the first file loads stays
    assert puncak(10_000) - puncak(2_000) < 100_000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_read_back(teks: str) -> None:
    _, berkas = ekspor([orang(nama=teks)])
    sel = openpyxl.load_workbook(berkas)["Data"]["B2"]
    assert sel.data_type in {"s", "n"}
    assert unescape(sel.value or "").strip() == bersih(teks).strip()
