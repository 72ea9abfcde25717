"""A plan and a screening at the same time: the plan rests on the newest verdicts, or on none."""

import pytest

from inti.errors import DomainError
from pegawai.models import Opd
from penugasan.models import Rencana, Saringan
from penugasan.services.saring import saring
from tests.penugasan.kota_rencana import KINI, KotaRencana, buat_kota


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    return buat_kota(opd)


def _menyaring(kota: KotaRencana, kali: int) -> object:
    """Return a progress listener that screens everybody again while the plan is computed."""
    sisa = iter(range(kali))

    def lapor(selesai: int, _total: int, _fase: str = "") -> None:
        if selesai == 1 and next(sisa, None) is not None:
            saring(periode=kota.periode, aktor=None, pada=KINI)

    return lapor


def test_verdicts_replaced_meanwhile_are_read_again(kota: KotaRencana) -> None:
    rencana = kota.susun(lapor=_menyaring(kota, 1))
    assert rencana.saringan == Saringan.objects.filter(periode=kota.periode).latest("pk")
    assert rencana.terisi == rencana.kebutuhan


def test_verdicts_that_never_rest_give_advice_and_no_plan(kota: KotaRencana) -> None:
    with pytest.raises(DomainError, match="sedang disaring ulang"):
        kota.susun(lapor=_menyaring(kota, 99))
    assert not Rencana.objects.exists()
