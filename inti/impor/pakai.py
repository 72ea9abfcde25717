"""Which records are in use: something refers to them that an undo must not take away."""

from collections.abc import Sequence
from typing import Any

from django.db import models


def dipakai(model: type[models.Model], pk: Sequence[int]) -> dict[int, str]:
    """Return the keys that other records refer to, each with the words for where.

    Results that can be computed again (``DAPAT_DIHITUNG_ULANG`` on their model) do not count:
    they go with the record.
    """
    hasil: dict[int, str] = {}
    if not pk:
        return hasil
    for hubungan in model._meta.related_objects:
        lain: Any = hubungan.related_model
        if getattr(lain, "DAPAT_DIHITUNG_ULANG", False):
            continue
        kolom = hubungan.field.name
        semua = lain._default_manager.filter(**{f"{kolom}__in": list(pk)})
        for satu in semua.values_list(kolom, flat=True).distinct():
            hasil.setdefault(satu, str(lain._meta.verbose_name))
    return hasil
