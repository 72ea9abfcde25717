"""R16 in small: the same answers as an independent second implementation.

The whole of it is ``make drill-aturan``: a million people.
"""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from penugasan.rules import himpunan
from penugasan.rules.kelayakan import ATURAN
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Fakta, SumberFakta
from tests.aturan import batas, kedua
from tests.aturan.acak import Blok, Kebijakan, blok
from tests.aturan.kedua import Orang
from tests.aturan.pasangan import PAKET, bandingkan, dasar, fakta

DASAR = dasar()
PAKET_LAIN = [
    satu.name
    for satu in sorted(PAKET.iterdir())
    if (satu / "paket.toml").exists() and set(dasar(satu.name)) == set(DASAR)
]


def test_the_second_implementation_has_every_rule():
    assert set(kedua.ATURAN) == {aturan.kode for aturan in ATURAN}


@pytest.mark.parametrize("nomor", range(20))
def test_random_people_get_the_same_answers_from_both(nomor):
    assert list(bandingkan(blok(16, nomor, 250, DASAR))) == []


@pytest.mark.parametrize("paket", PAKET_LAIN)
def test_people_of_other_packs_get_the_same_answers_from_both(paket):
    isi = dasar(paket)
    for nomor in range(8):  # every fourth policy is the pack's own
        assert list(bandingkan(blok(17, nomor, 100, isi))) == []


def test_a_crowd_that_forgets_its_answers_gives_them_again(monkeypatch):
    """Memory is bounded: beyond so many distinct answers a rule starts anew."""
    monkeypatch.setattr(himpunan, "MUAT", 5)

    assert list(bandingkan(blok(16, 99, 200, DASAR))) == []


def test_people_who_are_equal_in_what_a_rule_reads_share_one_answer(monkeypatch):
    """The answer is the same object until the memory is full; it carries nobody's source."""
    monkeypatch.setattr(himpunan, "MUAT", 2)
    kebijakan = kebijakan_dari({"aturan": {"usia": DASAR["usia"]}})
    penilai = himpunan.Penilai(kebijakan, dt.date(2026, 3, 1))
    satu, dua, tiga = (
        fakta(Orang(lahir=dt.date(1990, 1, hari), jabatan=f"Jabatan {hari}")) for hari in (1, 2, 3)
    )

    def tanya(orang: Fakta) -> himpunan.Jawaban:
        (jawaban,) = penilai.jawaban(orang)
        return jawaban

    lama, kedua_lama = tanya(satu), tanya(dua)
    sumber = {"lahir": SumberFakta("siasn.xlsx")}
    assert tanya(replace(satu, jabatan="Lain", sumber=sumber)) is lama
    assert tanya(dua) is kedua_lama
    tanya(tiga)
    assert tanya(satu) is not lama
    assert tanya(replace(dua, sumber=sumber)).temuan.sumber is None
    assert penilai.periksa(satu).acuan == dt.date(2026, 3, 1)


def test_every_boundary_gets_the_same_answer_from_both():
    hitung: Counter[str] = Counter()

    beda = [satu for ini in batas.semua(DASAR) for satu in bandingkan(ini, hitung)]

    assert beda == []
    assert hitung.total() > 50_000


def test_every_answer_of_every_rule_comes_up():
    """A sample that never reaches an answer proves nothing about it."""
    hitung: Counter[str] = Counter()
    for nomor in range(8):
        list(bandingkan(blok(16, nomor, 250, DASAR), hitung))

    jarang = {
        f"{kode} {jawab}": hitung[f"{kode} {jawab}"]
        for kode in ("putusan", *kedua.ATURAN)
        for jawab in "LBT"
        if hitung[f"{kode} {jawab}"] < 20
    }
    assert jarang == {}


