"""Ages, birthdays, months: the boundaries, day by day."""

import calendar
import datetime as dt

import pytest
from hypothesis import given, strategies as st

from penugasan.rules.tanggal import awal_bulan_berikut, tambah_bulan, tulis, ulang_tahun, umur
from penugasan.rules.types import Hasil
from penugasan.rules.waktu import BacaUsia, ParameterUsia, hari_lewat_batas_usia
from tests.penugasan.kebijakan import ACUAN, fakta, tanya

SATU_HARI = dt.timedelta(days=1)
hari = st.dates(dt.date(1930, 1, 1), dt.date(2008, 12, 31))
acuan = st.dates(dt.date(2010, 1, 1), dt.date(2060, 12, 31))
baca = st.sampled_from(BacaUsia)


def usia(lahir: dt.date, pada: dt.date, cara: str = "tahun_genap") -> Hasil:
    return tanya("usia", fakta(lahir=lahir), pada, baca=cara).hasil


@pytest.mark.parametrize(
    ("lahir", "pada", "harapan"),
    [
        (dt.date(1970, 3, 1), dt.date(2026, 2, 28), (55, 11)),
        (dt.date(1970, 3, 1), dt.date(2026, 3, 1), (56, 0)),
        (dt.date(1969, 3, 2), dt.date(2026, 3, 1), (56, 11)),
        (dt.date(1968, 2, 29), dt.date(2025, 2, 28), (56, 11)),
        (dt.date(1968, 2, 29), dt.date(2025, 3, 1), (57, 0)),
        (dt.date(1968, 2, 29), dt.date(2024, 2, 29), (56, 0)),
        (dt.date(2000, 1, 31), dt.date(2026, 2, 28), (26, 1)),
        (dt.date(2000, 5, 5), dt.date(2000, 5, 5), (0, 0)),
    ],
)
def test_umur_counts_completed_years_and_months(lahir, pada, harapan):
    assert umur(lahir, pada) == harapan


@given(hari, acuan)
def test_years_agree_with_the_plain_comparison_of_month_and_day(lahir, pada):
    """The textbook formula: 29 February sorts before 1 March, so it turns on 1 March."""
    biasa = pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))

    tahun, bulan = umur(lahir, pada)

    assert tahun == biasa
    assert 0 <= bulan <= 11


@given(hari, st.integers(17, 80))
def test_a_leap_day_birthday_falls_on_1_march_in_common_years(lahir, tahun):
    ulang = ulang_tahun(lahir, tahun)

    if (lahir.month, lahir.day) == (2, 29) and not calendar.isleap(lahir.year + tahun):
        assert (ulang.month, ulang.day) == (3, 1)
    else:
        assert (ulang.month, ulang.day) == (lahir.month, lahir.day)


@given(hari, acuan, baca)
def test_the_day_the_limit_is_crossed_is_the_first_day_that_is_refused(lahir, pada, cara):
    parameter = ParameterUsia(maks=56, baca=cara)
    lewat = hari_lewat_batas_usia(lahir, parameter)

    assert usia(lahir, lewat - SATU_HARI, cara) is Hasil.LAYAK
    assert usia(lahir, lewat, cara) is Hasil.TIDAK
    assert usia(lahir, pada, cara) is (Hasil.TIDAK if pada >= lewat else Hasil.LAYAK)


@pytest.mark.parametrize("lahir", [dt.date(1969, 3, 1), dt.date(1970, 3, 1), dt.date(1968, 2, 29)])
@pytest.mark.parametrize("cara", BacaUsia)
def test_every_birthday_around_the_limit_is_judged_on_the_right_day(lahir, cara):
    """All days of the three years around the 56th and 57th birthday, counted by hand."""
    batas = dt.date(lahir.year + 57, 3, 1)
    if cara is BacaUsia.BELUM_LEWAT_ULANG_TAHUN:
        ke56 = dt.date(lahir.year + 56, 3, 1)
        if lahir == dt.date(1968, 2, 29):  # 2024 is a leap year: the birthday itself exists
            ke56 = dt.date(2024, 2, 29)
        batas = ke56 + SATU_HARI
    pada = dt.date(lahir.year + 55, 6, 1)
    while pada < dt.date(lahir.year + 58, 1, 1):
        assert usia(lahir, pada, cara) is (Hasil.LAYAK if pada < batas else Hasil.TIDAK), pada
        pada += SATU_HARI


