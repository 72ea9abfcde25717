"""Dates, ids and bodies on the wire, and the tolerant reading of rows."""

import datetime as dt
import uuid

import pytest
from hypothesis import given, strategies as st

from penugasan.siasn.bentuk import baca_data_utama, baca_unor, baca_usulan, teks, terhapus
from penugasan.siasn.wire import (
    NAMA_STATUS,
    PETA_STATUS,
    WIB,
    StatusUsulan,
    baca_tanggal,
    baca_waktu,
    badan_kanonis,
    samakan_id,
    sidik_badan,
    tulis_tanggal,
    tulis_waktu,
)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_a_date_survives_the_wire_in_every_form(tanggal: dt.date) -> None:
    assert baca_tanggal(tulis_tanggal(tanggal)) == tanggal
    assert baca_tanggal(tanggal.isoformat()) == tanggal
    assert baca_tanggal(f"{tulis_tanggal(tanggal)} 10:20:30") == tanggal


def test_an_early_year_keeps_its_four_digits() -> None:
    assert tulis_tanggal(dt.date(235, 1, 30)) == "30-01-0235"


@pytest.mark.parametrize("kosong", ["", None, "01-01-0001", "0001-01-01", "31-02-2026", "kapan", 0])
def test_every_spelling_of_no_date_is_none(kosong: object) -> None:
    assert baca_tanggal(kosong) is None
    assert tulis_tanggal(None) == ""


@given(st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1)))  # noqa: DTZ001
def test_an_instant_survives_in_jakarta_time(naif: dt.datetime) -> None:
    saat = naif.replace(tzinfo=dt.UTC, microsecond=0)
    assert baca_waktu(tulis_waktu(saat)) == saat


@pytest.mark.parametrize("kosong", ["", None, "01-03-2026", "99-99-2026 10:00:00"])
def test_what_is_no_instant_is_none(kosong: object) -> None:
    assert baca_waktu(kosong) is None


def test_minutes_are_enough_for_an_instant() -> None:
    assert baca_waktu("01-03-2026 10:32") == dt.datetime(2026, 3, 1, 10, 32, tzinfo=WIB)


@given(st.uuids())
def test_an_id_is_the_same_in_its_three_forms(nilai: uuid.UUID) -> None:
    assert samakan_id(str(nilai)) == samakan_id(nilai.hex.upper()) == samakan_id(nilai.hex)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_equal_content_gives_equal_bytes(isi: dict[str, object]) -> None:
    terbalik = dict(reversed(isi.items()))
    assert badan_kanonis(isi) == badan_kanonis(terbalik)
    assert sidik_badan(isi) == sidik_badan(terbalik)


def test_every_named_status_is_mapped() -> None:
    assert set(NAMA_STATUS) <= set(PETA_STATUS)
    assert set(PETA_STATUS.values()) == set(StatusUsulan)


# Rows


def test_a_person_is_read_whatever_his_columns_are_called() -> None:
    baris = {
        "pns_orang_id": "A" * 32,
        "nipBaru": " 1 ",
        "nama": "  BUDI   SANTOSO ",
        "tglLahir": "15-02-1990",
        "unor_id": "U1",
        "unorNama": None,
        "kolomBaru": {"apa": "saja"},
        "tahunLulus": "2012",
    }
    orang = baca_data_utama(baris)
    assert (orang.id, orang.nip, orang.nama, orang.unor_id) == ("A" * 32, "1", "BUDI SANTOSO", "U1")
    assert orang.unor == ""
    assert "BUDI" not in repr(orang)


def test_a_setting_names_the_column_of_a_particular_service() -> None:
    assert teks({"unitKerja": "X", "unorNama": "Y"}, "unorNama", {"unorNama": "unitKerja"}) == "X"
    assert teks({"unorNama": "Y"}, "unorNama", {"unorNama": "unitKerja"}) == "Y"


def test_the_number_of_a_status_decides_and_an_unknown_one_is_kept_as_it_came() -> None:
    dikenal = baca_usulan({"id": "1", "status": "DITOLAK", "statusUsulan": "15"})
    assert dikenal.status is StatusUsulan.DITERIMA
    assert dikenal.nama_status == "Validasi - Disetujui"
    asing = baca_usulan({"id": "1", "statusUsulan": "777", "statusUsulanNama": "Tahap Baru"})
    assert (asing.status, asing.nomor_status, asing.nama_status) == (None, "777", "Tahap Baru")
    assert asing.aktif
    assert baca_usulan({"status": "PERBAIKAN"}).status is StatusUsulan.PERBAIKAN
    assert not baca_usulan({"statusUsulan": "99"}).aktif


def test_reasons_are_joined_and_versions_read_from_strings() -> None:
    usulan = baca_usulan(
        {"alasanTolakNama": "BTS", "alasanTolakTambahan": "Berkas kabur.", "versi": "4"}
    )
    assert usulan.alasan == "BTS. Berkas kabur."
    assert usulan.versi == 4
    assert baca_usulan({"versi": "empat"}).versi == 0


def test_pascal_case_rows_and_deleted_rows() -> None:
    assert baca_unor({"Id": "7", "NamaUnor": "DINAS", "DiatasanId": None}).nama == "DINAS"
    assert terhapus({"deletedAt": "12-01-2021"})
    assert not terhapus({"deletedAt": None})
    assert not terhapus({"deletedAt": "01-01-0001"})
