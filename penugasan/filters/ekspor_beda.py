"""The export of the differences with SIASN, with the filters of their page."""

from inti.excel_tulis import Lembar
from inti.peran import PEMBACA
from penugasan.exports.beda import kolom
from penugasan.filters.beda import BedaFilter
from penugasan.filters.ekspor_dasar import dalam_kata, permintaan
from penugasan.queries.beda import beda_terlihat
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _beda(lingkup: Lingkup) -> Isi:
    saring = BedaFilter(
        lingkup.tanya, queryset=beda_terlihat(lingkup.pembaca), request=permintaan(lingkup)
    )
    lembar = Lembar("Perbedaan SIASN", kolom(), saring.qs)
    return Isi([lembar], saring.qs.count(), [("Saringan", dalam_kata(saring))])


BEDA = JenisEkspor(
    "beda-siasn",
    "Perbedaan dengan SIASN",
    "Data pegawai yang berbeda antara portal dan SIASN, dan jawabannya.",
    PEMBACA,
    _beda,
)
