"""The line to SIASN as this installation has it set up: its configuration, client, tokens, pace.

The only place where Django's settings and cache meet the client.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, baca

_AWALAN: Final = "siasn:token:"
_KUNCI: Final = "siasn:token-kunci"
_KUNCI_MIN: Final = 10.0
_INGAT: Final = 1.0
_GILIRAN: Final = "siasn:giliran"
_KUNCI_GILIRAN: Final = "siasn:giliran-kunci"
_SABAR_GILIRAN: Final = 2.0
_UMUR_GILIRAN: Final = 3600
_ANTREAN_GILIRAN: Final = 30
"""Turns that may be given away ahead. One farther off was left by a clock set back since."""
_JENGUK: Final = 0.02
_kunci_proses = threading.RLock()


class TokenCache:
    """Tokens shared by all workers through Django's cache; never in a table.

    A value is remembered for a second, so that the shared store is not asked on every call; who
    holds the lock asks it anew.
    """

    def __init__(self, batas_masuk: float = _KUNCI_MIN) -> None:
        """``batas_masuk``: seconds after which a login that still goes on counts as dead."""
        self._ingat: dict[str, tuple[str, float]] = {}
        self._batas_masuk = batas_masuk

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
        """One login at a time. Waiting longer than one may last is pointless, for two logins are a
        waste and not an error."""
        with _kunci_proses, _kunci(_KUNCI, umur=self._batas_masuk, sabar=self._batas_masuk):
            self._ingat = {}
            yield


@contextlib.contextmanager
def _kunci(nama: str, *, umur: float, sabar: float) -> Iterator[bool]:
    """Held by one caller among all processes; False when patience ran out before it was had.

    A holder that died is outlived by the lock's own end, and one that was late takes away no lock
    but its own.
    """
    milik, sampai = uuid4().hex, time.monotonic() + sabar
    while not (dapat := cache.add(nama, milik, umur)) and time.monotonic() < sampai:
        time.sleep(_JENGUK)
    try:
        yield dapat
    finally:
        if dapat and cache.get(nama) == milik:
            cache.delete(nama)


def giliran(jeda: float) -> float | None:
    """Take the next turn on the line, ``jeda`` seconds after the last one that anybody took.

    Returns the seconds until it, or None when the others cannot be asked.
    """
    with _kunci(_KUNCI_GILIRAN, umur=_SABAR_GILIRAN, sabar=_SABAR_GILIRAN) as dapat:
        if not dapat:
            return None
        kini, mulai = time.time(), cache.get(_GILIRAN)
        if not isinstance(mulai, float) or not kini < mulai <= kini + _ANTREAN_GILIRAN * jeda:
            mulai = kini
        cache.set(_GILIRAN, mulai + jeda, _UMUR_GILIRAN)
    return mulai - kini


def konfigurasi() -> KonfigurasiSiasn:
    """The configuration in force. Raises KonfigurasiSalahError."""
    return baca(settings.SIASN)


def klien(setelan: KonfigurasiSiasn | None = None) -> KlienSiasn:
    """A client on the shared tokens, in the shared pace; close it (``with``)."""
    setelan = setelan or konfigurasi()
    # A refresh may take two logins, each after its turn.
    batas = 2 * setelan.batas_masuk + 10 * setelan.jeda
    return KlienSiasn(setelan, tempat=TokenCache(max(batas, _KUNCI_MIN)), giliran=giliran)


def klien_halaman() -> KlienSiasn:
    """A client for a person who waits before the screen: short of patience, no repeats, no pace."""
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
