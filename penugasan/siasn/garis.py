"""The line to SIASN as this installation has it set up: its configuration, its client, its tokens.

The only place where Django's settings and cache meet the client.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.conf import settings
from django.core.cache import cache

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, baca

_AWALAN: Final = "siasn:token:"
_KUNCI: Final = "siasn:token-kunci"
_SABAR_KUNCI: Final = 10.0
_INGAT: Final = 1.0
_kunci_proses = threading.RLock()


class TokenCache:
    """Tokens shared by all workers through Django's cache; never in a table.

    A value is remembered for a second, so that the shared store is not asked on every call; who
    holds the lock asks it anew.
    """

    def __init__(self) -> None:
        self._ingat: dict[str, tuple[str, float]] = {}

    def ambil(self, nama: str) -> str | None:
        nilai, sampai = self._ingat.get(nama, ("", 0.0))
        if time.monotonic() < sampai:
            return nilai
        ingat = self._ingat  # forgotten meanwhile: then what was read is not remembered either
        baru: str | None = cache.get(_AWALAN + nama)
        if baru:
            ingat[nama] = (baru, time.monotonic() + _INGAT)
        return baru

    def simpan(self, nama: str, nilai: str, umur: float) -> None:
        cache.set(_AWALAN + nama, nilai, umur)
        self._ingat = {}

    def buang(self, nama: str) -> None:
        cache.delete(_AWALAN + nama)
        self._ingat = {}

    @contextlib.contextmanager
    def kunci(self) -> Iterator[None]:
        with _kunci():
            self._ingat = {}
            yield


@contextlib.contextmanager
def _kunci() -> Iterator[None]:
    """One login at a time, across threads and processes.

    A holder that died is outlived by the lock's own end; waiting longer than that is pointless, for
    two logins are a waste and not an error.
    """
    with _kunci_proses:
        sampai = time.monotonic() + _SABAR_KUNCI
        while not cache.add(_KUNCI, 1, _SABAR_KUNCI) and time.monotonic() < sampai:
            time.sleep(0.02)
        try:
            yield
        finally:
            cache.delete(_KUNCI)


def konfigurasi() -> KonfigurasiSiasn:
    """The configuration in force. Raises KonfigurasiSalahError."""
    return baca(settings.SIASN)


def klien(setelan: KonfigurasiSiasn | None = None) -> KlienSiasn:
    """A client on the shared tokens; close it (``with``)."""
    return KlienSiasn(setelan or konfigurasi(), tempat=TokenCache())


def klien_halaman() -> KlienSiasn:
    """A client for a person who waits before the screen: short of patience, no repeats."""
    return klien(
        replace(
            konfigurasi(),
            timeout_sambung=1.5,
            timeout_baca=3.0,
            tenggat=4.0,
            maks_ulang=0,
            jeda=0.0,
        )
    )
