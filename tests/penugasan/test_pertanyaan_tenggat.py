"""Data and names that a unit owes past the deadline: passed upwards once, and nothing decided."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti.models import Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Akun, Opd
from penugasan import tasks
from penugasan.models import (
    NamaDitawarkan,
    PanggilanNama,
    Pemberitahuan,
    Periode,
    PermintaanData,
)
from tests.pegawai.factories import AkunFactory, PegawaiFactory
from tests.penugasan.factories import PeriodeFactory, PermintaanFactory

pytestmark = pytest.mark.django_db
BATAS = dt.date(2026, 3, 17)
"""The last working day before Lebaran: H+1 is 25 March."""
LAMA = dt.datetime(2026, 3, 2, 9, tzinfo=ZONA)


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


@pytest.fixture
def pimpinan(instansi: Instansi) -> Akun:
    return AkunFactory.create(peran=Peran.PIMPINAN, instansi=instansi)


def minta(periode: Periode, opd: Opd, jumlah: int = 1, **sifat: object) -> list[PermintaanData]:
    semula = {"periode": periode, "opd": opd, "batas": BATAS, "diminta_pada": LAMA}
    return PermintaanFactory.create_batch(
        jumlah, instansi=periode.instansi, pegawai__opd=opd, **(semula | sifat)
    )


def panggil(periode: Periode, opd: Opd, petugas: Akun, **sifat: object) -> PanggilanNama:
    semula = {"jumlah": 3, "batas": BATAS, "diminta_pada": LAMA, "diminta_oleh": petugas}
    return PanggilanNama.objects.create(
        instansi=periode.instansi, periode=periode, opd=opd, **(semula | sifat)
    )


def tawarkan(panggilan: PanggilanNama, kepala: Akun) -> None:
    NamaDitawarkan.objects.create(
        instansi=panggilan.instansi,
        periode=panggilan.periode,
        pegawai=PegawaiFactory.create(instansi=panggilan.instansi, opd=panggilan.opd),
        panggilan=panggilan,
        ditawarkan_pada=LAMA,
        ditawarkan_oleh=kepala,
    )


def sapu(hari: int, jam: int = 9, menit: int = 0) -> None:
    """What beat does, at that minute of March."""
    with time_machine.travel(dt.datetime(2026, 3, hari, jam, menit, tzinfo=ZONA), tick=False):
        tasks.sapu_tenggat()
        tasks.sapu_pemberitahuan()


def jejak() -> list[tuple[str, str, object, object]]:
    return [
        (satu.aksi, satu.objek_id, satu.aktor, (satu.sesudah or {})["jumlah"])
        for satu in JejakAudit.objects.order_by("urutan")
    ]


def test_the_trail_says_sistem_once_per_unit_at_the_first_minute_after_lebaran(
    periode: Periode, opd: Opd, opd_lain: Opd, petugas: Akun, pimpinan: Akun
) -> None:
    minta(periode, opd, 3)
    panggilan = panggil(periode, opd_lain, petugas)
    for hari in (17, 18, 20, 24):
        sapu(hari, 23, 59)
    assert jejak() == []
    for _ in range(2):
        sapu(25, 0, 0)
    sapu(26)
    assert sorted(jejak()) == [
        ("panggilan.eskalasi", str(panggilan.pk), None, 3),
        ("permintaan.eskalasi", str(opd.pk), None, 3),
    ]
    kabar = Pemberitahuan.objects.untuk(pimpinan)
    assert {satu.url for satu in kabar} == {reverse("penugasan:eskalasi")}
    assert kabar.count() == 2
    assert set(PermintaanData.objects.values_list("status", flat=True)) == {"DIMINTA"}


def test_what_was_answered_withdrawn_or_named_meanwhile_is_not_passed_upwards(
    periode: Periode, opd: Opd, petugas: Akun, kepala_opd: Akun, pimpinan: Akun
) -> None:
    for status in ("DIJAWAB", "DITERIMA", "DICABUT", "GUGUR"):
        minta(periode, opd, status=status)
    panggilan = panggil(periode, opd, petugas, jumlah=1)
    tawarkan(panggilan, kepala_opd)
    sapu(25)
    assert jejak() == []
    assert not Pemberitahuan.objects.exists()


def test_a_deadline_that_moved_on_is_a_new_one(periode: Periode, opd: Opd) -> None:
    (satu,) = minta(periode, opd)
    sapu(25)
    PermintaanData.objects.filter(pk=satu.pk).update(batas=dt.date(2026, 3, 26))
    sapu(26)
    assert len(jejak()) == 1
    sapu(27)
    assert len(jejak()) == 2


def test_the_leadership_sees_units_and_numbers_and_a_reminder_that_names_nobody(
    periode: Periode, opd: Opd, petugas: Akun, pimpinan: Akun, masuk: Callable[[Akun], Client]
) -> None:
    satu, _ = minta(periode, opd, 2)
    panggil(periode, opd, petugas)
    with time_machine.travel(dt.datetime(2026, 3, 25, 9, tzinfo=ZONA), tick=False):
        isi = masuk(pimpinan).get(reverse("penugasan:eskalasi")).content.decode()
    assert "2 permintaan data belum dijawab" in isi
    assert "3 nama belum dijawab" in isi
    assert f"Yth. Kepala {opd.nama}. 2 permintaan data belum dijawab" in unquote(isi)
    for rahasia in (satu.pegawai.nip, satu.pegawai.nama):
        assert rahasia not in unquote(isi)


def test_the_officer_reads_which_units_have_not_named_and_how_many_lack(
    periode: Periode,
    opd: Opd,
    opd_lain: Opd,
    petugas: Akun,
    kepala_opd: Akun,
    masuk: Callable[[Akun], Client],
) -> None:
    tawarkan(panggil(periode, opd, petugas), kepala_opd)
    panggil(periode, opd_lain, petugas, batas=dt.date(2026, 3, 27))
    alamat = reverse("penugasan:panggilan")
    for hari, lewat in ((17, []), (18, [(opd.pk, 2)])):
        with time_machine.travel(dt.datetime(2026, 3, hari, 9, tzinfo=ZONA), tick=False):
            jawaban = masuk(petugas).get(alamat)
        assert [(p.opd_id, p.kurang) for p in jawaban.context["lewat"]] == lewat
    assert f"{opd.nama}: kurang <strong>2 nama</strong> dari 3" in jawaban.content.decode()


def test_both_homes_count_what_is_late_and_no_correction_of_ones_own(
    periode: Periode,
    opd: Opd,
    opd_lain: Opd,
    petugas: Akun,
    pimpinan: Akun,
    masuk: Callable[[Akun], Client],
) -> None:
    minta(periode, opd, 2)
    orang = PegawaiFactory.create(instansi=opd.instansi, opd=opd)
    diri = AkunFactory.create(peran=Peran.PEGAWAI, instansi=opd.instansi, pegawai=orang)
    minta(periode, opd, pegawai=orang, diminta_oleh=diri, status="DIKEMBALIKAN")
    panggil(periode, opd, petugas)
    panggil(periode, opd_lain, petugas, batas=dt.date(2026, 3, 27))
    with time_machine.travel(dt.datetime(2026, 3, 25, 9, tzinfo=ZONA), tick=False):
        sekda, kantor = (masuk(akun).get("/").context["tugas"] for akun in (pimpinan, petugas))
    assert (sekda["permintaan_lewat"].jumlah, sekda["panggilan_lewat"].jumlah) == (2, 1)
    assert (kantor["permintaan_lewat"].jumlah, kantor["panggilan_lewat"].jumlah) == (3, 1)
