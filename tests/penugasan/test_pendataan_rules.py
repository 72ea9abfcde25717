"""The criteria of the non-ASN registry: boundaries, three answers, and one reason per person."""

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from penugasan.rules.paket import PaketGalat
from penugasan.rules.pendataan import KRITERIA, Golongan, golongkan
from penugasan.rules.pendataan_kriteria import SUMBER_HONOR, FaktaTenaga
from penugasan.rules.pendataan_paket import PaketPendataan, baca_paket_pendataan
from penugasan.rules.types import Hasil, SumberFakta

TEKS = (
    Path(__file__).parents[2] / "penugasan/paket/pendataan-non-asn-2022/pendataan.toml"
).read_text(encoding="utf-8")
PAKET = baca_paket_pendataan(TEKS)
LENGKAP = FaktaTenaga(
    unit="Dinas Contoh",
    unit_dikenal=True,
    berbukti_bayar=True,
    jenis_penandatangan="Pimpinan Tinggi Pratama",
    jabatan="Operator Data",
    mulai=dt.date(2019, 1, 2),
    akhir=dt.date(2022, 12, 31),
    lahir=dt.date(1990, 5, 6),
)
TANPA = {
    "unit": {"unit": "", "unit_dikenal": False},
    "berbukti_bayar": {"berbukti_bayar": False},
    "jenis_penandatangan": {"jenis_penandatangan": ""},
    "mulai": {"mulai": None},
    "akhir": {"akhir": None},
    "lahir": {"lahir": None},
}


BERNAMA = [
    "aktif",
    "akhir",
    "jabatan",
    "jenis_penandatangan",
    "lahir",
    "mulai",
    "nomor_sk",
    "nomor_thk2",
    "sumber_honor",
    "unit",
]


def kalimat(kode: str, ubah: dict[str, Any], paket: PaketPendataan) -> tuple[str, ...]:
    """Everything one criterion says about somebody whose facts are named by their own column."""
    fakta = replace(LENGKAP, sumber={k: SumberFakta(k) for k in BERNAMA}, **ubah)
    hasil = golongkan(fakta, paket.kriteria, paket.acuan.tanggal_acuan)
    (t,) = (t for t in hasil.temuan if t.kode == kode)
    assert t.dasar_hukum.startswith("B/1511/M.SM.01.00/2022")
    sumber = t.sumber.keterangan if t.sumber else ""
    return (t.hasil.value, t.nilai, t.syarat, t.alasan, t.kurang, sumber)


def putus(**ubah: Any) -> Golongan:
    return golongkan(replace(LENGKAP, **ubah), PAKET.kriteria, PAKET.acuan.tanggal_acuan)


def jawab(kode: str, **ubah: Any) -> str:
    (temuan,) = (t for t in putus(**ubah).temuan if t.kode == kode)
    return temuan.hasil.value


def test_somebody_with_all_facts_is_listed() -> None:
    hasil = putus()
    assert (hasil.hasil, hasil.sebab, hasil.kurang) == (Hasil.LAYAK, "", ())
    assert all(t.alasan and t.syarat and t.dasar_hukum for t in hasil.temuan)


@pytest.mark.parametrize(
    ("kode", "ubah", "hasil"),
    [
        ("K1", {"unit": "", "unit_dikenal": False, "nomor_thk2": "THK1"}, "layak"),
        ("K1", {"unit": "CV Contoh", "unit_dikenal": False}, "tidak"),
        ("K1", {"unit": "UPT Asing", "unit_dikenal": False}, "belum_pasti"),
        ("K2", {"sumber_honor": "APBD"}, "layak"),
        ("K2", {"sumber_honor": "LAIN"}, "tidak"),
        ("K3", {"jenis_penandatangan": "Pelaksana harian"}, "tidak"),
        ("K3", {"jenis_penandatangan": "Ketua Panitia"}, "belum_pasti"),
        ("K4", {"mulai": dt.date(2020, 12, 31)}, "layak"),
        ("K4", {"mulai": dt.date(2021, 1, 1)}, "tidak"),
        ("K5", {"lahir": dt.date(1965, 1, 1)}, "layak"),
        ("K5", {"lahir": dt.date(1964, 12, 31)}, "tidak"),
        ("K5", {"lahir": dt.date(2001, 12, 31)}, "layak"),
        ("K5", {"lahir": dt.date(2002, 1, 1)}, "tidak"),
        ("K5", {"lahir": dt.date(2022, 1, 1)}, "belum_pasti"),
        ("K6", {"akhir": dt.date(2022, 9, 30)}, "layak"),
        ("K6", {"akhir": dt.date(2022, 9, 29)}, "belum_pasti"),
        ("K6", {"akhir": dt.date(2022, 9, 29), "aktif": True}, "layak"),
        ("K6", {"aktif": False}, "tidak"),
        ("X1", {"sumber_honor": "BLUD"}, "tidak"),
        ("X1", {"unit": "RSUD Contoh"}, "belum_pasti"),
        ("X1", {"unit": "RSUD Contoh", "sumber_honor": "APBD"}, "layak"),
        ("X2", {"sumber_honor": "ALIH_DAYA"}, "tidak"),
        ("X2", {"jabatan": "Petugas kebersihan"}, "belum_pasti"),
        ("X2", {"jabatan": "Petugas kebersihan", "sumber_honor": "APBD"}, "layak"),
        ("X3", {"mulai": dt.date(2021, 12, 31)}, "layak"),
        ("X3", {"mulai": dt.date(2022, 1, 1)}, "tidak"),
    ],
)
def test_the_boundary_of_each_criterion(kode: str, ubah: dict[str, Any], hasil: str) -> None:
    assert jawab(kode, **ubah) == hasil


