"""Counts that stand above a list: all of them in one question."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet


def jumlah_per_status(baris: "QuerySet[Any]", semua: Iterable[str]) -> dict[str, int]:
    """How many rows each status has; 0 for one that none has."""
    ada = dict(baris.order_by().values_list("status").annotate(jumlah=Count("pk")))
    return {status: ada.get(status, 0) for status in semua}
