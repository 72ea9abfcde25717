"""The monthly report without a signal: nothing that was sent is lost, and nothing newer is."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from penugasan.models import SuaraKoperasi
from penugasan.queries.bertugas import bulan_laporan
from penugasan.services import suara
from tests.e2e.panggung import Panggung
from tests.e2e.test_langkah import _sinkron, buka, panggung

__all__ = ["_sinkron", "buka", "panggung"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
TERSIMPAN = "Object.keys(localStorage).filter((k) => k.startsWith('luring:')).length"


def alamat(panggung: Panggung, peran: str) -> str:
    """Where that role reports: by account, or by the signed link of the month."""
    if peran != "tamu":
        return "/suara/"
    return f"/suara/{suara.tautan(panggung.objek['koperasi'], bulan_laporan(hari_ini()))}/"


def isi(halaman: Page, hari: str, nilai: str) -> None:
    for satu in halaman.locator("main fieldset.kartu").all():
        satu.get_by_label("Hari hadir").fill(hari)
        for nama in ("Hasil kerja", "Sikap"):
            satu.get_by_role("group", name=nama).get_by_label(nilai).first.check()


def tercatat(panggung: Panggung, hari: int, nilai: int, **lain: Any) -> None:
    """What the server has of this month already."""
    aktif = panggung.objek["aktif"]
    isian = {"hari_hadir": hari, "kerja": nilai, "sikap": nilai, "dikirim_pada": sekarang()} | lain
    SuaraKoperasi.objects.update_or_create(
        penugasan=aktif,
        bulan=bulan_laporan(hari_ini()),
        defaults={"instansi": aktif.instansi, **isian},
    )


def simpan_luring(halaman: Page, hari: str = "19", nilai: str = "Cukup") -> None:
    """Report without a signal and close the tab."""
    isi(halaman, hari, nilai)
    halaman.context.set_offline(True)
    halaman.get_by_role("button", name="Kirim laporan").click()
    expect(halaman.get_by_text("Tidak ada sinyal")).to_be_visible()
    halaman.close()


@pytest.mark.parametrize("peran", [Peran.PENGURUS_KOPERASI, "tamu"])
def test_a_report_kept_by_a_closed_tab_goes_out_when_the_page_is_opened_again(
    buka: Any, panggung: Panggung, peran: str
) -> None:
    tercatat(panggung, 22, 3)
    tempat = alamat(panggung, peran)
    halaman = buka(peran, tempat).halaman
    konteks = halaman.context
    simpan_luring(halaman)
    konteks.set_offline(False)
    lagi = konteks.new_page()
    lagi.goto(tempat)
    expect(lagi.locator("main")).to_contain_text("Terima kasih")
    bulan = bulan_laporan(hari_ini())
    satu = SuaraKoperasi.objects.get(penugasan=panggung.objek["aktif"], bulan=bulan)
    assert (satu.hari_hadir, satu.kerja, satu.sikap) == (19, 2, 2)
    assert lagi.evaluate(TERSIMPAN) == 0
    lagi.goto(tempat)  # an ordinary page again
    expect(lagi.get_by_label("Hari hadir").first).to_have_value("19")
    expect(lagi.locator("[data-luring-pesan]:visible")).to_have_count(0)


def test_an_older_copy_is_shown_and_left_to_the_chair_when_a_newer_report_came(
    buka: Any, panggung: Panggung
) -> None:
    halaman = buka(Peran.PENGURUS_KOPERASI, "/suara/").halaman
    konteks = halaman.context
    simpan_luring(halaman)
    tercatat(panggung, 22, 3, dikirim_pada=sekarang().replace(year=sekarang().year + 1))
    konteks.set_offline(False)
    lagi = konteks.new_page()
    lagi.goto("/suara/")
    expect(lagi.get_by_text("belum terkirim")).to_be_visible()
    expect(lagi.get_by_label("Hari hadir").first).to_have_value("19")
    expect(lagi.get_by_role("group", name="Sikap").first.get_by_label("Cukup")).to_be_checked()
    assert not SuaraKoperasi.objects.filter(hari_hadir=19).exists()
    lagi.get_by_role("button", name="Kirim laporan").click()
    expect(lagi.locator("main")).to_contain_text("Terima kasih")
    assert SuaraKoperasi.objects.filter(hari_hadir=19).exists()


def test_a_sending_that_broke_keeps_the_copy_and_is_tried_by_itself_once(
    buka: Any, panggung: Panggung
) -> None:
    halaman = buka(Peran.PENGURUS_KOPERASI, "/suara/").halaman
    isi(halaman, "18", "Baik")
    halaman.route("**/suara/", lambda rute: rute.abort())  # bars on the phone, and no answer
    halaman.get_by_role("button", name="Kirim laporan").click()
    expect(halaman.get_by_role("button", name="Kirim laporan")).to_have_count(0)
    halaman.unroute("**/suara/")
    halaman.goto("/suara/")
    expect(halaman.locator("main")).to_contain_text("Terima kasih")
    assert SuaraKoperasi.objects.filter(hari_hadir=18).exists()


def test_a_kept_report_with_a_gap_comes_back_with_its_errors_and_is_not_sent_round_and_round(
    buka: Any, panggung: Panggung
) -> None:
    halaman = buka(Peran.PENGURUS_KOPERASI, "/suara/").halaman
    konteks = halaman.context
    simpan_luring(halaman, hari="40")
    konteks.set_offline(False)
    lagi = konteks.new_page()
    lagi.goto("/suara/")
    expect(lagi.get_by_text("Laporan belum bisa dikirim")).to_be_visible()
    lagi.goto("/suara/")
    expect(lagi.get_by_text("belum terkirim")).to_be_visible()
    isi(lagi, "20", "Cukup")
    lagi.get_by_role("button", name="Kirim laporan").click()
    expect(lagi.locator("main")).to_contain_text("Terima kasih")
    assert lagi.evaluate(TERSIMPAN) == 0
