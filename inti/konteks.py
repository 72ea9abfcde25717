"""What ties a click, its audit rows, its log lines and the work it caused together."""

import contextlib
import re
from collections.abc import Iterator, Mapping, MutableMapping
from contextvars import ContextVar
from typing import Any, Final
from uuid import uuid4

permintaan_id: ContextVar[str] = ContextVar("permintaan_id", default="")
"""The id of the click; a task carries the one of the click that woke it."""
_tanda: ContextVar[Mapping[str, str]] = ContextVar("tanda", default={})  # noqa: B039 - never written to
PANJANG: Final = 32
_WARAS: Final = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]{7,31}")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def pilih_id(dari_luar: str) -> str:
    """The id for a request: the one that came with it when it is sane, else a new one.

    Sane: 8 to 32 letters, digits, dots, dashes and underlines, at least one a letter, so that no
    personal number passes for one. A UUID is kept without its dashes.
    """
    if _UUID.fullmatch(dari_luar):
        return dari_luar.replace("-", "")
    return dari_luar if _WARAS.fullmatch(dari_luar) else uuid4().hex[:12]


@contextlib.contextmanager
def bertanda(permintaan: str = "", **tanda: str) -> Iterator[None]:
    """Let every log line inside carry these; ``permintaan`` (if any) also the audit rows."""
    lama = _tanda.set({**_tanda.get(), **tanda})
    asal = permintaan_id.set(permintaan or permintaan_id.get())
    try:
        yield
    finally:
        permintaan_id.reset(asal)
        _tanda.reset(lama)


def tanda_kini() -> dict[str, str]:
    """What ``bertanda`` holds here, for a thread that starts with nothing."""
    return dict(_tanda.get())


def bubuhkan(
    _logger: Any, _nama: str, kejadian: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Put the ids into a log line; a structlog processor."""
    if satu := permintaan_id.get():
        kejadian["request_id"] = satu
    kejadian.update(_tanda.get())
    return kejadian
