"""Who may open the pages of the people's side: tasks handed over, and what follows the start."""

from collections.abc import Callable
from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, Baris

PENGATUR = frozenset({Peran.PETUGAS, Peran.KEPALA_OPD})
PETUGAS = frozenset({Peran.PETUGAS})
KE_DEPAN = 302


def _pk(nama: str) -> Callable[[Isi], dict[str, Any]]:
    return lambda isi: {"pk": isi.pk(nama)}


def _penerima(isi: Isi) -> dict[str, Any]:
    return {"penerima": isi.pk("pengganti")}


PENGALIHAN = [
    Baris("penugasan:pengalihan", BKPSDM | PENGATUR, _pk("disetujui")),
    Baris(
        "penugasan:pengalihan_catat",
        PENGATUR,
        _pk("disetujui"),
        metode="post",
        isi=lambda _isi: {"uraian": "Uji"},
        jawab=KE_DEPAN,
    ),
    # One task of the test world has no owner.
    Baris("penugasan:pengalihan_lengkap", PENGATUR, _pk("disetujui"), metode="post", jawab=409),
    Baris("penugasan:pengalihan_atur", PENGATUR, _pk("tugas")),
    Baris(
        "penugasan:pengalihan_serahkan",
        PENGATUR,
        _pk("tugas"),
        metode="post",
        isi=_penerima,
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:pengalihan_hapus", PENGATUR, _pk("tugas"), metode="post", jawab=KE_DEPAN),
]

KERJA_GANDA = [
    Baris("penugasan:kerja_ganda", BKPSDM | PENGATUR),
    Baris("penugasan:kerja_ganda_rincian", BKPSDM | PENGATUR, _pk("kerja_ganda")),
    Baris(  # the unit still has time to explain
        "penugasan:kerja_ganda_putuskan",
        PETUGAS,
        _pk("kerja_ganda"),
        metode="post",
        isi=lambda _isi: {"putusan": "buktikan", "catatan": "Uji"},
        jawab=409,
    ),
]

ORANG = [*PENGALIHAN, *KERJA_GANDA]
