"""A head appoints a Plh himself: own unit, from today on, for a limited time; rights follow."""

import datetime as dt

import pytest
from django.urls import reverse

from inti.errors import DomainError
from inti.models import JejakAudit
from inti.waktu import hari_ini
from pegawai.models import Akun, Pejabat
from pegawai.queries import calon_plh
from pegawai.services.pejabat import PLH_PALING_LAMA, akhiri, delegasikan
from tests.pegawai.factories import AkunFactory, PejabatFactory

pytestmark = pytest.mark.django_db
HARI = hari_ini()
BESOK, LUSA = HARI + dt.timedelta(days=1), HARI + dt.timedelta(days=2)


@pytest.fixture
def wakil(instansi):
    return AkunFactory.create(kepala_opd=True, instansi=instansi, nama="Bu Wakil")


def tunjuk(kepala, opd, wakil, mulai=BESOK, selesai=LUSA) -> Pejabat:
    return delegasikan(opd=opd, akun=wakil, mulai=mulai, selesai=selesai, aktor=kepala, hari=HARI)


def test_the_plh_acts_on_those_days_and_the_head_before_and_after(kepala_opd, opd, wakil):
    tunjuk(kepala_opd, opd, wakil)
    sesudah = LUSA + dt.timedelta(days=1)
    for hari, siapa in ((HARI, kepala_opd), (BESOK, wakil), (LUSA, wakil), (sesudah, kepala_opd)):
        for akun in (kepala_opd, wakil):
            segar = Akun.objects.get(pk=akun.pk)
            assert bool(segar.jalur_opd(hari)) == (akun == siapa)


def test_only_the_head_of_the_unit_from_today_on_and_for_a_limited_time(
    kepala_opd, kepala_opd_lain, mantan_kepala, opd, opd_cabang, wakil
):
    for aktor in (kepala_opd_lain, mantan_kepala):
        with pytest.raises(DomainError, match="Hanya kepala unit"):
            tunjuk(aktor, opd, wakil)
    with pytest.raises(DomainError, match="Hanya kepala unit"):
        tunjuk(kepala_opd, opd_cabang, wakil)  # the branch has a head of its own to do so
    with pytest.raises(DomainError, match="sudah lewat"):
        tunjuk(kepala_opd, opd, wakil, mulai=HARI - dt.timedelta(days=1))
    with pytest.raises(DomainError, match="Paling lama"):
        tunjuk(kepala_opd, opd, wakil, selesai=BESOK + dt.timedelta(days=PLH_PALING_LAMA))
    plh = tunjuk(kepala_opd, opd, wakil)
    assert plh.jenis == "plh"
    lain = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    with pytest.raises(DomainError):
        delegasikan(
            opd=opd, akun=lain, mulai=LUSA, selesai=LUSA, aktor=wakil, hari=BESOK
        )  # a Plh does not pass it on


def test_nobody_hands_over_days_that_are_not_his(kepala_opd, opd, wakil):
    """His term ends tomorrow; another head begins the day after, and keeps his first day."""
    Pejabat.objects.filter(akun=kepala_opd).update(jenis="plt", selesai=BESOK)
    baru = PejabatFactory.create(opd=opd, mulai=LUSA)
    for mulai in (BESOK, LUSA):
        with pytest.raises(DomainError, match="di dalam masa jabatan Anda"):
            tunjuk(kepala_opd, opd, wakil, mulai=mulai)
    baru.refresh_from_db()
    assert baru.mulai == LUSA


def test_a_plh_from_the_head_s_first_day_on_ends_early_and_leaves_no_gap(opd, wakil, admin):
    kepala = PejabatFactory.create(opd=opd, mulai=HARI)
    plh = tunjuk(kepala.akun, opd, wakil, mulai=HARI, selesai=HARI + dt.timedelta(days=9))
    akhiri(pejabat=plh, selesai=BESOK, aktor=admin)
    kepala.refresh_from_db()
    assert kepala.mulai == LUSA


