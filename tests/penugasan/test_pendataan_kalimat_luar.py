"""Every sentence of the exclusions X1 to X3, word by word: this is what officers read."""

import datetime as dt
from typing import Any

import pytest

from penugasan.rules.pendataan_paket import baca_paket_pendataan
from tests.penugasan.test_pendataan_rules import PAKET, TEKS, kalimat

KALIMAT: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    (
        "X1",
        {},
        (
            "layak",
            "SK dan bukti bayar",
            "Bukan pegawai BLU atau BLUD",
            "Ada SK pembayaran APBN/APBD dan bukti honorariumnya",
            "",
            "nomor_sk",
        ),
    ),
    (
        "X1",
        {"sumber_honor": "BLUD"},
        ("tidak", "BLUD", "Bukan pegawai BLU atau BLUD", "Honorarium: BLUD", "", "sumber_honor"),
    ),
    (
        "X1",
        {"sumber_honor": "APBD"},
        (
            "layak",
            "APBD, dibayar langsung",
            "Bukan pegawai BLU atau BLUD",
            "Honorarium: APBD, dibayar langsung",
            "",
            "sumber_honor",
        ),
    ),
    (
        "X1",
        {"unit": "RSUD Contoh"},
        (
            "belum_pasti",
            "RSUD Contoh",
            "Bukan pegawai BLU atau BLUD",
            "RSUD Contoh ialah BLUD; belum tercatat dari mana honorariumnya",
            "Sumber honorarium",
            "unit",
        ),
    ),
    (
        "X1",
        {"berbukti_bayar": False},
        (
            "belum_pasti",
            "",
            "Bukan pegawai BLU atau BLUD",
            "Belum tercatat dari mana honorariumnya",
            "Sumber honorarium",
            "",
        ),
    ),
    (
        "X2",
        {},
        (
            "layak",
            "SK dan bukti bayar",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Ada SK pembayaran APBN/APBD dan bukti honorariumnya",
            "",
            "nomor_sk",
        ),
    ),
    (
        "X2",
        {"sumber_honor": "ALIH_DAYA"},
        (
            "tidak",
            "Alih daya atau pihak ketiga",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Honorarium: Alih daya atau pihak ketiga",
            "",
            "sumber_honor",
        ),
    ),
    (
        "X2",
        {"sumber_honor": "APBN"},
        (
            "layak",
            "APBN, dibayar langsung",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Honorarium: APBN, dibayar langsung",
            "",
            "sumber_honor",
        ),
    ),
    (
        "X2",
        {"jabatan": "Sopir"},
        (
            "belum_pasti",
            "Sopir",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Jabatan Sopir sering alih daya; sumber honorariumnya belum tercatat",
            "Sumber honorarium",
            "jabatan",
        ),
    ),
    (
        "X2",
        {"berbukti_bayar": False},
        (
            "belum_pasti",
            "",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Belum tercatat dari mana honorariumnya",
            "Sumber honorarium",
            "",
        ),
    ),
    (
        "X3",
        {},
        (
            "layak",
            "2 Januari 2019",
            "SK tidak dimulai sesudah 31 Desember 2021",
            "SK dimulai 2 Januari 2019",
            "",
            "mulai",
        ),
    ),
    (
        "X3",
        {"mulai": dt.date(2022, 1, 1)},
        (
            "tidak",
            "1 Januari 2022",
            "SK tidak dimulai sesudah 31 Desember 2021",
            "SK dimulai 1 Januari 2022",
            "",
            "mulai",
        ),
    ),
    (
        "X3",
        {"mulai": None},
        (
            "belum_pasti",
            "",
            "SK tidak dimulai sesudah 31 Desember 2021",
            "Tanggal mulai kerja belum tercatat",
            "Tanggal mulai kerja",
            "",
        ),
    ),
]
KALIMAT_JABATAN_SAJA: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    (
        "X2",
        {"jabatan": "Sopir"},
        (
            "tidak",
            "Sopir",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Jabatan Sopir dikecualikan",
            "",
            "jabatan",
        ),
    ),
    (
        "X2",
        {"jabatan": ""},
        (
            "belum_pasti",
            "",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Jabatan belum tercatat",
            "Jabatan",
            "",
        ),
    ),
    (
        "X2",
        {"jabatan": "Guru", "sumber_honor": "APBD"},
        (
            "layak",
            "APBD, dibayar langsung",
            "Bukan jabatan yang dibayar dengan alih daya",
            "Honorarium: APBD, dibayar langsung",
            "",
            "sumber_honor",
        ),
    ),
]


@pytest.mark.parametrize(("kode", "ubah", "isi"), KALIMAT)
def test_a_finding_says_what_it_found(
    kode: str, ubah: dict[str, Any], isi: tuple[str, ...]
) -> None:
    assert kalimat(kode, ubah, PAKET) == isi


@pytest.mark.parametrize(("kode", "ubah", "isi"), KALIMAT_JABATAN_SAJA)
def test_a_position_alone_may_decide(kode: str, ubah: dict[str, Any], isi: tuple[str, ...]) -> None:
    paket = baca_paket_pendataan(TEKS.replace("jabatan_saja = false", "jabatan_saja = true"))
    assert kalimat(kode, ubah, paket) == isi
