"""The export of questions to units, with the filters of their page."""

from inti.excel_tulis import Lembar
from inti.peran import PEMBACA
from inti.waktu import hari_ini
from penugasan.exports.permintaan import kolom
from penugasan.filters.ekspor_dasar import dalam_kata, permintaan
from penugasan.filters.permintaan import PermintaanFilter
from penugasan.queries.permintaan import hias, permintaan_terlihat
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _permintaan(lingkup: Lingkup) -> Isi:
    saring = PermintaanFilter(
        lingkup.tanya,
        queryset=permintaan_terlihat(lingkup.pembaca),
        request=permintaan(lingkup),
    )
    daftar = hias(saring.qs, lingkup.instansi, hari_ini())
    lembar = Lembar("Permintaan data", kolom(), daftar)
    return Isi([lembar], len(daftar), [("Saringan", dalam_kata(saring))])


PERMINTAAN = JenisEkspor(
    "permintaan",
    "Permintaan data",
    "Data yang diminta ke OPD, tenggatnya, dan jawabannya.",
    PEMBACA,
    _permintaan,
)
