"""A pack is a readable file: what is wrong in it is named with its place."""

import datetime as dt
import json
from typing import Any

import pytest

from penugasan.rules.kelayakan import ATURAN
from penugasan.rules.paket import (
    LewatTenggat,
    PaketGalat,
    baca_paket,
    boleh_dikecualikan,
    kebijakan_dari,
    paket_dari,
)
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


@pytest.mark.parametrize(
    ("bagian", "kolom", "boleh", "tidak"),
    [
        ("tenggat", "batas_hari_kerja", (1, 60), (0, 61, -1)),
        ("koperasi", "kuota_target", (1, 2, 3), (0, 4, -1)),
        ("koperasi", "kuota_maks", (2, 3, 9), (1, 0)),
        ("koperasi", "masa_maks_tahun", (1, 30), (0, 31)),
        ("periode", "selesai", ("2026-03-02", "2031-02-28"), ("2026-03-01", "2026-02-28")),
    ],
)
def test_the_bounds_of_a_pack_are_inclusive_and_named(bagian, kolom, boleh, tidak):
    def baca(nilai: Any) -> Any:
        isi = PAKET.isi | {bagian: PAKET.isi[bagian] | {kolom: nilai}}
        return paket_dari(isi)

    for nilai in boleh:
        baca(nilai)
    for nilai in tidak:
        with pytest.raises(PaketGalat) as galat:
            baca(nilai)
        assert str(galat.value) == f"[{bagian}] {BATAS[kolom]}"


BATAS = {
    "batas_hari_kerja": "batas_hari_kerja harus 1 sampai 60",
    "kuota_target": "kuota_target harus 1 sampai kuota_maks",
    "kuota_maks": "kuota_target harus 1 sampai kuota_maks",
    "masa_maks_tahun": "masa_maks_tahun harus 1 sampai 30",
    "selesai": "selesai harus sesudah mulai",
}


@pytest.mark.parametrize(
    ("kode", "kolom", "boleh", "tidak", "pesan"),
    [
        ("usia", "maks", (17, 100), (16, 101), "maks harus 17 sampai 100 tahun"),
        ("kontrak", "bulan", (0, 120), (-1, 121), "bulan harus 0 sampai 120"),
        ("bup", "bulan", (0, 120), (-1, 121), "bulan harus 0 sampai 120"),
        (
            "predikat_kinerja",
            "paling_rendah",
            (1, 5),
            (0, 6),
            "paling_rendah harus 1 sampai 5, tahun harus 1 sampai 10",
        ),
        (
            "predikat_kinerja",
            "tahun",
            (1, 10),
            (0, 11),
            "paling_rendah harus 1 sampai 5, tahun harus 1 sampai 10",
        ),
        (
            "pendidikan",
            "minimum",
            ("05", "50"),
            ("51", ""),
            "minimum {} tidak ada pada daftar tingkat",
        ),
    ],
)
def test_the_bounds_of_parameters_are_inclusive_and_named(kode, kolom, boleh, tidak, pesan):
    def baca(nilai: Any) -> Any:
        isi = PAKET.isi["aturan"][kode] | {kolom: nilai}
        return kebijakan_dari({"aturan": {kode: isi | {"aktif": True}}})

    for nilai in boleh:
        assert getattr(baca(nilai).parameter(kode), kolom) == nilai
    for nilai in tidak:
        with pytest.raises(PaketGalat) as galat:
            baca(nilai)
        assert str(galat.value) == f"[aturan.{kode}] {pesan.format(nilai)}"


def test_every_message_of_a_slip_is_whole():
    def pesan(**beda: Any) -> str:
        with pytest.raises(PaketGalat) as galat:
            paket_dari(PAKET.isi | beda)
        return str(galat.value)

    usia = PAKET.isi["aturan"]["usia"]
    assert pesan(aturan=None) == "Bagian [aturan] tidak ada"
    assert pesan(aturan={"umur": {}}) == "[aturan.umur]: aturan tidak dikenal"
    assert pesan(kata=None) == "Bagian [kata] tidak ada"
    assert pesan(kata={"asing": 1}) == "[kata] asing: isian tidak dikenal"
    assert pesan(kata={"wilayah": "desa"}) == "[kata] koperasi: belum diisi"
    assert pesan(aturan={"usia": usia | {"maks": "56"}}) == (
        "[aturan.usia.maks] nilai '56' tidak dapat dipakai"
    )
    assert pesan(aturan={"usia": usia | {"baca": "lain"}}) == (
        "[aturan.usia.baca] nilai 'lain' tidak dapat dipakai"
    )
    assert pesan(aturan={"usia": usia | {"aktif": 1}}) == (
        "[aturan.usia.aktif] nilai 1 tidak dapat dipakai"
    )
    assert pesan(aturan={"usia": usia | {"dasar_hukum": None}}) == (
        "[aturan.usia.dasar_hukum] nilai None tidak dapat dipakai"
    )
    jenis = {"aktif": True, "jenis": ["PPPK", 7], "dasar_hukum": ""}
    assert (
        pesan(aturan={"jenis_asn": jenis})
        == "[aturan.jenis_asn.jenis] nilai ['PPPK', 7] tidak dapat dipakai"
    )
    bup = PAKET.isi["aturan"]["bup"] | {"usia_jabatan": {"Guru": "60"}}
    assert (
        pesan(aturan={"bup": bup})
        == "[aturan.bup.usia_jabatan] nilai {'Guru': '60'} tidak dapat dipakai"
    )
    with pytest.raises(PaketGalat, match=r"^Berkas paket tidak dapat dibaca: Expected"):
        baca_paket("[paket")


