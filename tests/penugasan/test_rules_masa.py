"""The end of an assignment is the earliest of three ends, and says which."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from penugasan.rules.masa import akhir_penugasan

MULAI = dt.date(2026, 3, 1)
LIMA_TAHUN = dt.date(2031, 2, 28)


def akhir(
    kontrak: dt.date | None = None, lahir: dt.date | None = None, bup: int = 58
) -> tuple[dt.date, str]:
    hasil = akhir_penugasan(
        MULAI, masa_maks_tahun=5, akhir_kontrak=kontrak, lahir=lahir, usia_bup=bup
    )
    return hasil.tanggal, hasil.sebab


@pytest.mark.parametrize(
    ("kontrak", "lahir", "tanggal", "sebab"),
    [
        (None, None, LIMA_TAHUN, "masa penugasan 5 tahun"),
        (dt.date(2026, 10, 31), None, dt.date(2026, 10, 31), "akhir perjanjian kerja"),
        (dt.date(2040, 1, 1), dt.date(1990, 1, 1), LIMA_TAHUN, "masa penugasan 5 tahun"),
        # 58 on 15 June 2028: retired from 1 July, so the last day is 30 June
        (None, dt.date(1970, 6, 15), dt.date(2028, 6, 30), "batas usia pensiun 58 tahun"),
        (dt.date(2027, 1, 1), dt.date(1970, 6, 15), dt.date(2027, 1, 1), "akhir perjanjian kerja"),
        # a contract that ended before the start must be extended first; it is no length
        (dt.date(2026, 2, 28), None, LIMA_TAHUN, "masa penugasan 5 tahun"),
        (MULAI, None, MULAI, "akhir perjanjian kerja"),
    ],
)
def test_the_earliest_end_counts_and_is_named(kontrak, lahir, tanggal, sebab):
    assert akhir(kontrak, lahir) == (tanggal, sebab)


def test_the_retirement_age_of_the_position_counts():
    assert akhir(lahir=dt.date(1970, 6, 15), bup=60)[0] == dt.date(2030, 6, 30)


def test_the_decision_is_told_of_an_agreement_that_ended_before_the_start():
    hasil = akhir_penugasan(
        MULAI,
        masa_maks_tahun=5,
        akhir_kontrak=dt.date(2026, 2, 28),
        lahir=None,
        usia_bup=58,
        yang_lewat=True,
    )
    assert (hasil.tanggal, hasil.sebab) == (dt.date(2026, 2, 28), "akhir perjanjian kerja")


hari = st.dates(dt.date(1950, 1, 1), dt.date(2060, 1, 1))


@given(st.none() | hari, st.none() | hari)
def test_an_assignment_never_ends_before_it_starts_nor_after_five_years(kontrak, lahir):
    tanggal, sebab = akhir(kontrak, lahir)

    assert MULAI <= tanggal <= LIMA_TAHUN
    assert sebab
