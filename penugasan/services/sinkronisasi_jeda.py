"""What keeps readings from the line: quiet hours, a hold of the queue, a rest that was asked for.

The nightly comparison, the lists of SIASN and BKN's decisions are read under the same three.
"""

import datetime as dt
from typing import Final

from django.core.cache import cache

from inti.waktu import ZONA
from penugasan import outbox
from penugasan.siasn.galat import Kode, SiasnError
from penugasan.siasn.konfigurasi import KonfigurasiSiasn

_JEDA: Final = "siasn:cocok:jeda"
"""Set in the cache while the line asked for rest: nothing is read by itself."""
_SATU_ALAMAT: Final = (Kode.ALAMAT, Kode.AKSES)
"""Faults of one address: where one service is missing or closed, the others may be read."""


def beristirahat() -> bool:
    """Did the line ask readings for rest, and is that time not over?"""
    return bool(cache.get(_JEDA))


def istirahat(galat: SiasnError, kini: dt.datetime) -> None:
    """Let readings rest when the line asks for it. A quota is the agency's: it holds the line, and
    so readings with it."""
    if galat.tunda is None or galat.kode in _SATU_ALAMAT:
        return
    if galat.kode is Kode.KUOTA:
        outbox.tahan(sampai=kini + dt.timedelta(seconds=galat.tunda), galat=galat.pesan)
    else:
        cache.set(_JEDA, 1, galat.tunda)


def halangan_garis(setelan: KonfigurasiSiasn, kini: dt.datetime) -> str:
    """Why nothing may be read now; empty when it may."""
    if setelan.tenang(kini.astimezone(ZONA).time()):
        return "Jam tenang SIASN."
    if outbox.masih_ditahan(pada=kini):
        return "Jalur SIASN sedang ditahan; kiriman didahulukan."
    return ""


def halangan(setelan: KonfigurasiSiasn, kini: dt.datetime) -> str:
    """Why nothing may be read by itself now, without anybody asking; empty when it may."""
    return "SIASN meminta jeda." if beristirahat() else halangan_garis(setelan, kini)
