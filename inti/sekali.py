"""What changes seldom and is asked on every page, read once for each state of an agency's data.

Whoever changes a record also writes to the audit chain of its agency, in the same transaction.
So the position of the chain names the state: as long as it stands, a count holds to the unit and
a list of units or holidays to the row. A visitor's account brings the position along
(``Instansi.keadaan``); where it is not known, everything is asked.
"""

import hashlib
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

MASA = 600
"""Seconds after which it is read anew anyway: a change past the chain shows by then."""


def sekali(kueri: "QuerySet[Any, Any]", *, keadaan: int | None) -> list[Any]:
    """The rows of a query, from the last time it was asked if nothing changed since.

    ``keadaan`` is the position of the agency's chain (``KepalaRantai.urutan``), read before: what
    is committed in between may then be seen too early, never too late. Not for a deciding act:
    it reads under its lock.
    """
    try:
        isi = repr(kueri.query.sql_with_params())
    except EmptyResultSet:
        return []
    if keadaan is None:
        return list(kueri)
    kunci = f"sekali:{hashlib.sha256(isi.encode()).hexdigest()}"
    ingatan = cache.get(kunci)
    if ingatan and ingatan[0] == keadaan:
        baris: list[Any] = ingatan[1]
        return baris
    baris = list(kueri)
    cache.set(kunci, (keadaan, baris), MASA)
    return baris
