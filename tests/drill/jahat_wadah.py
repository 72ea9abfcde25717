"""Bad files by their container: bombs, wrong kinds, damaged archives, grids that lie."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.drill.kasus import Baris, Kasus
from tests.drill.kertas import alamat, zip_dari
from tests.drill.mentah import (
    ISI_BUKU,
    ISI_LEMBAR,
    KEPALA,
    bagian_dasar,
    baris_xml,
    buku_xml,
    lembar,
    orang_xml,
)
from tests.drill.orang import SIASN, benar_siasn

MB = 1024 * 1024
BESAR = frozenset({"berkas_terlalu_besar", "formulir"})
RUSAK = frozenset({"berkas_rusak"})
BUKAN = frozenset({"berkas_bukan_xlsx", "berkas_bukan_lembar_kerja"})
CAMPUR = BESAR | RUSAK | BUKAN
KOSONG = frozenset({"lembar_kosong", "kolom_hilang", "berkas_rusak"})
MACAM = 12


def benar(orang: list, nama: str = "Data", mulai: int = 2) -> list[Baris]:
    """Return the truth of a plain export of these people."""
    return [
        Baris(
            nama,
            nomor,
            satu.nip,
            benar_siasn(satu),
            {m: alamat(nomor, k) for k, m in enumerate(SIASN, start=1)},
        )
        for nomor, satu in enumerate(orang, start=mulai)
    ]


def bom(acak: random.Random, seed: int, ke: int) -> Kasus:
    """A zip that unpacks to far more than it weighs: flat, nested, overlapping."""
    baris, _ = orang_xml(acak, seed)
    bentuk = ke % 4
    if bentuk == 0:  # one part, enormous when unpacked
        ulang = (60 + ke * 20) * MB
        isi = _bom_datar(lembar(baris), ulang)
    elif bentuk == 1:  # a zip in a zip in a zip
        isi = b"0" * (4 * MB)
        for tingkat in range(3 + ke % 3):
            isi = zip_dari({f"lapis{tingkat}-{n}.zip": isi for n in range(8)})
        isi = zip_dari({"[Content_Types].xml": b"<Types/>", "xl/isi.zip": isi})
    elif bentuk == 2:  # many entries of the directory share one compressed body
        isi = _bom_tumpuk(bagian_dasar(lembar(baris)), 400 + ke * 100)
    else:  # the shared strings are the bomb
        besar = b"<sst><si><t>" + b"A" * ((110 + ke) * MB) + b"</t></si></sst>"
        isi = zip_dari(bagian_dasar(lembar(baris)) | {"xl/sharedStrings.xml": besar})
    return Kasus("bom zip", "bom.xlsx", isi, tolak=CAMPUR | KOSONG)


def _bom_datar(isi_lembar: str, ulang: int) -> bytes:
    bagian = bagian_dasar(isi_lembar)
    kosong = b"<!--" + b" " * ulang + b"-->"
    bagian[ISI_LEMBAR] = bagian[ISI_LEMBAR].replace(b"</sheetData>", b"</sheetData>" + kosong)
    return zip_dari(bagian)


def _bom_tumpuk(bagian: dict[str, bytes], banyak: int) -> bytes:
    """Write a zip whose directory names one body many times, as David Fifield's bombs do."""
    inti = b" " * MB
    peras = zlib.compressobj(9, zlib.DEFLATED, -15)
    badan = peras.compress(inti) + peras.flush()
    keluar = bytearray(zip_dari(bagian))
    ekor = keluar.rfind(b"PK\x05\x06")
    _, _, _, _, jumlah, panjang, awal, _ = struct.unpack("<4s4H2LH", keluar[ekor : ekor + 22])
    daftar = bytes(keluar[awal : awal + panjang])
    del keluar[awal:]
    tempat = len(keluar)
    nama = b"xl/media/a.bin"
    kepala = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(inti), len(badan), MB, len(nama), 0
    )
    keluar += kepala + nama + badan
    awal = len(keluar)
    keluar += daftar
    for _nomor in range(banyak):
        keluar += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(inti), len(badan), MB, len(nama)),
            *(0, 0, 0, 0, 0, tempat),
        )
        keluar += nama
    keluar += struct.pack(
        "<4s4H2LH",
        *(b"PK\x05\x06", 0, 0, jumlah + banyak, jumlah + banyak, len(keluar) - awal, awal, 0),
    )
    return bytes(keluar)


