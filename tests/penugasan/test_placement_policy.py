"""Weights and limits come from the pack; a slip in it is named, never guessed."""

from typing import Any

import pytest

from penugasan.placement.kecocokan import BAWAAN, persen_cocok
from penugasan.placement.policy import kebijakan_dari
from penugasan.placement.types import Batas, Bobot, MasukanTidakSah
from tests.penugasan.factories import isi_paket


def test_pack_kota_pekalongan_holds_the_documented_defaults() -> None:
    kebijakan = kebijakan_dari(isi_paket())
    assert kebijakan.bobot == Bobot()
    assert kebijakan.batas == Batas()
    assert kebijakan.kecocokan == BAWAAN


def test_missing_weight_keeps_its_default_and_missing_limit_means_none() -> None:
    kebijakan = kebijakan_dari({"bobot": {"domisili": 900}, "penempatan": {"opd_maks": 2}})
    assert kebijakan.bobot == Bobot(domisili=900)
    assert kebijakan.batas == Batas(
        opd_maks=2, opd_persen=None, rumpun_maks=None, jaga_minimum=False
    )


def test_pack_may_replace_the_words_of_one_role() -> None:
    kecocokan = kebijakan_dari({"kecocokan": {"prodi": {"usaha": {"batik": 90}}}}).kecocokan
    assert persen_cocok("D-IV BATIK", kecocokan.prodi["usaha"]) == 90
    assert persen_cocok("S-1 MANAJEMEN", kecocokan.prodi["usaha"]) == 0
    assert kecocokan.prodi["keuangan"] == BAWAAN.prodi["keuangan"]


@pytest.mark.parametrize(
    ("isi", "letak"),
    [
        ({"bobot": {"domisli": 1}}, r"\[bobot\] domisli: isian tidak dikenal"),
        ({"bobot": {"domisili": "400"}}, r"\[bobot\] domisili: isi bilangan bulat"),
        ({"bobot": {"domisili": -1}}, r"\[bobot\] domisili"),
        ({"bobot": {"persen_jarak": 101}}, r"\[bobot\] persen_jarak: .* sampai 100"),
        ({"bobot": {"jarak_nol_km": 0}}, r"\[bobot\] jarak_nol_km: harus lebih dari 0"),
        ({"penempatan": {"opd_maks": True}}, r"\[penempatan\] opd_maks"),
        ({"penempatan": {"jaga_minimum": 1}}, r"\[penempatan\] jaga_minimum"),
        (
            {"kecocokan": {"jabatan": {"usaha": {"PASAR": 120}}}},
            r"\[kecocokan.jabatan.usaha\] PASAR",
        ),
    ],
)
def test_slip_in_the_pack_is_named_with_its_place(isi: dict[str, Any], letak: str) -> None:
    with pytest.raises(MasukanTidakSah, match=letak):
        kebijakan_dari(isi)
