"""A screened small city for the tests of the people list and the card."""

import datetime as dt
from typing import Any

import pytest

from inti.models import Instansi, Wilayah
from inti.waktu import ZONA
from pegawai.models import Opd, Pegawai
from penugasan.models import Periode
from penugasan.services.saring import saring
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PeriodeFactory

PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


@pytest.fixture
def medono(instansi: Instansi) -> Wilayah:
    wilayah: Wilayah = WilayahFactory.create(nama="Medono")
    KoperasiFactory.create(instansi=instansi, wilayah=wilayah)
    return wilayah


@pytest.fixture
def orang(
    instansi: Instansi,
    periode: Periode,
    opd: Opd,
    opd_cabang: Opd,
    opd_lain: Opd,
    medono: Wilayah,
) -> dict[str, Pegawai]:
    """Four people in three units, screened."""

    def buat(nama: str, unit: Opd, **isi: Any) -> Pegawai:
        pegawai: Pegawai = PegawaiFactory.create(instansi=instansi, opd=unit, nama=nama, **isi)
        return pegawai

    semua = {
        "ani": buat("Ani Lestari", opd, layak=True, lahir=dt.date(1990, 3, 1), domisili=medono),
        "budi": buat("Budi Santoso", opd_cabang, lahir=dt.date(1996, 2, 29), paruh_waktu=True),
        "citra": buat("Citra Dewi", opd_lain, layak=True, lahir=dt.date(1965, 1, 1)),
        "dodi": buat("Dodi Lestari", opd_lain, layak=True, slta=True, lahir=dt.date(1985, 5, 5)),
    }
    saring(periode=periode, aktor=None, pada=PADA)
    return semua
