"""Levels of education: the id, else the name, longest reading first."""

import pytest

from pegawai.imports.pendidikan import (
    TINGKAT,
    TingkatTakDikenal,
    baca_tingkat,
    tingkat_dari_nama,
)


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("D3", "30"),
        ("D-III", "30"),
        ("D.III Kebidanan", "30"),
        ("Diploma III/Sarjana Muda", "30"),
        ("Diploma III", "30"),
        ("A.Md.", "30"),
        ("D-I", "20"),
        ("DI", "20"),
        ("D.I Perpustakaan", "20"),
        ("Diploma II", "25"),
        ("DIV", "35"),
        ("Sarjana Terapan", "35"),
        ("Sarjana Muda", "30"),
        ("S1", "40"),
        ("S-1/Sarjana", "40"),
        ("Profesi Ners", "42"),
        ("Magister Manajemen", "45"),
        ("S-3/Doktor", "50"),
        ("SLTA Kejuruan", "17"),
        ("SLTA Keguruan", "18"),
        ("SLTA", "15"),
        ("SMK", "17"),
        ("SLTP Kejuruan", "12"),
        ("SD", "05"),
    ],
)
def test_names_in_their_spellings(nama: str, kode: str) -> None:
    assert tingkat_dari_nama(nama) == kode


@pytest.mark.parametrize(
    "nama",
    [
        *("Diploma I/II", "D-I/II/III", "SMP/SMA", "SMA/D3", "S1/S2"),
        *("S.T.", "S.T., M.T.", "M.A.", "M.A.P.", "M.I."),
    ],
)
def test_two_levels_or_a_title_are_no_level(nama: str) -> None:
    assert tingkat_dari_nama(nama) == ""


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        *(("Diploma IV/S1", "40"), ("D-III/Kebidanan", "30"), ("S1 Keperawatan, Ners", "40")),
        *(("M.A.N. 2", "15"), ("MA", "15"), ("ST", "12"), ("D.IV", "35")),
    ],
)
def test_what_stands_beside_the_level_does_not_change_it(nama: str, kode: str) -> None:
    assert tingkat_dari_nama(nama) == kode


@pytest.mark.parametrize(("kode", "nama"), TINGKAT.items())
def test_every_name_of_the_reference_list_reads_as_its_id(kode: str, nama: str) -> None:
    assert baca_tingkat("", nama) == kode
    assert baca_tingkat(kode, "apa saja") == kode


def test_a_lost_leading_zero_is_restored() -> None:
    assert baca_tingkat("5", "") == "05"


def test_blank_is_a_missing_fact() -> None:
    assert baca_tingkat("", "") == ""


@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("31", "D-III"),
        ("", "Diploma Tiga Setengah"),
        ("", "???"),
        ("99", ""),
        ("", "Di bawah SMA"),
        ("", "Di atas S-1"),
        ("", "Ma'had Aly"),
    ],
)
def test_what_nobody_can_place_is_refused(kode: str, nama: str) -> None:
    with pytest.raises(TingkatTakDikenal):
        baca_tingkat(kode, nama)