def sel_jauh(acak: random.Random, seed: int, ke: int) -> Kasus:
    """A good table, and one cell at the far corner of the grid."""
    baris, orang = orang_xml(acak, seed)
    tempat = ("XFD1048576", "XFD1048575", "A1048576", "XFD9", "ZZ1048576", "XFC1000000")[ke % 6]
    nomor = int("".join(c for c in tempat if c.isdigit()))
    jauh = f'<row r="{nomor}"><c r="{tempat}"><v>1</v></c></row>'
    ukuran = f"A1:{tempat}" if ke >= 6 else ""
    isi = buku_xml(lembar(baris + jauh, ukuran=ukuran))
    return Kasus("sel jauh", "jauh.xlsx", isi, tolak=CAMPUR, boleh=True, baris=benar(orang))


def ukuran_bohong(acak: random.Random, seed: int, ke: int) -> Kasus:
    """The sheet says it is far bigger, or smaller, than it is."""
    baris, orang = orang_xml(acak, seed, 3 + ke)
    bohong = (
        *("A1:XFD1048576", "A1", "A1:B2", "A1048576:XFD1048576", "A1:T2", "XFD1:A1"),
        *("A0:A0", "A1:ZZZ99999999", "omong", "A1:T4294967296", "A5:A1", "1:1"),
    )[ke]
    isi = buku_xml(lembar(baris, ukuran=bohong))
    return Kasus("ukuran bohong", "ukuran.xlsx", isi, tolak=RUSAK, boleh=True, baris=benar(orang))


