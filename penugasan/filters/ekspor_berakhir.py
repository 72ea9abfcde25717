"""The export of what ends within six months."""

from inti.excel_tulis import Lembar
from inti.peran import Peran
from inti.waktu import hari_ini
from penugasan.exports import berakhir as ekspor
from penugasan.filters.ekspor_dasar import SEMUA
from penugasan.queries.kalender import BULAN_BERAKHIR, berakhir
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _berakhir(lingkup: Lingkup) -> Isi:
    baris = berakhir(lingkup.pembaca, hari_ini())
    lembar = Lembar("Berakhir", ekspor.kolom(), ekspor.baris(baris))
    return Isi([lembar], baris.count(), [("Saringan", SEMUA), ("Dalam bulan", BULAN_BERAKHIR)])


BERAKHIR = JenisEkspor(
    "berakhir",
    "Penugasan yang segera berakhir",
    "Siapa yang masa tugasnya berakhir dalam enam bulan, dan karena apa.",
    frozenset({Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR, Peran.DINAS_KOPERASI}),
    _berakhir,
)
