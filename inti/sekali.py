"""What changes seldom and is asked on every page, read once for each state of an agency's data.

Whoever changes a record also writes to the audit chain of its agency, in the same transaction.
So the head of the chain names the state: as long as it stands, a count holds to the unit and
a list of units or holidays to the row. A visitor's account brings it along
(``Instansi.keadaan``); where it is not known, everything is asked.
"""

import hashlib
from typing import Any

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

MASA = 600
"""Seconds after which it is read anew anyway: a change past the chain shows by then."""


def sekali(kueri: "QuerySet[Any, Any]", *, keadaan: str | None) -> list[Any]:
    """The rows of a query, from the last time it was asked if nothing changed since.

    ``keadaan`` is the fingerprint at the head of the agency's chain (``KepalaRantai.sidik``), read
    before: what is committed in between may then be seen too early, never too late. Not for a
    deciding act: it reads under its lock. Raises TypeError for a query that prefetches.
    """
    if kueri._prefetch_related_lookups:  # type: ignore[attr-defined]
        msg = "sekali() knows a query by its SQL, which says nothing of what is prefetched"
        raise TypeError(msg)
    try:
        isi = repr((kueri.query.sql_with_params(), kueri._iterable_class.__qualname__))
    except EmptyResultSet:
        return []
    if keadaan is None:
        return list(kueri)
    kunci, cache = hashlib.sha256(isi.encode()).hexdigest(), caches["sekali"]
    ingatan = cache.get(kunci)
    if ingatan and ingatan[0] == keadaan:
        baris: list[Any] = ingatan[1]
        return baris
    baris = list(kueri)
    cache.set(kunci, (keadaan, baris), MASA)
    return baris
