"""Reads a letter the way a person and a screen reader do."""

import io
from typing import Any

import pypdf


def baca(isi: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(isi))


def teks(isi: bytes) -> str:
    """All words of all pages, one space between them."""
    return " ".join(" ".join(h.extract_text() for h in baca(isi).pages).split())


def gambar(isi: bytes) -> list[str]:
    """The descriptions of the pictures, as the structure tree tells them."""
    return list(_gambar(baca(isi).trailer["/Root"]["/StructTreeRoot"]))


def _gambar(simpul: Any) -> Any:
    simpul = simpul.get_object() if hasattr(simpul, "get_object") else simpul
    if isinstance(simpul, list):
        for satu in simpul:
            yield from _gambar(satu)
    elif isinstance(simpul, dict):
        if simpul.get("/S") == "/Figure":
            yield simpul["/Alt"]
        yield from _gambar(simpul.get("/K", []))
