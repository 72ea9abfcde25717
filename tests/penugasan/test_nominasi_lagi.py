"""Nominated again in the round in which an earlier posting ended, early or by the calendar."""

import datetime as dt

import pytest

from inti.waktu import ZONA
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import Pengajuan, Penugasan
from penugasan.services import bertugas, pengajuan
from penugasan.services.nominasi import TidakLayak, kirim_nominasi, nominasikan
from tests.pegawai.factories import PejabatFactory
from tests.penugasan import alur
from tests.penugasan.factories import ACUAN, PenugasanFactory
from tests.penugasan.kota_rencana import KotaRencana, buat_kota

SENIN = dt.datetime(2026, 3, 2, 9, tzinfo=ZONA)
JUNI = dt.datetime(2026, 6, 10, 9, tzinfo=ZONA)


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    PejabatFactory.create(opd=opd)
    return buat_kota(opd)


def bertugas_di_tempat_lain(opd: Opd, pegawai: Pegawai, **isi: object) -> Penugasan:
    satu: Penugasan = PenugasanFactory.create(
        instansi=opd.instansi, pegawai=pegawai, opd_asal=opd, bertugas=True, **isi
    )
    return satu


def kembalikan(penugasan: Penugasan, petugas: Akun, penyetuju: Akun) -> None:
    satu = pengajuan.ajukan(
        jenis=Pengajuan.Jenis.KEMBALIKAN,
        koperasi=penugasan.kebutuhan.koperasi,
        penugasan=penugasan,
        alasan_kode="kinerja",
        aktor=petugas,
        pada=SENIN,
    )
    pengajuan.teruskan(pengajuan=satu, catatan="", aktor=petugas, pada=SENIN)
    pengajuan.setujui(pengajuan=satu, aktor=penyetuju, pada=SENIN)


@pytest.mark.parametrize(
    ("pada", "mulai"),
    [(SENIN, dt.date(2026, 3, 3)), (JUNI, dt.date(2026, 6, 10))],
    ids=["the same day: from tomorrow on", "months later: not in the past"],
)
def test_somebody_returned_is_planned_for_again_and_the_whole_plan_is_sent(
    kota: KotaRencana, petugas: Akun, penyetuju: Akun, pada: dt.datetime, mulai: dt.date
) -> None:
    kembalikan(bertugas_di_tempat_lain(kota.opd, kota.admin), petugas, penyetuju)
    semua = kirim_nominasi(rencana=kota.susun(pada=pada), aktor=petugas, pada=pada)
    # the seat he left is free, too; it is not offered to him, and whoever takes it begins after him
    assert {p.pegawai: p.mulai for p in semua} == {
        kota.admin: mulai,
        kota.uang: ACUAN,
        kota.jauh: mulai,
    }
    (lagi,) = (p for p in semua if p.pegawai == kota.admin)
    assert lagi.selesai == dt.date(mulai.year + 5, mulai.month, mulai.day) - dt.timedelta(days=1)


def test_a_posting_that_ended_with_its_term_leaves_the_rest_of_the_round_free(
    kota: KotaRencana, petugas: Akun
) -> None:
    lama = bertugas_di_tempat_lain(kota.opd, kota.admin, selesai=dt.date(2026, 5, 31))
    bertugas.selesaikan_jatuh_tempo(pada=JUNI)
    (baris,) = (
        p
        for p in kirim_nominasi(rencana=kota.susun(pada=JUNI), aktor=petugas, pada=JUNI)
        if p.pegawai == kota.admin
    )
    lama.refresh_from_db()
    assert (lama.status, baris.status, baris.mulai) == ("SELESAI", "DIMINTA", JUNI.date())


@pytest.mark.django_db
def test_a_posting_of_an_earlier_round_changes_nothing(opd: Opd, petugas: Akun) -> None:
    orang = alur.orang(opd)
    PenugasanFactory.create(
        instansi=opd.instansi,
        pegawai=orang,
        status="SELESAI",
        mulai=dt.date(2025, 1, 1),
        selesai=dt.date(2026, 2, 28),
        diakhiri=dt.date(2026, 2, 28),
    )
    assert alur.nominasikan(petugas, opd, orang).mulai == ACUAN


@pytest.mark.django_db
def test_the_rules_are_asked_for_the_day_the_next_posting_starts(opd: Opd, petugas: Akun) -> None:
    orang = alur.orang(opd, lahir=dt.date(1969, 4, 10))  # 56 on the round's day, 57 in April
    bertugas_di_tempat_lain(opd, orang, selesai=dt.date(2026, 3, 31))
    bertugas.selesaikan_jatuh_tempo(pada=JUNI)
    with pytest.raises(TidakLayak, match="57 tahun"):
        nominasikan(
            pegawai=orang,
            kebutuhan=alur.formasi(opd),
            periode=alur.periode(opd),
            aktor=petugas,
            pada=JUNI,
        )
