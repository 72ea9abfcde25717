"""What kind of file is this? Decided by its content, never by its name."""

from collections.abc import Collection
from io import BufferedReader

from inti.pembaca.batas import BUKAN, MB, RUSAK, SIMPAN_ULANG, Tolak

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOM = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
HALAMAN = "halaman web (HTML)"
MINTA_ASLI = "Minta berkas Excel aslinya kepada pengirim."

# First letters (after a byte-order mark and blanks, in small letters) and what the file then is.
WAJAH = (
    (("<!doctype html", "<html", "<table", "<head", "<meta", "<style"), HALAMAN),
    (("mime-version:",), "halaman web (MHTML)"),
    (("received:", "return-path:", "delivered-to:"), "surel (.eml)"),
    (("id;p",), "berkas SYLK (.slk)"),
    (("<?xml", "<!doctype", "<worksheet", "<workbook"), "berkas XML"),
    (("%pdf",), "berkas PDF"),
    (("\x89png", "\xff\xd8\xff", "gif8"), "gambar"),
    (("{\\rtf",), "dokumen teks (RTF)"),
    (('{"', '[{"'), "berkas JSON"),
    (("rar!\x1a", "7z\xbc\xaf", "\x1f\x8b"), "arsip"),
)
TANPA_DATA = {"surel (.eml)", "berkas PDF", "gambar", "dokumen teks (RTF)", "berkas JSON"}


def sandi_nyata(awal: bytes) -> str:
    """Return the text encoding that the first bytes give away, or empty text.

    UTF-16 without a mark shows in Latin text: every other byte is nothing.
    """
    for tanda, sandi in BOM:
        if awal.startswith(tanda):
            return sandi
    genap, ganjil = awal[0::2], awal[1::2]
    if len(ganjil) > 1 and ganjil.count(0) > 0.6 * len(ganjil) and genap.count(0) == 0:
        return "utf-16-le"
    if len(ganjil) > 1 and genap.count(0) > 0.6 * len(genap) and ganjil.count(0) == 0:
        return "utf-16-be"
    return ""


def tolak_bukan_tabel(awal: bytes, berkas: BufferedReader) -> None:
    """Refuse what is known not to be a table, with its name and how to save it right."""
    if awal.startswith(OLE):
        raise Tolak(BUKAN, _nasihat_ole(berkas))
    wajah = awal.decode(sandi_nyata(awal) or "latin-1", errors="replace")
    wajah = wajah.lstrip("\ufeff\xef\xbb\xbf \t\r\n").lower()
    for tanda, nama in WAJAH:
        if wajah.startswith(tanda):
            raise Tolak(BUKAN, f"Ini {nama}. {_saran(nama)}")
    if wajah.startswith("<") and ("<table" in wajah or "<html" in wajah):
        raise Tolak(BUKAN, f"Ini {HALAMAN}. {_saran(HALAMAN)}")


def _saran(nama: str) -> str:
    if nama == "arsip":
        return "Buka arsipnya, lalu unggah berkas Excel di dalamnya satu per satu."
    return MINTA_ASLI if nama in TANPA_DATA else SIMPAN_ULANG


def _nasihat_ole(berkas: BufferedReader) -> str:
    berkas.seek(0)
    isi = berkas.read(2 * MB)
    if "EncryptedPackage".encode("utf-16-le") in isi:
        return (
            "Buku kerja ini terkunci dengan kata sandi. Hapus kata sandinya di Excel "
            "(menu Info, Proteksi Buku Kerja), simpan, lalu unggah lagi."
        )
    if "WordDocument".encode("utf-16-le") in isi:
        return f"Ini dokumen Word (.doc), bukan Excel. {MINTA_ASLI}"
    return f"Ini berkas Excel lama (.xls). {SIMPAN_ULANG}"


def tolak_sepupu(nama: Collection[str], jenis_isi: bytes, mimetype: bytes) -> None:
    """Tell xlsx from its zipped cousins by the parts inside.

    ``jenis_isi`` is the part that lists the kinds of the others (``[Content_Types].xml``).
    """
    sebutan = ""
    jenis_isi = jenis_isi.lower()
    if b"opendocument" in mimetype:
        sebutan = "berkas LibreOffice/OpenOffice (.ods)"
    elif not jenis_isi and "[Content_Types].xml" not in nama:
        if any(n.lower().endswith((".xlsx", ".xls", ".csv")) for n in nama):
            raise Tolak(BUKAN, f"Ini arsip zip, bukan buku kerja Excel. {_saran('arsip')}")
        sebutan = "arsip zip, bukan buku kerja Excel"
    elif b"sheet.binary" in jenis_isi or "xl/workbook.bin" in nama:
        sebutan = "buku kerja biner (.xlsb)"
    elif b"macroenabled" in jenis_isi or any(n.lower().endswith("vbaproject.bin") for n in nama):
        sebutan = "buku kerja bermakro (.xlsm)"
    elif b"spreadsheetml.template.main" in jenis_isi:
        sebutan = "templat Excel (.xltx)"
    elif b"spreadsheetml.sheet.main" not in jenis_isi:
        sebutan = "dokumen Office lain, bukan Excel"
    if sebutan:
        raise Tolak(BUKAN, f"Ini {sebutan}. {SIMPAN_ULANG}")


def tolak_kosong(ukuran: int) -> None:
    """Refuse a file without a byte."""
    if not ukuran:
        raise Tolak(RUSAK, "Berkas kosong (0 byte). Unggah ulang berkas aslinya.")