def test_the_other_reading_of_outsourced_positions_is_a_parameter() -> None:
    paket = baca_paket_pendataan(TEKS.replace("jabatan_saja = false", "jabatan_saja = true"))
    fakta = replace(LENGKAP, jabatan="Pengemudi", sumber_honor="APBD")
    hasil = golongkan(fakta, paket.kriteria, paket.acuan.tanggal_acuan)
    assert (hasil.hasil, hasil.sebab) == (Hasil.TIDAK, "X2")
    assert putus(jabatan="Pengemudi", sumber_honor="APBD").hasil is Hasil.LAYAK


@pytest.mark.parametrize("nama", TANPA)
def test_a_missing_fact_is_a_question_and_names_itself(nama: str) -> None:
    hasil = putus(**TANPA[nama])
    assert hasil.hasil is Hasil.BELUM_PASTI
    assert hasil.kurang
    assert all(bool(t.kurang) == (t.hasil is Hasil.BELUM_PASTI) for t in hasil.temuan)


HARI = st.dates(dt.date(1940, 1, 1), dt.date(2030, 12, 31)) | st.none()
FAKTA = st.builds(
    FaktaTenaga,
    nomor_thk2=st.sampled_from(["", "THK1"]),
    unit=st.sampled_from(["", "Dinas Contoh", "RSUD Contoh", "CV Contoh"]),
    unit_dikenal=st.booleans(),
    sumber_honor=st.sampled_from(["", *SUMBER_HONOR]),
    berbukti_bayar=st.booleans(),
    jenis_penandatangan=st.sampled_from(["", "Lurah", "Pelaksana", "Ketua Panitia"]),
    jabatan=st.sampled_from(["", "Guru", "Sopir"]),
    mulai=HARI,
    akhir=HARI,
    lahir=HARI,
    aktif=st.sampled_from([None, True, False]),
)


@given(FAKTA)
def test_each_answer_has_one_reason_and_a_no_rests_on_a_fact(fakta: FaktaTenaga) -> None:
    hasil = golongkan(fakta, PAKET.kriteria, PAKET.acuan.tanggal_acuan)
    penentu = [t.kode for t in hasil.temuan if t.hasil is hasil.hasil]
    assert hasil.sebab == ("" if hasil.hasil is Hasil.LAYAK else penentu[0])
    for temuan in hasil.temuan:
        assert temuan.hasil is not Hasil.TIDAK or temuan.nilai
        assert bool(temuan.kurang) == (temuan.hasil is Hasil.BELUM_PASTI)


PENGGANTI = frozenset({"nomor_thk2", "sumber_honor", "unit_dikenal"})
"""Facts that settle a criterion on their own: without them the next fact speaks."""


@given(FAKTA, st.data())
def test_forgetting_a_fact_never_turns_a_question_into_an_answer_against(
    fakta: FaktaTenaga, data: st.DataObject
) -> None:
    kosong = FaktaTenaga()
    nama = data.draw(st.sampled_from([f.name for f in fields(FaktaTenaga) if f.name != "sumber"]))
    lupa = replace(fakta, **{nama: getattr(kosong, nama)})
    for kini, dulu in zip(
        golongkan(lupa, PAKET.kriteria, PAKET.acuan.tanggal_acuan).temuan,
        golongkan(fakta, PAKET.kriteria, PAKET.acuan.tanggal_acuan).temuan,
        strict=True,
    ):
        if kini.hasil is Hasil.TIDAK:
            assert dulu.hasil is Hasil.TIDAK or nama in PENGGANTI


@pytest.mark.parametrize(
    ("lama", "baru", "pesan"),
    [
        ("[kriteria.K1]", "[kriteria.K9]", "K9"),
        ("dari = 1965-01-01", "dari = 2010-01-01", "dari harus sebelum sampai"),
        ("pengumuman_hari = 5", "pengumuman_hari = 0", "1 sampai 90"),
        ("jabatan_saja = false", "jabatan_salah = false", "jabatan_salah"),
        ("aktif = true", "aktif = 1", "aktif harus true"),
        ("[paket]", "[paket", "tidak dapat dibaca"),
    ],
)
def test_a_slip_in_the_pack_is_named(lama: str, baru: str, pesan: str) -> None:
    with pytest.raises(PaketGalat, match=pesan):
        baca_paket_pendataan(TEKS.replace(lama, baru, 1))


def test_every_criterion_of_the_circular_is_there() -> None:
    assert sorted(k.kode for k in KRITERIA) == [
        "K1", "K2", "K3", "K4", "K5", "K6", "X1", "X2", "X3",
    ]  # fmt: skip
