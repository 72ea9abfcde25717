"""Text tables (CSV): which encoding, which delimiter, then row by row, all cells text."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from itertools import islice

from inti.pembaca.batas import BUKAN, MB, RUSAK, SIMPAN_ULANG, Tolak
from inti.pembaca.hasil import IsiLembar
from inti.pembaca.jenis import sandi_nyata
from inti.pembaca.lebar import Lebar
from inti.pembaca.tulis import Penulis

NAMA_LEMBAR = "CSV"
PEMISAH = ";,\t|"
BARIS_CONTOH = 60
MAKS_SEL = MB
KENDALI = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
BUKAN_ASCII = re.compile("[^\x00-\x7f]")
LEPAS = re.compile("[\udc80-\udcff]")
"""Bytes that are no UTF-8, as ``surrogateescape`` keeps them."""
BUNGKUS = re.compile(r'="(.*)"', re.DOTALL)
BARIS_SEP = re.compile(r"\"?sep=(.)\"?\r?\n?", re.IGNORECASE)

SIMPAN_CSV = "Simpan sebagai “CSV UTF-8”, atau lebih baik sebagai “Buku Kerja Excel (.xlsx)”."


def baca(berkas: BufferedReader, awal: bytes, penulis: Penulis) -> list[IsiLembar]:
    """Write the rows of a text table; numbers count its records, as Excel would show them."""
    sandi = _sandi(berkas, awal)
    pemisah, lewati = _pemisah(berkas, sandi)
    csv.field_size_limit(MAKS_SEL)
    satu = IsiLembar(NAMA_LEMBAR, penulis)
    rekaman = _rekaman(_baris_teks(berkas, sandi, lewati=lewati), pemisah)
    lebar = Lebar()
    for nomor, sel in enumerate(rekaman, 1):
        lebar.catat(sel)
        nilai: list[object] = [_lepas(s) for s in sel]
        penulis.tulis(nomor, nilai)
    satu.lebar = lebar.rangkum()
    satu.selesai()
    return [satu]


def _sandi(berkas: BufferedReader, awal: bytes) -> str:
    """Return the encoding that reads the whole file, or refuse what is no text."""
    nyata = sandi_nyata(awal)
    if nyata:
        if not _terbaca(berkas, nyata):
            raise Tolak(RUSAK, f"Teks berkas CSV ini rusak. {SIMPAN_CSV}")
        return nyata
    if b"\0" in awal and KENDALI.search(awal.decode("latin-1")):
        raise Tolak(BUKAN, f"Berkas ini bukan buku kerja Excel (.xlsx). {SIMPAN_ULANG}")
    if _terbaca(berkas, "utf-8"):
        return "utf-8"
    if _campuran(berkas):
        raise Tolak(RUSAK, f"Sebagian huruf berkas CSV ini rusak. {SIMPAN_CSV}")
    if _terbaca(berkas, "cp1252"):
        return "cp1252"
    raise Tolak(BUKAN, f"Berkas ini bukan buku kerja Excel (.xlsx). {SIMPAN_ULANG}")


def _terbaca(berkas: BufferedReader, sandi: str) -> bool:
    """Tell whether the whole file reads in this encoding, as text and not as noise."""
    alat = codecs.getincrementaldecoder(sandi)()
    berkas.seek(0)
    try:
        while potong := berkas.read(MB):
            teks = alat.decode(potong)
            if "\0" in teks:
                pesan = f"Berkas CSV ini memuat karakter kosong (NUL). {SIMPAN_CSV}"
                raise Tolak(RUSAK, pesan)
            if len(KENDALI.findall(teks)) > max(1, len(teks) // 1_000):
                return False
        alat.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _campuran(berkas: BufferedReader) -> bool:
    """Whether most of the signs beyond ASCII are UTF-8 and some are not: read as Windows text,
    the good ones would be ruined ("Ã©")."""
    alat = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    baik = rusak = 0
    berkas.seek(0)
    while potong := berkas.read(MB):
        teks = alat.decode(potong)
        lepas = len(LEPAS.findall(teks))
        rusak += lepas
        baik += len(BUKAN_ASCII.findall(teks)) - lepas
    return baik > rusak


def _pemisah(berkas: BufferedReader, sandi: str) -> tuple[str, bool]:
    """Return the delimiter, and whether the first line only names it.

    The one that cuts the most rows into the same number of cells, weighed by that number.
    """
    contoh = list(islice(_baris_teks(berkas, sandi), BARIS_CONTOH * 4))
    if contoh and (sep := BARIS_SEP.fullmatch(contoh[0])):
        return sep[1], True
    nilai = {}
    for pemisah in PEMISAH:
        try:
            lebar = [len(r) for r in islice(csv.reader(contoh, delimiter=pemisah), BARIS_CONTOH)]
        except csv.Error:
            continue
        jumlah = Counter(n for n in lebar if n > 1)
        if jumlah:
            isi = sum(n > 0 for n in lebar)
            biasa, kali = max(jumlah.items(), key=lambda satu: (satu[1], satu[0]))
            nilai[pemisah] = (biasa - 1) * kali / isi
    if not nilai:
        pesan = (
            "Berkas teks ini bukan tabel: pemisah kolom (titik koma, koma, garis tegak, "
            f"atau tab) tidak ditemukan. {SIMPAN_CSV}"
        )
        raise Tolak(BUKAN, pesan)
    return max(nilai, key=lambda pemisah: nilai[pemisah]), False


def _baris_teks(berkas: BufferedReader, sandi: str, *, lewati: bool = False) -> Iterator[str]:
    berkas.seek(0)
    teks = TextIOWrapper(berkas, encoding=sandi, newline="")
    try:
        if lewati:
            teks.readline()
        while baris := teks.readline(MAKS_SEL):
            yield baris
    finally:
        teks.detach()


def _rekaman(baris: Iterator[str], pemisah: str) -> Iterator[list[str]]:
    """Yield the records; a quote without its partner would swallow rows, so it is refused."""
    pembaca = csv.reader(baris, delimiter=pemisah, strict=True)
    mulai = 1
    try:
        for rekaman in pembaca:
            yield rekaman
            mulai = pembaca.line_num + 1
    except csv.Error as galat:
        pesan = (
            f"Tanda kutip pada baris {mulai} berkas CSV tidak berpasangan. "
            f"Perbaiki baris itu. {SIMPAN_CSV}"
        )
        raise Tolak(RUSAK, pesan) from galat


def _lepas(sel: str) -> str:
    """Take a text out of the wrapper that keeps Excel from making it a number: ``="0123"``."""
    if sel[:2] != '="':
        return sel
    cocok = BUNGKUS.fullmatch(sel.strip())
    return cocok[1].replace('""', '"') if cocok else sel
