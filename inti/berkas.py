"""Uploaded files: what is kept of one beside itself, and how evidence is given back."""

import hashlib
from typing import Any, Final

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

_JENIS: Final = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def sidik_berkas(berkas: "File[Any]") -> str:
    """SHA-256 of the whole content, read in pieces; the file stands at its beginning afterwards."""
    sidik = hashlib.sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    berkas.seek(0)
    return sidik.hexdigest()


def unduh_bukti(berkas: FieldFile, nama: str) -> FileResponse:
    """The stored file as a download, never inline, under a name that tells nothing.

    Raises Http404 when there is none, or when it has gone from the storage.
    """
    if not berkas or not berkas.storage.exists(str(berkas)):
        raise Http404
    akhiran = str(berkas).rpartition(".")[2]
    return FileResponse(
        berkas.open("rb"),
        as_attachment=True,
        filename=f"{nama}.{akhiran}",
        content_type=_JENIS.get(akhiran, "application/octet-stream"),
    )
