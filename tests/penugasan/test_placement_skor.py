"""Each part of the score, its edges, and its words."""

from dataclasses import replace

import pytest

from penugasan.placement.kecocokan import BAWAAN, kata_untuk, persen_cocok
from penugasan.placement.sentences import label_peran, poin
from penugasan.placement.skor import Penilai, jarak_m, kedekatan, kelompok_dari
from penugasan.placement.solver import susun
from penugasan.placement.types import Bobot, Calon, Tempat, Unit
from tests.penugasan.kota_kecil import WILAYAH, calon, kursi, masukan

BARAT, TETANGGA, SEKECAMATAN, TIMUR = WILAYAH


def bagian(orang: Calon, peran: str = "administrasi", **isi: object) -> dict[str, int]:
    tempat = kursi("S1", peran=peran)
    return Penilai(masukan([orang], [tempat], **isi)).bagian(orang, kelompok_dari(tempat))


@pytest.mark.parametrize(
    ("domisili", "nilai"),
    [("W1", 400), ("W2", 300), ("W3", 200), (None, 0), ("kota lain", 0)],
)
def test_domicile_counts_by_nearness_and_unknown_is_zero(domisili: str | None, nilai: int) -> None:
    assert bagian(calon("A", domisili=domisili))["domisili"] == nilai


def test_another_kecamatan_counts_by_distance_down_to_zero() -> None:
    assert 0 < bagian(calon("A", domisili="W4"))["domisili"] < 200
    jauh = Tempat(kode="W9", nama="Jauh", kecamatan="Lain", lat=-7.9, lng=110.9)
    tanpa_titik = Tempat(kode="W8", nama="Tanpa titik", kecamatan="Lain")
    assert kedekatan(jauh, BARAT, Bobot()) == ("jarak", 0)
    assert kedekatan(tanpa_titik, BARAT, Bobot()) == ("luar", 0)
    assert jarak_m(tanpa_titik, BARAT) is None


def test_distance_is_symmetric_and_in_metres() -> None:
    assert jarak_m(BARAT, TIMUR) == jarak_m(TIMUR, BARAT)
    assert 3800 < (jarak_m(BARAT, TIMUR) or 0) < 4300


@pytest.mark.parametrize(
    ("prodi", "peran", "persen"),
    [
        ("S-1 AKUNTANSI", "keuangan", 100),
        ("D-III MANAJEMEN INFORMATIKA", "keuangan", 30),
        ("S-1 MANAJEMEN", "keuangan", 60),
        ("s-1 manajemen koperasi", "usaha", 100),
        ("S-1 KEBIDANAN", "keuangan", 0),
        ("", "keuangan", 0),
        ("S-1 AKUNTANSIAN", "keuangan", 0),
    ],
)
def test_study_programme_fits_by_the_longest_whole_word(
    prodi: str, peran: str, persen: int
) -> None:
    assert persen_cocok(prodi, kata_untuk(BAWAAN.prodi, peran)) == persen
    assert bagian(calon("A", prodi=prodi), peran)["prodi"] == 2 * persen


def test_unknown_role_is_scored_like_administration() -> None:
    orang = calon("A", prodi="S-1 ADMINISTRASI PUBLIK", jabatan="Arsiparis Mahir")
    assert bagian(orang, "gudang") == bagian(orang, "administrasi")
    assert label_peran("gudang_besar") == "Gudang besar"


@pytest.mark.parametrize(
    ("predikat", "nilai"),
    [((), 0), ((1,), 100), ((1, 2), 87), ((2, 2, 5), 75), ((3, 3), 25), ((4, 5), 0), ((9,), 0)],
)
def test_performance_is_the_mean_of_the_last_two_grades(
    predikat: tuple[int, ...], nilai: int
) -> None:
    assert bagian(calon("A", predikat=predikat))["kinerja"] == nilai


