"""Reading workbooks: the good ones wholly, the bad ones refused with advice."""

import datetime as dt
import io
import random
from pathlib import Path
from typing import Any

import pytest

from inti.excel import Batas, BerkasDitolak, buka, nama_sel
from tests.inti.buku import arsip, buku, simpan, ubah_bagian
from tests.inti.buku_xml import baca_dengan

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LEMBAR_1 = "xl/worksheets/sheet1.xml"
HARI = dt.datetime.combine(dt.date(2026, 3, 1), dt.time())
BIASA = {"Data": [["NIP", "NAMA"], ["1", "Uji"]]}


def baca(isi: bytes, **lain: Any) -> list[tuple[int, tuple[Any, ...]]]:
    with buka(io.BytesIO(isi), **lain) as terbuka:
        return [(b.nomor, b.sel) for lembar in terbuka.lembar for b in lembar.baris()]


def tolak(isi: bytes, **lain: Any) -> BerkasDitolak:
    with pytest.raises(BerkasDitolak) as galat:
        baca(isi, **lain)
    return galat.value


def test_values_keep_their_kind() -> None:
    isi = buku({"Data": [["teks", 12, 1.5, True, HARI, None, "=1+1"]]})
    assert baca(isi) == [(1, ("teks", 12, 1.5, True, HARI, None, "=1+1"))]


def test_blank_rows_are_left_out_and_row_numbers_stay_true() -> None:
    isi = buku({"Data": [["a"], [None], ["   "], ["b"]]})
    assert [nomor for nomor, _ in baca(isi)] == [1, 4]


def test_a_sheet_can_be_read_twice() -> None:
    with buka(io.BytesIO(buku(BIASA))) as terbuka:
        lembar = terbuka.lembar[0]
        assert list(lembar.baris()) == list(lembar.baris())


def test_a_path_opens_like_a_file(tmp_path: Path) -> None:
    with buka(simpan(tmp_path / "a.xlsx", BIASA)) as terbuka:
        assert [lembar.nama for lembar in terbuka.lembar] == ["Data"]


def test_day_zero_tells_the_date_system() -> None:
    with buka(io.BytesIO(buku(BIASA))) as terbuka:
        assert terbuka.awal_hitungan == dt.date(1899, 12, 30)
    with buka(io.BytesIO(buku(BIASA, sistem_1904=True))) as terbuka:
        assert terbuka.awal_hitungan == dt.date(1904, 1, 1)


def test_a_lying_dimension_hides_no_row() -> None:
    isi = ubah_bagian(buku(BIASA), LEMBAR_1, lambda x: x.replace(b"A1:B2", b"A1:A1"))
    assert baca(isi) == [(1, ("NIP", "NAMA")), (2, ("1", "Uji"))]


def test_a_far_cell_costs_neither_time_nor_columns() -> None:
    jauh = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    isi = ubah_bagian(buku(BIASA), LEMBAR_1, lambda x: x.replace(b"</sheetData>", jauh))
    assert baca(isi) == [(1, ("NIP", "NAMA")), (2, ("1", "Uji"))]


def test_a_row_beyond_the_sheet_does_not_keep_the_reader_for_ever() -> None:
    jauh = b'<row r="99999999999999999999"><c r="A1"><v>1</v></c></row></sheetData>'
    isi = ubah_bagian(buku(BIASA), LEMBAR_1, lambda x: x.replace(b"</sheetData>", jauh))
    assert tolak(isi).kode == "berkas_rusak"


def test_cell_addresses_are_those_of_excel() -> None:
    assert nama_sel(1, 14) == "B14"
    assert nama_sel(27, 3) == "AB3"


