"""Workbooks from raw XML, and both readers run on them in this process, without limits."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from inti.excel import BATAS_UNGGAH, BerkasDitolak, Nilai
from inti.excel.baca import _buku
from inti.pembaca.anak import kerjakan
from inti.pembaca.batas import Batas as BatasBaca
from tests.inti.buku import arsip

UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKET = "http://schemas.openxmlformats.org/package/2006"
KEPALA = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMAT = ("0", "14", "22", "46", "20", "9")
"""Styles 0-5: general, date, date and time, duration, time, percent."""


def gaya(*kode: str) -> str:
    """Return a style sheet: the usual formats, then one cell style per format code given."""
    khusus = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{k}"/>' for n, k in enumerate(kode))
    nomor = [*FORMAT, *(str(200 + n) for n in range(len(kode)))]
    xf = "".join(f'<xf numFmtId="{n}"/>' for n in nomor)
    isi = f"<numFmts>{khusus}</numFmts><cellXfs>{xf}</cellXfs>"
    return f'<styleSheet xmlns="{UTAMA}">{isi}</styleSheet>'


def baris(isi: str, nomor: int = 1) -> str:
    """Return one row around the XML of its cells."""
    return f'<row r="{nomor}">{isi}</row>'


def lembar(baris: str, *, kepala: str = "", ekor: str = "") -> str:
    """Return a sheet around the XML of its rows."""
    return f'<worksheet xmlns="{UTAMA}">{kepala}<sheetData>{baris}</sheetData>{ekor}</worksheet>'


def buku_xml(
    *isi: str | bytes,
    teks: str = "",
    gaya_sel: str = "",
    atur: str = "",
    keadaan: str = "",
    lain: dict[str, bytes] | None = None,
) -> bytes:
    """Return a workbook of these sheets; text is completed with a declaration, bytes stay."""
    daftar = "".join(
        f'<sheet name="Lembar {n}" sheetId="{n}" {keadaan} r:id="rId{n}"/>'
        for n in range(1, len(isi) + 1)
    )
    tautan = "".join(
        f'<Relationship Id="rId{n}" Type="{HUBUNGAN}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(isi) + 1)
    )
    for id_, jenis, tujuan in (
        ("t", "sharedStrings", "sharedStrings.xml"),
        ("g", "styles", "styles.xml"),
    ):
        tautan += f'<Relationship Id="{id_}" Type="{HUBUNGAN}/{jenis}" Target="{tujuan}"/>'
    utama = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    bagian = {
        "[Content_Types].xml": f'<Types xmlns="{PAKET}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{utama}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PAKET}/relationships"><Relationship Id="rId1" '
        f'Type="{HUBUNGAN}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{UTAMA}" xmlns:r="{HUBUNGAN}">{atur}'
        f"<sheets>{daftar}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PAKET}/relationships">'
        f"{tautan}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{UTAMA}">{teks}</sst>',
        "xl/styles.xml": gaya_sel or gaya(),
        **{f"xl/worksheets/sheet{n}.xml": satu for n, satu in enumerate(isi, 1)},
        **(lain or {}),
    }
    return arsip(
        {n: b if isinstance(b, bytes) else (KEPALA + b).encode() for n, b in bagian.items()}
    )


def daftar(isi: bytes, tempat: Path, *, pelan: bool = False) -> tuple[dict[str, Any], Any]:
    """Read in this process; return the table of contents and the open book."""
    jalur = tempat / "berkas"
    jalur.write_bytes(isi)
    keluar = TemporaryFile(buffering=0)  # noqa: SIM115 - the rows are read from it later
    batas = BatasBaca(BATAS_UNGGAH.bongkar, BATAS_UNGGAH.rasio, BATAS_UNGGAH.memori)
    with jalur.open("rb") as berkas:
        hasil = kerjakan(berkas, keluar, batas, pelan=pelan)  # type: ignore[arg-type]
    if "tolak" in hasil:
        keluar.close()
        kode, pesan = hasil["tolak"]  # type: ignore[misc]
        raise BerkasDitolak(pesan, kode=kode)
    return hasil, (_buku(hasil, keluar.fileno()), keluar)


Bacaan = list[tuple[int, tuple[tuple[type, Nilai], ...]]]


def baca_dengan(isi: bytes, tempat: Path, *, pelan: bool) -> tuple[str, list[Bacaan]]:
    """Return which reader read it, and all rows of all sheets, each value with its class."""
    hasil, (buku, keluar) = daftar(isi, tempat, pelan=pelan)
    with keluar:
        lembar = [
            [(b.nomor, tuple((s.__class__, s) for s in b.sel)) for b in satu.baris()]
            for satu in buku.lembar
        ]
    return hasil["pembaca"], lembar
