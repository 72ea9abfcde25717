"""A fingerprint of the tables that imports write: proves that nothing, or all, came back."""

import hashlib
import json

from django.db.models import Model

from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import BuktiKomputer, Kontrak, Pegawai, PredikatKinerja, RiwayatNip

TABEL: tuple[type[Model], ...] = (
    Pegawai,
    BuktiKomputer,
    Kontrak,
    PredikatKinerja,
    RiwayatNip,
    Koperasi,
    Kebutuhan,
)


def sidik_tabel() -> dict[str, str]:
    """Return the SHA-256 of every row of each table, columns and keys sorted."""
    hasil = {}
    for model in TABEL:
        sidik = hashlib.sha256()
        for baris in model._default_manager.order_by("pk").values():
            sidik.update(json.dumps(baris, sort_keys=True, default=str).encode())
        hasil[model._meta.label] = sidik.hexdigest()
    return hasil
