"""Set-based writing: a few statements for thousands of rows, the same on both databases."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)
SEKALI = 1_000


def tambah(objek: Sequence[M]) -> None:
    """Insert new rows and give them their keys."""
    if objek:
        type(objek[0])._default_manager.bulk_create(objek, batch_size=SEKALI)


def ubah(objek: Sequence[M], kolom: Collection[str]) -> None:
    """Write these columns of existing rows.

    An upsert on the primary key: on both databases many times faster than ``bulk_update``,
    whose CASE expressions grow with rows times columns.
    """
    if objek and kolom:
        type(objek[0])._default_manager.bulk_create(
            objek,
            batch_size=SEKALI,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=sorted(kolom),
        )
