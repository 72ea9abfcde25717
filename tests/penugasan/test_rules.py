"""The verdict: three answers, a reason for each, and a missing fact that is never a "no"."""

import datetime as dt
from dataclasses import replace
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given, strategies as st

from penugasan.rules.kelayakan import ATURAN, Kebijakan, dan, periksa
from penugasan.rules.types import Fakta, Hasil, Hukuman, SumberFakta, Tugas
from tests.penugasan.kebijakan import ACUAN, PAKET, bukti, fakta, semua_aturan, tanya

LAYAK, BELUM_PASTI, TIDAK = Hasil.LAYAK, Hasil.BELUM_PASTI, Hasil.TIDAK
KOSONG: dict[str, dict[str, Any]] = {
    "jenis_asn": {"jenis": None},
    "kedudukan_hukum": {"kedudukan_hukum": None, "kedudukan_hukum_id": None},
    "pendidikan": {"tingkat_pendidikan": None},
    "usia": {"lahir": None},
    "komputer": {"bukti_komputer": ()},
    "belum_ditugaskan": {"penugasan": None},
    "rumpun_jabatan": {"jabatan": None},
    "kontrak": {"kontrak_akhir": None},
    "bup": {"lahir": None},
    "predikat_kinerja": {"predikat": {}},
    "hukuman_disiplin": {"hukuman": None},
    "domisili": {"domisili": None},
}


def test_every_rule_has_its_missing_fact_listed_here():
    assert set(KOSONG) == {aturan.kode for aturan in ATURAN}


@pytest.mark.parametrize("kode", KOSONG)
def test_a_missing_fact_is_a_question_and_names_the_fact(kode):
    temuan = tanya(kode, fakta(**KOSONG[kode]))

    assert temuan.hasil is BELUM_PASTI
    assert temuan.kurang
    assert temuan.alasan


@pytest.mark.parametrize("kode", KOSONG)
def test_somebody_of_whom_nothing_is_known_is_never_refused(kode):
    assert tanya(kode, Fakta()).hasil is BELUM_PASTI


@pytest.mark.parametrize("kode", KOSONG)
def test_a_pass_carries_reason_value_condition_and_legal_basis(kode):
    temuan = tanya(kode, fakta())

    assert temuan.hasil is LAYAK
    assert temuan.alasan
    assert temuan.nilai
    assert temuan.syarat
    assert temuan.dasar_hukum
    assert not temuan.kurang


def test_the_base_policy_asks_six_rules_and_the_others_leave_no_finding():
    kelayakan = periksa(fakta(), PAKET.kebijakan, ACUAN)

    assert [temuan.kode for temuan in kelayakan.temuan] == [
        "jenis_asn",
        "kedudukan_hukum",
        "pendidikan",
        "usia",
        "komputer",
        "belum_ditugaskan",
    ]
    assert kelayakan.hasil is LAYAK


def test_the_verdict_names_what_failed_and_what_is_open():
    orang = fakta(tingkat_pendidikan=None, lahir=dt.date(1960, 1, 1))

    kelayakan = periksa(orang, PAKET.kebijakan, ACUAN)

    assert kelayakan.hasil is TIDAK
    assert kelayakan.gagal == ("usia",)
    assert kelayakan.ragu == ("pendidikan",)


def test_the_source_of_the_fact_used_goes_with_the_finding():
    sumber = SumberFakta("siasn-export-asn.xlsx", dt.date(2026, 2, 10))

    temuan = tanya("usia", fakta(sumber={"lahir": sumber}))

    assert temuan.sumber == sumber


# --- strong Kleene AND ---------------------------------------------------------------------------

hasil = st.sampled_from(Hasil)


@given(st.lists(hasil))
def test_one_no_decides_then_one_question_else_it_passes(semua):
    if TIDAK in semua:
        assert dan(semua) is TIDAK
    elif BELUM_PASTI in semua:
        assert dan(semua) is BELUM_PASTI
    else:
        assert dan(semua) is LAYAK


