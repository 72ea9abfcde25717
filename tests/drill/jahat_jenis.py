"""Bad files by their kind: other formats under a false name, and workbooks that carry code."""

import random
import struct
from collections.abc import Callable

from tests.drill.jahat_wadah import BUKAN, benar
from tests.drill.kasus import Kasus
from tests.drill.kertas import zip_dari
from tests.drill.mentah import bagian_dasar, baris_xml, buku_xml, lembar, orang_xml
from tests.drill.orang import SIASN, ambil, isi_siasn

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(acak: random.Random, aliran: str, sektor: int = 8) -> bytes:
    """Return an OLE container whose directory names one stream."""
    kepala = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    kepala += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    kepala += struct.pack("<I", 0) + b"\xff" * (512 - len(kepala) - 4)
    fat = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE).ljust(512, b"\xff")
    entri = b""
    for nomor, nama in enumerate(("Root Entry", aliran)):
        huruf = nama.encode("utf-16-le").ljust(64, b"\0")
        entri += huruf + struct.pack("<HBB", 2 * len(nama) + 2, 5 if nomor == 0 else 2, 1)
        entri += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if nomor == 0 else 0xFFFFFFFF)
        entri += bytes(36) + struct.pack("<IQ", 2, 512 * sektor)
    return kepala + fat + entri.ljust(512, b"\0") + acak.randbytes(512 * sektor)


