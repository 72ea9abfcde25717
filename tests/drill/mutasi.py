"""Valid workbooks with one thing broken: bytes, the zip around them, or the XML inside.

A mutation may make a file unreadable; it may never make it lie. What is staged from it must be
what the valid workbook says: no number that is not there, and to each number its own name and
birth date, unless the row is flagged.
"""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.drill.asli import Asli, Isi, asli
from tests.drill.kasus import Jawaban, Kasus, Luput
from tests.drill.kertas import bagian, zip_dari


@dataclass
class Mutan:
    """A mutated workbook. ``pindah``: cells were moved, so a row may hold another row's words."""

    asli: Asli
    isi: bytes
    cara: str
    pindah: bool = False
    catatan: list[str] = field(default_factory=list)


def buat(seed: int, ke: int) -> Mutan:
    """Return mutation number ``ke``; the same seed and number give the same bytes."""
    acak = random.Random(f"{seed}/mutasi/{ke}")  # noqa: S311 - reproducible, not secret
    semua = asli(seed)
    dasar = semua[ke % len(semua)]
    if dasar.nama.endswith(".csv"):
        return acak.choice(CSV)(acak, dasar)
    return acak.choice((*BYTE, *ZIP, *ZIP, *XML, *XML, *XML))(acak, dasar)


# Bytes of the file -----------------------------------------------------------------------------


def byte_acak(acak: random.Random, dasar: Asli) -> Mutan:
    """A few bytes changed, anywhere."""
    isi = bytearray(dasar.isi)
    for _ in range(acak.choice((1, 1, 2, 8, 64))):
        isi[acak.randrange(len(isi))] = acak.randrange(256)
    return Mutan(dasar, bytes(isi), "byte diubah")


def potong(acak: random.Random, dasar: Asli) -> Mutan:
    """The end is missing, or the beginning, or a piece in the middle."""
    isi, a, b = dasar.isi, *sorted(acak.sample(range(len(dasar.isi)), 2))
    return Mutan(dasar, acak.choice((isi[:a], isi[a:], isi[:a] + isi[b:])), "dipotong")


def sisip(acak: random.Random, dasar: Asli) -> Mutan:
    """Something foreign in front, behind, or in between; or a piece twice."""
    isi, (a, b) = dasar.isi, sorted(acak.sample(range(len(dasar.isi)), 2))
    asing = acak.choice((b"\0" * 100, b"<html>", acak.randbytes(50), isi[a:b]))
    tempat = acak.choice((0, len(isi), a))
    return Mutan(dasar, isi[:tempat] + asing + isi[tempat:], "disisipi")


# The zip ---------------------------------------------------------------------------------------