def luar_kisi(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Cells that stand where Excel has no grid."""
    baris, orang = orang_xml(acak, seed)
    ganjil = (
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="4294967297"><c r="A4294967297"><v>1</v></c></row>',
        '<row r="99999999999999999999"><c r="A1"><v>1</v></c></row>',
        '<row r="5"><c r="XFE5"><v>1</v></c></row>',
        '<row r="5"><c r="ZZZZZZZ5"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="-3"><c r="A-3"><v>1</v></c></row>',
        '<row r="5"><c r="AAAAAAAAAAAAAAAAAAAAAAAA5"><v>1</v></c></row>',
        '<row r="lima"><c r="lima"><v>1</v></c></row>',
        '<row r="5.5"><c r="A5.5"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>lagi</t></is></c></row>',
        '<row r=""><c r=""><v>1</v></c></row>',
    )[ke]
    isi = buku_xml(lembar(baris + ganjil))
    kasus = Kasus("luar kisi", "kisi.xlsx", isi, tolak=CAMPUR, boleh=True, baris=benar(orang))
    if ke == 10:  # row 2 stands there twice: which one is right cannot be known
        kasus.baris[0].hitung = False
    return kasus


def sejuta_baris_kosong(acak: random.Random, seed: int, ke: int) -> Kasus:
    """A table and then formatting only, down to the end of the sheet."""
    baris, orang = orang_xml(acak, seed)
    awal, banyak = 10, 1_000_000 if ke % 2 == 0 else 1_048_000
    kosong = (
        lambda n: f'<row r="{n}"/>',
        lambda n: f'<row r="{n}"><c r="A{n}" s="0"/></row>',
        lambda n: f'<row r="{n}" ht="15" customHeight="1"/>',
    )[ke % 3]
    isi = buku_xml(lembar(baris + "".join(kosong(n) for n in range(awal, awal + banyak))))
    return Kasus(
        "sejuta baris kosong", "kosong.xlsx", isi, tolak=BESAR, boleh=True, baris=benar(orang)
    )


def banyak_baris(acak: random.Random, seed: int, ke: int) -> Kasus:
    """400,000 rows that hold something: more than any city has people."""
    if ke % 3 == 2:  # so many lines of text
        baris = ";".join(SIASN.values()) + "\n" + "1;2;3;4\n" * 400_000
        return Kasus("400.000 baris", "banyak.csv", baris.encode(), tolak=BESAR | BUKAN)
    kepala = baris_xml(1, list(SIASN.values()))
    pola = (
        lambda n: f'<row r="{n}"><c r="B{n}"><v>1</v></c><c r="D{n}"><v>2</v></c></row>',
        lambda n: f"<row><c><v>{n}</v></c><c><v>1</v></c><c/><c><v>1</v></c></row>",
    )[ke % 3]
    banyak = 400_000 + ke * 1_000
    isi = buku_xml(lembar(kepala + "".join(map(pola, range(2, banyak + 2)))))
    return Kasus("400.000 baris", "banyak.xlsx", isi, tolak=BESAR)


def entitas(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Entities that grow without end, or that name a file or an address."""
    baris, orang = orang_xml(acak, seed)
    tingkat = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "haha">' for n in range(9)
    )
    dtd = (
        f"<!DOCTYPE w [{tingkat}]>",
        '<!DOCTYPE w [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a8 SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE w [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        f'<!DOCTYPE w [<!ENTITY a8 "{"A" * 50_000}">]>',
    )[ke % 6]
    bagian = bagian_dasar(lembar(baris))
    nama = (ISI_LEMBAR, ISI_BUKU)[ke // 6]
    isi = bagian[nama].removeprefix(KEPALA)
    if ke % 6 != 3:
        kali = 40 if ke % 6 == 5 else 1
        isi = isi.replace(b"PPPK", b"&a8;" * kali, 1).replace(b'name="Data"', b'name="&a8;"')
    bagian[nama] = KEPALA + dtd.encode() + isi
    kasus = Kasus("entitas dan DTD", "entitas.xlsx", zip_dari(bagian), CAMPUR | KOSONG, boleh=True)
    kasus.baris = benar(orang, "" if ke >= 6 else "Data")
    if ke % 6 != 3:  # the one cell that held the entity is not known any more
        kasus.baris[0].hitung = False
        kasus.baris[0].nilai.pop("jenis")
    return kasus


def nama_jalur(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Parts of the zip with names that try to leave the folder, or that stand twice."""
    baris, orang = orang_xml(acak, seed)
    nama = (
        *("../../../etc/passwd", "/etc/passwd", "..\\..\\windows\\win.ini", "C:\\x.xml"),
        *("xl/../../x.xml", "xl/worksheets/./sheet1.xml", "a" * 3_000, "xl/\x01.xml"),
        *("XL/WORKSHEETS/SHEET1.XML", "xl\\worksheets\\sheet1.xml", "xl//workbook.xml", "‮lsx.exe"),
    )[ke]
    isi = zip_dari(bagian_dasar(lembar(baris)) | {nama: b"<x/>"})
    return Kasus("nama jalur", "jalur.xlsx", isi, tolak=CAMPUR, boleh=True, baris=benar(orang))


def zip_rusak(acak: random.Random, seed: int, ke: int) -> Kasus:
    """A zip cut off on the way, or with a wrong checksum."""
    baris, _ = orang_xml(acak, seed, 20)
    isi = bytearray(zip_dari(bagian_dasar(lembar(baris))))
    if ke < 6:
        isi = isi[: len(isi) * (ke + 1) // 7]
    else:
        cari = io.BytesIO(isi)
        with zipfile.ZipFile(cari) as arsip:
            info = arsip.getinfo((ISI_LEMBAR, ISI_BUKU, "[Content_Types].xml")[ke % 3])
        tempat = info.header_offset + 30 + len(info.filename)
        if ke < 9:
            isi[tempat + info.compress_size // 2] ^= 0xFF
        else:
            daftar = isi.find(b"PK\x01\x02")
            while isi[daftar + 46 : daftar + 46 + len(info.filename)] != info.filename.encode():
                daftar = isi.find(b"PK\x01\x02", daftar + 1)
            isi[daftar + 16] ^= 0x55
            isi[info.header_offset + 14] ^= 0x55
    return Kasus("zip rusak", "rusak.xlsx", bytes(isi), tolak=RUSAK | BUKAN)


WADAH: tuple[Callable[[random.Random, int, int], Kasus], ...] = (
    bom,
    sel_jauh,
    ukuran_bohong,
    luar_kisi,
    sejuta_baris_kosong,
    banyak_baris,
    entitas,
    nama_jalur,
    zip_rusak,
)