def test_and_is_associative_commutative_and_idempotent_with_layak_as_its_unit():
    for a, b, c in product(Hasil, repeat=3):
        assert dan([dan([a, b]), c]) is dan([a, dan([b, c])])
        assert len({dan(urut) for urut in permutations([a, b, c])}) == 1
        assert dan([a, a]) is a
        assert dan([LAYAK, a]) is a
        assert dan([TIDAK, a]) is TIDAK


def test_a_fact_that_becomes_known_never_turns_a_settled_verdict_around():
    """Monotone: replacing a question by an answer keeps every LAYAK and TIDAK of the whole."""
    for semua in product(Hasil, repeat=3):
        sebelum = dan(semua)
        for tempat, satu in enumerate(semua):
            if satu is BELUM_PASTI and sebelum is not BELUM_PASTI:
                for jawaban in (LAYAK, TIDAK):
                    sesudah = [*semua[:tempat], jawaban, *semua[tempat + 1 :]]
                    assert dan(sesudah) is sebelum


@given(st.sets(st.sampled_from([kode for kode in KOSONG if kode != "bup"])))
def test_dropping_any_set_of_facts_leaves_questions_and_no_refusal(hilang):
    beda: dict[str, Any] = {}
    for kode in hilang:
        beda |= KOSONG[kode]

    kelayakan = periksa(fakta(**beda), semua_aturan(), ACUAN)

    assert kelayakan.gagal == ()
    assert hilang <= set(kelayakan.ragu)
    assert kelayakan.hasil is (BELUM_PASTI if hilang else LAYAK)


def test_a_policy_without_rules_lets_everybody_pass():
    assert periksa(Fakta(), Kebijakan(()), ACUAN).hasil is LAYAK


# --- standing as a civil servant -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenis", "harapan"), [("PPPK", LAYAK), ("PPPK_PW", LAYAK), ("PNS", TIDAK)]
)
def test_jenis_asn_follows_the_list_of_the_policy(jenis, harapan):
    assert tanya("jenis_asn", fakta(jenis=jenis)).hasil is harapan
    assert tanya("jenis_asn", fakta(jenis=jenis), jenis=[jenis]).hasil is LAYAK


@pytest.mark.parametrize(
    ("kode", "nama", "harapan"),
    [
        (None, "PPPK Aktif", LAYAK),
        ("01", "Aktif", LAYAK),
        (None, "  aktif ", LAYAK),
        ("71", None, LAYAK),
        ("72", "PPPK Aktif", LAYAK),
        ("72", None, BELUM_PASTI),
        (None, "Sedang diproses", BELUM_PASTI),
        ("01", "CLTN", BELUM_PASTI),
        ("99", "Aktif", BELUM_PASTI),
        ("02", "CLTN", TIDAK),
        (None, "Mencapai BUP", TIDAK),
        ("99", None, TIDAK),
        ("52", "Tidak Aktif", TIDAK),
    ],
)
def test_kedudukan_hukum_reads_the_name_then_the_id_and_asks_when_they_disagree(
    kode, nama, harapan
):
    orang = fakta(kedudukan_hukum=nama, kedudukan_hukum_id=kode)

    assert tanya("kedudukan_hukum", orang).hasil is harapan


@pytest.mark.parametrize(
    ("mulai", "selesai", "harapan"),
    [
        (dt.date(2025, 1, 1), None, TIDAK),
        (dt.date(2025, 1, 1), ACUAN, TIDAK),
        (dt.date(2025, 1, 1), ACUAN - dt.timedelta(days=1), LAYAK),
        (dt.date(2027, 1, 1), dt.date(2031, 1, 1), TIDAK),
    ],
)
def test_belum_ditugaskan_refuses_whoever_is_taken_from_the_reference_date_on(
    mulai, selesai, harapan
):
    orang = fakta(penugasan=(Tugas(mulai, selesai, "KKMP Medono (Bertugas)"),))

    assert tanya("belum_ditugaskan", orang).hasil is harapan


