"""A pengurus is appointed, and the term ended, by the right of now and for an account of now."""

import datetime as dt
from typing import Any

import pytest

from inti.errors import DomainError, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.peran import Peran
from koperasi.models import Koperasi, Pengurus
from koperasi.services import akhiri_pengurus, angkat_pengurus
from pegawai.models import Akun
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import AkunFactory

pytestmark = pytest.mark.django_db
MULAI, HARI = dt.date(2026, 1, 1), dt.date(2026, 3, 2)
HILANG = pytest.mark.parametrize("hilang", [{"is_active": False}, {"peran": Peran.AUDITOR}])


@pytest.fixture
def koperasi(instansi: Instansi) -> Koperasi:
    return KoperasiFactory.create(instansi=instansi)


@pytest.fixture
def ketua(instansi: Instansi) -> Akun:
    return AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=instansi)


def angkat(koperasi: Koperasi, akun: Akun, aktor: Akun | None) -> Pengurus:
    return angkat_pengurus(koperasi=koperasi, akun=akun, jabatan="ketua", mulai=MULAI, aktor=aktor)


@pytest.mark.parametrize("nama", ["petugas", "dinas_koperasi"])
@HILANG
def test_who_lost_the_right_meanwhile_appoints_nobody_and_ends_no_term(
    nama: str,
    hilang: dict[str, Any],
    request: pytest.FixtureRequest,
    koperasi: Koperasi,
    ketua: Akun,
) -> None:
    aktor = request.getfixturevalue(nama)
    pengurus = angkat(koperasi, ketua, aktor)
    lain = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=koperasi.instansi)
    Akun.objects.filter(pk=aktor.pk).update(**hilang)
    with pytest.raises(TidakBerhak):
        angkat(koperasi, lain, aktor)
    with pytest.raises(TidakBerhak):
        akhiri_pengurus(pengurus=pengurus, hari=HARI, aktor=aktor)
    assert list(Pengurus.objects.values_list("akun", "selesai")) == [(ketua.pk, None)]
    assert JejakAudit.objects.count() == 1


@HILANG
def test_who_is_to_be_appointed_is_judged_as_the_account_stands_now(
    hilang: dict[str, Any], koperasi: Koperasi, ketua: Akun, petugas: Akun
) -> None:
    Akun.objects.filter(pk=ketua.pk).update(**hilang)
    with pytest.raises(DomainError, match="Pilih akun aktif berperan pengurus"):
        angkat(koperasi, ketua, petugas)
    assert not Pengurus.objects.exists()


def test_the_machine_appoints_without_an_account_of_its_own(
    koperasi: Koperasi, ketua: Akun
) -> None:
    assert angkat(koperasi, ketua, None).akun == ketua
