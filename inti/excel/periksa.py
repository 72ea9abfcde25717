"""What kind of file is this, and is it safe to open? Decided by content, never by its name."""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from inti.errors import DomainError

MB = 1024 * 1024
MAKS_BAGIAN = 2_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIMPAN_ULANG = "Buka di Excel, pilih Simpan Sebagai, jenis “Buku Kerja Excel (.xlsx)”."
MINTA_ASLI = "Minta berkas Excel aslinya kepada pengirim."
RUSAK = (
    "Berkas rusak atau terpotong sehingga tidak dapat dibuka. "
    "Unduh atau minta ulang berkasnya, lalu unggah lagi."
)

# First bytes (after a byte-order mark and blanks, in small letters) and what the file then is.
WAJAH = (
    ((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style"), "halaman web (HTML)"),
    ((b"<?xml",), "berkas XML"),
    ((b"%pdf",), "berkas PDF"),
    ((b"\x89png", b"\xff\xd8\xff", b"gif8"), "gambar"),
    ((b"{\\rtf",), "dokumen teks (RTF)"),
)
TANPA_DATA = {"berkas PDF", "gambar", "dokumen teks (RTF)"}


@dataclass(frozen=True)
class Batas:
    """Limits in bytes, before and after unpacking, and the highest packing ratio."""

    ukuran: int
    bongkar: int
    rasio: int = 200


BATAS_UNGGAH = Batas(ukuran=5 * MB, bongkar=100 * MB)
BATAS_PERINTAH = Batas(ukuran=64 * MB, bongkar=1024 * MB)


class BerkasDitolak(DomainError):  # noqa: N818 - the officer's word
    """A file that is not read at all. ``kode`` is one of the import codes of the contract."""

    kode = "berkas_rusak"


def periksa(berkas: BinaryIO, *, batas: Batas = BATAS_UNGGAH) -> None:
    """Refuse what is too big, not an xlsx workbook, or packed to hurt.

    Raises:
        BerkasDitolak: with advice in Indonesian; codes ``berkas_terlalu_besar``,
            ``berkas_bukan_xlsx`` and ``berkas_rusak``.
    """
    ukuran = berkas.seek(0, 2)
    berkas.seek(0)
    if ukuran > batas.ukuran:
        _tolak(
            "berkas_terlalu_besar",
            f"Ukuran berkas {_mb(ukuran)} MB melebihi batas {batas.ukuran // MB} MB. "
            "Bagi menjadi beberapa berkas, atau hapus gambar dan lembar yang tidak perlu.",
        )
    awal = berkas.read(4096)
    if not awal:
        _tolak("berkas_rusak", "Berkas kosong (0 byte). Unggah ulang berkas aslinya.")
    if not awal.startswith(ZIP):
        berkas.seek(0)
        _tolak("berkas_bukan_xlsx", _nasihat(awal, berkas))
    berkas.seek(0)
    try:
        with zipfile.ZipFile(berkas) as arsip:
            _periksa_isi(arsip, batas)
    except BerkasDitolak:
        raise
    except Exception as galat:  # zipfile and its decompressors throw many kinds at a bad archive
        raise BerkasDitolak(RUSAK) from galat
    berkas.seek(0)


def _tolak(kode: str, pesan: str) -> NoReturn:
    raise BerkasDitolak(pesan, kode=kode)


def _mb(ukuran: int) -> str:
    return f"{ukuran / MB:.1f}".replace(".", ",")


def _nasihat(awal: bytes, berkas: BinaryIO) -> str:
    """Name what the file really is, and how to save it right."""
    if awal.startswith(OLE):
        return _nasihat_ole(berkas.read(2 * MB))
    wajah = awal.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for tanda, nama in WAJAH:
        if wajah.startswith(tanda):
            return f"Ini {nama}. {MINTA_ASLI if nama in TANPA_DATA else SIMPAN_ULANG}"
    if b"\x00" not in awal and b"\n" in awal and any(p in awal for p in (b",", b";", b"|", b"\t")):
        return f"Ini berkas teks (CSV). {SIMPAN_ULANG} Pastikan kolom NIP berformat teks."
    return f"Berkas ini bukan buku kerja Excel (.xlsx). {SIMPAN_ULANG}"


def _nasihat_ole(isi: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in isi:
        return (
            "Buku kerja ini terkunci dengan kata sandi. Hapus kata sandinya di Excel "
            "(menu Info, Proteksi Buku Kerja), simpan, lalu unggah lagi."
        )
    return f"Ini berkas Excel lama (.xls). {SIMPAN_ULANG}"


def _periksa_isi(arsip: zipfile.ZipFile, batas: Batas) -> None:
    bagian = arsip.infolist()
    baru = "Salin datanya ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi."
    if len(bagian) > MAKS_BAGIAN or sum(b.file_size for b in bagian) > batas.bongkar:
        _tolak("berkas_terlalu_besar", f"Isi berkas terlalu besar setelah dibongkar. {baru}")
    for b in bagian:
        if b.flag_bits & 0x1:
            _tolak(
                "berkas_bukan_xlsx",
                "Berkas terkunci dengan kata sandi. Hapus kata sandinya, lalu unggah lagi.",
            )
        if b.file_size > MB and b.file_size > batas.rasio * max(b.compress_size, 1):
            _tolak("berkas_terlalu_besar", f"Berkas dimampatkan secara tidak wajar. {baru}")
    jenis = _jenis_lain(arsip, {b.filename for b in bagian})
    if jenis:
        _tolak("berkas_bukan_xlsx", f"Ini {jenis}. {SIMPAN_ULANG}")


def _jenis_lain(arsip: zipfile.ZipFile, nama: set[str]) -> str:
    """Tell xlsx from its zipped cousins by the parts inside; empty text when it is xlsx."""
    if "mimetype" in nama and b"opendocument" in arsip.read("mimetype")[:200]:
        return "berkas LibreOffice/OpenOffice (.ods)"
    if "[Content_Types].xml" not in nama:
        return "arsip zip, bukan buku kerja Excel"
    jenis = arsip.read("[Content_Types].xml").lower()
    if b"sheet.binary" in jenis or "xl/workbook.bin" in nama:
        return "buku kerja biner (.xlsb)"
    if b"macroenabled" in jenis or any(n.lower().endswith("vbaproject.bin") for n in nama):
        return "buku kerja bermakro (.xlsm)"
    return "" if b"spreadsheetml.sheet.main" in jenis else "dokumen Office lain, bukan Excel"
