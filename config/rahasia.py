"""Secrets: from the environment, from a mounted file, or made once for the embedded default."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def baca_rahasia(nama: str) -> str:
    """Return ``$NAME``, or the content of the file that ``$NAME_FILE`` names, or an empty text."""
    berkas = os.environ.get(f"{nama}_FILE")
    if berkas:
        return Path(berkas).read_text(encoding="utf-8").strip()
    return os.environ.get(nama, "")


def kunci_lokal(berkas: Path) -> str:
    """Return the secret key of this data directory, made at the first start (mode 0600)."""
    try:
        gagang = os.open(berkas, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return berkas.read_text(encoding="utf-8")
    with os.fdopen(gagang, "w", encoding="utf-8") as keluaran:
        kunci = get_random_secret_key()
        keluaran.write(kunci)
    return kunci
