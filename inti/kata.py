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

from django.utils.functional import lazy

Pemilik = Callable[[], int | None]
"""Tells the agency's key when a word is first needed, or None for a stranger."""
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
_baca: Callable[[int | None], Mapping[str, str]] = lambda _pk: {}  # noqa: E731 - until registered


def daftarkan(bawaan: Mapping[str, str], baca: Callable[[int | None], Mapping[str, str]]) -> None:
    """Name the neutral words, and what reads those of an agency by its key."""
    global _bawaan, _baca
    _bawaan, _baca = bawaan, baca


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
