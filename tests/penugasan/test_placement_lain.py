"""Plans with another side put first, and the numbers they are compared by."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from penugasan.placement.corak import KALI, Corak, bobot_menurut
from penugasan.placement.solver import susun
from penugasan.placement.types import Bobot, Hasil, Masukan, Unit
from penugasan.placement.ukuran import ukur
from tests.penugasan.kota_kecil import calon, dalam_batas, kursi, masukan, soal_kecil


def pasangan(hasil: Hasil) -> dict[str, str]:
    return {satu.calon: satu.kursi for satu in hasil.penempatan}


def menurut(soal: Masukan, corak: Corak) -> dict[str, str]:
    return pasangan(susun(replace(soal, bobot=bobot_menurut(soal.bobot, corak))))


@pytest.mark.parametrize(
    ("corak", "berubah"),
    [
        (Corak.KEBIJAKAN, set()),
        (Corak.BEBAN, {"beban_unit", "pemegang_terakhir", "pensiun", "layanan_dasar"}),
        (Corak.DEKAT, {"domisili"}),
        (Corak.COCOK, {"prodi", "jabatan", "komputer", "kinerja"}),
    ],
)
def test_one_side_weighs_ten_times_and_the_rest_stays(corak: Corak, berubah: set[str]) -> None:
    asal, kini = Bobot(), bobot_menurut(Bobot(), corak)
    for satu in fields(Bobot):
        kali = KALI if satu.name in berubah else 1
        assert getattr(kini, satu.name) == kali * getattr(asal, satu.name)


@given(soal_kecil())
@settings(max_examples=60)
def test_each_plan_keeps_the_limits_fills_as_much_and_is_no_better_by_the_policy(
    soal: Masukan,
) -> None:
    asli = ukur(soal, menurut(soal, Corak.KEBIJAKAN))
    for corak in Corak:
        duduk = menurut(soal, corak)
        assert dalam_batas(soal, duduk)
        ukuran = ukur(soal, duduk)
        assert ukuran.terisi == asli.terisi == len(duduk)
        assert ukuran.nilai <= asli.nilai


@given(soal_kecil())
@settings(max_examples=60)
def test_the_points_measured_are_those_of_the_plan(soal: Masukan) -> None:
    hasil = susun(soal)
    assert ukur(soal, pasangan(hasil)).nilai == hasil.nilai


def test_the_measures_count_what_they_say() -> None:
    """W2 is a neighbour of W1; two of four leave unit U2, the one clerk of it among them."""
    soal = masukan(
        [
            calon("P1", domisili="W1", prodi="S-1 ADMINISTRASI PUBLIK", komputer=4),
            calon("P2", domisili="W2", unit="U2", jabatan="Pengolah Data", komputer=3),
            calon("P3", unit="U2", jabatan="Guru Ahli Muda", layanan_dasar=True, komputer=2),
        ],
        [kursi("K1"), kursi("K2"), kursi("K3")],
        unit=(
            Unit(kode="U1", nama="Satu", jumlah=100),
            Unit(
                kode="U2",
                nama="Dua",
                jumlah=4,
                pemegang={"Pengolah Data": 1, "Guru Ahli Muda": 3},
            ),
        ),
    )
    ukuran = ukur(soal, {"P1": "K1", "P2": "K2", "P3": "K3"})
    assert (ukuran.terisi, ukuran.sewilayah, ukuran.bertetangga) == (3, 1, 1)
    assert (ukuran.unit, ukuran.persen_terbesar) == (2, 50)
    assert (ukuran.pemegang_terakhir, ukuran.layanan_dasar, ukuran.komputer) == (1, 1, 2)
    assert ukuran.cocok == 2  # a study of administration, a clerk
    assert ukuran.jarak_m is not None
    assert 0 < ukuran.jarak_m < 1_000  # half of the way to the next kelurahan


def test_without_a_known_home_there_is_no_distance() -> None:
    soal = masukan([calon("P1")], [kursi("K1")])
    kosong = ukur(soal, {})
    assert (kosong.terisi, kosong.persen_terbesar, kosong.jarak_m) == (0, 0, None)
    assert ukur(soal, {"P1": "K1"}).jarak_m is None
