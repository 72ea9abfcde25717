"""The plan is the best permitted one: judged against every other plan on small questions."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from penugasan.placement import bound, canonical, network
from penugasan.placement.solver import susun
from penugasan.placement.types import (
    Batas,
    Bobot,
    Calon,
    Hasil,
    Kursi,
    Masukan,
    MasukanTidakSah,
    Unit,
)
from tests.penugasan.kota_kecil import (
    PRODI,
    WILAYAH,
    calon,
    dalam_batas,
    isi_rencana,
    juri,
    kursi,
    masukan,
    semua_rencana,
    soal_kecil,
)


def pasangan(hasil: Hasil) -> dict[str, str]:
    return {satu.calon: satu.kursi for satu in hasil.penempatan}


def kota(orang: int, koperasi: int, benih: int = 7) -> Masukan:
    """A city of `orang` people in 40 units and three posts in each of `koperasi` cooperatives."""
    acak = random.Random(benih)  # noqa: S311 - a repeatable city, no secret
    return masukan(
        [
            Calon(
                kunci=f"P{nomor:05}",
                unit=f"U{acak.randrange(40):02}",
                jabatan=acak.choice(["Arsiparis Mahir", "Guru Ahli Muda", "Pengolah Data"]),
                rumpun="",
                domisili=acak.choice(["W1", "W2", "W3", "W4", None]),
                prodi=acak.choice(PRODI),
                komputer=acak.randrange(5),
                predikat=(acak.randrange(1, 6), acak.randrange(1, 6)),
            )
            for nomor in range(orang)
        ],
        [
            Kursi(
                kunci=f"S{satu:03}-{nomor}",
                koperasi=f"K{satu:03}",
                nama_koperasi=f"Koperasi {satu}",
                wilayah=f"W{satu % 4 + 1}",
                peran=acak.choice(["administrasi", "keuangan", "usaha"]),
                nomor=nomor,
                prioritas=satu % 3,
            )
            for satu in range(koperasi)
            for nomor in (1, 2, 3)
        ],
        unit=tuple(
            Unit(kode=f"U{satu:02}", nama=f"Unit {satu}", jumlah=acak.randrange(20, 90))
            for satu in range(40)
        ),
    )


@given(soal_kecil())
@settings(max_examples=150)
def test_plan_is_as_good_as_the_best_of_all_permitted_plans(soal: Masukan) -> None:
    hasil = susun(soal)
    rencana = pasangan(hasil)

    nilai = juri(soal)
    terbaik = max((isi_rencana(soal, satu), nilai(satu)) for satu in semua_rencana(soal))
    assert (isi_rencana(soal, rencana), hasil.nilai) == terbaik
    assert hasil.nilai == nilai(rencana) == hasil.batas_atas
    assert dalam_batas(soal, rencana)
    assert soal.terkunci <= set(rencana.items())


@given(soal_kecil())
@settings(max_examples=60)
def test_rows_add_up_and_everybody_is_accounted_for_once(soal: Masukan) -> None:
    hasil = susun(soal)

    for satu in hasil.penempatan:
        assert satu.nilai == sum(satu.bagian.values())
        assert satu.alasan
    assert sum(satu.nilai for satu in hasil.penempatan) == hasil.nilai
    ditempatkan = [satu.calon for satu in hasil.penempatan]
    belum = [satu.calon for satu in hasil.belum]
    assert sorted(ditempatkan + belum) == sorted(satu.kunci for satu in soal.calon)
    terisi = [satu.kursi for satu in hasil.penempatan] + [satu.kursi for satu in hasil.kosong]
    assert sorted(terisi) == sorted(satu.kunci for satu in soal.kursi)
    assert all(satu.sebab for satu in (*hasil.belum, *hasil.kosong))


@given(soal_kecil(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_order_of_the_input_changes_neither_plan_nor_fingerprint(
    soal: Masukan, acak: random.Random
) -> None:
    def kocok(daftar: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(acak.sample(daftar, len(daftar)))

    lain = replace(
        soal,
        wilayah=kocok(soal.wilayah),
        unit=kocok(soal.unit),
        calon=kocok(soal.calon),
        kursi=kocok(soal.kursi),
    )
    assert susun(lain) == susun(soal)


@given(soal_kecil(), st.data())
@settings(max_examples=50)
def test_rerun_with_the_earlier_plan_keeps_as_many_rows_as_an_optimum_can(
    soal: Masukan, data: st.DataObject
) -> None:
    rencana = semua_rencana(soal)
    lama = data.draw(st.sampled_from(rencana))
    hasil = susun(replace(soal, sebelumnya=frozenset(lama.items())))

    nilai = juri(soal)
    ukuran = [(isi_rencana(soal, satu), nilai(satu)) for satu in rencana]
    terbaik = max(ukuran)
    setara = [satu for satu, ukur in zip(rencana, ukuran, strict=True) if ukur == terbaik]
    paling_sedikit = min(
        sum(satu.get(orang) != tempat for orang, tempat in lama.items()) for satu in setara
    )
    assert hasil.berubah == paling_sedikit
    assert hasil.nilai == hasil.batas_atas


def test_rerun_of_an_optimal_plan_changes_nothing() -> None:
    soal = kota(300, 12)
    pertama = susun(soal)
    ulang = susun(replace(soal, sebelumnya=frozenset(pasangan(pertama).items())))

    assert ulang.berubah == 0
    assert pasangan(ulang) == pasangan(pertama)


def test_city_plan_fills_every_post_at_the_proven_optimum() -> None:
    soal = kota(1500, 27)
    hasil = susun(soal)

    assert len(hasil.penempatan) == 81
    assert not hasil.kosong
    assert hasil.nilai == hasil.batas_atas == juri(soal)(pasangan(hasil))
    assert hasil.nilai >= _serakah(soal)
    assert all(len(satu.cadangan) == 3 for satu in hasil.penempatan)
    assert all(satu.selisih >= 0 for baris in hasil.penempatan for satu in baris.cadangan)


def _serakah(soal: Masukan) -> int:
    """The score of the plan a hurried person makes: post by post, the best one still free."""
    nilai = juri(soal)
    rencana: dict[str, str] = {}
    for tempat in soal.kursi:
        bebas = [satu for satu in soal.calon if satu.kunci not in rencana]
        urut = sorted(bebas, key=lambda satu: -nilai({satu.kunci: tempat.kunci}))[:30]
        pilihan = [rencana | {satu.kunci: tempat.kunci} for satu in urut]
        rencana = max((satu for satu in pilihan if dalam_batas(soal, satu)), key=nilai)
    return nilai(rencana)


def test_locked_row_stays_even_when_a_better_person_exists() -> None:
    soal = masukan(
        [calon("dekat", domisili="W1", komputer=4), calon("jauh", domisili="W4")],
        [kursi("S1")],
        terkunci=frozenset({("jauh", "S1")}),
    )
    hasil = susun(soal)

    assert pasangan(hasil) == {"jauh": "S1"}
    assert hasil.penempatan[0].terkunci
    assert hasil.penempatan[0].alasan[0] == "Dikunci oleh petugas di tempat ini."
    assert hasil.penempatan[0].cadangan[0].selisih < 0
    assert hasil.belum[0].sebab == "Semua kebutuhan sudah dikunci untuk orang lain."


def test_forbidden_pair_never_happens_even_if_the_post_stays_empty() -> None:
    soal = masukan([calon("A")], [kursi("S1")], dilarang=frozenset({("A", "K1")}))
    hasil = susun(soal)

    assert not hasil.penempatan
    assert "dilarang" in hasil.kosong[0].sebab
    assert "melarang" in hasil.belum[0].sebab


def test_unit_limit_stops_the_third_person_and_is_named_as_the_reason() -> None:
    orang = [calon(f"P{nomor}", domisili="W1", unit="U1") for nomor in range(3)]
    soal = masukan(
        [*orang, calon("lain", unit="U2")],
        [kursi(f"S{nomor}", nomor=nomor) for nomor in (1, 2, 3)],
        unit=(
            Unit(kode="U1", nama="Dinas Satu", jumlah=1000),
            Unit(kode="U2", nama="Dinas Dua", jumlah=1000),
        ),
        batas=Batas(opd_maks=2),
    )
    hasil = susun(soal)

    assert len(hasil.penempatan) == 3
    assert "lain" in pasangan(hasil)
    assert hasil.belum[0].sebab.startswith("Dinas Satu sudah melepas 2 orang.")


def test_family_limit_leaves_a_post_empty_and_says_so() -> None:
    orang = [calon(f"P{nomor}", jabatan="Arsiparis", rumpun="Arsip") for nomor in range(2)]
    soal = masukan(
        orang,
        [kursi("S1", nomor=1), kursi("S2", nomor=2)],
        batas=Batas(rumpun_maks=1),
    )
    hasil = susun(soal)

    assert [satu.kursi for satu in hasil.kosong] == ["S2"]
    assert "batas unit atau batas rumpun" in hasil.kosong[0].sebab
    assert "1 orang dari rumpun Arsip" in hasil.belum[0].sebab


def test_recorded_minimum_staff_is_kept() -> None:
    soal = masukan(
        [calon("A")], [kursi("S1")], unit=(Unit(kode="U1", nama="D", jumlah=9, minimum=9),)
    )
    assert len(susun(soal).kosong) == 1
    assert not susun(replace(soal, batas=Batas(jaga_minimum=False))).kosong


def test_small_unit_may_still_give_one_person() -> None:
    soal = masukan([calon("A")], [kursi("S1")], unit=(Unit(kode="U1", nama="D", jumlah=3),))
    assert len(susun(soal).penempatan) == 1


def test_shortage_serves_operating_cooperatives_and_first_posts_first() -> None:
    tempat = [
        kursi("belum-1", koperasi="K3", wilayah="W3", prioritas=2),
        kursi("jalan-1", koperasi="K1", wilayah="W1", prioritas=0),
        kursi("jalan-2", koperasi="K1", wilayah="W1", prioritas=0, nomor=2),
        kursi("jalan-b1", koperasi="K2", wilayah="W2", prioritas=0),
    ]
    orang = [calon("A", domisili="W3"), calon("B", domisili="W3")]
    hasil = susun(masukan(orang, tempat))

    assert {satu.kursi for satu in hasil.penempatan} == {"jalan-1", "jalan-b1"}
    assert {satu.sebab for satu in hasil.kosong} == {
        "Semua orang yang layak sudah ditempatkan atau dikunci di tempat lain."
    }
    assert "koperasi operasional diisi lebih dahulu" in hasil.urutan


def test_burden_is_spread_over_units() -> None:
    orang = [calon(f"P{nomor}", unit="U1" if nomor < 3 else "U2") for nomor in range(5)]
    soal = masukan(
        orang,
        [kursi("S1"), kursi("S2", nomor=2)],
        unit=(
            Unit(kode="U1", nama="Satu", jumlah=20),
            Unit(kode="U2", nama="Dua", jumlah=20),
        ),
    )
    asal = {satu.kunci: satu.unit for satu in orang}
    assert sorted(asal[satu] for satu in pasangan(susun(soal))) == ["U1", "U2"]


def test_last_holder_of_a_position_stays_when_somebody_else_can_go() -> None:
    soal = masukan(
        [
            calon("satu-satunya", jabatan="Bendahara"),
            calon("banyak", jabatan="Pengolah"),
        ],
        [kursi("S1", peran="usaha")],
        unit=(Unit(kode="U1", nama="D", jumlah=30, pemegang={"Bendahara": 1, "Pengolah": 4}),),
    )
    assert pasangan(susun(soal)) == {"banyak": "S1"}


def test_same_question_has_the_same_fingerprint_and_every_change_another_one() -> None:
    soal = masukan([calon("A"), calon("B")], [kursi("S1")])
    lain = [
        soal,
        replace(soal, bobot=Bobot(domisili=401)),
        replace(soal, batas=Batas(opd_maks=None)),
        replace(soal, terkunci=frozenset({("A", "S1")})),
        replace(soal, dilarang=frozenset({("A", "K1")})),
        replace(soal, benih="lain"),
        replace(soal, calon=soal.calon[:1]),
    ]
    assert len({canonical.sidik(satu) for satu in lain}) == len(lain)
    assert canonical.sidik(soal) == canonical.sidik(replace(soal))


def test_tie_is_decided_by_the_seeded_lot_and_not_by_the_order_of_keys() -> None:
    orang = [calon(f"P{nomor}") for nomor in range(8)]
    terpilih = {
        next(iter(pasangan(susun(masukan(orang, [kursi("S1")], benih=f"benih {nomor}")))))
        for nomor in range(40)
    }
    assert len(terpilih) >= 4
    hasil = susun(masukan(orang, [kursi("S1")]))
    assert all("Undian tetap" in satu.sebab for satu in hasil.belum)


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"terkunci": frozenset({("hantu", "S1")})}, "tidak ada di antara calon: hantu"),
        ({"terkunci": frozenset({("A", "S9")})}, "tidak ada atau tidak bebas: S9"),
        ({"terkunci": frozenset({("A", "S1"), ("A", "S2")})}, "Orang terkunci dua kali"),
        ({"terkunci": frozenset({("A", "S1"), ("B", "S1")})}, "Kebutuhan terkunci dua kali"),
        (
            {"terkunci": frozenset({("A", "S1")}), "dilarang": frozenset({("A", "K1")})},
            "juga dilarang",
        ),
        ({"wilayah": (*WILAYAH, WILAYAH[0])}, "Wilayah tercantum dua kali: W1"),
        ({"bobot": Bobot(domisili=10**17)}, "Bobot terlalu besar"),
    ],
)
def test_contradicting_question_is_refused_in_plain_words(
    isi: dict[str, object], pesan: str
) -> None:
    soal = masukan(
        [calon("A", domisili="W1"), calon("B")], [kursi("S1"), kursi("S2", nomor=2)], **isi
    )
    with pytest.raises(MasukanTidakSah, match=pesan):
        susun(soal)


def test_one_position_in_two_families_is_refused() -> None:
    orang = [calon("A", jabatan="Arsiparis"), calon("B", jabatan="Arsiparis", rumpun="Arsip")]
    with pytest.raises(MasukanTidakSah, match="dua rumpun"):
        susun(masukan(orang, [kursi("S1")]))


def test_person_listed_twice_is_refused() -> None:
    with pytest.raises(MasukanTidakSah, match="Calon tercantum dua kali: A"):
        susun(masukan([calon("A"), calon("A")], [kursi("S1")]))


def test_bound_stays_true_and_shows_the_gap_of_a_worse_plan() -> None:
    """The certificate is not a copy of the plan's score: a bad plan does not reach its bound."""
    busur = network.Jaringan(
        simpul=5,
        kursi=1,
        skala=network.Skala(isi=1000, nilai=1, tetap=1, undian=1),
        ekor=np.array([0, 0, 0, 2, 3, 4]),
        kepala=np.array([1, 2, 3, 4, 4, 1]),
        muat=np.array([1, 1, 1, 1, 1, 1]),
        biaya=np.array([0, 0, 0, -5, -9, -1000]),
        pasangan=slice(3, 5),
        baris=np.array([0, 1]),
        lajur=np.array([0, 0]),
    )
    terbaik = np.array([0, 0, 1, 0, 1, 1])
    buruk = np.array([0, 1, 0, 1, 0, 1])

    assert bound.batas_nilai(busur, terbaik, 1) == 9
    assert bound.batas_nilai(busur, buruk, 1) >= 9
    assert bound.batas_biaya(busur, np.zeros(5, dtype=np.int64)) <= -1009
