"""More races on PostgreSQL than the eighteen of tests.balapan.

One wins, the others read who won, no invariant breaks and no deadlock reaches anybody.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti import audit
from inti.errors import DomainError
from inti.models import Instansi, JejakAudit
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Opd, Pegawai, Pejabat
from penugasan.models import Penugasan, Surat, Usulan
from penugasan.services import nominasi, penetapan, usulan as layanan
from tests.balapan.serentak import pisah, segar, serentak
from tests.pegawai.factories import AkunFactory, PejabatFactory
from tests.penugasan import alur

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PUTARAN = range(5)
"""Each race is run several times: one lucky order proves nothing."""


@pytest.fixture(autouse=True)
def _rantai_utuh(instansi: Instansi) -> Iterator[None]:
    """Whatever happened, the audit chain holds afterwards."""
    yield
    assert audit.verifikasi(instansi)[1] is None


@pytest.fixture
def penyetuju_lain(instansi: Instansi) -> Akun:
    return AkunFactory.create(username="penyetuju.dua", penyetuju=True, instansi=instansi)


@pytest.fixture
def kepala_cabang(opd_cabang: Opd) -> Akun:
    """The head of the branch below ``kepala_opd``'s unit."""
    akun = AkunFactory.create(
        username="kepala.cabang", kepala_opd=True, instansi=opd_cabang.instansi
    )
    PejabatFactory.create(opd=opd_cabang, akun=akun)
    return akun


def test_two_batches_that_share_one_name(petugas, penyetuju, penyetuju_lain, kepala_opd, opd):
    a, bersama, b = (alur.disetujui(petugas, kepala_opd, opd) for _ in range(3))

    def tetapkan(aktor: Akun, *batch: Penugasan) -> Callable[[], Surat]:
        return lambda: penetapan.tetapkan(
            penugasan=list(batch), tanggal=hari_ini(), aktor=aktor, pada=sekarang()
        )

    menang, kalah = pisah(
        serentak(tetapkan(penyetuju, a, bersama), tetapkan(penyetuju_lain, bersama, b))
    )
    assert (len(menang), len(kalah)) == (1, 1)
    assert bersama.pegawai.nama in kalah[0].pesan
    assert Penugasan.objects.filter(status="DITETAPKAN").count() == 2


@pytest.mark.parametrize("putaran", PUTARAN)
def test_one_person_named_for_two_posts(petugas, instansi, opd, putaran):
    lain = AkunFactory.create(username="petugas.dua", instansi=instansi)
    orang = alur.orang(opd)
    kursi = [alur.formasi(opd), alur.formasi(opd)]
    alur.periode(opd)
    menang, kalah = pisah(
        serentak(
            lambda: alur.nominasikan(petugas, opd, orang, kursi[0]),
            lambda: alur.nominasikan(lain, opd, orang, kursi[1]),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    assert Penugasan.objects.get().kebutuhan.koperasi.nama_pendek in kalah[0].pesan


@pytest.mark.parametrize("putaran", PUTARAN)
def test_agree_and_cancel(petugas, kepala_opd, opd, putaran):
    satu = alur.nominasikan(petugas, opd)
    salinan = [segar(Penugasan, satu.pk), segar(Penugasan, satu.pk)]
    menang, kalah = pisah(
        serentak(
            lambda: nominasi.setujui(penugasan=salinan[0], aktor=kepala_opd, pada=sekarang()),
            lambda: nominasi.batalkan(
                penugasan=salinan[1], alasan="x", aktor=petugas, pada=sekarang()
            ),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    assert segar(Penugasan, satu.pk).get_status_display() in kalah[0].pesan


def test_a_substitute_named_by_the_officer_while_the_usulan_on_him_is_accepted(
    petugas, instansi, kepala_opd, opd
):
    lain = AkunFactory.create(username="petugas.dua", instansi=instansi)
    usulan = alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd))
    kursi, b = alur.formasi(opd), usulan.pengganti
    menang, kalah = pisah(
        serentak(
            lambda: layanan.setujui(
                usulan=segar(Usulan, usulan.pk), aktor=petugas, pada=sekarang()
            ),
            lambda: alur.nominasikan(lain, opd, b, kursi),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    assert "sudah dinominasikan ke" in kalah[0].pesan
    assert Penugasan.objects.hidup().filter(pegawai=b).count() == 1


def test_a_term_that_ends_while_the_head_presses_the_button(petugas, kepala_opd, opd):
    """Either the answer came first, or it is refused; never an answer after the end."""
    satu = alur.nominasikan(petugas, opd)

    def akhiri() -> None:
        with audit.keputusan(opd.instansi):
            Pejabat.objects.filter(akun=kepala_opd).update(selesai="2025-12-31")
            audit.catat(aksi="pejabat.akhiri", aktor=petugas, instansi=opd.instansi)

    hasil = serentak(
        lambda: nominasi.setujui(penugasan=satu, aktor=kepala_opd, pada=sekarang()), akhiri
    )
    urutan = list(JejakAudit.objects.order_by("urutan").values_list("aksi", flat=True))
    if isinstance(hasil[0], DomainError):
        assert "tidak berhak" in hasil[0].pesan
        assert "penugasan.setujui_opd" not in urutan
    else:
        assert urutan.index("penugasan.setujui_opd") < urutan.index("pejabat.akhiri")


def test_a_crowd_of_everything_ends_without_a_deadlock(
    petugas, penyetuju, kepala_opd, kepala_cabang, opd, opd_cabang
):
    """Twelve people press at once; each gets an answer, and the constraints hold."""
    diminta = [alur.nominasikan(petugas, opd_cabang) for _ in range(4)]
    siap = [alur.disetujui(petugas, kepala_opd, opd) for _ in range(2)]
    b = alur.orang(opd_cabang)
    kerja: list[Callable[[], Any]] = []
    for nomor, satu in enumerate(diminta):
        kepala = (kepala_opd, kepala_cabang)[nomor % 2]
        kerja += [
            lambda s=satu, k=kepala: alur.usulkan(k, segar(Penugasan, s.pk), segar(Pegawai, b.pk)),
            lambda s=satu: nominasi.setujui(
                penugasan=segar(Penugasan, s.pk), aktor=kepala_cabang, pada=sekarang()
            ),
        ]
    kerja += [
        lambda: penetapan.tetapkan(
            penugasan=siap, tanggal=hari_ini(), aktor=penyetuju, pada=sekarang()
        )
    ] * 2
    kerja += [
        lambda s=s: nominasi.batalkan(
            penugasan=segar(Penugasan, s.pk), alasan="x", aktor=petugas, pada=sekarang()
        )
        for s in siap
    ]
    hasil = serentak(*kerja)
    assert len(hasil) == 12
    assert Usulan.objects.filter(pengganti=b, status="DIAJUKAN").count() <= 1
    assert Surat.objects.filter(jenis=Surat.Jenis.SK).count() <= 1


def test_a_double_click_in_two_tabs_is_one_answer(petugas, kepala_opd, opd):
    """The same through the pages: both tabs see success, the trail has one line."""
    satu = alur.nominasikan(petugas, opd)
    alamat = reverse("penugasan:nominasi_opd_setuju", args=[satu.pk])

    def tekan() -> int:
        klien = Client()
        klien.force_login(kepala_opd, backend="pegawai.backends.AkunBackend")
        return klien.post(alamat).status_code

    assert serentak(tekan, tekan, tekan) == [302, 302, 302]
    assert JejakAudit.objects.filter(aksi="penugasan.setujui_opd").count() == 1
