"""More step budgets at the desk: uncertain people, a schedule, the chain, a decision's reasons."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from inti.models import Pekerjaan
from inti.peran import Peran
from penugasan.models import JadwalEkspor, PermintaanData
from tests.e2e.conftest import MEJA
from tests.e2e.panggung import Panggung
from tests.e2e.test_langkah import _sinkron, buka, panggung
from tests.pegawai.factories import PegawaiFactory
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
