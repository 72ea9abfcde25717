"""The screens of each role at 360 and 1366 px before axe in both themes, as docs/layar shows them.

``LAYAR=1`` writes them there; without it they are drawn and measured only.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from inti.peran import Peran
from inti.waktu import hari_ini
from penugasan.queries.bertugas import bulan_laporan
from penugasan.services import suara
from tests.e2e.aksesibilitas import TEMA, keluhan
from tests.e2e.panggung import Panggung
from tests.e2e.test_langkah import _sinkron, buka, panggung

__all__ = ["_sinkron", "buka", "panggung"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
LEBAR = (360, 1366)

Alamat = Callable[[Panggung], str]


def _pk(pola: str, nama: str) -> Alamat:
    return lambda p: pola.format(p.objek[nama].pk)


def _tautan(panggung: Panggung) -> str:
    token = suara.tautan(panggung.objek["koperasi"], bulan_laporan(hari_ini()))
    return f"/suara/{token}/"


LAYAR: dict[str, dict[str, str | Alamat]] = {
    Peran.PETUGAS: {
        "beranda": "/",
        "inbox-usul": "/usulan/",
        "usulan": _pk("/usulan/{}/", "usulan"),
        "orang-di-koperasi": "/bertugas/",
        "permintaan-nama": "/panggilan/",
        "pencarian": "/cari/?cari=siti",
    },
    Peran.PENYETUJU: {"beranda": "/", "pengajuan": "/pengajuan/"},
    Peran.KEPALA_OPD: {
        "beranda": "/",
        "nominasi": "/tugas/",
        "pengalihan-tugas": _pk("/pengalihan/{}/", "disetujui"),
        "kerja-ganda": _pk("/kerja-ganda/{}/", "indikasi"),
        "tawarkan-nama": "/panggilan/opd/",
        "pemberitahuan": "/pemberitahuan/",
        "delegasi": "/delegasi/",
    },
    Peran.DINAS_KOPERASI: {
        "beranda": "/",
        "evaluasi": _pk("/evaluasi/{}/", "aktif"),
        "laporan-terlambat": "/suara/terlambat/",
    },
    Peran.PENGURUS_KOPERASI: {
        "beranda": "/",
        "laporan-bulanan": "/suara/",
        "minta-ganti": _pk("/pengajuan/baru/ganti/?penugasan={}", "aktif"),
        "kalender": "/kalender/",
    },
    Peran.PEGAWAI: {"status": "/", "kartu": "/saya/kartu/"},
    Peran.PIMPINAN: {"eskalasi": "/eskalasi/"},
    Peran.AUDITOR: {"beranda": "/"},
    Peran.ADMIN: {"hari-libur": "/hari-libur/"},
    "tamu": {"laporan-lewat-tautan": _tautan},
}


@pytest.mark.parametrize("peran", LAYAR)
def test_the_screens_of_a_role_fit_both_widths(
    peran: str, buka: Any, panggung: Panggung, tmp_path: Path
) -> None:
    tulis = os.environ.get("LAYAR") == "1"
    folder = Path(settings.AKAR) / "docs" / "layar" if tulis else tmp_path
    folder.mkdir(exist_ok=True)
    for nama, tujuan in LAYAR[peran].items():
        alamat = tujuan if isinstance(tujuan, str) else tujuan(panggung)
        halaman = buka(peran, alamat).halaman
        halaman.emulate_media(reduced_motion="reduce")  # a colour half way through has no contrast
        assert halaman.locator("h1").count() == 1, alamat
        for lebar in LEBAR:
            for tema in reversed(TEMA):  # light last: that is what the picture shows
                assert keluhan(halaman, lebar=lebar, tema=tema) == [], f"{alamat} {lebar} {tema}"
            halaman.set_viewport_size({"width": lebar, "height": 780 if lebar < 800 else 860})
            gambar = folder / f"{peran}-{nama}-{lebar}.png"
            halaman.screenshot(path=gambar)
            assert gambar.stat().st_size > 5_000
