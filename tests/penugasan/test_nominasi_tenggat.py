"""Nobody answered in time: the policy acts, the trail says "sistem"."""

import datetime as dt

import pytest

from inti.models import JejakAudit
from inti.waktu import hari_ini, sekarang
from penugasan import tasks
from penugasan.models import Penugasan
from penugasan.services.nominasi_tenggat import sapu_tenggat
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, UsulanFactory, ganti_versi

pytestmark = pytest.mark.django_db
KEMARIN = hari_ini() - dt.timedelta(days=14)
"""Long enough ago for a working day to lie between, whatever the day of this run."""


def diminta(opd, batas: dt.date = KEMARIN) -> Penugasan:
    return PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd, opd_asal=opd, diminta=True, batas_jawab=batas
    )


def diam_berarti_setuju(penugasan: Penugasan) -> None:
    ganti_versi(penugasan.versi, lambda isi: isi["tenggat"].update(lewat_tenggat="setuju"))


def test_silence_is_consent_where_the_policy_says_so(opd):
    satu = diminta(opd)
    diam_berarti_setuju(satu)
    assert sapu_tenggat(pada=sekarang()) == 1
    satu.refresh_from_db()
    assert (satu.status, satu.dijawab_oleh) == ("DISETUJUI_OPD", None)
    assert satu.dijawab_sebagai == "Sistem (lewat tenggat)"
    eskalasi, jejak = JejakAudit.objects.order_by("urutan")
    assert (eskalasi.aksi, eskalasi.aktor) == ("penugasan.eskalasi", None)
    assert (jejak.aksi, jejak.aktor) == ("penugasan.setujui_opd", None)
    assert "diam berarti setuju" in jejak.pesan
    assert sapu_tenggat(pada=sekarang()) == 0


def test_else_bkpsdm_is_told_once_and_the_head_may_still_answer(opd, kepala_opd):
    satu = diminta(opd)
    for _ in range(3):
        tasks.sapu_tenggat()
    jejak = JejakAudit.objects.get()
    assert (jejak.aksi, jejak.aktor, jejak.objek_id) == (
        "penugasan.eskalasi",
        None,
        str(satu.pk),
    )
    satu.refresh_from_db()
    assert satu.status == "DIMINTA"
    assert alur.keberatan(kepala_opd, satu).pk


@pytest.mark.parametrize("setuju", [True, False])
def test_the_last_day_an_open_usulan_and_an_answer_are_left_alone(opd, setuju):
    hari_terakhir = diminta(opd, hari_ini())
    UsulanFactory.create(penugasan=diminta(opd))
    PenugasanFactory.create(instansi=opd.instansi, disetujui_opd=True, batas_jawab=KEMARIN)
    if setuju:
        diam_berarti_setuju(hari_terakhir)
    assert sapu_tenggat(pada=sekarang()) == 0
    assert not JejakAudit.objects.exists()


def test_an_answer_between_the_look_and_the_lock_wins(opd, monkeypatch):
    satu = diminta(opd)
    asli = Penugasan.refresh_from_db

    def dijawab_dulu(objek: Penugasan, **isi: object) -> None:
        Penugasan.objects.filter(pk=satu.pk).update(status="DISETUJUI_OPD")
        asli(objek, **isi)

    monkeypatch.setattr(Penugasan, "refresh_from_db", dijawab_dulu)
    assert sapu_tenggat(pada=sekarang()) == 0
    assert not JejakAudit.objects.exists()
