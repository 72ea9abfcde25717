"""Safe reading of the workbooks that offices send (writing: ``inti.excel_tulis``)."""

from inti.excel.baca import Baris, Buku, Lembar, Nilai, SelGalat, buka, nama_sel
from inti.excel.periksa import BATAS_PERINTAH, BATAS_UNGGAH, Batas, BerkasDitolak

__all__ = [
    "BATAS_PERINTAH",
    "BATAS_UNGGAH",
    "Baris",
    "Batas",
    "BerkasDitolak",
    "Buku",
    "Lembar",
    "Nilai",
    "SelGalat",
    "buka",
    "nama_sel",
]
