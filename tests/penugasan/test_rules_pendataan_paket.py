"""The pack of the non-ASN registry: what is read, what is refused, and with which words."""

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from penugasan.rules.paket import PaketGalat
from penugasan.rules.pendataan_kriteria import ParameterLahir
from penugasan.rules.pendataan_paket import baca_paket_pendataan, paket_pendataan_dari

TEKS = (
    Path(__file__).parents[2] / "penugasan/paket/pendataan-non-asn-2022/pendataan.toml"
).read_text(encoding="utf-8")
ISI = baca_paket_pendataan(TEKS).isi


def isi(**ubah: Any) -> dict[str, Any]:
    """The pack with parts replaced; ``kriteria_K1`` replaces one criterion, None removes it."""
    baru = copy.deepcopy(ISI)
    for nama, nilai in ubah.items():
        bagian, _, kode = nama.partition("_")
        tempat, kunci = (baru[bagian], kode) if kode else (baru, bagian)
        if nilai is None:
            del tempat[kunci]
        else:
            tempat[kunci] = nilai
    return baru


def test_every_part_of_the_pack_is_read():
    paket = paket_pendataan_dari(ISI)
    assert paket.identitas.kode == "pendataan-non-asn-2022"
    assert paket.acuan.tanggal_acuan == dt.date(2021, 12, 31)
    assert (paket.acuan.pengumuman_hari, paket.acuan.koreksi_hari) == (5, 10)
    assert paket.sptjm.judul
    assert paket.sptjm.pernyataan
    assert paket.isi == ISI
    assert paket.isi is not ISI
    dasar = {k.kriteria.kode: k.dasar_hukum for k in paket.kriteria}
    assert dasar == {kode: satu["dasar_hukum"] for kode, satu in ISI["kriteria"].items()}


@pytest.mark.parametrize("hari", [1, 2, 89, 90])
@pytest.mark.parametrize("kolom", ["pengumuman_hari", "koreksi_hari"])
def test_a_period_of_one_to_ninety_days_is_accepted(kolom: str, hari: int):
    paket = paket_pendataan_dari(isi(pendataan={**ISI["pendataan"], kolom: hari}))
    assert getattr(paket.acuan, kolom) == hari


@pytest.mark.parametrize("hari", [-1, 0, 91])
@pytest.mark.parametrize("kolom", ["pengumuman_hari", "koreksi_hari"])
def test_any_other_period_is_refused(kolom: str, hari: int):
    with pytest.raises(PaketGalat) as galat:
        paket_pendataan_dari(isi(pendataan={**ISI["pendataan"], kolom: hari}))
    kata = "pengumuman_hari dan koreksi_hari harus 1 sampai 90"
    assert str(galat.value) == f"[pendataan] {kata}"


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"kriteria": None}, "Bagian [kriteria] tidak ada"),
        ({"kriteria": {}}, "Bagian [kriteria] tidak ada"),
        ({"kriteria": ["K1"]}, "Bagian [kriteria] tidak ada"),
        ({"kriteria_Z9": {"aktif": True}}, "[kriteria.Z9]: kriteria tidak dikenal"),
        (
            {"kriteria_K1": {"bukan": ["PT"]}},
            "[kriteria.K1] aktif harus true atau false, dasar_hukum harus teks",
        ),
        (
            {"kriteria_K1": {"aktif": True, "bukan": ["PT"], "dasar_hukum": 3}},
            "[kriteria.K1] aktif harus true atau false, dasar_hukum harus teks",
        ),
        (
            {"kriteria_K1": {"aktif": False, "salah": 1}},
            "[kriteria.K1] salah: isian tidak dikenal",
        ),
    ],
)
def test_a_slip_is_named_with_its_place(ubah: dict[str, Any], kata: str):
    with pytest.raises(PaketGalat) as galat:
        paket_pendataan_dari(isi(**ubah))
    assert str(galat.value) == kata


@pytest.mark.parametrize("k1", [None, {"aktif": False}, {"aktif": False, "bukan": ["PT"]}])
def test_a_criterion_that_is_left_out_or_off_is_not_asked(k1: dict[str, Any] | None):
    kode = [k.kriteria.kode for k in paket_pendataan_dari(isi(kriteria_K1=k1)).kriteria]
    assert "K1" not in kode
    assert "K2" in kode


def test_a_criterion_needs_no_legal_basis():
    paket = paket_pendataan_dari(isi(kriteria_K1={"aktif": True, "bukan": ["PT"]}))
    assert next(k for k in paket.kriteria if k.kriteria.kode == "K1").dasar_hukum == ""


def test_a_span_of_birth_dates_may_be_one_day_but_not_turned_around():
    hari = dt.date(1990, 1, 1)
    assert ParameterLahir(dari=hari, sampai=hari).dari == hari
    with pytest.raises(ValueError, match=r"^dari harus sebelum sampai$"):
        ParameterLahir(dari=hari, sampai=dt.date(1989, 12, 31))
