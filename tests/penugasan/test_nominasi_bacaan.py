"""Reads around a nomination: what a unit loses, deadlines in words, and finding a person."""

import datetime as dt

import pytest

from penugasan.queries.nominasi import Tenggat, cari_pegawai, dampak
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory

pytestmark = pytest.mark.django_db


def test_the_effect_on_a_unit_counts_heads_holders_and_retirements(petugas, opd):
    hari = dt.date(2026, 3, 2)
    opd.minimum_staf = 5
    opd.save()
    a = alur.orang(opd, jabatan="Arsiparis", lahir=dt.date(1990, 1, 1))
    rekan = alur.orang(opd, jabatan="arsiparis", lahir=dt.date(1968, 6, 1))  # 58 in June 2026
    for _ in range(3):
        alur.orang(opd, jabatan="Bendahara", lahir=dt.date(1968, 3, 2))  # 58 on the day: gone
    alur.orang(opd, aktif=False)
    satu = dampak(a, opd, hari)
    assert (satu.kini, satu.sesudah, satu.minimum, satu.di_bawah_minimum) == (5, 4, 5, True)
    assert (satu.pemegang_lain, satu.pemegang_terakhir, satu.pensiun) == (1, False, 1)
    alur.nominasikan(petugas, opd, a)
    PenugasanFactory.create(instansi=opd.instansi, pegawai=rekan, opd_asal=opd, ditetapkan=True)
    sesudah = dampak(a, opd, hari)
    assert (sesudah.kini, sesudah.diminta, sesudah.sesudah_semua) == (4, 1, 3)
    assert sesudah.pemegang_terakhir
    assert sesudah.berat


def test_a_deadline_in_words():
    batas = dt.date(2026, 3, 9)
    kata = [
        Tenggat(3, batas, lewat=False),
        Tenggat(1, batas, lewat=False),
        Tenggat(0, batas, lewat=False),
        Tenggat(-2, batas, lewat=True),
        Tenggat(0, batas, lewat=True),
    ]
    assert [(t.keadaan, t.kalimat) for t in kata] == [
        ("AMAN", "3 hari kerja lagi"),
        ("DEKAT", "1 hari kerja lagi"),
        ("DEKAT", "Hari terakhir"),
        ("LEWAT", "Lewat 2 hari kerja"),
        ("LEWAT", "Lewat tenggat"),
    ]


@pytest.mark.parametrize(
    ("kata", "ketemu"),
    [
        ("budi san", True),
        ("Santoso, S.Kom.", True),
        ("santoso budiman", False),
        ("bu", False),
        ("", False),
    ],
)
def test_a_name_is_found_by_its_words_without_titles(petugas, opd, kata, ketemu):
    alur.orang(opd, nama="BUDI SANTOSO")
    assert bool(cari_pegawai(petugas, kata)) is ketemu


def test_a_nip_is_found_with_or_without_spaces(petugas, opd):
    pegawai = alur.orang(opd)
    terpisah = f"{pegawai.nip[:8]} {pegawai.nip[8:14]} {pegawai.nip[14:15]}"
    assert cari_pegawai(petugas, terpisah) == cari_pegawai(petugas, pegawai.nip) == [pegawai]
