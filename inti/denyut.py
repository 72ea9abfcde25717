"""The heartbeat of worker and scheduler: a stamp that a scheduled task leaves when it is done."""

import contextlib
from typing import Final

from django.core.cache import cache

from inti.waktu import sekarang

_KUNCI: Final = "denyut:pekerja"
_UMUR: Final = 7 * 86_400


def denyut() -> None:
    """The scheduler has sent a task and a worker has taken it."""
    cache.set(_KUNCI, sekarang().timestamp(), _UMUR)


def umur_denyut() -> float | None:
    """Seconds since the last beat; None when there was none within a week."""
    with contextlib.suppress(TypeError):
        return max(0.0, sekarang().timestamp() - float(cache.get(_KUNCI)))
    return None
