"""Workbooks put together from raw XML, so that they can be wrong in ways no library writes."""

import random
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from tests.drill.kertas import zip_dari
from tests.drill.orang import SIASN, ambil, isi_siasn

KEPALA = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKET = "http://schemas.openxmlformats.org/package/2006"
JENIS = (
    '<Types xmlns="%s/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/>%s</Types>'
)
ISI_BUKU = "xl/workbook.xml"
ISI_LEMBAR = "xl/worksheets/sheet1.xml"


def bagian_dasar(lembar: str, *, tambahan: str = "", buku: str = "") -> dict[str, bytes]:
    """Return the parts of a workbook with one sheet, whose XML body is given."""
    return {
        "[Content_Types].xml": KEPALA + (JENIS % (PAKET, tambahan)).encode(),
        "_rels/.rels": KEPALA
        + f'<Relationships xmlns="{PAKET}/relationships"><Relationship Id="rId1" '
        f'Type="{HUBUNGAN}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        ISI_BUKU: KEPALA
        + (
            buku
            or f'<workbook xmlns="{UTAMA}" xmlns:r="{HUBUNGAN}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": KEPALA
        + f'<Relationships xmlns="{PAKET}/relationships"><Relationship Id="rId1" '
        f'Type="{HUBUNGAN}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        ISI_LEMBAR: KEPALA + lembar.encode(),
    }


def lembar(baris: str, *, ukuran: str = "", ekor: str = "") -> str:
    """Return the XML of a sheet around its rows."""
    dimensi = f'<dimension ref="{ukuran}"/>' if ukuran else ""
    return f'<worksheet xmlns="{UTAMA}">{dimensi}<sheetData>{baris}</sheetData>{ekor}</worksheet>'


def baris_xml(nomor: int, isi: Sequence[Any], *, alamat: bool = True) -> str:
    """Return one row of inline text cells; None leaves a gap."""
    sel = "".join(
        f'<c{_r(nomor, k, alamat)} t="inlineStr"><is><t>{escape(str(s))}</t></is></c>'
        for k, s in enumerate(isi, start=1)
        if s is not None
    )
    return f'<row r="{nomor}">{sel}</row>' if alamat else f"<row>{sel}</row>"


def _r(nomor: int, kolom: int, alamat: bool) -> str:
    return f' r="{get_column_letter(kolom)}{nomor}"' if alamat else ""


def orang_xml(acak: random.Random, seed: int, banyak: int = 3) -> tuple[str, list[Any]]:
    """Return rows 1.. of a good export of a few people, and these people."""
    orang = ambil(acak, seed, banyak)
    baris = [baris_xml(1, list(SIASN.values()))]
    for nomor, satu in enumerate(orang, start=2):
        isi = isi_siasn(satu)
        baris.append(baris_xml(nomor, [isi[m] for m in SIASN]))
    return "".join(baris), orang


def buku_xml(isi_lembar: str, lain: Mapping[str, bytes] | None = None, **kata: str) -> bytes:
    """Return the workbook around such a sheet, with further parts."""
    return zip_dari(bagian_dasar(isi_lembar, **kata) | dict(lain or {}))
