"""The pace of one client: calls spread out in time, however many threads make them."""

import threading
import time
from collections.abc import Callable


class Laju:
    """At most one call per ``jeda`` seconds, however many threads ask."""

    def __init__(self, jeda: float, tidur: Callable[[float], None]) -> None:
        self._jeda = jeda
        self._tidur = tidur
        self._kunci = threading.Lock()
        self._berikut = 0.0

    def tunggu(self) -> None:
        if not self._jeda:
            return
        with self._kunci:
            kini = time.monotonic()
            giliran = max(kini, self._berikut)
            self._berikut = giliran + self._jeda
        if giliran > kini:
            self._tidur(giliran - kini)
