"""Evidence that somebody uploaded, given back: as a download, never shown inline."""

from typing import Final

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

_JENIS: Final = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def unduh_bukti(berkas: FieldFile, nama: str) -> FileResponse:
    """The stored file under a name that tells nothing of its uploader's disk.

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
