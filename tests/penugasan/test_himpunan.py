"""Many people at once get what each would get alone, by rules that read what they say they read."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from penugasan.rules.himpunan import Penilai
from penugasan.rules.kelayakan import ATURAN, periksa
from penugasan.rules.types import Bukti, Fakta, Hukuman, Kelayakan, Tugas
from tests.penugasan.kebijakan import ACUAN, fakta, semua_aturan, tanya

HARI = st.dates(dt.date(1960, 1, 1), dt.date(2008, 12, 31))
DEKAT = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
BUKTI = st.builds(
    Bukti,
    jenis=st.sampled_from(["SERTIFIKAT", "UJI_PRAKTIK", "PERNYATAAN_DIRI", "PERNYATAAN_ATASAN"]),
    tingkat=st.integers(0, 4),
    mampu=st.sampled_from([True, False, None]),
    keterangan=st.sampled_from(["Sertifikat", "Uji"]),
    tanggal=DEKAT,
)
ORANG = st.builds(
    Fakta,
    jenis=st.sampled_from([None, "PNS", "PPPK", "PPPK_PW", "LAIN"]),
    kedudukan_hukum=st.sampled_from([None, "Aktif", " pppk  AKTIF", "Pensiun", "Entah"]),
    kedudukan_hukum_id=st.sampled_from([None, "01", "71", "99", "72"]),
    tingkat_pendidikan=st.sampled_from([None, "05", "25", "30", "42", "77"]),
    pendidikan=st.sampled_from([None, "D-III Komputer", "S-1 Hukum"]),
    lahir=st.none() | HARI | st.just(dt.date(1968, 2, 29)),
    jabatan=st.sampled_from([None, "Pranata Komputer", "Guru Ahli Madya", "Arsiparis"]),
    bukti_komputer=st.lists(BUKTI, max_size=3).map(tuple),
    penugasan=st.none()
    | st.lists(st.builds(Tugas, DEKAT, st.none() | DEKAT, st.just("X"))).map(tuple),
    kontrak_akhir=st.none() | DEKAT,
    predikat=st.dictionaries(st.integers(2023, 2026), st.integers(1, 5), max_size=3),
    hukuman=st.none()
    | st.lists(
        st.builds(Hukuman, st.sampled_from(["ringan", "Berat"]), DEKAT, st.none() | DEKAT)
    ).map(tuple),
    domisili=st.sampled_from([None, "a", "b"]),
    tetangga=st.sampled_from([frozenset(), frozenset({"a"}), frozenset({"b", "c"})]),
    wilayah_tujuan=st.sampled_from([None, frozenset({"a"}), frozenset({"c"})]),
    pengecualian=st.sampled_from([{}, {"usia": "SK 1"}, {"pendidikan": "SK 2", "usia": "SK 3"}]),
)


def tanpa_sumber(kelayakan: Kelayakan) -> Kelayakan:
    return replace(kelayakan, temuan=tuple(replace(t, sumber=None) for t in kelayakan.temuan))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ORANG, min_size=1, max_size=40), st.dates(dt.date(2025, 12, 31), dt.date(2028, 3, 1))
)
def test_a_crowd_is_judged_as_each_of_its_people(orang, acuan):
    kebijakan = semua_aturan()
    penilai = Penilai(kebijakan, acuan)
    for satu in [*orang, *orang]:  # the second time every answer is remembered
        assert penilai.periksa(satu) == tanpa_sumber(periksa(satu, kebijakan, acuan))


class HanyaBahan:
    """Facts that let a rule see what it declares, the sources, and nothing else."""

    def __init__(self, isi: Fakta, bahan: tuple[str, ...]) -> None:
        self._isi, self._bahan = isi, bahan

    def __getattr__(self, nama: str) -> Any:
        assert nama in {*self._bahan, "sumber"}, f"{nama} bukan bahan aturan ini"
        return getattr(self._isi, nama)


@pytest.mark.parametrize("aturan", semua_aturan().aturan, ids=lambda a: a.aturan.kode)
@given(orang=ORANG)
@settings(max_examples=60, deadline=None)
def test_a_rule_reads_only_what_it_declares(aturan, orang):
    for satu in (orang, fakta()):
        aturan.periksa(HanyaBahan(satu, aturan.aturan.bahan), ACUAN)


def test_every_declared_fact_is_one():
    assert {b for a in ATURAN for b in a.bahan} <= set(Fakta.__dataclass_fields__)


@pytest.mark.parametrize(
    ("jenis", "predikat", "hasil", "kurang"),
    [
        ("PNS", {2024: 2, 2025: 1}, "layak", ""),
        ("PNS", {2024: 3, 2025: 1}, "tidak", ""),
        ("PNS", {2025: 1}, "belum_pasti", "Predikat kinerja 2024"),
        ("PPPK", {}, "layak", ""),
        ("PPPK_PW", {2025: 5}, "layak", ""),
        (None, {2024: 2, 2025: 1}, "layak", ""),
        (None, {2024: 3, 2025: 1}, "belum_pasti", "Jenis pegawai"),
        (None, {}, "belum_pasti", "Jenis pegawai"),
    ],
)
def test_grades_are_asked_of_the_kinds_that_the_policy_names(jenis, predikat, hasil, kurang):
    orang = fakta(jenis=jenis, predikat=predikat)
    temuan = tanya("predikat_kinerja", orang, jenis=["PNS"])
    assert (temuan.hasil, temuan.kurang) == (hasil, kurang)
