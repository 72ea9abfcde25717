"""A pack is a readable file: what is wrong in it is named with its place."""

import datetime as dt
import json
from typing import Any

import pytest

from penugasan.rules.kelayakan import ATURAN
from penugasan.rules.paket import LewatTenggat, PaketGalat, baca_paket, kebijakan_dari, paket_dari
from penugasan.rules.waktu import BacaUsia, ParameterUsia
from tests.penugasan.kebijakan import PAKET, TEKS


def test_the_pack_of_kota_pekalongan_holds_the_agreed_defaults():
    assert PAKET.identitas.kode == "kota-pekalongan"
    assert PAKET.periode.tanggal_acuan == dt.date(2026, 3, 1)
    assert PAKET.tenggat.batas_hari_kerja == 5
    assert PAKET.tenggat.lewat_tenggat is LewatTenggat.ESKALASI
    assert PAKET.koperasi.kuota_maks == 3
    assert PAKET.kebijakan.parameter("usia") == ParameterUsia(maks=56, baca=BacaUsia.TAHUN_GENAP)
    assert PAKET.kebijakan.parameter("kontrak") is None


def test_the_pack_describes_every_rule_even_those_that_are_off():
    assert set(PAKET.isi["aturan"]) == {aturan.kode for aturan in ATURAN}


def test_the_stored_json_gives_the_same_policy_as_the_file():
    tersimpan = json.loads(json.dumps(PAKET.isi))

    assert paket_dari(tersimpan) == PAKET
    assert kebijakan_dari(tersimpan) == PAKET.kebijakan


def test_a_rule_that_the_pack_leaves_out_is_off():
    isi: dict[str, Any] = {"aturan": {"usia": PAKET.isi["aturan"]["usia"]}}

    assert [satu.aturan.kode for satu in kebijakan_dari(isi).aturan] == ["usia"]


@pytest.mark.parametrize(
    ("lama", "baru", "tempat"),
    [
        ("maks = 56", 'maks = "lima puluh enam"', "aturan.usia.maks"),
        ("maks = 56", "maks = true", "aturan.usia.maks"),
        ("maks = 56", "maks = 5", "17 sampai 100"),
        ("maks = 56", "makss = 56", "makss: isian tidak dikenal"),
        ('baca = "tahun_genap"', 'baca = "kira_kira"', "aturan.usia.baca"),
        ('baca = "tahun_genap"', "", "baca: belum diisi"),
        ('minimum = "30"', 'minimum = "31"', "31 tidak ada pada daftar tingkat"),
        ("paling_rendah = 2", "paling_rendah = 9", "1 sampai 5"),
        ("bulan = 6 ", "bulan = 600 ", "0 sampai 120"),
        ('jenis = ["PPPK", "PPPK_PW"]', 'jenis = ["PPPK", 7]', "aturan.jenis_asn.jenis"),
        ("[aturan.usia]\naktif = true", '[aturan.usia]\naktif = "ya"', "aturan.usia.aktif"),
        ("[aturan.usia]", "[aturan.umur]", "aturan.umur]: aturan tidak dikenal"),
        ("[tenggat]", "[batas]", "Bagian [tenggat] tidak ada"),
        ("batas_hari_kerja = 5", 'batas_hari_kerja = "5"', "tenggat.batas_hari_kerja"),
        ("tanggal_acuan = 2026-03-01", 'tanggal_acuan = "1 Maret"', "periode.tanggal_acuan"),
        ("batas_hari_kerja = 5", "batas_hari_kerja = 0", "1 sampai 60"),
        ("kuota_target = 2", "kuota_target = 4", "kuota_target harus"),
        ("masa_maks_tahun = 5", "masa_maks_tahun = 0", "1 sampai 30"),
        ("selesai = 2031-02-28", "selesai = 2026-02-28", "selesai harus sesudah mulai"),
        ("[paket]", "[paket", "tidak dapat dibaca"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_place(lama, baru, tempat):
    assert lama in TEKS

    with pytest.raises(PaketGalat) as galat:
        baca_paket(TEKS.replace(lama, baru, 1))

    assert tempat in str(galat.value)


@pytest.mark.parametrize("isi", [{}, {"aturan": {}}, {"aturan": "semua"}])
def test_a_pack_without_rules_is_refused(isi):
    with pytest.raises(PaketGalat, match="aturan"):
        kebijakan_dari(isi)
