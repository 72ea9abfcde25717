"""What becomes of a person when the posting is over follows its cause and the records."""

import datetime as dt

import pytest

from penugasan.rules.lanjutan import Lanjutan, lanjutan
from penugasan.rules.masa import Akhir

HARI = dt.date(2030, 6, 30)
SATU = dt.timedelta(days=1)
KONTRAK, TERM, LEBIH = (
    "akhir perjanjian kerja",
    "masa penugasan 5 tahun",
    "perpanjangan yang disetujui",
)
PENSIUN = dt.date(1972, 6, 15)
"""Born so that HARI is the last day of service at 58."""
MUDA = dt.date(1990, 1, 1)


def tanya(sebab: str, kontrak: dt.date | None = None, lahir: dt.date | None = MUDA) -> Lanjutan:
    return lanjutan(Akhir(HARI, sebab), akhir_kontrak=kontrak, lahir=lahir, usia_bup=58)


@pytest.mark.parametrize("sebab", [TERM, LEBIH])
def test_whoever_served_the_term_goes_back_unless_the_agreement_ends_with_it(sebab: str) -> None:
    assert tanya(sebab) == Lanjutan.KEMBALI
    assert tanya(sebab, HARI + SATU) == Lanjutan.KEMBALI
    assert tanya(sebab, HARI) == Lanjutan.KONTRAK
    assert tanya(sebab, HARI - SATU) == Lanjutan.KEMBALI  # an old one: its extension is not told


def test_an_agreement_that_ended_sends_nobody_back_unless_it_was_extended() -> None:
    assert {tanya(KONTRAK, kontrak) for kontrak in (None, HARI - SATU, HARI)} == {Lanjutan.KONTRAK}
    assert tanya(KONTRAK, HARI + SATU) == Lanjutan.KEMBALI


def test_retirement_comes_first() -> None:
    assert tanya("batas usia pensiun 58 tahun", lahir=None) == Lanjutan.PENSIUN
    for sebab in (TERM, LEBIH, KONTRAK, ""):
        assert tanya(sebab, HARI, PENSIUN) == Lanjutan.PENSIUN
    assert tanya(TERM, lahir=PENSIUN + dt.timedelta(days=30)) == Lanjutan.KEMBALI


def test_an_unknown_cause_promises_nothing() -> None:
    assert {tanya(sebab) for sebab in ("", "kontrak berakhir")} == {Lanjutan.LAIN}