def test_dates_are_kept_as_text_and_read_as_dates():
    assert PAKET.isi["periode"]["tanggal_acuan"] == "2026-03-01"
    assert PAKET.isi["paket"]["berlaku_mulai"] == "2026-01-01"
    assert PAKET.identitas.berlaku_mulai == dt.date(2026, 1, 1)
    assert json.dumps(baca_paket(TEKS).isi) == json.dumps(PAKET.isi)


def test_the_parts_of_the_pack_are_typed():
    assert PAKET.instansi.wilayah == "33.75"
    assert PAKET.kata.koperasi_singkat == "KKMP"
    assert PAKET.rujukan.tetangga == "tetangga.csv"
    assert PAKET.rujukan.formasi == ""
    assert PAKET.tenggat.peringatan_akhir_hari == (90, 60, 30)
    assert PAKET.koperasi.wajib_badan_hukum is True
    bup = kebijakan_dari(
        {"aturan": {"bup": PAKET.isi["aturan"]["bup"] | {"aktif": True}}}
    ).parameter("bup")
    assert bup.usia_jabatan["Ahli Utama"] == 65


def test_a_rule_in_force_carries_its_legal_basis_and_one_that_is_off_is_read_too():
    (usia,) = kebijakan_dari({"aturan": {"usia": PAKET.isi["aturan"]["usia"]}}).aturan
    assert usia.dasar_hukum == PAKET.isi["aturan"]["usia"]["dasar_hukum"]
    tanpa = {k: v for k, v in PAKET.isi["aturan"]["usia"].items() if k != "dasar_hukum"}
    (usia,) = kebijakan_dari({"aturan": {"usia": tanpa}}).aturan
    assert usia.dasar_hukum == ""
    assert kebijakan_dari({"aturan": {"usia": {"aktif": False}}}).aturan == ()
    with pytest.raises(PaketGalat, match="maks: belum diisi"):
        kebijakan_dari({"aturan": {"usia": {"aktif": False, "baca": "tahun_genap"}}})
    with pytest.raises(PaketGalat, match="maks: belum diisi"):
        kebijakan_dari({"aturan": {"usia": {"aktif": True}}})


def test_a_policy_names_the_rules_that_may_be_overruled():
    semua = tuple(a.kode for a in ATURAN if a.kode != "belum_ditugaskan")

    assert boleh_dikecualikan({}) == semua
    assert boleh_dikecualikan({"pengecualian": {}}) == semua
    ini = {"boleh": ["usia", "belum_ditugaskan", "bup"]}
    assert boleh_dikecualikan({"pengecualian": ini}) == ("usia", "bup")
    assert boleh_dikecualikan({"pengecualian": {"boleh": []}}) == ()
    with pytest.raises(PaketGalat) as galat:
        paket_dari(PAKET.isi | {"pengecualian": {"boleh": ["usia", "umur", "x"]}})
    assert str(galat.value) == "[pengecualian] boleh: aturan umur tidak dikenal"
    with pytest.raises(PaketGalat) as galat:
        boleh_dikecualikan({"pengecualian": {"boleh": ["usia", 7]}})
    assert str(galat.value) == "[pengecualian.boleh] nilai ['usia', 7] tidak dapat dipakai"


@pytest.mark.parametrize(
    ("kode", "kolom", "nilai"),
    [
        ("usia", "maks", [56]),
        ("usia", "maks", {"a": 56}),
        ("jenis_asn", "jenis", 5),
        ("jenis_asn", "jenis", {"PPPK": 1}),
        ("bup", "usia_jabatan", 60),
        ("bup", "usia_jabatan", ["Guru"]),
        ("pendidikan", "minimum", {"30": "D-III"}),
        ("usia", "aktif", None),
    ],
)
def test_a_value_of_another_shape_is_named_and_does_not_stop_the_reader(kode, kolom, nilai):
    isi = PAKET.isi["aturan"][kode] | {kolom: nilai}

    with pytest.raises(PaketGalat) as galat:
        kebijakan_dari({"aturan": {kode: isi}})

    assert str(galat.value) == f"[aturan.{kode}.{kolom}] nilai {nilai!r} tidak dapat dipakai"


def test_a_rule_must_say_whether_it_is_on():
    tanpa = {k: v for k, v in PAKET.isi["aturan"]["usia"].items() if k != "aktif"}

    with pytest.raises(PaketGalat, match=r"\[aturan.usia.aktif\] nilai None"):
        kebijakan_dari({"aturan": {"usia": tanpa}})


@pytest.mark.parametrize("salah", ["semua", ["usia"], 1])
def test_what_may_be_overruled_is_a_part_of_its_own(salah: Any):
    with pytest.raises(PaketGalat) as galat:
        boleh_dikecualikan({"pengecualian": salah})
    assert str(galat.value) == "[pengecualian] harus sebuah bagian"
