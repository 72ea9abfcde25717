"""Questions to a unit are told as nominations are: when asked, near the deadline, and once late."""

import datetime as dt

import pytest

from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Akun, Opd
from penugasan.models import NamaDitawarkan, PanggilanNama, Pemberitahuan, Periode, PermintaanData
from penugasan.services import pemberitahuan
from tests.pegawai.factories import AkunFactory, PegawaiFactory
from tests.penugasan.factories import PeriodeFactory, PermintaanFactory

pytestmark = pytest.mark.django_db
BATAS = dt.date(2026, 3, 26)
"""A Thursday after Lebaran: its three working days before are the 25th, the 17th and the 16th."""
LAMA = dt.datetime(2026, 3, 2, 9, tzinfo=ZONA)


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


def minta(periode: Periode, opd: Opd, jumlah: int = 1, **sifat: object) -> list[PermintaanData]:
    semula = {"periode": periode, "opd": opd, "batas": BATAS, "diminta_pada": LAMA}
    return PermintaanFactory.create_batch(
        jumlah, instansi=periode.instansi, pegawai__opd=opd, **(semula | sifat)
    )


def panggil(periode: Periode, opd: Opd, petugas: Akun, **sifat: object) -> PanggilanNama:
    semula = {"jumlah": 2, "batas": BATAS, "diminta_pada": LAMA, "diminta_oleh": petugas}
    return PanggilanNama.objects.create(
        instansi=periode.instansi, periode=periode, opd=opd, **(semula | sifat)
    )


def sapu(*hari: int) -> None:
    """Sweep twice on each of these days of March."""
    for satu in hari:
        for jam in (8, 15):
            pemberitahuan.sapu(pada=dt.datetime(2026, 3, satu, jam, tzinfo=ZONA))


def judul(akun: Akun) -> list[str]:
    return list(Pemberitahuan.objects.untuk(akun).order_by("pk").values_list("judul", flat=True))


def test_a_unit_is_reminded_over_lebaran_once_for_all_its_questions(
    periode: Periode, opd: Opd, petugas: Akun, kepala_opd: Akun, kepala_opd_lain: Akun
) -> None:
    minta(periode, opd, 3)
    sapu(*range(10, 27))
    assert judul(kepala_opd) == [
        "3 permintaan data belum dijawab: 3 hari kerja lagi",
        "3 permintaan data belum dijawab: 1 hari kerja lagi",
        "3 permintaan data belum dijawab: hari ini hari terakhir",
    ]
    assert judul(petugas) == judul(kepala_opd_lain) == []


def test_what_is_late_is_told_to_the_unit_and_passed_upwards_and_decides_nothing(
    periode: Periode, opd: Opd, petugas: Akun, kepala_opd: Akun, instansi: Instansi
) -> None:
    pimpinan = AkunFactory.create(peran=Peran.PIMPINAN, instansi=instansi)
    (satu,) = minta(periode, opd)
    sapu(27, 28, 29, 30)
    assert judul(kepala_opd) == ["1 permintaan data lewat tenggat"]
    assert judul(petugas) == [f"1 permintaan data lewat tenggat: {opd.nama}"]
    assert judul(pimpinan) == judul(petugas)
    satu.refresh_from_db()
    assert satu.status == PermintaanData.Status.DIMINTA


def test_a_weekend_tells_nobody_that_something_is_late(
    periode: Periode, opd: Opd, petugas: Akun
) -> None:
    minta(periode, opd, batas=dt.date(2026, 3, 27))
    sapu(28, 29)
    assert judul(petugas) == []
    sapu(30)
    assert len(judul(petugas)) == 1


def test_new_and_returned_questions_are_told_with_their_number(
    periode: Periode, opd: Opd, petugas: Akun, kepala_opd: Akun
) -> None:
    baru = dt.datetime(2026, 3, 9, 9, tzinfo=ZONA)
    minta(periode, opd, 2, diminta_pada=baru)
    kembali = {"status": PermintaanData.Status.DIKEMBALIKAN, "diputus_pada": baru}
    minta(periode, opd, **kembali)
    minta(periode, opd, status=PermintaanData.Status.DIJAWAB, diminta_pada=baru)
    sapu(9, 10)
    assert judul(kepala_opd) == [
        "2 permintaan data menunggu jawaban Anda paling lambat 26-03-2026",
        "1 jawaban data perlu diperbaiki paling lambat 26-03-2026",
    ]


def test_a_correction_of_ones_own_that_came_back_is_told_to_its_person(
    periode: Periode, opd: Opd, petugas: Akun, kepala_opd: Akun, instansi: Instansi
) -> None:
    pimpinan = AkunFactory.create(peran=Peran.PIMPINAN, instansi=instansi)
    orang = PegawaiFactory.create(instansi=instansi, opd=opd)
    diri = AkunFactory.create(peran=Peran.PEGAWAI, instansi=instansi, pegawai=orang)
    kembali = {"status": PermintaanData.Status.DIKEMBALIKAN, "diputus_pada": LAMA}
    minta(periode, opd, pegawai=orang, diminta_oleh=diri, **kembali)
    sapu(16)
    assert judul(diri) == ["1 permintaan data belum dijawab: 3 hari kerja lagi"]
    sapu(27)  # late: no debt of the unit, so nothing is passed upwards
    assert len(judul(petugas)) == 1
    assert judul(kepala_opd) == judul(pimpinan) == []


def test_a_call_reminds_of_the_names_that_lack_until_they_are_given(
    periode: Periode, opd: Opd, petugas: Akun, kepala_opd: Akun
) -> None:
    panggilan = panggil(periode, opd, petugas)
    sapu(16)
    for ke, pada in enumerate((LAMA, LAMA)):
        NamaDitawarkan.objects.create(
            instansi=periode.instansi,
            periode=periode,
            pegawai=PegawaiFactory.create(instansi=periode.instansi, opd=opd),
            panggilan=panggilan,
            ditawarkan_pada=pada,
            ditawarkan_oleh=kepala_opd,
        )
        sapu(25 + ke)
    sapu(27)
    assert judul(kepala_opd) == [
        "2 nama yang diminta belum dijawab: 3 hari kerja lagi",
        "1 nama yang diminta belum dijawab: 1 hari kerja lagi",
    ]
    assert judul(petugas) == []


def test_a_late_call_is_told_once_and_a_closed_or_withdrawn_one_never(
    periode: Periode, opd: Opd, opd_lain: Opd, petugas: Akun, kepala_opd: Akun
) -> None:
    panggilan = panggil(periode, opd, petugas)
    panggil(periode, opd_lain, petugas, ditutup_pada=LAMA)
    NamaDitawarkan.objects.create(
        instansi=periode.instansi,
        periode=periode,
        pegawai=PegawaiFactory.create(instansi=periode.instansi, opd=opd),
        panggilan=panggilan,
        ditawarkan_pada=LAMA,
        ditawarkan_oleh=kepala_opd,
        ditarik_pada=LAMA,
    )
    sapu(27, 30)
    assert judul(petugas) == [f"2 nama yang diminta lewat tenggat: {opd.nama}"]
    assert judul(kepala_opd) == ["2 nama yang diminta lewat tenggat"]
