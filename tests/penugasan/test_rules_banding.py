"""The difference of two policies in words: every changed value once, named, in a fixed order."""

import copy
from typing import Any

import pytest

from penugasan.rules.banding import BAGIAN, SEBUTAN, Beda, banding, kata, nama
from penugasan.rules.kelayakan import ATURAN
from tests.penugasan.kebijakan import PAKET

ISI: dict[str, Any] = dict(PAKET.isi)


def ubah(*jalur: str, nilai: Any) -> dict[str, Any]:
    """The pack with one value changed; Ellipsis takes it away."""
    isi = copy.deepcopy(ISI)
    tempat = isi
    for satu in jalur[:-1]:
        tempat = tempat[satu]
    if nilai is ...:
        del tempat[jalur[-1]]
    else:
        tempat[jalur[-1]] = nilai
    return isi


@pytest.mark.parametrize(
    ("jalur", "nilai", "beda"),
    [
        (
            ("aturan", "usia", "maks"),
            58,
            Beda("Syarat", "Usia: Usia paling tinggi (tahun)", "56", "58"),
        ),
        (
            ("aturan", "usia", "baca"),
            "belum_lewat_ulang_tahun",
            Beda(
                "Syarat",
                "Usia: Cara menghitung usia",
                "tahun yang sudah genap",
                "belum melewati hari ulang tahun",
            ),
        ),
        (
            ("aturan", "kontrak", "aktif"),
            True,
            Beda("Syarat", "Masa perjanjian kerja: Diperiksa", "tidak", "ya"),
        ),
        (
            ("aturan", "pendidikan", "minimum"),
            "40",
            Beda("Syarat", "Pendidikan: Tingkat paling rendah", "D-III", "S-1"),
        ),
        (
            ("aturan", "predikat_kinerja", "paling_rendah"),
            3,
            Beda("Syarat", "Predikat kinerja: Predikat paling rendah", "Baik", "Butuh perbaikan"),
        ),
        (
            ("aturan", "predikat_kinerja", "jenis"),
            ["PNS", "PPPK_PW"],
            Beda(
                "Syarat",
                "Predikat kinerja: Jenis pegawai yang diperiksa",
                "–",
                "PNS, PPPK Paruh Waktu",
            ),
        ),
        (
            ("aturan", "jenis_asn", "jenis"),
            ["PNS"],
            Beda(
                "Syarat",
                "Jenis pegawai: Jenis pegawai yang diterima",
                "PPPK, PPPK Paruh Waktu",
                "PNS",
            ),
        ),
        (
            ("aturan", "bup", "usia_jabatan", "Ahli Madya"),
            ...,
            Beda(
                "Syarat",
                "Batas usia pensiun: Batas usia pensiun menurut jabatan: Ahli Madya",
                "60",
                "–",
            ),
        ),
        (
            ("tenggat", "lewat_tenggat"),
            "setuju",
            Beda("Tenggat", "Bila tenggat lewat", "diteruskan kepada petugas", "dianggap setuju"),
        ),
        (("bobot", "jabatan"), 0, Beda("Bobot penempatan", "Kesesuaian jabatan", "150", "0")),
        (("bobot", "sesuatu_baru"), 1.5, Beda("Bobot penempatan", "Sesuatu baru", "–", "1.5")),
        (
            ("penempatan", "opd_maks"),
            ...,
            Beda("Batas penempatan", "Orang dari satu unit, paling banyak", "10", "–"),
        ),
        (("lain",), {"x_y": ""}, Beda("lain", "X y", "–", "–")),
        (("lain",), "teks", Beda("lain", "lain", "–", "teks")),
        (("kata",), "teks", Beda("Sebutan", "Sebutan", "wilayah kelurahan", "teks")),
    ],
)
def test_one_changed_value_is_one_difference_in_words(jalur, nilai, beda):
    (ini,) = banding(ISI, ubah(*jalur, nilai=nilai))

    if jalur == ("kata",):  # a whole part replaced: both sides as they are
        assert (ini.bagian, ini.nama, ini.baru) == (beda.bagian, beda.nama, beda.baru)
        assert ini.lama.startswith(beda.lama)
    else:
        assert ini == beda


def test_the_other_way_round_swaps_the_values():
    maju = banding(ISI, ubah("aturan", "pendidikan", "minimum", nilai="50"))
    mundur = banding(ubah("aturan", "pendidikan", "minimum", nilai="50"), ISI)

    assert [(b.lama, b.baru) for b in maju] == [("D-III", "S-3")]
    assert [(b.lama, b.baru) for b in mundur] == [("S-3", "D-III")]


