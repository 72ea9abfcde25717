"""Facts of a person in words for people."""

import datetime as dt
from typing import Any

from pegawai.imports import rekam
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import Pegawai


def kata(kolom: str, nilai: Any) -> str:
    """Return a value of Pegawai in words for people; a unit must be looked up by the caller."""
    if nilai in ("", None):
        return ""
    if kolom == "tingkat_pendidikan":
        return TINGKAT.get(nilai, str(nilai))
    if kolom in rekam.TANGGAL:
        return f"{dt.date.fromisoformat(nilai):%d-%m-%Y}"
    if kolom == "jenis":
        return str(Pegawai.Jenis(nilai).label)
    return str(nilai)
