"""Writes a letter as DOCX (Office Open XML, ISO/IEC 29500) with the standard library.

Every text is escaped and stands in a text run: there are no fields, links or macros but the page
numbers, so what people typed stays text. Equal content gives equal bytes: the time inside is that
of the letter. The emblem of an office is an SVG, which DOCX cannot hold alone: its place is left
to the letterhead of the office.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import segno

from penugasan.documents.naskah import Isi
from penugasan.documents.susun import (
    Berlabel,
    Blok,
    Butir,
    Lampiran,
    Paragraf,
    Susunan,
    Tabel,
    TandaTangan,
    susun,
)

MIME: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KEPALA: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006"
_A4 = (11906, 16838)
"""Width and height of A4 in twentieths of a point, the unit of all lengths below."""
_LEBAR_TEGAK, _LEBAR_REBAH = 9185, 15590
_LABEL, _TITIK_DUA = 1900, 240
_QR_EMU = 864_000
"""24 mm, in the unit of drawings."""

_JENIS = (
    _KEPALA + f'<Types xmlns="{_PAKET}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MIME}.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_AKAR = (
    _KEPALA + f'<Relationships xmlns="{_PAKET}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PAKET}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_HUBUNGAN = (
    _KEPALA + f'<Relationships xmlns="{_PAKET}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rId3" Type="{_R}/image" Target="media/qr.png"/></Relationships>'
)
_GAYA = (
    _KEPALA + f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
    '<w:sz w:val="22"/><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="80"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style></w:styles>"
)


def tulis_docx(surat: Isi) -> bytes:
    """Write a letter of any kind; the same letter always gives the same bytes."""
    isi = susun(surat)
    qr = io.BytesIO()
    segno.make(surat.url_verifikasi, error="m", micro=False).save(qr, kind="png", scale=6, border=2)
    bagian: dict[str, str | bytes] = {
        "[Content_Types].xml": _JENIS,
        "_rels/.rels": _AKAR,
        "docProps/core.xml": _sifat(isi, surat.tanggal),
        "word/document.xml": _dokumen(isi),
        "word/_rels/document.xml.rels": _HUBUNGAN,
        "word/styles.xml": _GAYA,
        "word/footer1.xml": _kaki(isi.nomor),
        "word/media/qr.png": qr.getvalue(),
    }
    return _arsip(bagian, surat.tanggal)


def _arsip(bagian: dict[str, str | bytes], tanggal: dt.date) -> bytes:
    wadah = io.BytesIO()
    saat = (max(tanggal.year, 1980), tanggal.month, tanggal.day, 12, 0, 0)
    with zipfile.ZipFile(wadah, "w") as arsip:
        for nama, isi in bagian.items():
            info = zipfile.ZipInfo(nama, saat)
            info.compress_type = zipfile.ZIP_DEFLATED
            arsip.writestr(info, isi)
    return wadah.getvalue()


def _sifat(isi: Susunan, tanggal: dt.date) -> str:
    saat = f'<dcterms:created xsi:type="dcterms:W3CDTF">{tanggal:%Y-%m-%d}T05:00:00Z'
    return (
        _KEPALA + f'<cp:coreProperties xmlns:cp="{_PAKET}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(isi.judul)}</dc:title><dc:language>id-ID</dc:language>"
        f"{saat}</dcterms:created></cp:coreProperties>"
    )


def _dokumen(isi: Susunan) -> str:
    """The body: upright pages, then the broadside ones of an annex as a section of their own."""
    keluar, lebar, gambar = [], _LEBAR_TEGAK, 0
    for satu in isi.blok:
        if isinstance(satu, Lampiran):
            keluar.append(f"<w:p><w:pPr>{_bagian(lebar)}</w:pPr></w:p>")
            lebar = _LEBAR_REBAH
            continue
        gambar += isinstance(satu, TandaTangan)
        keluar.append(_blok(satu, lebar, gambar))
    return (
        _KEPALA + f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<w:body>{''.join(keluar)}{_bagian(lebar)}</w:body></w:document>"
    )


def _blok(blok: Blok, lebar: int, gambar: int) -> str:
    if isinstance(blok, Paragraf):
        return _paragraf(blok.teks, blok.rata, tebal=blok.tebal, judul=blok.judul)
    if isinstance(blok, Berlabel):
        return _berlabel(blok, lebar)
    if isinstance(blok, Butir):
        return "".join(_bernomor(blok.isi, "1"))
    if isinstance(blok, Tabel):
        return _tabel(blok, lebar)
    if isinstance(blok, TandaTangan):
        return _tanda_tangan(blok, lebar, gambar)
    return ""


def _paragraf(
    teks: str, rata: str = "left", *, tebal: bool = False, judul: bool = False, ukuran: int = 0
) -> str:
    gaya = '<w:pStyle w:val="Heading1"/>' if judul else ""
    return f'<w:p><w:pPr>{gaya}<w:jc w:val="{rata}"/></w:pPr>{_teks(teks, tebal, ukuran)}</w:p>'


def _teks(teks: str, tebal: bool = False, ukuran: int = 0) -> str:  # noqa: FBT001, FBT002
    sifat = ("<w:b/>" if tebal else "") + (f'<w:sz w:val="{ukuran}"/>' if ukuran else "")
    return f'<w:r><w:rPr>{sifat}</w:rPr><w:t xml:space="preserve">{escape(teks)}</w:t></w:r>'


def _bernomor(isi: Iterable[str], nomor: str) -> Iterator[str]:
    """Paragraphs with a hanging number typed before a tab: what is printed is what is stored."""
    for urut, teks in enumerate(isi):
        tanda = f"{chr(ord('a') + urut % 26)}." if nomor == "a" else f"{urut + 1}."
        yield (
            '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="425"/></w:tabs>'
            '<w:ind w:left="425" w:hanging="425"/><w:jc w:val="both"/></w:pPr>'
            f"{_teks(tanda)}<w:r><w:tab/></w:r>{_teks(teks)}</w:p>"
        )


def _berlabel(blok: Berlabel, lebar: int) -> str:
    isi = (
        "".join(_bernomor(blok.isi, blok.nomor))
        if blok.nomor
        else "".join(_paragraf(satu, "both") for satu in blok.isi)
    )
    kolom = (_LABEL, _TITIK_DUA, lebar - _LABEL - _TITIK_DUA)
    return _kisi(kolom, [(_paragraf(blok.label), _paragraf(":"), isi)])


def _kisi(kolom: tuple[int, ...], baris: Iterable[tuple[str, ...]]) -> str:
    """A table without lines: it only holds things beside each other."""
    return _rangka(kolom, [f"<w:tr>{_sel(kolom, satu)}</w:tr>" for satu in baris], garis=False)


def _tabel(blok: Tabel, lebar: int) -> str:
    kolom = _lebar_kolom(blok, lebar)
    kepala = tuple(_paragraf(sel, "center", tebal=True, ukuran=12) for sel in blok.kepala)
    baris = [f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_sel(kolom, kepala)}</w:tr>"]
    for satu in blok.baris:
        isi = tuple(_paragraf(sel, ukuran=13) for sel in satu)
        baris.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_sel(kolom, isi)}</w:tr>")
    return _rangka(kolom, baris, garis=True)


def _lebar_kolom(blok: Tabel, lebar: int) -> tuple[int, ...]:
    """Share the width by the longest text of each column, within limits."""
    panjang = [
        min(max(6, *(len(sel) for sel in kolom)), 24)
        for kolom in zip(blok.kepala, *blok.baris, strict=True)
    ]
    return tuple(lebar * satu // sum(panjang) for satu in panjang)


def _rangka(kolom: tuple[int, ...], baris: list[str], *, garis: bool) -> str:
    sisi = ("top", "left", "bottom", "right", "insideH", "insideV")
    rupa = 'w:val="single" w:sz="4" w:space="0" w:color="555555"' if garis else 'w:val="nil"'
    tepi = "".join(f"<w:{satu} {rupa}/>" for satu in sisi)
    kisi = "".join(f'<w:gridCol w:w="{satu}"/>' for satu in kolom)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(kolom)}" w:type="dxa"/>'
        f'<w:tblBorders>{tepi}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{kisi}</w:tblGrid>{''.join(baris)}</w:tbl>"
    )


def _sel(kolom: tuple[int, ...], isi: tuple[str, ...]) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{lebar}" w:type="dxa"/></w:tcPr>{satu}</w:tc>'
        for lebar, satu in zip(kolom, isi, strict=True)
    )


def _tanda_tangan(blok: TandaTangan, lebar: int, gambar: int) -> str:
    kanan = 4535
    pindai = "Pindai atau buka alamat ini untuk memeriksa apakah surat ini masih berlaku:"
    kiri = (
        f"<w:p><w:r>{_gambar(gambar, blok.url)}</w:r></w:p>"
        f"{_paragraf(pindai, ukuran=16)}{_paragraf(blok.url, ukuran=16)}"
    )
    baris = [
        *map(_paragraf, blok.saat),
        *map(_paragraf, blok.jabatan),
        *(_paragraf("") for _ in range(4)),
        _paragraf(blok.nama, tebal=True),
        *map(_paragraf, blok.keterangan),
    ]
    return _paragraf("") + _kisi((lebar - kanan, kanan), [(kiri, "".join(baris))]) + _paragraf("")


def _gambar(nomor: int, url: str) -> str:
    uraian = quoteattr(f"Kode QR menuju {url}")
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{_QR_EMU}" cy="{_QR_EMU}"/>'
        f'<wp:docPr id="{nomor}" name="Kode QR {nomor}" descr={uraian}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{nomor}" name="qr.png" descr={uraian}/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_QR_EMU}" '
        f'cy="{_QR_EMU}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _kaki(nomor: str) -> str:
    def medan(nama: str) -> str:
        return f'<w:fldSimple w:instr="{nama}">{_teks("1", ukuran=16)}</w:fldSimple>'

    return (
        _KEPALA + f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="left"/></w:pPr>'
        f"{_teks(f'Nomor {nomor} · Halaman ', ukuran=16)}{medan('PAGE')}"
        f"{_teks(' dari ', ukuran=16)}{medan('NUMPAGES')}</w:p></w:ftr>"
    )


def _bagian(lebar: int) -> str:
    """The page of a section: A4 upright with wide margins, or broadside for a long table."""
    pendek, panjang = _A4
    rujuk = f'<w:footerReference xmlns:r="{_R}" w:type="default" r:id="rId2"/>'
    if lebar == _LEBAR_TEGAK:
        kertas = f'<w:pgSz w:w="{pendek}" w:h="{panjang}"/>'
        tepi = 'w:top="1134" w:right="1134" w:bottom="1247" w:left="1587"'
    else:
        kertas = f'<w:pgSz w:w="{panjang}" w:h="{pendek}" w:orient="landscape"/>'
        tepi = 'w:top="794" w:right="624" w:bottom="907" w:left="624"'
    jarak = 'w:header="567" w:footer="567" w:gutter="0"'
    return f"<w:sectPr>{rujuk}{kertas}<w:pgMar {tepi} {jarak}/></w:sectPr>"