def test_equal_policies_differ_in_nothing():
    assert banding(ISI, copy.deepcopy(ISI)) == []
    assert banding({}, {}) == []


def test_a_policy_against_none_names_every_value_of_every_part():
    semua = banding({}, ISI)

    assert {b.lama for b in semua} == {"–"}
    dikenal = [BAGIAN[k] for k in BAGIAN if k in ISI]
    urutan = list(dict.fromkeys(b.bagian for b in semua))
    assert urutan[: len(dikenal)] == dikenal
    assert urutan[len(dikenal) :] == [k for k in ISI if k not in BAGIAN]
    assert ("Pendidikan: Tingkat paling rendah", "D-III") in {(b.nama, b.baru) for b in semua}
    lenyap = banding(ISI, {})
    assert [(b.bagian, b.nama, b.baru, b.lama) for b in lenyap] == [
        (b.bagian, b.nama, b.lama, b.baru) for b in semua
    ]


def test_parts_come_in_the_order_in_which_they_are_shown_and_strangers_last():
    lama = {"zeta": 1, "bobot": {"domisili": 1}, "aturan": {"usia": {"maks": 56}}, "alfa": 1}
    baru = {
        "zeta": 2,
        "bobot": {"domisili": 2},
        "aturan": {"usia": {"maks": 57}},
        "alfa": 2,
        "b": 3,
    }

    assert [b.bagian for b in banding(lama, baru)] == [
        "Syarat",
        "Bobot penempatan",
        "zeta",
        "alfa",
        "b",
    ]


def test_values_of_one_part_come_in_the_old_order_and_new_ones_after():
    lama = {"bobot": {"satu": 1, "dua": 2, "tiga": 3}}
    baru = {"bobot": {"empat": 4, "tiga": 0, "satu": 0}}

    assert [(b.nama, b.lama, b.baru) for b in banding(lama, baru)] == [
        ("Satu", "1", "0"),
        ("Dua", "2", "–"),
        ("Tiga", "3", "0"),
        ("Empat", "–", "4"),
    ]


@pytest.mark.parametrize(
    ("nilai", "harapan"),
    [
        (None, "–"),
        ("", "–"),
        ([], "–"),
        (0, "0"),
        (True, "ya"),
        (False, "tidak"),
        (["a", "UJI_PRAKTIK", False], "a, uji praktik, tidak"),
        (("PPPK_PW",), "PPPK Paruh Waktu"),
        ({"Guru": 60, "aktif": True}, "Guru 60, aktif ya"),
        ("DIKLAT", "diklat"),
        ("lain", "lain"),
        ("30", "30"),
    ],
)
def test_values_read_as_people_say_them(nilai, harapan):
    assert kata(nilai) == harapan


def test_numbers_of_levels_and_grades_are_named_only_where_they_mean_one():
    aturan = {"pendidikan": {"tingkat": {"30": "D-III"}}}

    assert kata("30", ["pendidikan", "minimum"], aturan) == "D-III"
    assert kata("30", ["pendidikan", "lain"], aturan) == "30"
    assert kata("40", ["pendidikan", "minimum"], aturan) == "40"
    assert kata("30", ["pendidikan", "minimum"], {}) == "30"
    assert kata("30", ["pendidikan", "minimum"]) == "30"
    assert kata(2, ["predikat_kinerja", "paling_rendah"]) == "Baik"
    assert kata(2, ["predikat_kinerja", "tahun"]) == "2"


def test_a_rule_is_called_by_its_name_only_among_the_rules():
    assert nama("aturan", ["usia", "maks"]) == "Usia: Usia paling tinggi (tahun)"
    assert nama("aturan", ["asing", "maks"]) == "Asing: Usia paling tinggi (tahun)"
    assert nama("bobot", ["usia"]) == "Usia"
    assert nama("bobot", ["kontrak", "x"]) == "Kontrak: X"
    assert nama("aturan", []) == "Syarat"
    assert nama("aturan", ["usia"]) == "Usia"
    assert nama("asing", []) == "asing"


def test_every_parameter_of_every_rule_has_a_name_of_its_own():
    """What officers approve must not read like a column of a table."""
    for aturan in ATURAN:
        for kolom in aturan.parameter.__dataclass_fields__:
            assert kolom in SEBUTAN, (aturan.kode, kolom)
