"""Rows as JSON lines: how a table is read, fingerprinted and written again.

The line of a row is its columns in their order, so the same rows give the same lines on either
database. JSON columns are written with sorted keys: PostgreSQL does not keep the order.
"""

import datetime as dt
import decimal
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.apps.registry import Apps
from django.db import connection, models

from inti import massal

PORSI: Final = 2_000
"""Rows held in memory at once."""
TANPA: Final = frozenset({"sessions.session"})
"""Not kept: whoever was logged in logs in again."""


@dataclass(frozen=True, slots=True)
class Sidik:
    """What proves that a table came back: how many rows, and SHA-256 over their lines."""

    baris: int
    sidik: str


def meja(apps: Apps) -> list[type[models.Model]]:
    """Every table of ours and of the packages, in the order of their names."""
    semua = apps.get_models(include_auto_created=True)
    return sorted(
        (m for m in semua if m._meta.managed and not m._meta.proxy and label(m) not in TANPA),
        key=label,
    )


def label(model: type[models.Model]) -> str:
    """The name of a table in a backup: ``app.model``."""
    return model._meta.label_lower


def kolom(model: type[models.Model]) -> list[str]:
    """The attributes of a row in a fixed order."""
    return sorted(f.attname for f in model._meta.concrete_fields)


def baca(model: type[models.Model], nama: Sequence[str]) -> Iterator[bytes]:
    """The lines of a table by key, each with its line end."""
    semua = model._base_manager.order_by("pk").values_list(*nama)
    for satu in semua.iterator(chunk_size=PORSI):
        teks = json.dumps(
            satu, default=_teks, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        yield teks.encode() + b"\n"


def sidik(baris: Iterable[bytes]) -> Sidik:
    """Count and fingerprint lines."""
    jumlah, hitung = 0, hashlib.sha256()
    for satu in baris:
        jumlah += 1
        hitung.update(satu)
    return Sidik(jumlah, hitung.hexdigest())


def tulis(model: type[models.Model], nama: Sequence[str], baris: Iterable[bytes]) -> None:
    """Put the rows of a table back as they were; nothing of the ORM's own acts on them."""
    medan = [_medan(model, satu) for satu in nama]

    def siap() -> Iterator[tuple[Any, ...]]:
        for satu in baris:
            nilai = zip(medan, json.loads(satu), strict=True)
            yield tuple(f.get_db_prep_save(f.to_python(isi), connection) for f, isi in nilai)

    massal.tambah_ke(model._meta.db_table, [str(f.column) for f in medan], siap())


def _medan(model: type[models.Model], nama: str) -> "models.Field[Any, Any]":
    return next(f for f in model._meta.concrete_fields if f.attname == nama)


def _teks(nilai: object) -> str:
    if isinstance(nilai, dt.datetime):
        return nilai.astimezone(dt.UTC).isoformat()
    if isinstance(nilai, dt.date | dt.time):
        return nilai.isoformat()
    if isinstance(nilai, decimal.Decimal | uuid.UUID | dt.timedelta):
        return str(nilai)
    msg = f"no JSON form for {type(nilai).__name__}"
    raise TypeError(msg)
