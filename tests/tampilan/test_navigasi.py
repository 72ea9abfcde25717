"""The menu: every entry opens for the roles that see it, and one of them is the current page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from config.navigasi import MENU, alamat, butir_untuk, navigasi
from inti.models import Instansi
from inti.peran import Peran
from pegawai.models import Akun, Opd
from tests.pegawai.factories import AkunFactory, PejabatFactory

Masuk = Callable[[Akun], Client]


def test_every_entry_leads_to_an_installed_page_and_only_once() -> None:
    assert [butir.nama_url for butir in MENU if not alamat(butir.nama_url)] == []
    assert len({butir.nama_url for butir in MENU}) == len(MENU)


@pytest.mark.parametrize("peran", list(Peran))
def test_a_role_can_open_everything_in_its_menu(
    peran: Peran, instansi: Instansi, opd: Opd, masuk: Masuk
) -> None:
    akun = AkunFactory.create(peran=peran, instansi=instansi)
    if peran == Peran.KEPALA_OPD:
        PejabatFactory.create(opd=opd, akun=akun)
    klien = masuk(akun)
    for butir, url in butir_untuk(peran):
        halaman = klien.get(url)
        assert halaman.status_code == 200, url
        assert halaman.content.decode().count('aria-current="page"') >= 1, butir


def _kini(path: str, peran: str = Peran.PETUGAS) -> list[str]:
    isi = navigasi(peran, path)
    return [b["label"] for kelompok in isi["navigasi"] for b in kelompok["butir"] if b["kini"]]


def test_the_current_page_is_the_longest_entry_above_it() -> None:
    assert _kini("/") == ["Beranda"]
    assert _kini("/surat/12/unduh/") == ["Surat"]
    assert _kini("/tidak-ada/") == []


@pytest.mark.parametrize("peran", list(Peran))
def test_the_bottom_bar_and_its_menu_hold_every_entry_once(peran: Peran) -> None:
    isi: dict[str, Any] = navigasi(peran, "/")
    samping = [b["url"] for kelompok in isi["navigasi"] for b in kelompok["butir"]]
    assert [b["url"] for b in isi["navigasi_ponsel"] + isi["navigasi_lain"]] == samping
    assert len(isi["navigasi_ponsel"]) <= 5
    assert len(isi["navigasi_lain"]) != 1
