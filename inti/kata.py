"""The words of the agency at hand: a kelurahan here is a desa there.

It works as a language does in Django: a door (a request, a job, a command) says whose words hold
with ``pakai``, and everything below says ``sebut("Nama {wilayah}")``. Outside any agency the
neutral words hold, never those of another one. Which words there are, and where an agency keeps
them, is registered by the app that owns the policy packs (``daftarkan``).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.expressions import Combinable
from django.utils.functional import lazy

Milik = Any
"""Whose words: an agency's key, an account (fetched with ``bekal``), or None for a stranger."""
Pemilik = Callable[[], Milik]
"""Tells whose words hold, when the first of them is needed."""
Bekal = Mapping[str, Combinable]
_LUBANG = re.compile(r"\{(\w+)\}")


class _Milik:
    """The words of one agency, read when the first of them is needed."""

    def __init__(self, pemilik: Pemilik) -> None:
        self._pemilik = pemilik
        self._kata: Mapping[str, str] | None = None

    def kata(self) -> Mapping[str, str]:
        if self._kata is None:
            self._kata = {**_bawaan, **_baca(self._pemilik())}
        return self._kata


_kini: ContextVar[_Milik | None] = ContextVar("kata", default=None)
_bawaan: Mapping[str, str] = {}
_baca: Callable[[Milik], Mapping[str, str]] = lambda _milik: {}  # noqa: E731 - until registered
_bekal: Bekal = {}


def daftarkan(
    bawaan: Mapping[str, str], baca: Callable[[Milik], Mapping[str, str]], bekal: Bekal
) -> None:
    """Name the neutral words, what reads those of an owner, and ``bekal``."""
    global _bawaan, _baca, _bekal
    _bawaan, _baca, _bekal = bawaan, baca, bekal


def bekal() -> Bekal:
    """Annotations of an account with which its words need no question of their own."""
    return _bekal


@contextmanager
def pakai(pemilik: Pemilik | int) -> Iterator[None]:
    """Let the words of this agency hold inside the block."""
    penanda = _kini.set(_Milik(pemilik if callable(pemilik) else lambda: pemilik))
    try:
        yield
    finally:
        _kini.reset(penanda)


def kini() -> Mapping[str, str]:
    """Return the words that hold here, by name."""
    milik = _kini.get()
    return _bawaan if milik is None else milik.kata()


def sebut(teks: str) -> str:
    """Fill ``{wilayah}``, ``{Wilayah}`` or ``{WILAYAH}`` with the word that holds here.

    The case of the name's letters is that of the word. What is no known word stays as it is.
    """
    if "{" not in teks:
        return teks
    kata = kini()
    return _LUBANG.sub(lambda cocok: _isi(cocok, kata), teks)


sebut_lambat = lazy(sebut, str)
"""``sebut`` for labels written at import time: filled anew each time they are shown."""


def _isi(cocok: re.Match[str], kata: Mapping[str, str]) -> str:
    nama = cocok[1]
    isi = kata.get(nama.lower())
    if isi is None:
        return cocok[0]
    if nama.isupper():
        return isi.upper()
    return isi[:1].upper() + isi[1:] if nama[0].isupper() else isi