def test_the_two_readings_differ_for_the_whole_57th_year_of_life():
    lahir, pada = dt.date(1969, 6, 1), dt.date(2026, 3, 1)

    assert usia(lahir, pada) is Hasil.LAYAK
    assert usia(lahir, pada, "belum_lewat_ulang_tahun") is Hasil.TIDAK
    temuan = tanya("usia", fakta(lahir=lahir), pada, baca="belum_lewat_ulang_tahun")
    assert temuan.syarat == "Belum melewati ulang tahun ke-56 pada 1 Maret 2026"


def test_the_sentence_names_age_date_and_limit():
    temuan = tanya("usia", fakta(lahir=dt.date(1969, 3, 1)))

    assert temuan.alasan == "Usia 57 tahun 0 bulan pada 1 Maret 2026, batas 56 tahun."


def test_a_birth_after_the_reference_date_is_a_question():
    assert usia(dt.date(2027, 1, 1), ACUAN) is Hasil.BELUM_PASTI


@given(st.dates(dt.date(1950, 1, 1), dt.date(2080, 1, 1)), st.integers(0, 240))
def test_adding_months_keeps_the_day_or_takes_the_last_of_a_shorter_month(awal, bulan):
    nanti = tambah_bulan(awal, bulan)

    assert (nanti.year * 12 + nanti.month) - (awal.year * 12 + awal.month) == bulan
    assert nanti.day == min(awal.day, calendar.monthrange(nanti.year, nanti.month)[1])


def test_a_pension_starts_on_the_first_of_the_next_month():
    assert awal_bulan_berikut(dt.date(2026, 12, 1)) == dt.date(2027, 1, 1)
    assert awal_bulan_berikut(dt.date(2026, 1, 31)) == dt.date(2026, 2, 1)


def test_dates_are_written_in_indonesian():
    assert tulis(dt.date(2026, 8, 7)) == "7 Agustus 2026"


@pytest.mark.parametrize(
    ("akhir", "harapan"),
    [(dt.date(2026, 8, 31), Hasil.TIDAK), (dt.date(2026, 9, 1), Hasil.LAYAK)],
)
def test_kontrak_must_reach_six_months_past_the_start(akhir, harapan):
    assert tanya("kontrak", fakta(kontrak_akhir=akhir)).hasil is harapan


@pytest.mark.parametrize("jenis", [None, " ", "TKK"])
def test_a_short_contract_is_a_question_while_the_kind_is_unknown(jenis):
    """Whoever turns out to be a PNS has no contract that counts."""
    pendek = tanya("kontrak", fakta(jenis=jenis, kontrak_akhir=dt.date(2026, 8, 31)))
    assert (pendek.hasil, pendek.kurang) == (Hasil.BELUM_PASTI, "Jenis pegawai")
    assert pendek.nilai == "31 Agustus 2026"
    panjang = tanya("kontrak", fakta(jenis=jenis, kontrak_akhir=dt.date(2026, 9, 1)))
    assert panjang.hasil is Hasil.LAYAK


def test_a_pns_has_no_contract_to_run_out():
    assert tanya("kontrak", fakta(jenis="PNS", kontrak_akhir=None)).hasil is Hasil.LAYAK


@pytest.mark.parametrize(
    ("lahir", "jabatan", "harapan"),
    [
        # BUP 58: pension on 1 March 2027, exactly twelve months after the start
        (dt.date(1969, 2, 28), "Pengelola Layanan", Hasil.LAYAK),
        (dt.date(1969, 1, 31), "Pengelola Layanan", Hasil.TIDAK),
        (dt.date(1969, 1, 31), "Arsiparis Ahli Madya", Hasil.LAYAK),
        (dt.date(1967, 1, 31), "Arsiparis Ahli Madya", Hasil.TIDAK),
        (dt.date(1967, 1, 31), "Arsiparis Ahli Utama", Hasil.LAYAK),
    ],
)
def test_bup_follows_the_position(lahir, jabatan, harapan):
    assert tanya("bup", fakta(lahir=lahir, jabatan=jabatan)).hasil is harapan


def test_bup_needs_the_position_too():
    temuan = tanya("bup", fakta(jabatan=None))

    assert (temuan.hasil, temuan.kurang) == (Hasil.BELUM_PASTI, "Jabatan")