def medan_zip(acak: random.Random, dasar: Asli) -> Mutan:
    """A wrong version, flag, method, checksum, size or offset in a header."""
    isi = bytearray(dasar.isi)
    tanda, medan = acak.choice(
        (
            (b"PK\x03\x04", ((4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))),
            (
                b"PK\x01\x02",
                ((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (42, 4)),
            ),
            (b"PK\x05\x06", ((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))),
        )
    )
    tempat = acak.choice([m.start() for m in re.finditer(re.escape(tanda), bytes(isi))])
    geser, lebar = acak.choice(medan)
    nilai = acak.choice((0, 1, 8, 99, 0x7FFF, 0xFFFF, acak.getrandbits(8 * lebar)))
    isi[tempat + geser : tempat + geser + lebar] = (nilai % 2 ** (8 * lebar)).to_bytes(
        lebar, "little"
    )
    return Mutan(dasar, bytes(isi), "kepala zip")


def susun_ulang(acak: random.Random, dasar: Asli) -> Mutan:
    """Parts in another order, missing, doubled, renamed, stored instead of packed."""
    semua = list(bagian(dasar.isi).items())
    cara = acak.choice(("acak", "hilang", "ganda", "nama", "tukar", "polos", "kosong"))
    n = acak.randrange(len(semua))
    nama, data = semua[n]
    pindah = False
    if cara == "acak":
        acak.shuffle(semua)
    elif cara == "hilang":
        semua.pop(n)
    elif cara == "ganda":
        semua.append((nama, acak.choice((data, b"", data[: len(data) // 2]))))
    elif cara == "nama":
        semua[n] = (
            acak.choice((nama.upper(), f"/{nama}", nama + " ", nama.replace("/", "\\"))),
            data,
        )
    elif cara == "tukar":
        lain = acak.randrange(len(semua))
        semua[n], semua[lain] = (nama, semua[lain][1]), (semua[lain][0], data)
        pindah = True  # two sheets may have changed places
    elif cara == "kosong":
        semua[n] = (nama, b"")
    keluar = io.BytesIO()
    jenis = zipfile.ZIP_STORED if cara == "polos" else zipfile.ZIP_DEFLATED
    with warnings.catch_warnings(), zipfile.ZipFile(keluar, "w", jenis) as arsip:
        warnings.simplefilter("ignore")  # a name that stands twice is what is wanted
        for satu, badan in semua:
            info = zipfile.ZipInfo(satu)
            info.compress_type = jenis
            arsip.writestr(info, badan)
    return Mutan(dasar, keluar.getvalue(), f"bagian zip: {cara}", pindah)


# The XML ---------------------------------------------------------------------------------------

TAG = re.compile(rb"<[^<>]+>")


def _ubah_xml(
    acak: random.Random,
    dasar: Asli,
    ubah: Callable[[random.Random, bytes], bytes],
    cara: str,
    *,
    pindah: bool = False,
) -> Mutan:
    """Change one part; only in a sheet, and only by some changes, do cells move."""
    semua = bagian(dasar.isi)
    utama = [n for n in semua if "sheet" in n.rpartition("/")[2].lower() and n.endswith(".xml")]
    nama = acak.choice(utama * 3 + [n for n in semua if n.endswith((".xml", ".rels"))])
    semua[nama] = ubah(acak, semua[nama])
    return Mutan(dasar, zip_dari(semua), cara, pindah=pindah and nama in utama)


def tag_hilang(acak: random.Random, dasar: Asli) -> Mutan:
    """A tag removed, doubled, or two of them swapped."""

    def ubah(acak: random.Random, xml: bytes) -> bytes:
        tag = [m.span() for m in TAG.finditer(xml)]
        a, b = acak.choice(tag)
        c, d = acak.choice(tag)
        if acak.random() < 0.4:
            return xml[:a] + xml[b:]
        if acak.random() < 0.6 or c < b:
            return xml[:b] + xml[a:b] + xml[b:]
        return xml[:a] + xml[c:d] + xml[b:c] + xml[a:b] + xml[d:]

    return _ubah_xml(acak, dasar, ubah, "tag", pindah=True)


def atribut(acak: random.Random, dasar: Asli) -> Mutan:
    """An attribute with another value, without quotes, doubled, or gone."""

    def ubah(acak: random.Random, xml: bytes) -> bytes:
        semua = [m.span() for m in re.finditer(rb'\s[\w:]+="[^"]*"', xml)]
        a, b = acak.choice(semua)
        asal = xml[a:b]
        nama = asal.partition(b"=")[0]
        isi = acak.choice(
            (
                *(b"", b' x="1"', asal * 2, asal.replace(b'"', b""), asal[:-1]),
                *(nama + b'="%s"' % v for v in (b"", b"-1", b"99999999999", b"s", b"&lt;", b"e")),
            )
        )
        return xml[:a] + isi + xml[b:]

    return _ubah_xml(acak, dasar, ubah, "atribut", pindah=True)


def alamat_sel(acak: random.Random, dasar: Asli) -> Mutan:
    """A cell or row that says it stands somewhere else."""

    def ubah(acak: random.Random, xml: bytes) -> bytes:
        semua = [m.span(1) for m in re.finditer(rb'<(?:c|row) r="([A-Z]*\d+)"', xml)]
        if not semua:
            return xml
        a, b = acak.choice(semua)
        c, d = acak.choice(semua)
        baru = acak.choice(
            (xml[c:d], b"XFD1048576", b"ZZZ1", b"A0", b"1048577", b"a2", b"B2:C9", b"", b"R1C1")
        )
        return xml[:a] + baru + xml[b:]

    return _ubah_xml(acak, dasar, ubah, "alamat sel", pindah=True)


def angka_besar(acak: random.Random, dasar: Asli) -> Mutan:
    """A number where there is one, but absurd."""

    def ubah(acak: random.Random, xml: bytes) -> bytes:
        semua = [m.span(1) for m in re.finditer(rb'(?:<v>|r="|s="|count="|Id=")(\d+)', xml)]
        if not semua:
            return xml
        a, b = acak.choice(semua)
        baru = (b"1e308", b"-1", b"9" * 40, b"1e-320", b"NaN", b"1.7976931348623157e+308", b"-0.0")
        return xml[:a] + acak.choice((*baru, b"INF", b"4294967296", b"2147483648")) + xml[b:]

    return _ubah_xml(acak, dasar, ubah, "angka besar")


def entitas(acak: random.Random, dasar: Asli) -> Mutan:
    """Entities known and unknown, a DTD, odd declarations and comments."""

    def ubah(acak: random.Random, xml: bytes) -> bytes:
        tag = [m.end() for m in TAG.finditer(xml)]
        tempat = acak.choice(tag)
        sisip = (
            b"&x;",
            b"&#0;",
            b"&#xFFFFFFFF;",
            b"<![CDATA[",
            b"<!--",
            b"<?x ?>",
            b"\x00",
            b"\xff",
        )
        kepala = b'<!DOCTYPE x [<!ENTITY x "9">]>'
        if acak.random() < 0.3:
            mulai = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
            return xml[:mulai] + kepala + xml[mulai:]
        return xml[:tempat] + acak.choice(sisip) + xml[tempat:]

    return _ubah_xml(acak, dasar, ubah, "entitas")


def ruang_nama(acak: random.Random, dasar: Asli) -> Mutan:
    """A wrong namespace, prefix or encoding."""

    def ubah(acak: random.Random, xml: bytes) -> bytes:
        ganti = acak.choice(
            (
                (rb'xmlns="[^"]*"', b""),
                (rb'xmlns="[^"]*"', b'xmlns="urn:x"'),
                (rb"<(/?)(c|row|v)\b", rb"<\1x:\2"),
                (rb'encoding="[^"]*"', b'encoding="UTF-16"'),
                (rb'encoding="[^"]*"', b'encoding="x-salah"'),
                (rb"^", b"\xef\xbb\xbf"),
                (rb"spreadsheetml/2006", b"spreadsheetml/2099"),
                (rb'r:id="[^"]*"', b'r:id="rId999"'),
            )
        )
        return re.sub(*ganti, xml, count=acak.choice((0, 1)))

    return _ubah_xml(acak, dasar, ubah, "ruang nama")


# Comma files -----------------------------------------------------------------------------------


def csv_bentuk(acak: random.Random, dasar: Asli) -> Mutan:
    """Separators, quotes, line ends, NULs and byte-order marks put in or taken out."""
    isi = bytearray(dasar.isi)
    sisip = (b";", b'"', b"\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b",", b"\x80", b"\t")
    tempat = [m.start() for m in re.finditer(rb'[;"\r\n]', dasar.isi)]
    a = acak.choice(tempat)
    if acak.random() < 0.5:
        del isi[a]
    else:
        isi[a:a] = acak.choice(sisip)
    return Mutan(dasar, bytes(isi), "bentuk CSV")


def csv_baris(acak: random.Random, dasar: Asli) -> Mutan:
    """Lines doubled, missing, swapped; the file cut off; another encoding than it says."""
    baris = dasar.isi.splitlines(keepends=True)
    a, b = acak.sample(range(len(baris)), 2)
    cara = acak.choice(("ganda", "hilang", "tukar", "potong", "sandi", "ulang"))
    if cara == "ganda":
        baris.insert(b, baris[a])
    elif cara == "hilang":
        baris.pop(a)
    elif cara == "tukar":
        baris[a], baris[b] = baris[b], baris[a]
    isi = b"".join(baris)
    if cara == "potong":  # inside a field nobody can see that it goes on: cut at a separator
        isi = isi[: acak.choice([m.start() for m in re.finditer(rb"[;\n]", isi)])]
    elif cara == "sandi":
        teks = dasar.isi.decode("utf-8-sig")
        isi = acak.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"")) + teks.encode(
            acak.choice(("utf-16-le", "utf-16-be", "utf-8", "utf-32", "utf-7"))
        )
    elif cara == "ulang":
        isi *= acak.choice((2, 50))
    return Mutan(dasar, isi, f"baris CSV: {cara}")


BYTE = (byte_acak, potong, sisip)
ZIP = (medan_zip, susun_ulang)
XML = (tag_hilang, atribut, alamat_sel, angka_besar, entitas, ruang_nama)
CSV = (csv_bentuk, csv_baris)


def kasus(mutan: Mutan, ke: int) -> Kasus:
    """Return the upload of a mutation."""
    return Kasus(mutan.cara, f"{ke}-{mutan.asli.nama}", mutan.isi, sudah=list(mutan.asli.sudah))


def periksa(mutan: Mutan, jawab: Jawaban, nama: str) -> Iterator[Luput]:
    """Yield every staged value that the valid workbook does not hold."""
    benar = mutan.asli.orang
    for baris in jawab.baris:
        if baris["status"] == "ditolak":
            continue
        tempat = f"{baris['lembar']}!{baris['baris']}"
        if baris["kunci"] not in benar:
            yield Luput(mutan.cara, nama, "nip_karangan", tempat, "NIP/kode karangan", diam=True)
            continue
        if baris["temuan"]:
            continue
        isi: Isi = {"nama": baris["judul"]} | baris["data"]
        for medan, seharusnya in benar[baris["kunci"]].items():
            if not _asli(mutan, medan, isi.get(medan), seharusnya):
                pesan = f"{medan} {isi[medan]!r}, seharusnya {seharusnya!r}"
                yield Luput(mutan.cara, nama, "isi_karangan", tempat, pesan[:300], diam=True)


def _asli(mutan: Mutan, medan: str, isi: Any, seharusnya: Any) -> bool:
    """Whether a value is the valid one, absent, or, where cells were moved, some valid one."""
    if isi in (None, "") or (medan == "formasi" and mutan.cara == "angka besar"):
        return True  # a number of posts that was changed is simply another number
    if medan == "nama":
        # A sign put beside a separator is part of the cell now; it names nobody else.
        isi = " ".join(str(isi).casefold().split()).strip(' ",\u20ac')
    boleh = [b[medan] for b in mutan.asli.orang.values()] if mutan.pindah else [seharusnya]
    return isi in boleh
