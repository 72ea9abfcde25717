"""Workbooks in and out: safe reading of what offices send, safe writing of what they get."""

from inti.excel.baca import Baris, Buku, Lembar, buka, nama_sel
from inti.excel.periksa import BATAS_PERINTAH, BATAS_UNGGAH, Batas, BerkasDitolak
from inti.excel.tulis import KolomKeluar, LembarKeluar, tulis

__all__ = [
    "BATAS_PERINTAH",
    "BATAS_UNGGAH",
    "Baris",
    "Batas",
    "BerkasDitolak",
    "Buku",
    "KolomKeluar",
    "Lembar",
    "LembarKeluar",
    "buka",
    "nama_sel",
    "tulis",
]
