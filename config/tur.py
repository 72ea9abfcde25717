"""The five-minute tour: the pages a role uses most, one after the other, with a word on each.

Where a visitor stands is kept in the session; that the tour was offered, in a cookie.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from config.navigasi import MENU, alamat
from inti.kata import sebut

SESI = "tur"
KUE = "tur"
UMUR_KUE = 365 * 24 * 3600
"""Seconds for which the offer does not come back on this device."""

TUR: dict[str, tuple[tuple[str, str], ...]] = {
    peran: tuple(langkah.items())
    for peran, langkah in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items()
}
"""Per role the url names of its steps, each with its text."""
_JUDUL = {butir.nama_url: butir.label for butir in MENU}


def posisi(peran: str, ke: str) -> int | None:
    """The number of a step asked for, or None when the role's tour has no such step."""
    ada = ke.isascii() and ke.isdigit() and len(ke) < 3 and int(ke) < len(TUR[peran])
    return int(ke) if ada else None


def konteks(request: HttpRequest, peran: str) -> dict[str, Any]:
    """What the page frame shows of the tour: the step at hand, or the offer on the front page."""
    langkah = TUR[peran]
    ke = getattr(request, "session", {}).get(SESI)
    if ke is None or ke >= len(langkah):
        baru = request.path == alamat("penugasan:beranda") and KUE not in request.COOKIES
        return {"tur_tawaran": len(langkah) if baru else 0}
    nama_url, teks = langkah[ke]
    url = alamat(nama_url)
    return {
        "tur": {
            "ke": ke + 1,
            "jumlah": len(langkah),
            "judul": _JUDUL[nama_url],
            "teks": sebut(teks),
            "url": "" if url == request.path else url,
            "sebelum": ke - 1 if ke else None,
            "berikut": ke + 1 if ke + 1 < len(langkah) else None,
        }
    }


def ingat(jawaban: HttpResponseBase, *, aman: bool) -> None:
    """Do not offer the tour again on this device."""
    jawaban.set_cookie(KUE, "1", max_age=UMUR_KUE, httponly=True, secure=aman, samesite="Lax")
