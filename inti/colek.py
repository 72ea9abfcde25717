"""Nudging a worker. The rows are the queue, so a broker that is gone costs a nudge and no more.

Whoever was nudged in vain is found by the sweep; the visitor whose click it was does not wait.
"""

import logging
import threading
import time
from dataclasses import dataclass
from typing import Any, Final

from celery import current_app
from django.db import connection, transaction

logger = logging.getLogger(__name__)

JEDA_COBA: Final = 5.0
"""Seconds a silent broker is left alone after a nudge that failed."""
_kunci = threading.Lock()
_coba_lagi = 0.0


def colek(tugas: str, *argumen: Any) -> bool:
    """Send a nudge; False when the broker took none. Never raises."""
    global _coba_lagi
    if time.monotonic() < _coba_lagi:
        return False
    try:
        current_app.send_task(tugas, args=argumen, ignore_result=True)
    except Exception as galat:  # noqa: BLE001 - whatever the broker's library raises
        with _kunci:
            _coba_lagi = time.monotonic() + JEDA_COBA
        logger.warning("perantara tidak menerima colekan: %s", type(galat).__name__)
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Colek:
    tugas: str

    def __call__(self) -> None:
        colek(self.tugas)


def colek_sesudah_simpan(tugas: str) -> None:
    """Nudge after the commit, once per transaction however often it is asked for."""
    satu = _Colek(tugas)
    if not any(fungsi == satu for _, fungsi, *_ in getattr(connection, "run_on_commit", [])):
        transaction.on_commit(satu, robust=True)