@pytest.mark.parametrize(
    ("jabatan", "harapan"),
    [
        ("Guru Ahli Muda", TIDAK),
        ("guru kelas", TIDAK),
        ("Asisten Apoteker Terampil", TIDAK),
        ("Penyuluh Keguruan", LAYAK),
        ("Arsiparis Mahir", LAYAK),
    ],
)
def test_rumpun_jabatan_looks_for_whole_words(jabatan, harapan):
    assert tanya("rumpun_jabatan", fakta(jabatan=jabatan)).hasil is harapan


@pytest.mark.parametrize(
    ("hukuman", "harapan"),
    [
        (Hukuman("berat", dt.date(2026, 1, 1), None), TIDAK),
        (Hukuman("Sedang", dt.date(2025, 1, 1), ACUAN), TIDAK),
        (Hukuman("sedang", dt.date(2025, 1, 1), dt.date(2026, 2, 28)), LAYAK),
        (Hukuman("berat", dt.date(2026, 3, 2), None), LAYAK),
        (Hukuman("ringan", dt.date(2026, 1, 1), None), LAYAK),
    ],
)
def test_hukuman_disiplin_counts_barred_levels_while_they_run(hukuman, harapan):
    assert tanya("hukuman_disiplin", fakta(hukuman=(hukuman,))).hasil is harapan


# --- education, computer, performance, place -----------------------------------------------------


@pytest.mark.parametrize("tingkat", ["30", "35", "40", "42", "45", "47", "49", "50"])
def test_d3_and_everything_above_passes_profession_and_specialists_included(tingkat):
    assert tanya("pendidikan", fakta(tingkat_pendidikan=tingkat)).hasil is LAYAK


@pytest.mark.parametrize("tingkat", ["05", "10", "12", "15", "17", "18", "20", "25"])
def test_below_d3_is_refused(tingkat):
    assert tanya("pendidikan", fakta(tingkat_pendidikan=tingkat)).hasil is TIDAK


@pytest.mark.parametrize("tingkat", ["5", "99", "S1", "3"])
def test_a_level_outside_the_reference_is_a_question(tingkat):
    assert tanya("pendidikan", fakta(tingkat_pendidikan=tingkat)).hasil is BELUM_PASTI


def test_the_level_is_shown_even_when_the_study_programme_is_unknown():
    assert tanya("pendidikan", fakta(pendidikan=None)).nilai == "S-1"


@pytest.mark.parametrize("jenis", ["IJAZAH", "JABATAN", "UJI_PRAKTIK", "SERTIFIKAT", "DIKLAT"])
def test_accepted_evidence_passes(jenis):
    assert tanya("komputer", fakta(bukti_komputer=(bukti(jenis),))).hasil is LAYAK


def test_the_superiors_statement_counts_only_while_the_policy_accepts_it():
    orang = fakta(bukti_komputer=(bukti("PERNYATAAN_ATASAN", tingkat=1),))

    assert tanya("komputer", orang).hasil is LAYAK
    assert tanya("komputer", orang, terima_pernyataan_atasan=False).hasil is BELUM_PASTI


@pytest.mark.parametrize("mampu", [True, None])
@pytest.mark.parametrize("jenis", ["PERNYATAAN_DIRI", "PERNYATAAN_OPD", "JABATAN_LAIN"])
def test_a_mere_statement_leaves_the_question_open(jenis, mampu):
    orang = fakta(bukti_komputer=(bukti(jenis, tingkat=0, mampu=mampu),))

    assert tanya("komputer", orang).hasil is BELUM_PASTI


