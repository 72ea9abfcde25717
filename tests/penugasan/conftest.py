"""A round with one person per verdict, and the SIASN stand-in for tests that send."""

from typing import Any

import pytest

from inti.models import Instansi
from pegawai.models import Pegawai
from penugasan.models import Periode
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PeriodeFactory
from tests.siasn.conftest import _tiruan_bersama, buat_tiruan, tiruan, tiruan_sendiri
from tests.siasn.tiruan import Tiruan

__all__ = ["_tiruan_bersama", "buat_tiruan", "tiruan", "tiruan_sendiri"]


@pytest.fixture
def terpasang(tiruan: Tiruan, settings: Any) -> Tiruan:
    """The stand-in that this portal's own settings lead to."""
    settings.SIASN = tiruan.env_portal()
    return tiruan


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


@pytest.fixture
def kota(instansi: Instansi, periode: Periode) -> dict[str, Pegawai]:
    """One person per interesting verdict, and one who left the register."""
    PegawaiFactory.create(instansi=instansi, layak=True, aktif=False)
    return {
        "layak": PegawaiFactory.create(instansi=instansi, layak=True),
        "pns": PegawaiFactory.create(instansi=instansi, layak=True, pns=True),
        "tanpa_bukti": PegawaiFactory.create(instansi=instansi),
        "diri": PegawaiFactory.create(instansi=instansi, pernyataan_diri=True),
        "tanpa_pendidikan": PegawaiFactory.create(
            instansi=instansi, layak=True, tanpa_pendidikan=True
        ),
        "tua": PegawaiFactory.create(instansi=instansi, layak=True, tua=True),
        "tidak_mampu": PegawaiFactory.create(instansi=instansi, tidak_mampu=True),
        "pranata": PegawaiFactory.create(instansi=instansi, jabatan="Pranata Komputer Mahir"),
    }
