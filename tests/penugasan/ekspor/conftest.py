"""The city every export test looks at."""

import pytest

from inti.models import Instansi
from pegawai.models import Opd
from tests.penugasan.ekspor.bantu import Kota


@pytest.fixture
def kota(instansi: Instansi, opd: Opd, opd_lain: Opd) -> Kota:
    return Kota(instansi, opd, opd_lain)
