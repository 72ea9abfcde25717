"""An operator answers in the head's name, beside him: named everywhere, for a time, revocable."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses
from inti.models import JejakAudit
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Pejabat
from pegawai.queries import opd_dengan_pejabat, tanpa_pejabat
from pegawai.services.pejabat import OPERATOR_PALING_LAMA, cabut_operator, delegasikan
from penugasan.models import Penugasan
from penugasan.queries.rencana import pejabat_unit
from penugasan.services import nominasi, pemberitahuan
from tests.pegawai.factories import AkunFactory, PejabatFactory
from tests.penugasan.factories import PenugasanFactory

pytestmark = pytest.mark.django_db
HARI = hari_ini()
BESOK, NANTI = HARI + dt.timedelta(days=1), HARI + dt.timedelta(days=30)


@pytest.fixture
def rudi(instansi) -> Akun:
    return AkunFactory.create(kepala_opd=True, instansi=instansi, nama="Rudi Operator")


def tunjuk(kepala, opd, akun, mulai=HARI, selesai=NANTI) -> Pejabat:
    return delegasikan(
        opd=opd,
        akun=akun,
        mulai=mulai,
        selesai=selesai,
        aktor=kepala,
        hari=HARI,
        jenis=Pejabat.Jenis.OPERATOR,
    )


def diminta(opd) -> Penugasan:
    return PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd, opd_asal=opd, diminta=True, batas_jawab=NANTI
    )


def segar(akun: Akun) -> Akun:
    return Akun.objects.get(pk=akun.pk)


def test_head_and_operator_both_answer_and_the_stamp_names_who_did(kepala_opd, opd, rudi):
    tunjuk(kepala_opd, opd, rudi)
    for akun, cap in (
        (rudi, f"Rudi Operator a.n. Kepala {opd.nama}"),
        (kepala_opd, f"Kepala {opd.nama}"),
    ):
        satu = nominasi.setujui(penugasan=diminta(opd), aktor=segar(akun), pada=sekarang())
        assert (satu.dijawab_oleh, satu.dijawab_sebagai) == (akun, cap)
        jejak = JejakAudit.objects.filter(aksi="penugasan.setujui_opd").latest("urutan")
        assert (jejak.aktor, jejak.atas_nama) == (akun, cap)


def test_the_head_keeps_his_term_and_stays_the_only_head(kepala_opd, opd, rudi, admin):
    masa = list(Pejabat.objects.filter(akun=kepala_opd).values())
    tunjuk(kepala_opd, opd, rudi)
    assert list(Pejabat.objects.filter(akun=kepala_opd).values()) == masa
    (unit,) = [u for u in opd_dengan_pejabat(admin, HARI) if u.pk == opd.pk]
    assert [p.akun for p in unit.menjabat] == [kepala_opd]
    assert kepala_opd.nama in pejabat_unit([opd], HARI)[opd.pk]
    Pejabat.objects.filter(akun=kepala_opd).delete()
    assert opd in tanpa_pejabat(type(opd).objects.filter(pk=opd.pk), HARI)


def test_both_are_told_of_a_new_nomination(kepala_opd, opd, rudi):
    tunjuk(kepala_opd, opd, rudi)
    diminta(opd)
    pemberitahuan.sapu(pada=sekarang())
    assert kepala_opd.pemberitahuan_set.exists()
    assert rudi.pemberitahuan_set.exists()


def test_the_right_lasts_for_its_days_and_no_longer(kepala_opd, opd, rudi):
    tunjuk(kepala_opd, opd, rudi, mulai=BESOK)
    sesudah = NANTI + dt.timedelta(days=1)
    for hari, berhak in ((HARI, False), (BESOK, True), (NANTI, True), (sesudah, False)):
        assert bool(segar(rudi).jalur_opd(hari)) == berhak


def test_an_operator_appoints_nobody_and_nobody_his_own_operator(kepala_opd, opd, rudi):
    tunjuk(kepala_opd, opd, rudi)
    lain = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    with pytest.raises(DomainError, match="Hanya kepala unit"):
        tunjuk(rudi, opd, lain)
    with pytest.raises(DomainError, match="sudah bertindak"):
        tunjuk(kepala_opd, opd, rudi)
    with pytest.raises(DomainError, match="sudah bertindak"):
        tunjuk(kepala_opd, opd, kepala_opd)
    with pytest.raises(DomainError, match="Paling lama"):
        tunjuk(kepala_opd, opd, lain, selesai=HARI + dt.timedelta(days=OPERATOR_PALING_LAMA))


def test_a_plh_comes_and_goes_while_the_operator_stays(kepala_opd, opd, rudi):
    operator = tunjuk(kepala_opd, opd, rudi)
    plh = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    delegasikan(opd=opd, akun=plh, mulai=BESOK, selesai=BESOK, aktor=kepala_opd, hari=HARI)
    operator.refresh_from_db()
    assert (operator.mulai, operator.selesai) == (HARI, NANTI)
    memimpin = Pejabat.objects.filter(opd=opd).exclude(jenis="operator").order_by("mulai")
    assert [p.akun for p in memimpin] == [kepala_opd, plh, kepala_opd]


def test_the_database_still_refuses_two_heads_and_allows_an_operator(kepala_opd, opd):
    PejabatFactory.create(opd=opd, jenis="operator", mulai=HARI, selesai=NANTI)
    with pytest.raises(IntegrityError), transaction.atomic():
        PejabatFactory.create(opd=opd, plt=True, mulai=HARI, selesai=NANTI)


def test_the_head_takes_the_right_back_at_once(kepala_opd, kepala_opd_lain, opd, rudi, masuk):
    operator = tunjuk(kepala_opd, opd, rudi)
    cabut = reverse("pegawai:delegasi_cabut", args=[operator.pk])
    assert masuk(kepala_opd_lain).post(cabut).status_code == 404
    assert masuk(segar(rudi)).post(cabut).status_code == 404
    assert masuk(kepala_opd).post(cabut).status_code == 302
    assert not segar(rudi).jalur_opd(HARI)
    assert JejakAudit.objects.filter(aksi="pejabat.cabut_operator").count() == 1
    with pytest.raises(SudahDiproses):
        cabut_operator(operator=operator, aktor=kepala_opd, hari=HARI)


def test_a_right_of_past_days_is_ended_not_erased(kepala_opd, opd, rudi):
    lama = PejabatFactory.create(
        opd=opd,
        akun=rudi,
        jenis="operator",
        mulai=HARI - dt.timedelta(days=5),
        selesai=NANTI,
    )
    cabut_operator(operator=lama, aktor=kepala_opd, hari=HARI)
    lama.refresh_from_db()
    assert lama.selesai == HARI - dt.timedelta(days=1)


def test_the_page_appoints_names_and_revokes(kepala_opd, opd, rudi, masuk):
    klien, alamat = masuk(kepala_opd), reverse("pegawai:delegasi")
    isian = {"jenis": "operator", "akun": rudi.pk, "mulai": HARI, "selesai": NANTI}
    isi = klien.post(alamat, isian, follow=True).content.decode()
    assert "Rudi Operator menjadi operator" in isi
    assert "Cabut" in isi
    rudi_masuk = masuk(segar(rudi))
    assert f"a.n. Kepala {opd.nama}" in rudi_masuk.get("/tugas/").content.decode()
    assert "tidak memimpin unit" in rudi_masuk.get(alamat).content.decode()
