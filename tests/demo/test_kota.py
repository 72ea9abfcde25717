"""The generator of synthetic cities: same seed same city, every kind of fact in every city."""

import datetime as dt
import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import load_workbook

from penugasan.demo import bahan
from penugasan.demo.buku import tulis
from penugasan.demo.kebenaran import kebenaran, umur
from penugasan.demo.kota import ORANG_PALING_SEDIKIT, buat_kota


def test_the_same_seed_draws_the_same_city_and_another_seed_another_one():
    assert buat_kota(seed=3, orang=80).orang == buat_kota(seed=3, orang=80).orang
    assert buat_kota(seed=3, orang=80).orang != buat_kota(seed=4, orang=80).orang


def test_a_city_too_small_for_every_kind_of_fact_is_refused():
    with pytest.raises(ValueError, match="paling sedikit"):
        buat_kota(seed=1, orang=ORANG_PALING_SEDIKIT - 1)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), hari=st.integers(0, 1500))
def test_every_city_holds_every_kind_of_fact(seed, hari):
    acuan = dt.date(2024, 2, 1) + dt.timedelta(days=hari)
    kota = buat_kota(seed=seed, orang=ORANG_PALING_SEDIKIT, acuan=acuan)
    isian = {(o.mampu, o.bukti) for o in kota.orang if o.disurvei}
    assert isian >= {(mampu, bukti) for mampu, bukti, _ in bahan.ISIAN_KOMPUTER}
    assert {o.jenis for o in kota.orang} >= {"PNS", "PPPK"}
    assert any(o.tingkat == "" for o in kota.orang)
    assert {o.kedudukan for o in kota.orang} >= {k for k, _, _ in bahan.KEDUDUKAN_TIDAK_AKTIF}
    assert {umur(o.lahir, acuan) for o in kota.orang} >= {56, 57}
    nip = [o.nip for o in kota.orang]
    assert len(set(nip)) == len(nip)
    assert all(re.fullmatch(r"\d{18}", satu) for satu in nip)
    assert all(int(o.nip[8:12]) >= o.lahir.year + 18 for o in kota.orang)


@pytest.mark.parametrize("bulan", [3, 10, 12])
def test_nobodys_agreement_is_over_before_the_work_starts(bulan):
    """Else the second person could not confirm the people of the demo."""
    acuan = dt.date(2026, bulan, 1)
    kota = buat_kota(seed=5, orang=200, acuan=acuan)
    assert all(o.akhir_kontrak > acuan for o in kota.orang if o.akhir_kontrak)


def test_the_truth_counts_everybody_once_and_knows_all_three_answers():
    kota = buat_kota(seed=5, orang=200)
    benar = kebenaran(kota)
    hitung = Counter(satu["hasil"] for satu in benar["pegawai"].values())
    assert benar["jumlah"] == 200 == sum(hitung.values())
    assert benar["layak"] == hitung["layak"] > 0
    assert benar["belum_pasti"] == hitung["belum_pasti"] > 0
    assert benar["tidak"] == hitung["tidak"] > 0


@pytest.mark.parametrize(
    ("hari", "tahun"),
    [(dt.date(2025, 2, 28), 56), (dt.date(2025, 3, 1), 57), (dt.date(2024, 2, 29), 56)],
)
def test_a_birthday_on_29_february_turns_on_1_march(hari, tahun):
    assert umur(dt.date(1968, 2, 29), hari) == tahun


@pytest.mark.parametrize("ragam", [False, True])
def test_the_workbooks_have_the_shapes_that_officers_hold(tmp_path, ragam):
    kota = buat_kota(seed=2, orang=90, ragam=ragam)
    berkas = tulis(kota, tmp_path / "kota")
    ekspor = load_workbook(berkas.ekspor).active
    assert [sel.value for sel in ekspor[1]] == list(bahan.JUDUL_EKSPOR)
    assert len(bahan.JUDUL_EKSPOR) == 67
    assert ekspor.max_row == 91
    assert all(isinstance(baris[1].value, str) for baris in ekspor.iter_rows(min_row=2))
    pendataan = load_workbook(berkas.pendataan)
    jumlah = sum(lembar.max_row - 5 for lembar in pendataan)
    assert jumlah == sum(o.disurvei for o in kota.orang)
    assert pendataan.worksheets[0]["B5"].value == "NIP"
    kebutuhan = load_workbook(berkas.kebutuhan).active
    assert sum(baris[6].value for baris in kebutuhan.iter_rows(min_row=4)) == sum(
        len(k.peran) for k in kota.koperasi
    )
    assert json.loads(berkas.kebenaran.read_text())["jumlah"] == 90