def test_the_position_pranata_komputer_proves_it_but_not_against_a_refusal():
    pranata = fakta(jabatan="Pranata Komputer Ahli Muda", bukti_komputer=())
    tidak = bukti("PERNYATAAN_OPD", tingkat=0, mampu=False)

    assert tanya("komputer", pranata).hasil is LAYAK
    assert tanya("komputer", replace(pranata, bukti_komputer=(tidak,))).hasil is TIDAK
    assert tanya("komputer", pranata, jabatan=[]).hasil is BELUM_PASTI


def test_the_study_programme_proves_it_only_when_the_policy_says_so():
    orang = fakta(bukti_komputer=(), pendidikan="S-1 SISTEM INFORMASI")

    assert tanya("komputer", orang).hasil is BELUM_PASTI
    assert tanya("komputer", orang, jurusan=["Sistem Informasi"]).hasil is LAYAK


def test_the_newest_deciding_evidence_counts():
    tidak = bukti("UJI_PRAKTIK", mampu=False)
    lulus = bukti("UJI_PRAKTIK")
    diri = bukti("PERNYATAAN_DIRI", tingkat=0, mampu=None)

    assert tanya("komputer", fakta(bukti_komputer=(tidak, lulus))).hasil is LAYAK
    assert tanya("komputer", fakta(bukti_komputer=(lulus, tidak))).hasil is TIDAK
    assert tanya("komputer", fakta(bukti_komputer=(lulus, diri))).hasil is LAYAK
    assert tanya("komputer", fakta(bukti_komputer=(tidak, diri))).hasil is TIDAK


def test_of_several_proofs_the_strongest_is_shown():
    kuat, lemah = bukti("IJAZAH", tingkat=4), bukti("DIKLAT", tingkat=2)

    temuan = tanya("komputer", fakta(bukti_komputer=(kuat, lemah)))

    assert "Bukti IJAZAH" in temuan.nilai


def test_of_equally_strong_proofs_the_newest_is_shown():
    semua = (bukti("SERTIFIKAT"), bukti("UJI_PRAKTIK"), bukti("DIKLAT", tingkat=2))

    temuan = tanya("komputer", fakta(bukti_komputer=semua))

    assert "Bukti UJI_PRAKTIK" in temuan.nilai


def test_after_a_refusal_only_newer_proofs_are_shown():
    semua = (
        bukti("IJAZAH", tingkat=4),
        bukti("UJI_PRAKTIK", mampu=False),
        bukti("DIKLAT", tingkat=2),
    )

    temuan = tanya("komputer", fakta(bukti_komputer=semua))

    assert "Bukti DIKLAT" in temuan.nilai


@pytest.mark.parametrize(
    ("predikat", "harapan"),
    [
        ({2024: 2, 2025: 2}, LAYAK),
        ({2024: 1, 2025: 2, 2023: 5}, LAYAK),
        ({2024: 3, 2025: 1}, TIDAK),
        ({2024: 3}, TIDAK),
        ({2025: 1}, BELUM_PASTI),
        ({2026: 1, 2025: 1}, BELUM_PASTI),
    ],
)
def test_predikat_reads_the_last_full_years(predikat, harapan):
    assert tanya("predikat_kinerja", fakta(predikat=predikat)).hasil is harapan


@pytest.mark.parametrize(
    ("tujuan", "tetangga_boleh", "harapan"),
    [
        ({"33.75.01.1002"}, True, LAYAK),
        ({"33.75.01.1003"}, True, LAYAK),
        ({"33.75.01.1003"}, False, TIDAK),
        ({"33.75.04.1010"}, True, TIDAK),
        (None, True, BELUM_PASTI),
    ],
)
def test_domisili_accepts_the_region_and_its_neighbours_when_allowed(
    tujuan, tetangga_boleh, harapan
):
    orang = fakta(wilayah_tujuan=frozenset(tujuan) if tujuan else None)

    assert tanya("domisili", orang, terima_tetangga=tetangga_boleh).hasil is harapan


def test_the_labels_are_what_officers_read():
    assert [satu.label for satu in Hasil] == ["Layak", "Belum pasti", "Tidak"]
