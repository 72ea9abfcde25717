"""NIP and NI PPPK: cleaned, checked in the stated order, never guessed."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from pegawai import nip as aturan
from tests.pegawai.factories import nip_acak

LAHIR = dt.date(1990, 2, 15)
TAHUN = 2026


def nip(**lain: int | bool) -> str:
    return nip_acak(LAHIR, urut=7, **lain)  # type: ignore[arg-type]


def kode(isi: object) -> str:
    with pytest.raises(aturan.NipSalah) as galat:
        aturan.periksa_susunan(aturan.bersihkan(isi), tahun_kini=TAHUN)
    assert galat.value.pesan.endswith(".")
    return galat.value.kode


@pytest.mark.parametrize(
    "bentuk",
    [
        "{}",
        "  {}  ",
        "'{}",
        "`{}",
        "\u2019{}",
        "NIP. {}",
        "NIP {}",
        "nip: {}",
        "NIPPPK. {}",
        "NI PPPK {}",
        "\u00a0{}\u200b",
        "\ufeff{}",
    ],
)
def test_cleaning_takes_away_only_what_offices_add(bentuk: str) -> None:
    asli = nip()
    assert aturan.bersihkan(bentuk.format(asli)) == asli


@pytest.mark.parametrize("pemisah", [" ", ".", "\u00a0", "\u2009"])
def test_groups_are_joined(pemisah: str) -> None:
    asli = nip()
    assert aturan.bersihkan(pemisah.join((asli[:8], asli[8:14], asli[14], asli[15:]))) == asli


def test_a_number_is_refused_even_when_it_looks_whole() -> None:
    assert kode(int(nip())) == "nip_angka"
    assert kode(float(nip())) == "nip_angka"
    assert kode(12) == "nip_angka"


def test_a_number_that_was_saved_as_text_is_known_by_its_lost_digits() -> None:
    assert kode(f"{nip()[:15]}000") == "nip_angka"
    assert kode(f" {nip()[:8]} {nip()[8:15]} 000") == "nip_angka"


@pytest.mark.parametrize("teks", ["1.99002E+17", "1,99002e+17", "'1.99E+17", "199E15"])
def test_text_in_exponent_form_is_a_number_too(teks: str) -> None:
    assert kode(teks) == "nip_angka"


@pytest.mark.parametrize("kosong", [None, "", "   ", "NIP.", "'"])
def test_an_empty_cell_says_that_it_is_empty(kosong: object) -> None:
    with pytest.raises(aturan.NipSalah, match="kosong") as galat:
        aturan.bersihkan(kosong)
    assert galat.value.kode == "nip_panjang"


def test_length_counts_ascii_digits_only() -> None:
    asli = nip()
    assert kode(asli[:-1]) == "nip_panjang"
    assert kode(asli + "0") == "nip_panjang"
    assert kode(asli[:-1] + "X") == "nip_panjang"
    lebar = asli.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert kode(lebar) == "nip_panjang"


def test_structure_names_the_broken_part() -> None:
    asli = nip()
    assert kode("19900231" + asli[8:]) == "nip_struktur"
    assert kode(asli[:12] + "00" + asli[14:]) == "nip_struktur"
    assert kode(asli[:12] + "13" + asli[14:]) == "nip_struktur"
    assert kode(asli[:12] + "20" + asli[14:]) == "nip_struktur"
    assert kode(asli[:8] + "2007" + asli[12:]) == "nip_struktur"
    assert kode(asli[:8] + "2027" + asli[12:]) == "nip_struktur"


def test_the_limits_of_the_structure_are_inside() -> None:
    asli = nip()
    for bulan in ("01", "12", "21", "24", "99"):
        aturan.periksa_susunan(asli[:12] + bulan + asli[14:], tahun_kini=TAHUN)
    for tahun in ("2008", "2026"):
        aturan.periksa_susunan(asli[:8] + tahun + asli[12:], tahun_kini=TAHUN)


def test_kind_is_read_from_the_month() -> None:
    assert aturan.jenis(nip(pppk=False)) == aturan.PNS
    assert aturan.jenis(nip()) == aturan.PPPK
    assert aturan.jenis(nip()[:12] + "20" + nip()[14:]) == ""


def test_agreeing_facts_raise_no_doubt() -> None:
    assert not aturan.bandingkan(nip(), lahir=LAHIR, jenis_pegawai="PPPK_PW", jenis_kelamin="L")
    assert not aturan.bandingkan(
        nip(pppk=False, perempuan=True), lahir=LAHIR, jenis_pegawai="PNS", jenis_kelamin="P"
    )
    assert not aturan.bandingkan(nip())


def test_each_doubt_points_at_its_column() -> None:
    catatan = aturan.bandingkan(
        nip(tahun=2018), lahir=dt.date(1991, 2, 15), jenis_pegawai="PNS", jenis_kelamin="P"
    )
    assert [(c.kode, c.kolom) for c in catatan] == [
        ("lahir_beda", "lahir"),
        ("nip_jenis_beda", "jenis"),
        ("nip_tahun_awal", "nip"),
        ("jk_beda", "jenis_kelamin"),
    ]


def test_grouping_and_masking() -> None:
    asli = nip()
    assert aturan.kelompokkan(asli) == f"{asli[:8]} {asli[8:14]} {asli[14]} {asli[15:]}"
    assert aturan.kelompokkan("12") == "12"
    assert aturan.samarkan(asli) == f"{asli[:8]}******{asli[14:]}"
    assert aturan.samarkan("12") == "**"


@given(st.text(max_size=40))
def test_cleaning_returns_18_digits_or_refuses(isi: str) -> None:
    try:
        hasil = aturan.bersihkan(isi)
    except aturan.NipSalah:
        return
    assert len(hasil) == 18
    assert hasil.isascii()
    assert hasil.isdigit()


@given(
    lahir=st.dates(dt.date(1950, 1, 1), dt.date(2006, 12, 31)),
    urut=st.integers(0, 999),
    perempuan=st.booleans(),
    pppk=st.booleans(),
)
def test_well_formed_numbers_pass(
    lahir: dt.date, urut: int, *, perempuan: bool, pppk: bool
) -> None:
    asli = nip_acak(lahir, urut=urut, perempuan=perempuan, pppk=pppk, tahun=2020)
    aturan.periksa_susunan(aturan.bersihkan(f"'{asli}"), tahun_kini=TAHUN)
    assert aturan.tanggal_lahir(asli) == lahir
