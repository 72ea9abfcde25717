"""The request id travels with a task: in its headers on the way, in the log lines of its work."""

from contextlib import ExitStack
from typing import Any, Final

from celery.signals import before_task_publish, setup_logging, task_postrun, task_prerun

from inti.konteks import bertanda, permintaan_id

KEPALA: Final = "permintaan_id"
_berjalan: dict[str, ExitStack] = {}
"""By task id what ends with the task."""


def pasang() -> None:
    """Connect to Celery, in the process that publishes and in the one that works."""
    before_task_publish.connect(_titipkan, dispatch_uid="permintaan_id")
    task_prerun.connect(_mulai, dispatch_uid="permintaan_id")
    task_postrun.connect(_selesai, dispatch_uid="permintaan_id")
    setup_logging.connect(_biarkan, dispatch_uid="permintaan_id")


def _titipkan(headers: dict[str, Any] | None = None, **_lain: Any) -> None:
    if headers is not None and permintaan_id.get():
        headers.setdefault(KEPALA, permintaan_id.get())


def _mulai(task_id: str, task: Any, **_lain: Any) -> None:
    dari = getattr(task.request, KEPALA, None) or ""
    tumpukan = ExitStack()
    tumpukan.enter_context(bertanda(str(dari), task_id=task_id, task=task.name))
    _berjalan[task_id] = tumpukan


def _selesai(task_id: str, **_lain: Any) -> None:
    if tumpukan := _berjalan.pop(task_id, None):
        tumpukan.close()


def _biarkan(**_lain: Any) -> None:
    """Celery sets up no log of its own where somebody listens: Django's stands, at its level."""
