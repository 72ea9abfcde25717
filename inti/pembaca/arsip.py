"""The zip around a workbook: checked as a whole, unpacked by what really comes out of it.

What the directory of a zip declares is only a claim, so each part is inflated here, in pieces,
and must come out exactly as long as declared and with its checksum.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader

from inti.pembaca.batas import BESAR, BUKAN, BUKU_BARU, MB, RUSAK, Batas, Tolak
from inti.pembaca.jenis import ZIP, tolak_sepupu

MAKS_BAGIAN = 2_000
MAKS_BAGIAN_KECIL = 32 * MB
"""Parts read in one piece (styles, workbook, relations)."""
POTONG = MB
KEPALA = struct.Struct("<4sHHHHHIIIHH")
PESAN_TUMPANG = f"Susunan arsip di dalam berkas tidak wajar. {BUKU_BARU}"


class Arsip:
    """The parts of a workbook, by name; names are compared without case, as Excel does."""

    def __init__(self, berkas: BufferedReader, batas: Batas) -> None:
        self._berkas = berkas
        try:
            with zipfile.ZipFile(berkas) as arsip:
                bagian = arsip.infolist()
        except MemoryError:
            raise
        except Exception as galat:  # zipfile throws many kinds at a bad archive
            raise Tolak from galat
        _periksa(bagian, batas)
        self._bagian = {b.filename.casefold(): b for b in bagian}
        self.nama = frozenset(b.filename for b in bagian)
        if len(self._bagian) < len(bagian):
            raise Tolak(RUSAK, PESAN_TUMPANG)
        kecil = {n: self.baca(n) if n in self else b"" for n in ("[Content_Types].xml", "mimetype")}
        tolak_sepupu(self.nama, kecil["[Content_Types].xml"], kecil["mimetype"][:200])

    def __contains__(self, nama: str) -> bool:
        return nama.casefold() in self._bagian

    def ukuran(self, nama: str) -> int:
        """Return the unpacked size of a part in bytes, 0 when it is not there."""
        satu = self._bagian.get(nama.casefold())
        return satu.file_size if satu else 0

    def baca(self, nama: str) -> bytes:
        """Return a small part."""
        if self.ukuran(nama) > MAKS_BAGIAN_KECIL:
            raise Tolak(BESAR, f"Isi berkas terlalu besar setelah dibongkar. {BUKU_BARU}")
        return b"".join(self.potong(nama))

    def potong(self, nama: str) -> Iterator[bytes]:
        """Yield a part in pieces of at most one megabyte.

        Raises:
            Tolak: the part is missing, or not what the directory says it is.
        """
        satu = self._bagian.get(nama.casefold())
        if satu is None:
            raise Tolak
        keluar, crc = 0, 0
        try:
            for potong in _kembangkan(self._berkas, satu):
                keluar += len(potong)
                if keluar > satu.file_size:
                    raise Tolak(RUSAK, PESAN_TUMPANG)
                crc = zlib.crc32(potong, crc)
                yield potong
        except (zlib.error, struct.error) as galat:
            raise Tolak from galat
        if keluar != satu.file_size or crc != satu.CRC:
            raise Tolak


def _periksa(bagian: list[zipfile.ZipInfo], batas: Batas) -> None:
    if len(bagian) > MAKS_BAGIAN or sum(b.file_size for b in bagian) > batas.bongkar:
        raise Tolak(BESAR, f"Isi berkas terlalu besar setelah dibongkar. {BUKU_BARU}")
    akhir = 0
    for b in sorted(bagian, key=lambda b: b.header_offset):
        if b.flag_bits & 0x1:
            pesan = "Berkas terkunci dengan kata sandi. Hapus kata sandinya, lalu unggah lagi."
            raise Tolak(BUKAN, pesan)
        if b.file_size > MB and b.file_size > batas.rasio * max(b.compress_size, 1):
            raise Tolak(BESAR, f"Berkas dimampatkan secara tidak wajar. {BUKU_BARU}")
        if b.header_offset < akhir or (b.header_offset and not akhir) or _nama_liar(b.filename):
            raise Tolak(RUSAK, PESAN_TUMPANG)
        akhir = b.header_offset + KEPALA.size + b.compress_size


def _nama_liar(nama: str) -> bool:
    return nama.startswith("/") or "\\" in nama or ":" in nama or ".." in nama.split("/")


def _kembangkan(berkas: BufferedReader, satu: zipfile.ZipInfo) -> Iterator[bytes]:
    berkas.seek(satu.header_offset)
    tanda, _, _, cara, *_, panjang_nama, panjang_lain = KEPALA.unpack(berkas.read(KEPALA.size))
    nama = berkas.read(panjang_nama)
    sama = nama in (satu.orig_filename.encode(), satu.orig_filename.encode("cp437", "replace"))
    if tanda != ZIP or cara != satu.compress_type or not sama:
        raise Tolak
    berkas.seek(panjang_lain, 1)
    tempat, sisa = berkas.tell(), satu.compress_size
    if cara not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Tolak
    alat = zlib.decompressobj(-15)
    while sisa > 0:
        berkas.seek(tempat)  # two parts may be read by turns
        mentah = berkas.read(min(sisa, POTONG))
        if not mentah:
            raise Tolak
        tempat += len(mentah)
        sisa -= len(mentah)
        if cara == zipfile.ZIP_STORED:
            yield mentah
            continue
        while mentah and not alat.eof:
            yield alat.decompress(mentah, POTONG)
            mentah = alat.unconsumed_tail
    if cara == zipfile.ZIP_DEFLATED and not alat.eof:
        yield alat.flush()
