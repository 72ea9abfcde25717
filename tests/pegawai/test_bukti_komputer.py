"""What the survey's two free columns mean. The texts are the kinds that offices write."""

import pytest
from hypothesis import given, strategies as st

from pegawai.bukti_komputer import JenisBukti, baca_bukti

J = JenisBukti


@pytest.mark.parametrize(
    ("mampu", "bukti", "jenis", "tingkat"),
    [
        ("Ya", "Ijazah D-III Manajemen Informatika", J.IJAZAH, 4),
        ("ya", "IJAZAH S1 TEKNIK KOMPUTER", J.IJAZAH, 4),
        ("Ya", "Ijasah S1 Hukum", J.IJAZAH, 1),
        ("Ya", "Uji praktik BKPSDM", J.UJI_PRAKTIK, 3),
        ("Ya, lulus uji praktik", None, J.UJI_PRAKTIK, 3),
        ("Ya", "Sertifikat kursus Microsoft Office", J.SERTIFIKAT, 3),
        ("Mampu", "Sertifikat kompetensi BNSP", J.SERTIFIKAT, 3),
        ("Ya", "Sertifikat Diklat TIK", J.DIKLAT, 2),
        ("Ya", "Bimtek e-office", J.DIKLAT, 2),
        (None, "Sertifikat", J.SERTIFIKAT, 2),
        ("Ya (piagam)", "-", J.SERTIFIKAT, 2),
        ("Ya", "Jabatan Pranata Komputer", J.JABATAN, 4),
        ("Ya", "Operator layanan", J.JABATAN_LAIN, 2),
        ("Ya", "Surat pernyataan atasan", J.PERNYATAAN_ATASAN, 1),
        ("Ya", "Rekomendasi Kepala Dinas", J.PERNYATAAN_ATASAN, 1),
    ],
)
def test_a_named_proof_speaks_for_the_person(mampu, bukti, jenis, tingkat):
    terbaca = baca_bukti(mampu, bukti)

    assert terbaca is not None
    assert (terbaca.jenis, terbaca.tingkat, terbaca.mampu) == (jenis, tingkat, True)


@pytest.mark.parametrize(
    ("mampu", "bukti", "jenis", "jawaban"),
    [
        ("Ya", "Pernyataan sendiri", J.PERNYATAAN_DIRI, True),
        (None, "Surat pernyataan diri", J.PERNYATAAN_DIRI, None),
        ("Ya", "otodidak", J.PERNYATAAN_DIRI, True),
        ("Ya", None, J.PERNYATAAN_OPD, True),
        ("✓", "", J.PERNYATAAN_OPD, True),
        ("Ya", "belum ada sertifikat", J.PERNYATAAN_OPD, True),
        ("Ya", "Sertifikat hilang", J.PERNYATAAN_OPD, True),
        ("Ya", "akan mengikuti uji praktik", J.PERNYATAAN_OPD, True),
        ("Ya", "bisa Word dan Excel", J.PERNYATAAN_OPD, True),
        ("mungkin", None, J.PERNYATAAN_OPD, None),
        ("Kurang", None, J.PERNYATAAN_OPD, None),
        ("Tidak tahu", None, J.PERNYATAAN_OPD, None),
    ],
)
def test_words_without_a_proof_stay_a_statement_of_level_zero(mampu, bukti, jenis, jawaban):
    terbaca = baca_bukti(mampu, bukti)

    assert terbaca is not None
    assert (terbaca.jenis, terbaca.tingkat, terbaca.mampu) == (jenis, 0, jawaban)


@pytest.mark.parametrize(
    ("mampu", "bukti", "jenis"),
    [
        ("Tidak", None, J.PERNYATAAN_OPD),
        (" TIDAK ", "-", J.PERNYATAAN_OPD),
        ("Tidak mampu", "", J.PERNYATAAN_OPD),
        ("Tdk bisa komputer", None, J.PERNYATAAN_OPD),
        ("Belum bisa", None, J.PERNYATAAN_OPD),
        ("Tidak; sudah mendekati pensiun", None, J.PERNYATAAN_OPD),
        ("Tidak", "Sertifikat Diklat TIK", J.PERNYATAAN_OPD),
        ("Ya", "Tidak lulus uji praktik", J.UJI_PRAKTIK),
        ("Ya", "Hasil uji praktik: gagal", J.UJI_PRAKTIK),
        ("Tidak, belum lulus tes", None, J.UJI_PRAKTIK),
    ],
)
def test_a_plain_no_and_a_failed_test_speak_against_whatever_else_is_written(mampu, bukti, jenis):
    terbaca = baca_bukti(mampu, bukti)

    assert terbaca is not None
    assert (terbaca.jenis, terbaca.mampu) == (jenis, False)


@pytest.mark.parametrize("kosong", [None, "", "  ", "-", "–", "nihil", "N/A", "?"])
def test_blank_cells_say_nothing(kosong):
    assert baca_bukti(kosong, kosong) is None


def test_the_note_shows_the_proof_and_keeps_both_cells_when_they_disagree():
    setuju = baca_bukti("Ya", "  Sertifikat\nDiklat   TIK ")
    bertentangan = baca_bukti("Tidak", "Sertifikat Diklat TIK")

    assert setuju is not None
    assert setuju.keterangan == "Sertifikat Diklat TIK"
    assert bertentangan is not None
    assert bertentangan.keterangan == "Tidak: Sertifikat Diklat TIK"


@given(st.none() | st.text(max_size=30), st.none() | st.text(max_size=60))
def test_any_text_is_read_without_failing_and_a_statement_never_becomes_a_proof(mampu, bukti):
    terbaca = baca_bukti(mampu, bukti)

    if terbaca is not None and terbaca.jenis in {J.PERNYATAAN_DIRI, J.PERNYATAAN_OPD}:
        assert terbaca.tingkat == 0
    if terbaca is not None and terbaca.tingkat > 0:
        assert terbaca.mampu is not None
