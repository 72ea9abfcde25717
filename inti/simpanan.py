"""Caches that survive the loss of what they keep their entries in.

The portal keeps nothing in a cache that it could not do without: progress, counters, turns, SIASN
tokens. So a Redis that is gone, or a folder that cannot be written, must not cost a visitor his
page: for a while each process remembers for itself, and what it remembered is dropped when the
shared store answers again.
"""

import contextlib
import fcntl
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

JEDA_COBA: Final = 5.0
"""Seconds a lost store is left alone, so that its timeout is not paid on every call."""
OPSI_REDIS: Final = {
    "socket_connect_timeout": 1.0,
    "socket_timeout": 2.0,
    "retry": Retry(NoBackoff(), 1),  # once: a pooled socket may be dead
}
_GALAT: Final = (OSError, RedisError)


class _Sambungan:
    """Whether one store answers, for all threads of this process."""

    def __init__(self) -> None:
        self.putus = False
        self.kegagalan = 0
        self.coba_lagi = 0.0
        self.kunci = threading.Lock()

    @property
    def dibiarkan(self) -> bool:
        return self.putus and time.monotonic() < self.coba_lagi

    def gagal(self, galat: Exception) -> None:
        with self.kunci:
            baru, self.putus = not self.putus, True
            self.kegagalan += 1
            self.coba_lagi = time.monotonic() + JEDA_COBA
        if baru:
            logger.error("simpanan tidak menjawab: %s", type(galat).__name__)

    def berhasil(self, kegagalan: int) -> bool:
        """True for the one call that finds the store again.

        A call that failed somewhere inside itself since (``kegagalan``) has found nothing.
        """
        if not self.putus:
            return False
        with self.kunci:
            pulih = self.putus and self.kegagalan == kegagalan
            self.putus = self.putus and not pulih
        if pulih:
            logger.warning("simpanan menjawab lagi")
        return pulih


_sambungan: dict[str, _Sambungan] = {}


class _Tahan(BaseCache):
    """Mixed in before a backend: its calls fall back to this process's own memory."""

    def __init__(self, letak: str, params: dict[str, Any]) -> None:
        super().__init__(letak, params)  # type: ignore[arg-type, call-arg]  # a backend takes both
        self._sambungan = _sambungan.setdefault(letak, _Sambungan())
        self._sendiri = LocMemCache(f"sendiri:{letak}", {"OPTIONS": {"MAX_ENTRIES": 10_000}})

    @property
    def putus(self) -> bool:
        """Is the shared store out of reach just now?"""
        return self._sambungan.putus


def _tahan(nama: str) -> Callable[..., Any]:
    def panggil(self: _Tahan, *args: Any, **kwargs: Any) -> Any:
        if not self._sambungan.dibiarkan:
            kegagalan = self._sambungan.kegagalan
            try:
                hasil = getattr(super(_Tahan, self), nama)(*args, **kwargs)
            except _GALAT as galat:
                self._sambungan.gagal(galat)
            else:
                if self._sambungan.berhasil(kegagalan):
                    self._sendiri.clear()
                return hasil
        return getattr(self._sendiri, nama)(*args, **kwargs)

    panggil.__name__ = nama
    return panggil


for _nama in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "incr",
    "has_key",
    "get_many",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(_Tahan, _nama, _tahan(_nama))


class SimpananRedis(_Tahan, RedisCache):
    """Redis, and each process's own memory while Redis is gone."""


class _BerkasBergiliran(FileBasedCache):
    """Django's looks first and writes then: of two processes that ``add`` at once both win."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        self._createdir()  # type: ignore[attr-defined]  # the stubs do not know it
        kunci = Path(self._dir) / "giliran.kunci"  # type: ignore[attr-defined]
        with kunci.open("w") as gagang:
            fcntl.flock(gagang, fcntl.LOCK_EX)
            return super().add(*args, **kwargs)


class SimpananBerkas(_Tahan, _BerkasBergiliran):
    """Files, and each process's own memory while they cannot be read or written."""

    def _createdir(self) -> None:
        """A folder that cannot be made fails the call that needs it, not every page."""
        with contextlib.suppress(OSError):
            super()._createdir()  # type: ignore[misc]  # the stubs do not know it


def simpanan_redis(url: str) -> dict[str, dict[str, Any]]:
    """``CACHES`` on Redis; "sekali" holds what can be read again any time (``inti.sekali``)."""
    bersama = {
        "BACKEND": "inti.simpanan.SimpananRedis",
        "LOCATION": url,
        "OPTIONS": OPSI_REDIS,
    }
    return {"default": bersama, "sekali": bersama | {"KEY_PREFIX": "sekali"}}


def simpanan_berkas(folder: Path) -> dict[str, dict[str, Any]]:
    """``CACHES`` in files below ``folder``. A full one drops entries at random: so what can be read
    again is kept apart, and pushes out no token, no heartbeat and no counter."""
    return {
        nama: {
            "BACKEND": "inti.simpanan.SimpananBerkas",
            "LOCATION": str(folder / letak),
            "OPTIONS": {"MAX_ENTRIES": muat},
        }
        for nama, letak, muat in (("default", "cache", 20_000), ("sekali", "cache-sekali", 1_000))
    }