def test_a_wrong_answer_would_be_seen():
    """The comparison can fail: under another policy the same person differs."""
    orang = Orang(lahir=dt.date(1969, 6, 1))
    aturan = {"usia": DASAR["usia"] | {"baca": "tahun_genap"}}
    benar = Blok("uji", Kebijakan(aturan, dt.date(2026, 3, 1)), [orang])
    assert list(bandingkan(benar)) == []

    kedua_lama = kedua.ATURAN["usia"]
    try:
        kedua.ATURAN["usia"] = lambda *_: "T"
        (beda,) = bandingkan(benar)
    finally:
        kedua.ATURAN["usia"] = kedua_lama
    assert (beda.bentuk, beda.kedua[0], beda.portal[0]) == ("satu orang", "T", "L")


# --- the second implementation by hand, so that both are not wrong in one way -------------------


@pytest.mark.parametrize(
    ("lahir", "acuan", "genap", "lewat"),
    [
        ("1970-03-01", "2026-02-28", "L", "L"),
        ("1970-03-01", "2026-03-01", "L", "L"),
        ("1970-03-01", "2026-03-02", "L", "T"),
        ("1969-03-02", "2026-03-01", "L", "T"),
        ("1969-03-01", "2026-03-01", "T", "T"),
        ("1968-02-29", "2024-02-29", "L", "L"),
        ("1968-02-29", "2024-03-01", "L", "T"),
        ("1968-02-29", "2025-02-28", "L", "T"),
        ("1968-02-29", "2025-03-01", "T", "T"),
        ("1972-02-29", "2028-02-29", "L", "L"),
        ("2027-01-01", "2026-03-01", "B", "B"),
    ],
)
def test_ages_of_the_second_implementation_counted_by_hand(lahir, acuan, genap, lewat):
    orang = Orang(lahir=dt.date.fromisoformat(lahir))
    hari = dt.date.fromisoformat(acuan)

    assert kedua.usia(orang, {"maks": 56, "baca": "tahun_genap"}, hari) == genap
    assert kedua.usia(orang, {"maks": 56, "baca": "belum_lewat_ulang_tahun"}, hari) == lewat


@pytest.mark.parametrize(
    ("akhir", "acuan", "bulan", "harapan"),
    [
        ("2026-08-31", "2026-03-01", 6, "T"),
        ("2026-09-01", "2026-03-01", 6, "L"),
        ("2026-02-28", "2025-08-31", 6, "L"),
        ("2026-02-27", "2025-08-31", 6, "T"),
        ("2028-02-28", "2027-08-31", 6, "T"),
        ("2028-02-29", "2027-08-31", 6, "L"),
    ],
)
def test_contracts_of_the_second_implementation_counted_by_hand(akhir, acuan, bulan, harapan):
    orang = Orang(jenis="PPPK", kontrak=dt.date.fromisoformat(akhir))

    assert kedua.kontrak(orang, {"bulan": bulan}, dt.date.fromisoformat(acuan)) == harapan


def test_retirement_of_the_second_implementation_counted_by_hand():
    p = {"bulan": 12, "usia_umum": 58, "usia_jabatan": {"Ahli Madya": 60}}
    acuan = dt.date(2026, 3, 1)

    def bup(lahir: str, jabatan: str = "Arsiparis") -> str:
        return kedua.bup(Orang(lahir=dt.date.fromisoformat(lahir), jabatan=jabatan), p, acuan)

    assert [bup("1969-01-31"), bup("1969-02-01"), bup("1969-02-28")] == ["T", "L", "L"]
    assert [bup("1967-01-31", "Arsiparis Ahli Madya"), bup("1967-02-01", "AHLI MADYA")] == [
        "T",
        "L",
    ]
    # Born on 29 February 1968, 59 in a common year: the birthday is 1 March, the pension 1 April.
    assert (
        kedua.bup(
            Orang(lahir=dt.date(1968, 2, 29), jabatan="X"),
            p | {"usia_umum": 59, "bulan": 13},
            acuan,
        )
        == "L"
    )
