"""Dates in the forms of offices: read when certain, refused when not."""

import datetime as dt

import pytest
from hypothesis import example, given, strategies as st

from pegawai.tanggal import TanggalTakTerbaca, baca_tanggal

MARET = dt.date(1990, 3, 12)
TENGAH_MALAM = dt.time()


def baca(isi: object, **lain: dt.date) -> dt.date | None:
    hasil = baca_tanggal(isi, **lain)
    return hasil.nilai if hasil else None


@pytest.mark.parametrize(
    "isi",
    [
        "12-03-1990",
        "12/03/1990",
        "12.03.1990",
        "12 03 1990",
        "12-3-1990",
        "'12-03-1990",
        "1990-03-12",
        "1990/03/12",
        "1990-03-12 00:00:00",
        "1990-03-12T00:00:00Z",
        "12 Maret 1990",
        "12 MARET 1990",
        "12-Mar-1990",
        "12 Mar. 1990",
        "Senin, 12 Maret 1990",
        " 12\u00a0Maret  1990 ",
        MARET,
        dt.datetime.combine(MARET, TENGAH_MALAM),
        32944,
        32944.0,
    ],
)
def test_every_usual_form_is_the_same_day(isi: object) -> None:
    assert baca(isi) == MARET


@pytest.mark.parametrize(
    ("nama", "bulan"),
    [("Agustus", 8), ("Agust", 8), ("Pebruari", 2), ("Nopember", 11), ("Des", 12), ("Okt", 10)],
)
def test_month_names_in_their_spellings(nama: str, bulan: int) -> None:
    assert baca(f"1 {nama} 2001") == dt.date(2001, bulan, 1)


@pytest.mark.parametrize(
    "kosong",
    [None, "", "  ", "-", "01-01-0001", "0001-01-01", dt.date(1, 1, 1), "00-00-0000"],
)
def test_blank_in_any_way_is_nothing(kosong: object) -> None:
    assert baca_tanggal(kosong) is None


@pytest.mark.parametrize(
    "isi",
    [
        "31-02-1990",
        "29-02-1900",
        "12/31/1990",
        "12-03-90",
        "12-03/1990",
        "Maret 1990",
        "12 Marret 1990",
        "kemarin",
        "35467",
        "12-03-1890",
        60,
        0,
        -5,
        10**9,
        2028,
        1990.0,
        True,
        dt.time(8, 0),
        dt.timedelta(days=3),
        "١٢-٠٣-١٩٩٠",
    ],
)
def test_what_is_no_certain_day_is_refused(isi: object) -> None:
    with pytest.raises(TanggalTakTerbaca):
        baca_tanggal(isi)


def test_serials_of_the_1904_system_count_from_there() -> None:
    assert baca(0, awal_hitungan=dt.date(1904, 1, 1)) == dt.date(1904, 1, 1)
    assert baca(32944 - 1462, awal_hitungan=dt.date(1904, 1, 1)) == MARET


def test_early_serials_step_over_the_day_that_never_was() -> None:
    assert baca(1) == dt.date(1900, 1, 1)
    assert baca(59) == dt.date(1900, 2, 28)
    assert baca(61) == dt.date(1900, 3, 1)


def test_an_order_that_had_to_be_assumed_is_flagged() -> None:
    assert baca_tanggal("03/12/1990") == (dt.date(1990, 12, 3), True)
    for pasti in ("13/12/1990", "12-03-1990", "1990-03-12", "5/5/1990"):
        hasil = baca_tanggal(pasti)
        assert hasil
        assert not hasil.ragu


@example(dt.date(1905, 4, 1))
@given(st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)))
def test_every_day_survives_each_form(hari: dt.date) -> None:
    serial = (hari - dt.date(1899, 12, 30)).days
    for bentuk in (f"{hari:%d-%m-%Y}", hari.isoformat(), hari):
        assert baca(bentuk) == hari
    if 1900 <= serial <= 2199:  # as a number a bare year, not a day in 1905
        with pytest.raises(TanggalTakTerbaca):
            baca_tanggal(serial)
    else:
        assert baca(serial) == hari


@given(st.text(max_size=30) | st.floats())
def test_nothing_but_a_refusal_comes_out_of_noise(isi: object) -> None:
    try:
        hasil = baca_tanggal(isi)
    except TanggalTakTerbaca:
        return
    assert hasil is None or 1900 <= hasil.nilai.year <= 2199
