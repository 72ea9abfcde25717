"""Kept files of a head: they go no further than the units he leads on the day he fetches them."""

from collections.abc import Mapping
from typing import Any

from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Akun


def jalur_penulis(akun: Akun) -> list[str]:
    """Tree paths a file is bound to; none when its owner is no head, so that no head takes it."""
    return akun.jalur_opd(hari_ini()) if akun.peran == Peran.KEPALA_OPD else []


def masih_dipimpin(akun: Akun, hasil: Mapping[str, Any]) -> bool:
    """Tell whether a kept file lies within today's units; a file that names none does not."""
    if akun.peran != Peran.KEPALA_OPD:
        return True
    tersimpan = hasil.get("jalur") or []
    hari = tuple(akun.jalur_opd(hari_ini()))
    return bool(tersimpan) and all(jalur.startswith(hari) for jalur in tersimpan)
