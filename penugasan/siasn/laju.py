"""The pace on the line: calls spread out in time, whoever makes them."""

import threading
import time
from collections.abc import Callable

Giliran = Callable[[float], float | None]
"""Takes the next turn among all processes, so many seconds after the one before; returns the
seconds until it, or None when it cannot be asked."""


def _sendiri(_jeda: float) -> float | None:
    """Nobody else is on this line."""
    return None


class Laju:
    """At most one call per ``jeda`` seconds, however many threads and processes ask.

    The pace of this process holds also while the others cannot be asked.
    """

    def __init__(
        self, jeda: float, tidur: Callable[[float], None], giliran: Giliran | None = None
    ) -> None:
        self._jeda = jeda
        self._tidur = tidur
        self._giliran = giliran or _sendiri
        self._kunci = threading.Lock()
        self._berikut = 0.0

    def tunggu(self) -> None:
        if not self._jeda:
            return
        with self._kunci:  # held while waiting: in the common queue a process stands once
            tunda = self._giliran(self._jeda) or 0.0
            kini = time.monotonic()
            mulai = max(kini + tunda, self._berikut)
            self._berikut = mulai + self._jeda
            if mulai > kini:
                self._tidur(mulai - kini)
