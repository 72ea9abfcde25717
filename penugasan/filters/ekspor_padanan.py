"""The export of the mappings to SIASN: units, positions, and what is left over at SIASN."""

from typing import Any

from inti.excel_tulis import Lembar
from inti.peran import PEMBACA
from penugasan.exports.padanan import kolom, kolom_sisa, sisa
from penugasan.queries.padanan import JABATAN, UNIT, daftar
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _padanan(lingkup: Lingkup) -> Isi:
    unit = daftar(lingkup.pembaca, UNIT)
    jabatan = daftar(lingkup.pembaca, JABATAN)
    lembar: list[Lembar[Any]] = [
        Lembar("Unit", kolom(UNIT), unit.hal),
        Lembar("Jabatan", kolom(JABATAN), jabatan.hal),
        Lembar("Unor tanpa padanan", kolom_sisa(unit), sisa(unit)),
    ]
    return Isi(lembar, len(unit.hal))


PADANAN = JenisEkspor(
    "padanan-siasn",
    "Padanan SIASN",
    "Unit dan jabatan kita beserta padanannya di SIASN, dan unor SIASN yang belum berpadanan.",
    PEMBACA,
    _padanan,
)
