"""Both readers give the same values, and what is not plain never reaches the fast one."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from inti.excel import BerkasDitolak, SelGalat
from tests.inti.buku import buku, ubah_bagian
from tests.inti.buku_xml import UTAMA, baca_dengan, baris, buku_xml, daftar, gaya, lembar

HARI = dt.datetime.combine(dt.date(2023, 3, 15), dt.time())


def satu_sel(ciri: str, dalam: str) -> str:
    return f'<c r="A1"{ciri}>{dalam}</c>'


def kedua(isi: bytes, tempat: Path, *, cepat: str = "cepat") -> list[list[tuple[Any, ...]]]:
    """Return the rows as both readers gave them; ``cepat`` is who answers the first call."""
    pertama, nilai = baca_dengan(isi, tempat, pelan=False)
    assert pertama == cepat
    assert baca_dengan(isi, tempat, pelan=True) == ("lambat", nilai)
    return [[tuple(s for _, s in sel) for _, sel in satu] for satu in nilai]


@pytest.mark.parametrize(
    ("ciri", "dalam", "harap"),
    [
        ("", "<v>12</v>", 12),
        ("", "<v>1.5</v>", 1.5),
        ("", "<v>-7</v>", -7),
        ("", "<v>1E3</v>", 1000),
        ("", "<v>198001012005011001</v>", 198001012005011008),
        ("", "<v>1.98001012005011E+17</v>", 198001012005011008),
        ("", "<v>1e999</v>", SelGalat("#NUM!")),
        ("", "<v>1_0</v>", "1_0"),
        ("", "<v>abc</v>", "abc"),
        (' t="b"', "<v>1</v>", True),
        (' t="b"', "<v>0</v>", False),
        (' t="e"', "<v>#N/A</v>", SelGalat("#N/A")),
        (' t="e"', "<f>1/0</f><v>#DIV/0!</v>", SelGalat("#DIV/0!")),
        (' t="str"', "<f>A2</f><v></v>", None),
        (' t="str"', "<f>A2</f><v>hasil</v>", "hasil"),
        (' t="str"', "<f>A2</f>", SelGalat("#RUMUS")),
        ("", "<f>A2</f>", SelGalat("#RUMUS")),
        ("", "<f>A2</f><v/>", SelGalat("#RUMUS")),
        ("", '<f t="shared" si="0"/><v></v>', SelGalat("#RUMUS")),
        ("", "<f>A2</f><v>7</v>", 7),
        ("", "<f>A2</f><v>-7</v>", -7),
        (' t="inlineStr"', "<is><t> a b </t></is>", "a b"),
        (' t="inlineStr"', '<is><t xml:space="preserve"> a b </t></is>', " a b "),
        (' t="inlineStr"', "<is><t>   </t></is>", None),
        (
            ' t="inlineStr"',
            '<is><r><t>a</t></r><r><rPr><b/></rPr><t xml:space="preserve"> b</t></r>'
            '<rPh sb="0" eb="1"><t>X</t></rPh></is>',
            "a b",
        ),
        (' t="str"', "<v>a_x000D_b &amp; &#x1F600;</v>", "a\nb & 😀"),
        (' t="str"', "<v>\u00a0</v>", None),
        (' t="str"', "<v>satu\r\ndua</v>", "satu\ndua"),
        (' s="1"', "<v>45000</v>", HARI),
        (' s="2"', "<v>45000.5</v>", HARI.replace(hour=12)),
        (' s="2"', "<v>45000.999999999</v>", HARI + dt.timedelta(days=1)),
        (' s="2"', "<v>45000.123456</v>", HARI + dt.timedelta(seconds=10666, milliseconds=598)),
        (' s="1"', "<v>61</v>", dt.datetime.combine(dt.date(1900, 3, 1), dt.time())),
        (' s="1"', "<v>60</v>", SelGalat("#TANGGAL")),
        (' s="1"', "<v>1</v>", SelGalat("#TANGGAL")),
        (' s="4"', "<v>0.5</v>", dt.time(12)),
        (' s="4"', "<v>0</v>", dt.time()),
        (' s="3"', "<v>1.5</v>", dt.timedelta(days=1, hours=12)),
        (' s="3"', "<v>-0.25</v>", dt.timedelta(hours=-6)),
        (' s="1"', "<v>2958466</v>", 2958466),
        (' s="5"', "<v>0.25</v>", 0.25),
        (' s="99"', "<v>5</v>", 5),
    ],
)
def test_a_cell_is_the_same_to_both_readers(
    ciri: str, dalam: str, harap: object, tmp_path: Path
) -> None:
    isi = buku_xml(lembar(baris(satu_sel(ciri, dalam) + '<c r="C1"><v>1</v></c>')))
    ((nilai,),) = kedua(isi, tmp_path)
    assert nilai == (harap, None, 1)
    assert nilai[0].__class__ is harap.__class__


@pytest.mark.parametrize(
    ("kode", "tanggal"),
    [
        ("dd-mm-yyyy", True),
        ("[$-421]dd mmmm yyyy;@", True),
        ("yyyy&quot; tahun&quot;", True),
        ("[Red]0.00", False),
        ("#,##0 &quot;hari&quot;", False),
        ("0.00E+00", False),
        ("General", False),
        ("0%", False),
        ("_-* #,##0_-;-* #,##0_-", False),
        ("@", False),
        ("h:mm AM/PM", True),
        ("mm:ss.0", True),
        ("&quot;Rp&quot;#,##0;[Red]-&quot;Rp&quot;#,##0", False),
        (r"dd\/mm\/yyyy", True),
        ("0\\ \\d", False),
        ("000000000000000000", False),
    ],
)
def test_a_format_shows_a_date_to_both_readers_or_to_none(
    kode: str, tanggal: bool, tmp_path: Path
) -> None:
    sel = satu_sel(' s="6"', "<v>45000</v>")
    ((nilai,),) = kedua(buku_xml(lembar(baris(sel)), gaya_sel=gaya(kode)), tmp_path)
    assert nilai == (HARI if tanggal else 45000,)


@pytest.mark.parametrize("nomor", [14, 17, 21, 22, 30, 45, 46, 47, 55])
def test_a_format_of_the_house_is_known_to_both_readers(nomor: int, tmp_path: Path) -> None:
    sheet = gaya().replace('numFmtId="9"', f'numFmtId="{nomor}"')
    isi = buku_xml(lembar(baris(satu_sel(' s="5"', "<v>45000</v>"))), gaya_sel=sheet)
    ((nilai,),) = kedua(isi, tmp_path)
    assert nilai == (dt.timedelta(days=45000) if nomor == 46 else HARI,)


def test_shared_texts_are_the_same_to_both_readers(tmp_path: Path) -> None:
    teks = (
        '<si><t> a b </t></si><si><t xml:space="preserve"> a </t></si>'
        "<si><r><t>x</t></r><r><t> y</t></r><rPh><t>X</t></rPh></si><si/>"
        f"<si><t>{'p' * 5_000}</t></si><si><t>a_x005F_x0041_ _xZZZZ_\r\n&#13;b_x0007_</t></si>"
    )
    sel = "".join(f'<c r="{h}1" t="s"><v>{n}</v></c>' for n, h in enumerate("ABCDEF"))
    ((nilai,),) = kedua(buku_xml(lembar(baris(sel)), teks=teks), tmp_path)
    assert nilai == ("a b", " a ", "xy", None, "p" * 2_000, "a_x0041_ _xZZZZ_\n\nb")


def test_a_negative_number_in_a_date_format_is_no_time_of_day(tmp_path: Path) -> None:
    isi = buku_xml(lembar(baris(satu_sel(' s="1"', "<v>-5</v>"))))
    assert kedua(isi, tmp_path, cepat="lambat") == [[(-5,)]]


def test_the_1904_system_is_the_same_to_both_readers(tmp_path: Path) -> None:
    sel = '<c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>45000.25</v></c>'
    isi = buku_xml(lembar(baris(sel)), atur='<workbookPr date1904="1"/>')
    ((nilai,),) = kedua(isi, tmp_path)
    assert nilai == (
        dt.datetime.combine(dt.date(1904, 1, 2), dt.time()),
        dt.datetime.combine(dt.date(2027, 3, 16), dt.time(6)),
    )


def test_both_readers_agree_on_a_workbook_of_every_kind(tmp_path: Path) -> None:
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar) as isi:
        tanggal = isi.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for nama in ("Satu", "Dua & lain"):
            kertas = isi.add_worksheet(nama)
            for b in range(60):
                kertas.write_string(b * 2, 3, f"Nama {b} “é” 𝔘")
                kertas.write_number(b * 2, 1, b / 8 - 2)
                kertas.write_datetime(b * 2, 6, HARI + dt.timedelta(hours=b * 7), tanggal)
                kertas.write_boolean(b * 2, 9, b % 2 == 0)
                kertas.write_formula(b * 2, 30, "=A1", value=b)
                kertas.write_blank(b * 2, 40, None, tanggal)
            kertas.merge_range("AA1:AC3", "gabung")
            kertas.write_rich_string("AE200", "biasa ", tanggal, "miring")
    satu, dua = kedua(keluar.getvalue(), tmp_path)
    assert satu == dua
    assert len(satu) == 61
    assert satu[3][6] == HARI + dt.timedelta(hours=21)


def test_a_workbook_of_another_writer_goes_to_the_fast_reader(tmp_path: Path) -> None:
    isi = buku({"Data": [["NIP", None, 7], [None, HARI, True, 1.5]]})
    assert kedua(isi, tmp_path) == [[("NIP", None, 7), (None, HARI, True, 1.5)]]


def test_a_prefix_and_line_breaks_between_elements_are_plain_enough(tmp_path: Path) -> None:
    isi = (
        f'<x:worksheet xmlns:x="{UTAMA}">\n<x:sheetData>\n <x:row r="2" hidden="1">\n'
        '  <x:c r="A2" t="str"><x:v>p</x:v></x:c>\n'
        '<x:c r="B2">\n<x:f>A1</x:f>\n</x:c> </x:row>\n'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="A2:B3"/></x:mergeCells></x:worksheet>'
    )
    assert kedua(buku_xml(isi), tmp_path) == [[("p", "#RUMUS")]]
    _, (terbuka, keluar) = daftar(buku_xml(isi), tmp_path)
    with keluar:
        assert terbuka.lembar[0].baris_tersembunyi == {2}
        assert terbuka.lembar[0].gabungan == ((2, 0, 3, 1),)


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        ("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>", [(1, None, 2)]),
        ("<row r='5'><c r='B5' t='str'><v>x</v></c></row>", [(None, "x")]),
        ('<row r="1"><c r="A1" t="str"><v><![CDATA[a<b]]></v></c></row>', [("a<b",)]),
        ('<row r="1"><!--<c r="A1"><v>9</v></c>--><c r="A1"><v>1</v></c></row>', [(1,)]),
        ('<row r="1"><c r="A1" t="d"><v>2023-03-15</v></c></row>', [(HARI,)]),
        ('<row r="1"><c r="A1" s="3"><v>nan</v></c></row>', [("#NUM!",)]),
        ('<row r="1"><c r="A1"><v>&#49;2</v></c></row>', [(12,)]),
        ('<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>', [("#SPILL!",)]),
        ('<row r="1"><c r="XFD1"><v>1</v></c><c r="A1"><v>2</v></c></row>', [(2,)]),
        ('<row r="1"><c r = "A1" t= "e"><v>#N/A</v></c></row>', [("#N/A",)]),
    ],
)  # fmt: skip
def test_what_is_not_plain_goes_to_the_slow_reader(
    isi: str, harap: list[Any], tmp_path: Path
) -> None:
    pembaca, (nilai,) = baca_dengan(buku_xml(lembar(isi)), tmp_path, pelan=False)
    assert pembaca == "lambat"
    assert [tuple(s for _, s in sel) for _, sel in nilai] == harap


@pytest.mark.parametrize("sandi", ["utf-16", "iso-8859-1"])
def test_a_sheet_in_another_encoding_is_read(sandi: str, tmp_path: Path) -> None:
    teks = f'<?xml version="1.0" encoding="{sandi}"?>' + lembar(
        baris('<c r="A1" t="str"><v>é</v></c>')
    )
    _, (nilai,) = baca_dengan(buku_xml(teks.encode(sandi)), tmp_path, pelan=False)
    assert nilai == [(1, ((str, "é"),))]


@pytest.mark.parametrize(
    "isi",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&tak_dikenal;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\0b</v></c></row>',
        '<row r="1"><row r="2"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_what_excel_would_call_damaged_is_refused_by_both(isi: str, tmp_path: Path) -> None:
    for pelan in (False, True):
        with pytest.raises(BerkasDitolak) as tolak:
            baca_dengan(buku_xml(lembar(isi)), tmp_path, pelan=pelan)
        assert tolak.value.kode == "berkas_rusak"


@pytest.mark.parametrize("pelan", [False, True])
def test_hidden_parts_and_merged_ranges_are_told(pelan: bool, tmp_path: Path) -> None:
    isi = lembar(
        baris('<c r="A1"><v>1</v></c>')
        + '<row r="2" spans="1:1" hidden="1"><c r="A2"><v>2</v></c></row>'
        + '<row r="3" hidden="1"/><row r="4" hidden="true"><c r="B4"><f>A1</f></c></row>',
        kepala='<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5"/></cols>',
        ekor='<mergeCells count="2"><mergeCell ref="A1:C2"/><mergeCell ref="B7:B9"/></mergeCells>',
    )
    _, (terbuka, keluar) = daftar(
        buku_xml(isi, keadaan='state="veryHidden"'), tmp_path, pelan=pelan
    )
    with keluar:
        (satu,) = terbuka.lembar
        assert satu.tersembunyi
        assert satu.perkiraan == 3
        assert satu.baris_tersembunyi == {2, 4}
        assert satu.kolom_tersembunyi == {1, 2}
        assert satu.gabungan == ((1, 0, 2, 2), (7, 1, 9, 1))


def test_more_rows_than_an_import_takes_are_refused_by_both(tmp_path: Path) -> None:
    isi = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 250_002))
    for pelan in (False, True):
        with pytest.raises(BerkasDitolak, match="250000 baris") as tolak:
            baca_dengan(buku_xml(lembar(isi)), tmp_path, pelan=pelan)
        assert tolak.value.kode == "berkas_terlalu_besar"


def test_a_chart_and_what_lies_outside_the_file_are_passed_over(tmp_path: Path) -> None:
    isi = ubah_bagian(
        buku_xml(lembar(baris('<c r="A1"><v>1</v></c>')), lembar(baris('<c r="A1"><v>2</v></c>'))),
        "xl/_rels/workbook.xml.rels",
        lambda x: x.replace(b"/worksheet", b"/chartsheet", 1).replace(
            b"</Rel", b'<Relationship Id="x" TargetMode="External" Target="file:///etc"/></Rel', 1
        ),
    )
    assert kedua(isi, tmp_path) == [[(2,)]]


def test_two_cells_run_into_one_by_a_lost_tag_are_refused_and_not_read_as_one_name(
    tmp_path: Path,
) -> None:
    sel = (
        '<c r="A1" t="inlineStr"><is><t>NUR</t><t></c>'
        '<c r="B1" t="inlineStr"><is><t>S.E.</t></is></c>'
    )
    isi = buku_xml(lembar(baris(sel)))
    for pelan in (False, True):
        with pytest.raises(BerkasDitolak) as tolak:
            baca_dengan(isi, tmp_path, pelan=pelan)
        assert tolak.value.kode == "berkas_rusak"