def test_computer_grade_kecamatan_service_and_basic_service_have_their_weights() -> None:
    orang = calon("A", komputer=3, di_kecamatan=True, layanan_dasar=True)
    nilai = bagian(orang)
    assert (nilai["komputer"], nilai["kecamatan"], nilai["layanan_dasar"]) == (112, 50, -200)
    assert bagian(calon("A", komputer=9))["komputer"] == 150


def test_retirements_of_the_unit_cost_points() -> None:
    unit = Unit(kode="U1", nama="D", jumlah=20, pensiun=4)
    assert bagian(calon("A"), unit=(unit,))["pensiun"] == -100


def test_reasons_are_the_three_strongest_parts_and_the_cost_to_the_home_unit() -> None:
    orang = calon(
        "A",
        domisili="W2",
        prodi="S-1 AKUNTANSI",
        komputer=4,
        predikat=(1, 2),
        jabatan="Bendahara",
        layanan_dasar=True,
    )
    unit = Unit(kode="U1", nama="Dinas Satu", jumlah=10, pensiun=1)
    baris = susun(masukan([orang], [kursi("S1", peran="keuangan")], unit=(unit,))).penempatan[0]

    assert baris.alasan == (
        "Tinggal di Podosugih, berbatasan dengan Medono (+300).",
        "Pendidikan S-1 AKUNTANSI cocok untuk Keuangan (+200).",
        "Jabatan Bendahara dekat dengan tugas Keuangan (+150).",
        "Dampak pada Dinas Satu: 1 dari 10 orang berangkat; pemegang jabatan terakhir; "
        "1 orang segera pensiun; layanan dasar (−500).",
    )
    assert baris.nilai == 300 + 200 + 150 + 150 + 87 - 500


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"domisili": "W1"}, "Tinggal di wilayah koperasi, Medono (+400)."),
        ({"domisili": "W3"}, "Tinggal di Tirto, satu kecamatan dengan Medono (+200)."),
        ({"domisili": "W4"}, "Tinggal di Klego, sekitar 4,0 km dari Medono (+96)."),
        ({"komputer": 2}, "Bukti komputer tingkat 2 dari 4 (+75)."),
        ({"predikat": (1, 2)}, "Predikat kinerja terakhir: sangat baik, baik (+87)."),
        ({"di_kecamatan": True}, "Sudah bertugas di tingkat kecamatan (+50)."),
        ({}, "Dipilih agar kebutuhan ini terisi."),
    ],
)
def test_each_reason_is_one_plain_sentence(isi: dict[str, object], kalimat: str) -> None:
    orang = calon("A", **isi)
    assert susun(masukan([orang], [kursi("S1")])).penempatan[0].alasan[0] == kalimat


def test_person_without_a_place_reads_how_far_behind_and_in_what() -> None:
    hasil = susun(
        masukan(
            [calon("dekat", domisili="W1"), calon("jauh", domisili="W3", komputer=2)],
            [kursi("S1")],
        )
    )
    assert hasil.belum[0].sebab == (
        "Paling dekat terpilih di Koperasi Medono (Administrasi), tertinggal 125 poin. "
        "Selisih terbesar: domisili."
    )
    assert hasil.penempatan[0].cadangan[0].selisih == 125


def test_without_any_post_everybody_reads_that_there_is_none() -> None:
    hasil = susun(masukan([calon("A")], []))
    assert hasil.belum[0].sebab == "Tidak ada kebutuhan koperasi yang bebas."
    assert (hasil.nilai, hasil.batas_atas) == (0, 0)


def test_points_are_written_the_indonesian_way() -> None:
    assert [poin(1250), poin(-75), poin(0)] == ["+1.250", "−75", "+0"]


def test_unknown_unit_still_gets_a_plan() -> None:
    soal = replace(masukan([calon("A", unit="asing")], [kursi("S1")]), unit=())
    baris = susun(soal).penempatan[0]
    assert baris.bagian["beban_unit"] == -1000
