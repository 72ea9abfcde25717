"""Uploaded files: what is kept of one beside itself, and how evidence is given back."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
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


def simpan_utuh(nama: str, isi: bytes) -> None:
    """Store a file under exactly this name, whole or not at all, over what stands there.

    Two who write the same file at once do not disturb each other, nor whoever reads it meanwhile.
    """
    jadi = Path(default_storage.path(nama))
    jadi.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=jadi.parent, prefix=".", delete=False) as sementara:
        try:
            sementara.write(isi)
            sementara.flush()
            os.fsync(sementara.fileno())
            os.fchmod(sementara.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
            Path(sementara.name).replace(jadi)
        except BaseException:
            Path(sementara.name).unlink(missing_ok=True)
            raise


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
