"""Backup and restore of one installation: every row and every kept file, in one encrypted file.

Rows are written as plain JSON lines and not as a database's own dump, so that a backup comes back
on SQLite or PostgreSQL alike, whatever it was taken from, and so that one fingerprint per table
proves that it did.
"""

from inti.cadangan.ambil import Hasil, cadangkan
from inti.cadangan.galat import CadanganDitolakError
from inti.cadangan.pulih import periksa, pulihkan
from inti.cadangan.simpan import cadangan_terakhir, sisakan

__all__ = [
    "CadanganDitolakError",
    "Hasil",
    "cadangan_terakhir",
    "cadangkan",
    "periksa",
    "pulihkan",
    "sisakan",
]
