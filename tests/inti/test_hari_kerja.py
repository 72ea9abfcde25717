"""Working days: weekends, holidays and cuti bersama of Indonesia, correctable by hand."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from inti.hari_kerja import Kalender
from inti.models import HariLibur, Instansi


@pytest.mark.parametrize(
    ("hari", "kerja"),
    [
        (dt.date(2026, 3, 17), True),
        (dt.date(2026, 3, 18), False),  # cuti bersama Nyepi
        (dt.date(2026, 3, 19), False),  # Nyepi
        (dt.date(2026, 3, 21), False),  # Idul Fitri, a Saturday as well
        (dt.date(2026, 3, 24), False),  # cuti bersama Idul Fitri
        (dt.date(2026, 3, 25), True),
        (dt.date(2026, 3, 28), False),  # Saturday
    ],
)
def test_lebaran_2026(instansi: Instansi, hari: dt.date, kerja: bool) -> None:
    assert Kalender(instansi).hari_kerja(hari) is kerja


def test_five_working_days_over_lebaran_end_after_it(instansi: Instansi) -> None:
    kalender = Kalender(instansi)
    assert kalender.tambah(dt.date(2026, 3, 16), 5) == dt.date(2026, 3, 30)
    assert kalender.sisa(dt.date(2026, 3, 16), dt.date(2026, 3, 30)) == 5


def test_a_late_answer_counts_negative(instansi: Instansi) -> None:
    assert Kalender(instansi).sisa(dt.date(2026, 3, 30), dt.date(2026, 3, 16)) == -5


def test_an_officer_corrects_the_calendar_for_his_agency_only(
    instansi: Instansi, instansi_lain: Instansi
) -> None:
    HariLibur.objects.create(
        instansi=instansi, tanggal=dt.date(2026, 3, 17), keterangan="Hari jadi kota"
    )
    HariLibur.objects.create(
        instansi=instansi, tanggal=dt.date(2026, 3, 18), libur=False, keterangan="Tetap masuk"
    )
    assert not Kalender(instansi).hari_kerja(dt.date(2026, 3, 17))
    assert Kalender(instansi).hari_kerja(dt.date(2026, 3, 18))
    assert Kalender(instansi_lain).hari_kerja(dt.date(2026, 3, 17))


@given(mulai=st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31)), jumlah=st.integers(0, 30))
def test_adding_and_counting_are_inverse(mulai: dt.date, jumlah: int) -> None:
    kalender = Kalender.__new__(Kalender)
    kalender._koreksi = {}
    assert kalender.sisa(mulai, kalender.tambah(mulai, jumlah)) == jumlah


@given(
    mulai=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 1)),
    jumlah=st.integers(1, 15),
    libur=st.integers(-3, 30),
)
def test_a_new_free_day_leaves_as_many_working_days_and_never_fewer(
    mulai: dt.date, jumlah: int, libur: int
) -> None:
    dulu = Kalender.__new__(Kalender)
    dulu._koreksi = {}
    batas, hari = dulu.tambah(mulai, jumlah), mulai + dt.timedelta(days=libur)
    kini = dulu.andai(hari, libur=True)
    if not (mulai < hari <= batas and dulu.hari_kerja(hari)):
        return
    baru = dulu.mundur(batas, libur=hari, kini=kini)
    assert baru == kini.tambah(mulai, jumlah) > batas
    assert kini.andai(hari, libur=None)._koreksi == dulu._koreksi
