"""More step budgets at the desk: uncertain people, a schedule, the chain, a decision's reasons."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from inti.models import Pekerjaan
from inti.peran import Peran
from penugasan.models import JadwalEkspor, Penugasan, PermintaanData, Surat
from tests.e2e.conftest import MEJA
from tests.e2e.panggung import Panggung
from tests.e2e.test_langkah import _sinkron, buka, panggung
from tests.pegawai.factories import SANDI, PegawaiFactory
from tests.penugasan.factories import HasilSaringFactory

__all__ = ["_sinkron", "buka", "panggung"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_asking_about_all_uncertain_people_takes_two_steps_of_three(
    buka: Any, panggung: Panggung
) -> None:
    """The count, then the button: it asks about everybody whom the filter shows."""
    saringan = HasilSaringFactory._meta.model.objects.first().saringan
    for _ in range(3):
        orang = PegawaiFactory.create(instansi=panggung.instansi, opd=panggung.opd)
        HasilSaringFactory.create(saringan=saringan, pegawai=orang, belum_pasti=True)
    petugas = buka(Peran.PETUGAS, "/kelayakan/", MEJA)
    petugas.halaman.locator("main a[href*='hasil=belum_pasti']").first.click()
    petugas.jumlah += 1
    petugas.tekan("Minta ke OPD", peran="button")
    petugas.halaman.wait_for_url(re.compile("/permintaan/"))
    assert petugas.jumlah <= 3
    assert PermintaanData.objects.count() == 3


def test_a_scheduled_export_takes_three_steps(buka: Any, panggung: Panggung) -> None:
    petugas = buka(Peran.PETUGAS, "/kelayakan/", MEJA)
    petugas.tekan("Jadwalkan")
    petugas.halaman.get_by_label("Kapan").select_option(label="Setiap hari")
    petugas.jumlah += 1
    petugas.tekan("Simpan")
    expect(petugas.halaman.locator("main")).to_contain_text("Jadwal disimpan")
    assert petugas.jumlah == 3
    assert JadwalEkspor.objects.count() == 1


def test_the_auditor_checks_the_chain_with_one_tap(buka: Any, panggung: Panggung) -> None:
    auditor = buka(Peran.AUDITOR, "/jejak/", MEJA)
    auditor.tekan("Periksa rantai")
    auditor.halaman.wait_for_url(re.compile("/pekerjaan/|/jejak/periksa/"))
    assert auditor.jumlah == 1
    assert Pekerjaan.objects.filter(jenis="jejak.periksa").exists()


def test_the_letters_of_a_kind_take_two_steps(buka: Any, panggung: Panggung) -> None:
    """Select all, then the button."""
    petugas = buka(Peran.PETUGAS, "/surat/terbitkan/berita_acara/", MEJA)
    petugas.pilih(petugas.halaman.locator("[data-pilih-semua]:visible"))
    petugas.tekan("Terbitkan", tepat=True)
    expect(petugas.halaman.locator("main")).to_contain_text("diterbitkan")
    assert petugas.jumlah == 2
    assert Surat.objects.get(jenis="berita_acara").urut == 1


def test_a_decision_that_ends_a_posting_takes_two_steps_and_two_of_the_second_person(
    buka: Any, panggung: Panggung
) -> None:
    """Select all and hand in; the second person opens it and agrees."""
    berangkat = panggung.objek["berangkat"]
    Penugasan.objects.filter(pk=berangkat.pk).update(
        status="SELESAI", tiba=berangkat.mulai, diakhiri=berangkat.mulai
    )
    petugas = buka(Peran.PETUGAS, "/surat/terbitkan/sk_pengakhiran/", MEJA)
    petugas.pilih(petugas.halaman.locator("[data-pilih-semua]:visible"))
    petugas.tekan("Ajukan ke orang kedua")
    petugas.halaman.wait_for_url(re.compile("/surat/ajuan/"))
    assert petugas.jumlah == 2
    penyetuju = buka(Peran.PENYETUJU, "/surat/ajuan/", MEJA)
    penyetuju.tekan("Terbitkan: Keputusan pengakhiran", peran="link")
    penyetuju.tekan("Setujui", tepat=True)
    halaman = penyetuju.halaman
    halaman.locator("input[name=password]").fill(SANDI)  # step-up: a login, not a step
    halaman.locator("main form button[type=submit]").first.click()
    expect(halaman.locator("main")).to_contain_text("Yang diajukan")
    if not Surat.objects.filter(jenis="sk_pengakhiran").exists():
        penyetuju.tekan("Setujui", tepat=True)  # the step-up led back to the page
        penyetuju.jumlah -= 1
    expect(halaman.locator("main")).to_contain_text("Disetujui")
    assert penyetuju.jumlah == 2
    assert Surat.objects.filter(jenis="sk_pengakhiran").exists()
