"""One direction: more of what a rule wants never makes its answer worse.

Order of answers: LAYAK before BELUM PASTI before TIDAK.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from penugasan.rules.types import Bukti, Fakta, Hasil, Hukuman, Tugas
from tests.penugasan.kebijakan import ACUAN, DASAR, bukti, fakta, tanya

NILAI = {Hasil.LAYAK: 2, Hasil.BELUM_PASTI: 1, Hasil.TIDAK: 0}
TINGKAT = sorted(DASAR["pendidikan"]["tingkat"])
TEMPAT = st.frozensets(st.sampled_from("abcde"))
SATU_HARI = dt.timedelta(days=1)
lahir = st.dates(dt.date(1955, 1, 1), dt.date(2005, 12, 31)) | st.sampled_from(
    [dt.date(tahun, 2, 29) for tahun in range(1956, 2005, 4)]
)
acuan = st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31)) | st.sampled_from(
    [dt.date(2028, 2, 29), dt.date(2027, 2, 28), dt.date(2026, 12, 31)]
)
dekat = st.dates(ACUAN - 30 * SATU_HARI, ACUAN + 900 * SATU_HARI)
jabatan = st.sampled_from(["Arsiparis", "Arsiparis Ahli Madya", "Arsiparis Ahli Utama", "Guru"])
nilai = st.none() | st.integers(1, 5)
jenis_bukti = st.sampled_from(
    ["IJAZAH", "UJI_PRAKTIK", "PERNYATAAN_OPD", "PERNYATAAN_ATASAN", "PERNYATAAN_DIRI"]
)
semua_bukti = st.lists(
    st.builds(lambda j, m: bukti(j, mampu=m), jenis_bukti, st.sampled_from([True, False, None])),
    max_size=4,
).map(tuple)
rentang = st.tuples(dekat, st.none() | dekat)


def mutu(kode: str, orang: Fakta, pada: dt.date = ACUAN, **parameter: Any) -> int:
    return NILAI[tanya(kode, orang, pada, **parameter).hasil]


@given(
    lahir, st.integers(0, 400), acuan, st.sampled_from(["tahun_genap", "belum_lewat_ulang_tahun"])
)
def test_older_is_never_better(muda, hari, pada, baca):
    tua = muda - hari * SATU_HARI
    assert mutu("usia", fakta(lahir=tua), pada, baca=baca) <= mutu(
        "usia", fakta(lahir=muda), pada, baca=baca
    )


@given(lahir, acuan, st.integers(0, 400))
def test_waiting_never_makes_anybody_younger(kapan, pada, hari):
    orang = fakta(lahir=kapan)
    assert mutu("usia", orang, pada + hari * SATU_HARI) <= mutu("usia", orang, pada)


@given(lahir, acuan, st.integers(17, 99))
def test_a_higher_limit_and_the_milder_reading_are_never_worse(kapan, pada, maks):
    orang = fakta(lahir=kapan)
    assert mutu("usia", orang, pada, maks=maks) <= mutu("usia", orang, pada, maks=maks + 1)
    keras = mutu("usia", orang, pada, maks=maks, baca="belum_lewat_ulang_tahun")
    assert keras <= mutu("usia", orang, pada, maks=maks)
    # The milder reading of one year lies between the two readings of the strict one.
    assert mutu("usia", orang, pada, maks=maks) <= mutu(
        "usia", orang, pada, maks=maks + 1, baca="belum_lewat_ulang_tahun"
    )


@given(lahir, st.integers(0, 400), acuan, jabatan, st.integers(0, 60))
def test_retirement_is_never_nearer_for_the_younger_or_for_fewer_months(
    muda, hari, pada, posisi, bulan
):
    tua = fakta(lahir=muda - hari * SATU_HARI, jabatan=posisi)
    orang = fakta(lahir=muda, jabatan=posisi)
    assert mutu("bup", tua, pada, bulan=bulan) <= mutu("bup", orang, pada, bulan=bulan)
    assert mutu("bup", orang, pada, bulan=bulan + 1) <= mutu("bup", orang, pada, bulan=bulan)


@given(dekat, st.integers(0, 400), acuan, st.integers(0, 60), st.sampled_from(["PPPK", None]))
def test_a_longer_contract_is_never_worse(akhir, hari, pada, bulan, jenis):
    pendek = fakta(kontrak_akhir=akhir, jenis=jenis)
    panjang = fakta(kontrak_akhir=akhir + hari * SATU_HARI, jenis=jenis)
    assert mutu("kontrak", pendek, pada, bulan=bulan) <= mutu("kontrak", panjang, pada, bulan=bulan)
    assert mutu("kontrak", pendek, pada, bulan=bulan + 1) <= mutu(
        "kontrak", pendek, pada, bulan=bulan
    )


@pytest.mark.parametrize("minimum", TINGKAT)
def test_more_schooling_is_never_worse(minimum):
    hasil = [mutu("pendidikan", fakta(tingkat_pendidikan=t), minimum=minimum) for t in TINGKAT]

    assert hasil == sorted(hasil)
    assert hasil.count(2) == len(TINGKAT) - TINGKAT.index(minimum)


@given(nilai, nilai, st.integers(1, 5), st.integers(1, 3))
def test_a_better_grade_and_a_milder_mark_are_never_worse(lalu, kini, batas, tahun):
    def orang(akhir: int | None) -> Fakta:
        isi = {2023: 1, 2024: lalu, 2025: akhir}
        return fakta(predikat={t: n for t, n in isi.items() if n is not None})

    def mutu_ini(siapa: Fakta, rendah: int) -> int:
        return mutu("predikat_kinerja", siapa, paling_rendah=rendah, tahun=tahun)

    if kini and kini > 1:
        assert mutu_ini(orang(kini), batas) <= mutu_ini(orang(kini - 1), batas)
    if batas < 5:
        assert mutu_ini(orang(kini), batas) <= mutu_ini(orang(kini), batas + 1)


@given(semua_bukti)
def test_the_last_word_of_the_evidence_counts(semua):
    dulu = tanya("komputer", fakta(bukti_komputer=semua)).hasil

    def sesudah(baru: Bukti) -> Hasil:
        return tanya("komputer", fakta(bukti_komputer=(*semua, baru))).hasil

    assert sesudah(bukti("SERTIFIKAT")) is Hasil.LAYAK
    assert sesudah(bukti("UJI_PRAKTIK", mampu=False)) is Hasil.TIDAK
    assert sesudah(bukti("PERNYATAAN_OPD", mampu=False)) is Hasil.TIDAK
    for jenis in ("PERNYATAAN_DIRI", "PERNYATAAN_OPD", "JABATAN_LAIN"):
        assert sesudah(bukti(jenis, tingkat=0)) is dulu
    assert sesudah(bukti("PERNYATAAN_DIRI", mampu=False)) is dulu


@given(semua_bukti)
def test_taking_the_superiors_word_is_never_worse(semua):
    orang = fakta(bukti_komputer=semua)
    tanpa = mutu("komputer", orang, terima_pernyataan_atasan=False)
    assert tanpa <= mutu("komputer", orang, terima_pernyataan_atasan=True)


@given(st.lists(rentang, max_size=3), rentang)
def test_one_more_assignment_or_sanction_is_never_better(ada, satu):
    tugas = tuple(Tugas(m, s, "KKMP") for m, s in ada)
    lebih = (*tugas, Tugas(*satu, "KKMP"))
    assert mutu("belum_ditugaskan", fakta(penugasan=lebih)) <= mutu(
        "belum_ditugaskan", fakta(penugasan=tugas)
    )
    hukuman = tuple(Hukuman("sedang", m, s) for m, s in ada)
    for tingkat in ("ringan", "berat", "?"):
        tambah = (*hukuman, Hukuman(tingkat, *satu))
        assert mutu("hukuman_disiplin", fakta(hukuman=tambah)) <= mutu(
            "hukuman_disiplin", fakta(hukuman=hukuman)
        )


@given(st.sampled_from("abcde"), TEMPAT, TEMPAT, TEMPAT)
def test_more_cooperatives_or_accepted_neighbours_are_never_worse(rumah, sekitar, tujuan, lagi):
    orang = fakta(domisili=rumah, tetangga=sekitar, wilayah_tujuan=tujuan)
    assert mutu("domisili", orang, terima_tetangga=False) <= mutu("domisili", orang)
    if tujuan:  # without any it is a question, and one that is far answers it
        lebih = replace(orang, wilayah_tujuan=tujuan | lagi)
        assert mutu("domisili", orang) <= mutu("domisili", lebih)


@given(st.sampled_from(["PNS", "PPPK", "PPPK_PW", "TKK", None]), st.sampled_from(["PNS", "TKK"]))
def test_a_longer_list_of_kinds_is_never_worse(jenis, lagi):
    orang = fakta(jenis=jenis)
    assert mutu("jenis_asn", orang, jenis=["PPPK"]) <= mutu(
        "jenis_asn", orang, jenis=["PPPK", lagi]
    )
