"""The table of contents of a workbook: its sheets, their parts, the date system, the styles."""

import posixpath
import re
from collections.abc import Iterator
from xml.parsers import expat

from inti.pembaca.arsip import Arsip
from inti.pembaca.batas import KOSONG, Tolak

BUKU_BIASA = "xl/workbook.xml"
FORMAT_TANGGAL = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
FORMAT_LAMA = frozenset({46})
BENAR = ("1", "true", "on")

Unsur = tuple[str, dict[str, str]]


class LembarBuku:
    """A worksheet as the workbook names it; ``urutan`` counts all sheets, charts too."""

    __slots__ = ("bagian", "nama", "tersembunyi", "urutan")

    def __init__(self, nama: str, bagian: str, urutan: int, *, tersembunyi: bool) -> None:
        self.nama = nama
        self.bagian = bagian
        self.urutan = urutan
        self.tersembunyi = tersembunyi


class Struktur:
    """What the small parts of a workbook say."""

    def __init__(self, arsip: Arsip) -> None:
        buku = _tujuan(arsip, "", "officeDocument") or BUKU_BIASA
        self.biasa = buku == BUKU_BIASA
        hubungan = _hubungan(arsip, buku)
        self.teks = _cari(hubungan, "sharedStrings")
        self.gaya = _cari(hubungan, "styles")
        self.sistem_1904 = False
        self.lembar: list[LembarBuku] = []
        urutan = 0
        for nama, ciri in baca_unsur(arsip.baca(buku)):
            if nama == "workbookPr":
                self.sistem_1904 = ciri.get("date1904", "0").lower() in BENAR
            elif nama == "sheet":
                self._tambah(ciri, hubungan, urutan)
                urutan += 1
        if not self.lembar:
            raise Tolak(KOSONG, "Buku kerja tidak berisi lembar data. Pastikan berkasnya benar.")
        for satu in self.lembar:
            if satu.bagian not in arsip:
                raise Tolak

    def _tambah(self, ciri: dict[str, str], hubungan: dict[str, tuple[str, str]], ke: int) -> None:
        jenis, bagian = hubungan.get(ciri.get("id", ""), ("", ""))
        if jenis == "worksheet":
            sembunyi = ciri.get("state", "visible") != "visible"
            self.lembar.append(LembarBuku(ciri.get("name", ""), bagian, ke, tersembunyi=sembunyi))

    def gaya_tanggal(self, arsip: Arsip) -> tuple[frozenset[int], frozenset[int]]:
        """Return the cell styles that show dates or times, and those that show a duration."""
        if not self.gaya or self.gaya not in arsip:
            return frozenset(), frozenset()
        kode: dict[int, str] = {}
        format_sel: list[int] = []
        dalam = False
        for nama, ciri in baca_unsur(arsip.baca(self.gaya)):
            if nama == "numFmt":
                kode[_bulat(ciri.get("numFmtId"))] = ciri.get("formatCode", "")
            elif nama in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                dalam = nama == "cellXfs"
            elif nama == "xf" and dalam:
                format_sel.append(_bulat(ciri.get("numFmtId")))
        jenis = [jenis_format(f, kode.get(f)) for f in format_sel]
        return (
            frozenset(i for i, j in enumerate(jenis) if j == "tanggal"),
            frozenset(i for i, j in enumerate(jenis) if j == "lama"),
        )


def jenis_format(nomor: int, kode: str | None) -> str:
    """Tell whether a number format shows a date or time ("tanggal"), a duration ("lama") or not."""
    if kode is None:
        if nomor in FORMAT_LAMA:
            return "lama"
        return "tanggal" if nomor in FORMAT_TANGGAL else ""
    bagian = re.sub(r'"[^"]*"|\\.|_.|\*.', "", kode).partition(";")[0]
    if re.search(r"\[(h+|m+|s+)\]", bagian, re.IGNORECASE):
        return "lama"
    bagian = re.sub(r"\[[^\]]*\]", "", bagian)
    if bagian.strip().lower() == "general":
        return ""
    return "tanggal" if re.search(r"[dmhysDMHYS]|AM/PM|A/P", bagian) else ""


def baca_unsur(isi: bytes) -> Iterator[Unsur]:
    """Yield the start tags of a small part: local names, attributes by local name.

    Raises:
        Tolak: not well-formed, or it declares a document type.
    """
    hasil: list[Unsur] = []

    def mulai(nama: str, ciri: dict[str, str]) -> None:
        hasil.append((lokal(nama), {lokal(k): v for k, v in ciri.items()}))

    alat = pengurai()
    alat.StartElementHandler = mulai
    urai(alat, isi, akhir=True)
    return iter(hasil)


def pengurai() -> expat.XMLParserType:
    """Return an XML parser that refuses document types, so there is nothing to expand or fetch."""
    alat = expat.ParserCreate()
    alat.buffer_text = True
    alat.StartDoctypeDeclHandler = _tolak_doctype
    return alat


def urai(alat: expat.XMLParserType, isi: bytes, *, akhir: bool = False) -> None:
    """Feed a parser. Damage is a refusal."""
    try:
        alat.Parse(isi, akhir)
    except (expat.ExpatError, LookupError, ValueError, UnicodeError) as galat:
        raise Tolak from galat


def lokal(nama: str) -> str:
    """Return a name without its prefix."""
    return nama.rpartition(":")[2]


def _tolak_doctype(*_: object) -> None:
    raise Tolak


def _bulat(teks: str | None) -> int:
    return int(teks) if teks and teks.isascii() and teks.isdigit() else 0


def _hubungan(arsip: Arsip, bagian: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part, by id: the last word of their kind, and their target.

    What points outside the file is left out: external links are never followed.
    """
    folder, nama = posixpath.split(bagian)
    daftar = posixpath.join(folder, "_rels", f"{nama}.rels")
    if daftar not in arsip:
        return {}
    return {
        ciri.get("Id", ""): (
            ciri.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, ciri.get("Target", ""))).lstrip("/"),
        )
        for unsur, ciri in baca_unsur(arsip.baca(daftar))
        if unsur == "Relationship" and ciri.get("TargetMode") != "External"
    }


def _tujuan(arsip: Arsip, bagian: str, jenis: str) -> str:
    return _cari(_hubungan(arsip, bagian), jenis)


def _cari(hubungan: dict[str, tuple[str, str]], jenis: str) -> str:
    return next((tujuan for satu, tujuan in hubungan.values() if satu == jenis), "")
