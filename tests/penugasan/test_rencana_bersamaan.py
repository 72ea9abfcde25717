"""A plan and a screening at the same time: the plan rests on the newest verdicts, or on none."""

from collections.abc import Callable

import pytest

from inti.errors import DomainError, SudahDiproses
from inti.models import Pekerjaan
from pegawai.models import Akun, Opd
from penugasan.models import Rencana, Saringan
from penugasan.services import rencana as layanan
from penugasan.services.nominasi import kirim_nominasi
from penugasan.services.saring import saring
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import PejabatFactory
from tests.penugasan.kota_rencana import KINI, KotaRencana, buat_kota


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    return buat_kota(opd)


def _sementara(laku: Callable[[], object], kali: int = 1) -> object:
    """Return a progress listener that does something else while the plan is computed."""
    sisa = iter(range(kali))

    def lapor(selesai: int, _total: int, _fase: str = "") -> None:
        if selesai == 1 and next(sisa, None) is not None:
            laku()

    return lapor


def _menyaring(kota: KotaRencana, kali: int) -> object:
    return _sementara(lambda: saring(periode=kota.periode, aktor=None, pada=KINI), kali)


def test_verdicts_replaced_meanwhile_are_read_again(kota: KotaRencana) -> None:
    rencana = kota.susun(lapor=_menyaring(kota, 1))
    assert rencana.saringan == Saringan.objects.filter(periode=kota.periode).latest("pk")
    assert rencana.terisi == rencana.kebutuhan


def test_verdicts_that_never_rest_give_advice_and_no_plan(kota: KotaRencana) -> None:
    with pytest.raises(DomainError, match="sedang disaring ulang"):
        kota.susun(lapor=_menyaring(kota, 99))
    assert not Rencana.objects.exists()


def _formasi_baru(kota: KotaRencana) -> None:
    """Something to plan anew for: a cooperative that nobody is planned for yet."""
    KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=kota.opd.instansi))


def test_a_row_locked_meanwhile_stays_where_it_is(kota: KotaRencana, petugas: Akun) -> None:
    lama = kota.susun()
    baris = lama.baris_set.select_related("rencana")[0]
    _formasi_baru(kota)

    def kunci() -> None:
        layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)

    baru = kota.susun(lapor=_sementara(kunci))
    assert baru != lama
    tempat = baru.baris_set.get(terkunci=True)
    assert (tempat.pegawai_id, tempat.kebutuhan_id) == (baris.pegawai_id, baris.kebutuhan_id)


def test_a_lock_opened_meanwhile_holds_nobody(kota: KotaRencana, petugas: Akun) -> None:
    baris = kota.susun().baris_set.select_related("rencana")[0]
    layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
    _formasi_baru(kota)

    def buka() -> None:
        layanan.kunci_baris(baris=baris, terkunci=False, aktor=petugas, pada=KINI)

    assert not kota.susun(lapor=_sementara(buka)).baris_set.filter(terkunci=True).exists()


def test_a_plan_taken_meanwhile_is_what_the_next_one_follows(
    kota: KotaRencana, petugas: Akun
) -> None:
    dekat = kota.susun(dengan_lain=True).susunan_lain_set.get(corak=Rencana.Corak.DEKAT)
    _formasi_baru(kota)
    ambil = _sementara(lambda: layanan.pakai(rencana=dekat, aktor=petugas, pada=KINI))
    assert kota.susun(lapor=ambil, dengan_lain=True).corak == Rencana.Corak.DEKAT


def test_a_plan_sent_meanwhile_stays_sent_and_its_people_are_taken(
    kota: KotaRencana, petugas: Akun
) -> None:
    PejabatFactory.create(opd=kota.opd)
    lama = kota.susun()
    _formasi_baru(kota)
    kirim = _sementara(lambda: kirim_nominasi(rencana=lama, aktor=petugas, pada=KINI))
    baru = kota.susun(lapor=kirim)
    lama.refresh_from_db()
    assert lama.status == Rencana.Status.DIPAKAI
    berangkat = set(lama.baris_set.values_list("pegawai", flat=True))
    assert berangkat.isdisjoint(baru.baris_set.values_list("pegawai", flat=True))


def test_a_plan_that_is_gone_is_not_taken(kota: KotaRencana, petugas: Akun) -> None:
    dekat = kota.susun(dengan_lain=True).susunan_lain_set.get(corak=Rencana.Corak.DEKAT)
    _formasi_baru(kota)
    kota.susun(dengan_lain=True)
    with pytest.raises(SudahDiproses, match="sudah diganti"):
        layanan.pakai(rencana=dekat, aktor=petugas, pada=KINI)


def test_who_lost_the_right_meanwhile_stores_no_plan(
    kota: KotaRencana, petugas: Akun, kerjakan: Callable[[], list[Pekerjaan]]
) -> None:
    layanan.mulai(periode=kota.periode, aktor=petugas, pada=KINI)
    Akun.objects.filter(pk=petugas.pk).update(is_active=False)
    [pekerjaan] = kerjakan()
    assert pekerjaan.status == Pekerjaan.Status.GAGAL
    assert "tidak berhak" in pekerjaan.galat
    assert not Rencana.objects.exists()
