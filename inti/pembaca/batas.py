"""Limits of the reader, and the one way in which it says no."""

MB = 1024 * 1024
BARIS_EXCEL = 1_048_576
"""Rows a sheet can have."""
KOLOM_EXCEL = 16_384
MAKS_BARIS = 250_000
MAKS_KOLOM = 400
MAKS_TEKS = 2_000
MAKS_GABUNGAN = 50_000
"""Merged ranges kept per sheet; an office merges hundreds, not more."""

RUSAK = "berkas_rusak"
BESAR = "berkas_terlalu_besar"
BUKAN = "berkas_bukan_xlsx"
KOSONG = "lembar_kosong"

SIMPAN_ULANG = "Buka di Excel, pilih Simpan Sebagai, jenis “Buku Kerja Excel (.xlsx)”."
BUKU_BARU = "Salin datanya ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi."
PESAN_RUSAK = (
    "Berkas rusak atau terpotong sehingga tidak dapat dibaca. "
    "Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi. "
    "Bila tidak dapat dibuka, minta ulang berkasnya kepada pengirim."
)
PESAN_BERAT = f"Isi berkas terlalu besar atau terlalu rumit untuk dibaca. {BUKU_BARU}"


class Tolak(Exception):  # noqa: N818 - the officer's word
    """The file is refused; ``pesan`` says what to do, ``kode`` is one of the import codes."""

    def __init__(self, kode: str = RUSAK, pesan: str = PESAN_RUSAK) -> None:
        super().__init__(pesan)
        self.kode = kode
        self.pesan = pesan


class Batas:
    """Limits in bytes before and after unpacking, the highest packing ratio, and the memory."""

    __slots__ = ("bongkar", "memori", "rasio")

    def __init__(self, bongkar: int, rasio: int, memori: int) -> None:
        self.bongkar = bongkar
        self.rasio = rasio
        self.memori = memori
