"""What holds of every rule, whoever the person and whatever the policy.

Random people and policies come from ``tests.aturan.acak``; hypothesis draws the seeds.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from penugasan.rules.kelayakan import ATURAN, AturanAktif, Kebijakan, dan, periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Fakta, Hasil, Temuan
from tests.aturan.acak import blok
from tests.aturan.pasangan import dasar, fakta

DASAR = dasar()
L, B, T = Hasil.LAYAK, Hasil.BELUM_PASTI, Hasil.TIDAK
# What a rule may still say when one of its facts is missing, because another fact decides. The
# same table stands in docs/menambah-aturan.md.
MASIH_MENENTUKAN: dict[tuple[str, str], set[Hasil]] = {
    ("jenis_asn", "jenis"): set(),
    ("kedudukan_hukum", "kedudukan_hukum"): {L, T},  # the id decides
    ("kedudukan_hukum", "kedudukan_hukum_id"): {L, T},  # the name decides
    ("pendidikan", "tingkat_pendidikan"): set(),
    ("pendidikan", "pendidikan"): {L, T},  # only shown beside the level
    ("usia", "lahir"): set(),
    ("komputer", "bukti_komputer"): {L},  # a position or study that proves it
    ("komputer", "jabatan"): {L, T},  # the evidence decides
    ("komputer", "pendidikan"): {L, T},  # the evidence decides
    ("belum_ditugaskan", "penugasan"): set(),
    ("rumpun_jabatan", "jabatan"): set(),
    ("kontrak", "jenis"): {L},  # long enough for every kind
    ("kontrak", "kontrak_akhir"): {L},  # a PNS has none
    ("bup", "lahir"): set(),
    ("bup", "jabatan"): set(),
    ("predikat_kinerja", "predikat"): {L},  # a kind that is not asked
    ("predikat_kinerja", "jenis"): {L, T},  # grades that suffice; T where all kinds are asked
    ("hukuman_disiplin", "hukuman"): set(),
    ("domisili", "domisili"): set(),
    ("domisili", "tetangga"): {L, T},  # at home in the region; T where neighbours do not count
    ("domisili", "wilayah_tujuan"): set(),
}
TANPA = {"bukti_komputer": (), "predikat": {}, "tetangga": frozenset()}
acak = st.tuples(st.integers(0, 10**9), st.integers(0, 39))
Pasang = tuple[AturanAktif, Fakta, dt.date]


def kasus(seed: tuple[int, int], banyak: int = 12) -> Iterator[tuple[Kebijakan, Fakta, dt.date]]:
    """Some people of one random policy, with all its rules switched on."""
    ini = blok(*seed, banyak, DASAR)
    aturan = {kode: isi | {"aktif": True} for kode, isi in ini.kebijakan.aturan.items()}
    kebijakan = kebijakan_dari({"aturan": aturan})
    for orang in ini.orang:
        yield kebijakan, fakta(orang), ini.kebijakan.acuan


def per_aturan(seed: tuple[int, int]) -> Iterator[Pasang]:
    for kebijakan, orang, acuan in kasus(seed):
        for aturan in kebijakan.aturan:
            yield aturan, orang, acuan


def tanpa(orang: Fakta, kolom: str) -> Fakta:
    return replace(orang, **{kolom: TANPA.get(kolom)})


# --- a missing fact ------------------------------------------------------------------------------


def test_the_table_names_every_fact_of_every_rule():
    assert set(MASIH_MENENTUKAN) == {(a.kode, kolom) for a in ATURAN for kolom in a.bahan}


@settings(max_examples=150)
@given(acak)
def test_a_missing_fact_is_a_question_unless_another_fact_decides(seed):
    for aturan, orang, acuan in per_aturan(seed):
        kode = aturan.aturan.kode
        for kolom in aturan.aturan.bahan:
            hasil = aturan.periksa(tanpa(orang, kolom), acuan).hasil
            assert hasil in MASIH_MENENTUKAN[kode, kolom] | {B}, (kode, kolom, orang)


@settings(max_examples=60)
@given(acak)
def test_whoever_has_no_fact_of_a_rule_is_never_refused_by_it(seed):
    for aturan, _, acuan in per_aturan(seed):
        temuan = aturan.periksa(Fakta(), acuan)
        assert temuan.hasil is B
        assert temuan.kurang


@settings(max_examples=100)
@given(acak)
def test_a_fact_that_comes_later_never_turns_a_settled_answer_around(seed):
    """Except evidence: a refusal counts against what the position alone would prove."""
    for aturan, orang, acuan in per_aturan(seed):
        for kolom in aturan.aturan.bahan:
            if kolom == "bukti_komputer":
                continue
            dulu = aturan.periksa(tanpa(orang, kolom), acuan).hasil
            kini = aturan.periksa(orang, acuan).hasil
            assert {dulu, kini} != {L, T}, (aturan.aturan.kode, kolom, orang)


# --- what a rule reads ---------------------------------------------------------------------------


class HanyaBahan:
    """Facts that let a rule see what it declares, the sources, and nothing else."""

    def __init__(self, isi: Fakta, bahan: tuple[str, ...]) -> None:
        self._isi, self._boleh = isi, {*bahan, "sumber"}

    def __getattr__(self, nama: str) -> Any:
        assert nama in self._boleh, f"{nama} bukan bahan aturan ini"
        return getattr(self._isi, nama)


@settings(max_examples=60)
@given(acak)
def test_a_rule_reads_only_what_it_declares(seed):
    for aturan, orang, acuan in per_aturan(seed):
        mata: Any = HanyaBahan(orang, aturan.aturan.bahan)
        assert aturan.periksa(mata, acuan) == aturan.periksa(orang, acuan)


def test_a_rule_reads_all_that_it_declares():
    """A fact that changes no finding would only split people who are judged alike."""
    terpakai = set()
    for nomor in range(40):
        for aturan, orang, acuan in per_aturan((7, nomor)):
            kini = aturan.periksa(orang, acuan)
            for kolom in aturan.aturan.bahan:
                if aturan.periksa(tanpa(orang, kolom), acuan) != kini:
                    terpakai.add((aturan.aturan.kode, kolom))
    assert terpakai == set(MASIH_MENENTUKAN)


# --- no black box --------------------------------------------------------------------------------


@settings(max_examples=100)
@given(acak)
def test_every_answer_has_reason_condition_and_legal_basis_and_a_question_names_its_fact(seed):
    for aturan, orang, acuan in per_aturan(seed):
        temuan = aturan.periksa(orang, acuan)
        assert temuan.kode == aturan.aturan.kode
        assert temuan.alasan.endswith(".")
        assert temuan.syarat
        assert temuan.dasar_hukum == aturan.dasar_hukum != ""
        assert bool(temuan.kurang) is (temuan.hasil is B)
        assert temuan.nilai or temuan.hasil is B
        for teks in (temuan.alasan, temuan.syarat, temuan.nilai, temuan.kurang):
            assert "None" not in teks
            assert "BELUM_PASTI" not in teks


# --- the verdict and exceptions ------------------------------------------------------------------


@settings(max_examples=100)
@given(acak, st.randoms(use_true_random=False))
def test_overruled_answers_stay_visible_and_do_not_count(seed, undian):
    for kebijakan, orang, acuan in kasus(seed):
        kode = [a.kode for a in undian.sample(ATURAN, undian.randint(0, 12))]
        polos = periksa(replace(orang, pengecualian={}), kebijakan, acuan)
        ini = periksa(replace(orang, pengecualian=dict.fromkeys(kode, "SK 1")), kebijakan, acuan)

        assert [_tanpa_tanda(t) for t in ini.temuan] == list(polos.temuan)
        ditandai = {t.kode for t in polos.temuan if t.hasil is not L and t.kode in kode}
        assert set(ini.dikecualikan) == ditandai
        assert {t.kode for t in ini.temuan if t.dikecualikan == "SK 1"} == ditandai
        assert ini.hasil is dan(t.hasil for t in polos.temuan if t.kode not in ditandai)
        assert set(ini.gagal) == {t.kode for t in polos.temuan if t.hasil is T} - ditandai
        assert set(ini.ragu) == {t.kode for t in polos.temuan if t.hasil is B} - ditandai


def _tanpa_tanda(temuan: Temuan) -> Temuan:
    return replace(temuan, dikecualikan="")


@settings(max_examples=60)
@given(acak)
def test_the_verdict_is_no_then_question_then_yes(seed):
    for kebijakan, orang, acuan in kasus(seed):
        ini = periksa(replace(orang, pengecualian={}), kebijakan, acuan)
        jawaban = {t.hasil for t in ini.temuan}
        assert ini.hasil is (T if T in jawaban else B if B in jawaban else L)
        assert [t.kode for t in ini.temuan] == [a.kode for a in ATURAN]
        assert (ini.hasil is T) is bool(ini.gagal)
        assert (ini.hasil is B) is bool(ini.ragu and not ini.gagal)


@pytest.mark.parametrize("semua", [True, False])
def test_whoever_has_all_obstacles_overruled_passes_and_one_left_decides(semua):
    for kebijakan, orang, acuan in kasus((3, 1), 60):
        polos = periksa(replace(orang, pengecualian={}), kebijakan, acuan)
        halangan = [*polos.gagal, *polos.ragu]
        if not halangan:
            continue
        dilepas = halangan if semua else halangan[1:]
        ini = periksa(replace(orang, pengecualian=dict.fromkeys(dilepas, "x")), kebijakan, acuan)
        sisa = next(t for t in polos.temuan if t.kode == halangan[0])
        assert ini.hasil is (L if semua else sisa.hasil)