@pytest.mark.parametrize(
    ("isi", "sebutan"),
    [
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "HTML"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "HTML"),
        (b"<h3>Daftar</h3><center><TABLE><tr><td>NIP</td></tr></TABLE>", "HTML"),
        (b"<!-- SIASN --><html></html>", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "gambar"),
        (b"{\\rtf1 ...}", "RTF"),
        (OLE + b"\x00" * 600, ".xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word"),
        (b"Received: from surat.test\nSubject: data", "surel"),
        (b"ID;PWXL;N;E\nC;Y1;X1", "SYLK"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"\x00\x01\x02 apa saja", "bukan buku kerja"),
        (arsip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), ".ods"),
        (arsip({"catatan.txt": b"halo"}), "arsip zip"),
        (arsip({"dalam.xlsx": b"PK"}), "arsip zip"),
        ("<table><tr><td>NIP</td></tr></table>".encode("utf-16"), "HTML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
        (b'[{"nip": "1", "nama": "Uji"}]', "JSON"),
        (arsip({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ".xlsb"),
        (arsip({"[Content_Types].xml": b"x.macroEnabled.main+xml"}), ".xlsm"),
        (arsip({"[Content_Types].xml": b"", "xl/vbaProject.bin": b""}), ".xlsm"),
        (arsip({"[Content_Types].xml": b"spreadsheetml.template.main"}), ".xltx"),
        (arsip({"[Content_Types].xml": b"wordprocessingml.document.main"}), "bukan Excel"),
    ],
)
def test_other_formats_are_named_with_advice(isi: bytes, sebutan: str, tmp_path: Path) -> None:
    galat = tolak(isi)
    assert galat.kode == "berkas_bukan_xlsx"
    assert sebutan in galat.pesan
    with pytest.raises(BerkasDitolak) as di_sini:
        baca_dengan(isi, tmp_path, pelan=False)
    assert di_sini.value.pesan == galat.pesan


def test_an_empty_file_is_refused() -> None:
    assert tolak(b"").kode == "berkas_rusak"


def test_an_encrypted_zip_member_is_refused() -> None:
    isi = bytearray(arsip({"[Content_Types].xml": b"x"}))
    isi[isi.index(b"PK\x01\x02") + 8] |= 1
    assert "kata sandi" in tolak(bytes(isi)).pesan


def test_a_truncated_workbook_is_refused() -> None:
    isi = buku(BIASA)
    assert tolak(isi[: len(isi) // 2]).kode == "berkas_rusak"


def test_a_wrong_checksum_is_refused() -> None:
    isi = buku({"Data": [["NIP"], *[[str(n)] for n in range(500)]]})
    rusak = bytearray(isi)
    tempat = rusak.index(b"xl/worksheets/sheet1.xml") - 16
    rusak[tempat] ^= 0xFF
    direktori = rusak.rindex(b"xl/worksheets/sheet1.xml") - 30
    rusak[direktori] ^= 0xFF
    assert tolak(bytes(rusak)).kode == "berkas_rusak"


@pytest.mark.parametrize(
    "ganti",
    [
        b"<worksheet><sheetData><row>",
        b"bukan xml sama sekali",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="abc"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_damaged_or_hostile_sheet_is_refused(ganti: bytes) -> None:
    assert tolak(ubah_bagian(buku(BIASA), LEMBAR_1, lambda _: ganti)).kode == "berkas_rusak"


@pytest.mark.parametrize("bagian", [LEMBAR_1, "xl/styles.xml", "xl/workbook.xml"])
def test_a_document_type_is_refused_and_nothing_is_fetched(bagian: str) -> None:
    dtd = b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'

    def sisip(isi: bytes) -> bytes:
        kepala, tutup, sisa = isi.rpartition(b"?>")
        return kepala + tutup + dtd + sisa

    assert tolak(ubah_bagian(buku(BIASA), bagian, sisip)).kode == "berkas_rusak"


def test_a_missing_part_is_refused() -> None:
    isi = ubah_bagian(buku(BIASA), "xl/workbook.xml", lambda _: b"<workbook/>")
    assert tolak(isi).kode in {"berkas_rusak", "lembar_kosong"}


def test_a_file_above_the_limit_is_refused_before_it_is_opened() -> None:
    galat = tolak(buku(BIASA), batas=Batas(ukuran=1_000, bongkar=10_000_000))
    assert galat.kode == "berkas_terlalu_besar"


def test_a_zip_bomb_is_refused_by_its_ratio_and_by_its_size() -> None:
    bom = ubah_bagian(buku(BIASA), LEMBAR_1, lambda x: x + b" " * 30_000_000)
    assert tolak(bom).kode == "berkas_terlalu_besar"
    besar = Batas(ukuran=10**7, bongkar=10**6)
    assert tolak(bom, batas=besar).kode == "berkas_terlalu_besar"


def test_an_archive_of_thousands_of_parts_is_refused() -> None:
    isi = arsip({"[Content_Types].xml": b"", **{f"x{n}": b"" for n in range(2_100)}})
    assert tolak(isi).kode == "berkas_terlalu_besar"


def test_a_date_beyond_the_calendar_does_not_stop_the_sheet() -> None:
    isi = buku({"Data": [[HARI, "Uji"]]})
    liar = ubah_bagian(isi, LEMBAR_1, lambda x: x.replace(b"<v>46082</v>", b"<v>99999999</v>"))
    assert liar != isi
    assert baca(liar) == [(1, (99999999, "Uji"))]  # no date, so what it holds: a number


def test_random_damage_is_read_or_refused_and_nothing_else() -> None:
    acak = random.Random(20_260_301)  # noqa: S311 - a seed, so that a failure can be repeated
    asli = buku({"Data": [["NIP", "NAMA"], *[[str(n), f"Uji {n}"] for n in range(40)]]})
    kode = set()
    for _ in range(60):
        rusak = bytearray(asli)
        for _ in range(acak.randrange(1, 12)):
            rusak[acak.randrange(len(rusak))] = acak.randrange(256)
        try:
            baca(bytes(rusak))
        except BerkasDitolak as galat:
            kode.add(galat.kode)
    assert kode <= {"berkas_rusak", "berkas_bukan_xlsx", "berkas_terlalu_besar", "lembar_kosong"}


def test_very_long_text_is_cut() -> None:
    ((_, sel),) = baca(buku({"Data": [["x" * 30_000]]}))
    assert len(sel[0]) == 2_000
