"""The right of now: a role or an account that ended since the page was opened counts no more."""

import pytest

from inti.errors import TidakBerhak
from inti.hak import akun_kini
from inti.models import Instansi
from inti.peran import Peran
from pegawai.models import Akun
from tests.inti.factories import InstansiFactory
from tests.pegawai.factories import AkunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def akun() -> Akun:
    return AkunFactory.create(peran=Peran.PETUGAS)


def test_the_account_is_read_again(akun: Akun) -> None:
    Akun.objects.filter(pk=akun.pk).update(nama="Nama Baru")
    assert akun_kini(akun, Peran.ADMIN, Peran.PETUGAS).nama == "Nama Baru"


@pytest.mark.parametrize("berubah", [{"is_active": False}, {"peran": Peran.PEGAWAI}])
def test_what_ended_meanwhile_counts_no_more(akun: Akun, berubah: dict[str, object]) -> None:
    Akun.objects.filter(pk=akun.pk).update(**berubah)
    with pytest.raises(TidakBerhak):
        akun_kini(akun, Peran.PETUGAS)


def test_another_agency_is_not_served(akun: Akun) -> None:
    lain: Instansi = InstansiFactory.create()
    assert akun_kini(akun, Peran.PETUGAS, instansi=akun.instansi) == akun
    with pytest.raises(TidakBerhak):
        akun_kini(akun, Peran.PETUGAS, instansi=lain)


def test_the_machine_always_may() -> None:
    assert akun_kini(None, Peran.ADMIN) is None
