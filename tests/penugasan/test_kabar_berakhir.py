"""The end of a posting is told 90, 60 and 30 days before, once each, and names nobody."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Akun, Opd
from penugasan.models import Pemberitahuan, Penugasan
from penugasan.services import pemberitahuan
from tests.pegawai.factories import AkunFactory
from tests.penugasan.factories import PenugasanFactory

Masuk = Callable[[Akun], Client]
pytestmark = pytest.mark.django_db
SELESAI = dt.date(2026, 8, 31)


def pada(sisa: int) -> dt.datetime:
    """So many days before the end."""
    return dt.datetime.combine(SELESAI - dt.timedelta(days=sisa), dt.time(9), ZONA)


@pytest.fixture
def dewi(opd: Opd) -> Penugasan:
    return PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd, bertugas=True, selesai=SELESAI
    )


@pytest.fixture
def dinas(instansi: Instansi) -> Akun:
    return AkunFactory.create(peran=Peran.DINAS_KOPERASI, instansi=instansi)


def kabar(akun: Akun) -> list[str]:
    semua = Pemberitahuan.objects.untuk(akun).filter(kunci__startswith="berakhir:")
    return [
        kunci.rpartition(":")[2] for kunci in semua.order_by("pk").values_list("kunci", flat=True)
    ]


def test_officers_the_office_and_the_head_are_told_90_60_and_30_days_before(
    dewi: Penugasan, petugas: Akun, dinas: Akun, kepala_opd: Akun, kepala_opd_lain: Akun
) -> None:
    tahap = ((91, []), (90, ["90"]), (61, ["90"]), (60, ["90", "60"]), (31, ["90", "60"]))
    for sisa, diberitahu in (*tahap, (30, ["90", "60", "30"]), (0, ["90", "60", "30"])):
        for _ in range(2):  # a sweep that runs again tells nothing again
            pemberitahuan.sapu(pada=pada(sisa))
        assert kabar(petugas) == kabar(dinas) == kabar(kepala_opd) == diberitahu
    assert kabar(kepala_opd_lain) == []


def test_a_step_that_was_passed_over_is_not_told_and_a_moved_end_begins_anew(
    dewi: Penugasan, petugas: Akun
) -> None:
    pemberitahuan.sapu(pada=pada(45))
    assert kabar(petugas) == ["60"]
    Penugasan.objects.filter(pk=dewi.pk).update(selesai=SELESAI + dt.timedelta(days=40))
    pemberitahuan.sapu(pada=pada(45))
    assert kabar(petugas) == ["60", "90"]
    Penugasan.objects.filter(pk=dewi.pk).update(status="SELESAI")
    pemberitahuan.sapu(pada=pada(0))
    assert kabar(petugas) == ["60", "90"]


def test_the_notice_leads_to_the_page_of_each_and_names_nobody(
    dewi: Penugasan, petugas: Akun, dinas: Akun, kepala_opd: Akun, masuk: Masuk
) -> None:
    pemberitahuan.sapu(pada=pada(90))
    with time_machine.travel(pada(90), tick=False):
        for akun in (petugas, dinas, kepala_opd):
            [satu] = Pemberitahuan.objects.untuk(akun).filter(kunci__startswith="berakhir:")
            assert satu.judul == (
                f"Masa tugas di {dewi.kebutuhan.koperasi.nama_pendek} berakhir 31-08-2026, "
                "90 hari lagi"
            )
            assert masuk(akun).get(satu.url).status_code == 200