def sandi(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Locked with a password: the whole file, or parts of the zip."""
    if ke % 3 < 2:
        aliran = ("EncryptedPackage", "EncryptionInfo")[ke % 2]
        isi = ole(acak, "EncryptedPackage", 8 + ke) if ke % 2 == 0 else ole(acak, aliran, 8 + ke)
    else:
        baris, _ = orang_xml(acak, seed)
        rapi = bytearray(zip_dari(bagian_dasar(lembar(baris))))
        tempat = -1
        while (tempat := rapi.find(b"PK\x01\x02", tempat + 1)) >= 0:
            rapi[tempat + 8] |= 1
            asal = struct.unpack("<L", rapi[tempat + 42 : tempat + 46])[0]
            rapi[asal + 6] |= 1
        isi = bytes(rapi)
    return Kasus("kata sandi", "terkunci.xlsx", isi, tolak=BUKAN | {"berkas_terkunci"})


def format_lain(acak: random.Random, seed: int, ke: int) -> Kasus:
    """xls, xlsb, ods and xlsm that were only renamed."""
    baris, _ = orang_xml(acak, seed)
    dasar = bagian_dasar(lembar(baris))
    jenis = dasar["[Content_Types].xml"]
    bentuk = ke % 4
    if bentuk == 0:
        isi = ole(acak, "Workbook" if ke < 8 else "Book", 8)
    elif bentuk == 1:
        isi = zip_dari(
            dasar
            | {
                "[Content_Types].xml": jenis.replace(
                    b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"vnd.ms-excel.sheet.binary.macroEnabled.main",
                ),
                "xl/workbook.bin": acak.randbytes(400),
            }
        )
    elif bentuk == 2:
        ods = b"application/vnd.oasis.opendocument.spreadsheet" + (b"-template" if ke > 5 else b"")
        tabel = b"<office:document-content><office:body/></office:document-content>"
        isi = zip_dari({"mimetype": ods, "content.xml": tabel, "META-INF/manifest.xml": b"<m/>"})
    else:
        bermakro = jenis.replace(
            b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"vnd.ms-excel.sheet.macroEnabled.main",
        )
        isi = zip_dari(dasar | {"[Content_Types].xml": bermakro, "xl/vbaProject.bin": b"\0" * 99})
    nama = ("data final(2).xlsx", "data.xls.xlsx", "DATA.XLSX")[ke % 3]
    return Kasus("format lain", nama, isi, tolak=BUKAN)


def bukan_tabel(acak: random.Random, seed: int, ke: int) -> Kasus:
    """PDF, pictures, web pages and other files that were renamed."""
    html = "<table><tr><th>NIP</th><th>NAMA</th></tr><tr><td>1</td><td>A</td></tr></table>"
    isi = (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + acak.randbytes(3_000),
        b"\x89PNG\r\n\x1a\n" + acak.randbytes(3_000),
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + acak.randbytes(3_000),
        f"<html><head><meta charset=utf-8></head><body>{html}</body></html>".encode(),
        b"\xef\xbb\xbf  \r\n<!DOCTYPE html><html>" + html.encode() + b"</html>",
        f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'>{html}</html>".encode("utf-16"),
        html.encode(),
        b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>",
        b"{\\rtf1\\ansi NIP NAMA}",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + html.encode(),
        acak.randbytes(5_000),
        zip_dari(
            {
                "word/document.xml": b"<w/>",
                "[Content_Types].xml": b"<Types>wordprocessingml</Types>",
            }
        ),
    )[ke]
    nama = "ekspor.xlsx" if ke % 2 else "ekspor.csv"
    return Kasus("PDF, gambar, HTML", nama, isi, tolak=BUKAN | RUSAK_KOLOM)


RUSAK_KOLOM = frozenset({"berkas_rusak", "kolom_hilang", "lembar_kosong"})


def pembawa(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Macros, DDE, links to elsewhere, embedded objects: refused, or read without them."""
    baris, orang = orang_xml(acak, seed)
    luar = (
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/externalLink" Target="{}" TargetMode="External"/>'
    )
    lain: dict[str, bytes] = {
        0: {"xl/vbaProject.bin": ole(acak, "VBA")},
        1: {"xl/macrosheets/sheet9.xml": b"<xm:macrosheet/>"},
        2: {"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>"},  # noqa: E501
        3: {"xl/externalLinks/_rels/externalLink1.xml.rels": luar.format("http://127.0.0.1:9/x.xlsx").encode()},
        4: {"xl/embeddings/oleObject1.bin": ole(acak, "Package")},
        5: {"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": buku_xml(lembar(baris))},
        6: {"xl/activeX/activeX1.bin": acak.randbytes(300)},
        7: {"customUI/customUI.xml": b"<customUI onLoad='x'/>"},
        8: {"xl/connections.xml": b"<connections><connection odcFile='http://127.0.0.1:9/a'/></connections>"},
        9: {"xl/queryTables/queryTable1.xml": b"<queryTable/>"},
        10: {"xl/media/image1.svg": b"<svg onload='alert(1)'/>"},
        11: {"xl/ctrlProps/ctrlProp1.xml": b"<formControlPr fmlaMacro='x'/>"},
    }[ke]  # fmt: skip
    isi = zip_dari(bagian_dasar(lembar(baris)) | lain)
    return Kasus("makro dan tautan", "bawa.xlsx", isi, tolak=BUKAN, boleh=True, baris=benar(orang))


def rumus_tanpa_nilai(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Cells that hold a formula and not its result: nobody knows what they say."""
    medan = ("nip", "nama", "lahir", "opd", "tingkat_id", "jenis")[ke % 6]
    orang = ambil(acak, seed, 4)
    rumus = ("B3&amp;C3", "VLOOKUP(A2,Data!A:B,2,0)", "TEXT(A1,&quot;0&quot;)")[ke % 3]
    bagian = [baris_xml(1, list(SIASN.values()))]
    for nomor, satu in enumerate(orang, start=2):
        isi = isi_siasn(satu)
        if nomor == 3:
            if medan == "opd":
                isi["unor_id"] = None
            if medan == "tingkat_id":
                isi["tingkat"] = None
            isi[medan] = "@@"
        bagian.append(baris_xml(nomor, [isi[m] for m in SIASN]))
    ganti = ' t="inlineStr"><is><t>@@</t></is></c>'
    ke_rumus = (
        f"><f>{rumus}</f></c>",
        f"><f>{rumus}</f><v></v></c>",
        f' t="str"><f>{rumus}</f></c>',  # an empty <v/> would be a result: a blank
    )
    xml = "".join(bagian).replace(ganti, ke_rumus[ke // 4])
    kasus = Kasus("rumus tanpa nilai", "rumus.xlsx", buku_xml(lembar(xml)), baris=benar(orang))
    satu = kasus.baris[1]
    # A text formula with an empty result is a blank, as ="" is; only who it is must be there.
    kosong = ke // 4 == 2 and medan not in {"nip", "nama"}
    satu.tanda, satu.hitung = set() if kosong else {medan}, False
    satu.terima = medan not in {"nip", "nama"}
    satu.nilai.pop("tingkat" if medan == "tingkat_id" else medan, None)
    kasus.lembar = ("Data",)
    return kasus


def suntikan_rumus(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Text that would be a formula, were it not text: it stays text, and is read."""
    kata = (
        *("=cmd|' /C calc'!A0", "+SUM(1,1)", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")'),
        *("\t=1+1", "\r=1+1", "=1+1;", "％=1", "'=1+1", '=IMPORTXML("http://x","//a")', "|calc"),
    )[ke]
    orang = ambil(acak, seed, 4)
    bagian = [baris_xml(1, list(SIASN.values()))]
    for nomor, satu in enumerate(orang, start=2):
        isi = isi_siasn(satu)
        if nomor == 3:
            isi["jabatan"] = isi["pendidikan"] = kata
        bagian.append(baris_xml(nomor, [isi[m] for m in SIASN]))
    isi_buku = buku_xml(lembar("".join(bagian)))
    return Kasus("suntikan rumus", "suntik.xlsx", isi_buku, baris=benar(orang), lembar=("Data",))


JENIS: tuple[Callable[[random.Random, int, int], Kasus], ...] = (
    sandi,
    format_lain,
    bukan_tabel,
    pembawa,
    rumus_tanpa_nilai,
    suntikan_rumus,
)
