"""What is kept of an uploaded file beside the file itself."""

import hashlib
from typing import Any

from django.core.files.base import File


def sidik_berkas(berkas: "File[Any]") -> str:
    """SHA-256 of the whole content, read in pieces; the file stands at its beginning afterwards."""
    sidik = hashlib.sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    berkas.seek(0)
    return sidik.hexdigest()
