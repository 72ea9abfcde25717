"""What becomes of a person when the posting is over: back to the unit, or out of service."""

import datetime as dt
from enum import StrEnum

from penugasan.rules.masa import SEBAB_KONTRAK, Akhir, akhir_perpanjangan


class Lanjutan(StrEnum):
    """What the decision that ends a posting has to say of the person."""

    KEMBALI = "kembali"
    KONTRAK = "kontrak"
    PENSIUN = "pensiun"
    LAIN = "lain"


_KEMBALI = ("masa penugasan", "perpanjangan")


def lanjutan(
    akhir: Akhir, *, akhir_kontrak: dt.date | None, lahir: dt.date | None, usia_bup: int
) -> Lanjutan:
    """Tell it of a posting whose last day was ``akhir``, by its cause and the records of today.

    The cause names one end only: a term of five years that ends with the agreement, or on the last
    day of service, sends nobody back. An agreement extended since then does, although the posting
    was not. What is not known as a cause is left to the regulations.
    """
    pensiun = akhir_perpanjangan(dt.date.max, akhir_kontrak=None, lahir=lahir, usia_bup=usia_bup)
    if akhir.sebab.startswith("batas usia pensiun") or pensiun.tanggal <= akhir.tanggal:
        return Lanjutan.PENSIUN
    kontrak = akhir_kontrak or dt.date.min
    if akhir.sebab == SEBAB_KONTRAK or kontrak == akhir.tanggal:
        return Lanjutan.KEMBALI if kontrak > akhir.tanggal else Lanjutan.KONTRAK
    return Lanjutan.KEMBALI if akhir.sebab.startswith(_KEMBALI) else Lanjutan.LAIN
