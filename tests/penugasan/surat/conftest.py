"""The decision every test of letters looks at."""

import pytest

from inti.models import Instansi
from pegawai.models import Akun, Opd
from penugasan.models import Surat
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.surat.bantu import ditetapkan, terbitkan


@pytest.fixture
def sk(instansi: Instansi, penyetuju: Akun, opd: Opd, opd_lain: Opd) -> Surat:
    """A decision over two people, one of each unit."""
    siti = PegawaiFactory.create(instansi=instansi, opd=opd, nama="Siti Contoh", layak=True)
    budi = PegawaiFactory.create(instansi=instansi, opd=opd_lain, nama="Budi Misal", layak=True)
    return terbitkan([ditetapkan(instansi, pegawai=p) for p in (siti, budi)], penyetuju)