def test_a_plt_cannot_hand_over_all_of_his_days_and_reads_why(kepala_opd, opd, wakil):
    Pejabat.objects.filter(akun=kepala_opd).update(jenis="plt", mulai=HARI, selesai=LUSA)
    with pytest.raises(DomainError, match="Masa jabatan Anda tidak dapat diserahkan seluruhnya"):
        tunjuk(kepala_opd, opd, wakil, mulai=HARI, selesai=LUSA)


def test_a_plt_hands_over_some_of_his_own_days(kepala_opd, opd, wakil):
    Pejabat.objects.filter(akun=kepala_opd).update(jenis="plt", selesai=HARI + dt.timedelta(days=9))
    tunjuk(kepala_opd, opd, wakil)
    masa = Pejabat.objects.filter(opd=opd).order_by("mulai").values_list("jenis", "selesai")
    assert list(masa) == [
        ("plt", HARI),
        ("plh", LUSA),
        ("plt", HARI + dt.timedelta(days=9)),
    ]


def test_when_a_plh_ends_early_the_head_goes_on_the_day_after(admin, kepala_opd, opd, wakil):
    plh = tunjuk(kepala_opd, opd, wakil, selesai=LUSA + dt.timedelta(days=20))
    akhiri(pejabat=plh, selesai=BESOK, aktor=admin)
    segar = Akun.objects.get(pk=kepala_opd.pk)
    assert segar.jalur_opd(LUSA) == [opd.jalur]
    assert JejakAudit.objects.filter(aksi="pejabat.sesuaikan", aktor=admin).exists()


def test_of_two_plh_in_a_row_the_second_may_end_early_too(admin, kepala_opd, opd, wakil):
    tunjuk(kepala_opd, opd, wakil, selesai=BESOK)
    lain = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    plh = tunjuk(kepala_opd, opd, lain, mulai=LUSA, selesai=LUSA + dt.timedelta(days=20))
    akhiri(pejabat=plh, selesai=LUSA, aktor=admin)
    segar = Akun.objects.get(pk=kepala_opd.pk)
    assert segar.jalur_opd(LUSA + dt.timedelta(days=1)) == [opd.jalur]


def test_a_successor_does_not_begin_earlier_because_a_plt_ends_earlier(admin, kepala_opd, opd):
    plt = Pejabat.objects.get(akun=kepala_opd)
    Pejabat.objects.filter(pk=plt.pk).update(jenis="plt", selesai=LUSA)
    penerus = PejabatFactory.create(opd=opd, mulai=LUSA + dt.timedelta(days=1))
    akhiri(pejabat=plt, selesai=BESOK, aktor=admin)
    penerus.refresh_from_db()
    assert penerus.mulai == LUSA + dt.timedelta(days=1)


def test_heads_of_other_trees_cannot_be_chosen(kepala_opd, kepala_opd_lain, opd, opd_cabang, wakil):
    bawahan = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    PejabatFactory.create(opd=opd_cabang, akun=bawahan)
    assert set(calon_plh(opd, kepala_opd, HARI)) == {wakil, bawahan}


def test_the_page_says_what_is_missing_and_appoints(kepala_opd, opd, wakil, masuk):
    klien, alamat = masuk(kepala_opd), reverse("pegawai:delegasi")
    kosong = klien.post(alamat, {"mulai": BESOK.isoformat()}).content.decode()
    assert "Pilih orangnya" in kosong
    assert "Isi tanggal selesainya" in kosong
    isian = {
        "jenis": "plh",
        "akun": wakil.pk,
        "mulai": BESOK.isoformat(),
        "selesai": LUSA.isoformat(),
    }
    terbalik = klien.post(alamat, isian | {"selesai": HARI}).content.decode()
    assert "mendahului tanggal mulai" in terbalik
    assert klien.post(alamat, isian).status_code == 302
    assert klien.post(alamat, isian).status_code == 200  # those days are taken already
    assert Pejabat.objects.filter(jenis="plh").count() == 1
    assert "Bu Wakil" in klien.get(alamat).content.decode()
    for kunci in ("²", "999999", "9" * 4000):
        assert klien.post(alamat, isian | {"akun": kunci}).status_code == 200
