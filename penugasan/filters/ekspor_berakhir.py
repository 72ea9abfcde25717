"""The export of what ends within six months, with who might follow for those who decide it."""

from typing import Any

from inti.excel_tulis import Lembar
from inti.peran import PEMBACA, Peran
from inti.waktu import hari_ini
from penugasan.exports import berakhir as ekspor
from penugasan.filters.ekspor_dasar import SEMUA
from penugasan.queries.kalender import BULAN_BERAKHIR, berakhir
from penugasan.queries.penerus import kursi_perlu, pasang_calon
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _berakhir(lingkup: Lingkup) -> Isi:
    baris = berakhir(lingkup.pembaca, hari_ini())
    lembar: list[Lembar[Any]] = [Lembar("Berakhir", ekspor.kolom(), ekspor.baris(baris))]
    if lingkup.pembaca.peran != Peran.DINAS_KOPERASI:  # no name before the second person confirms
        kursi = pasang_calon(list(kursi_perlu(lingkup.pembaca, hari_ini())))
        lembar.append(Lembar("Calon penerus", ekspor.kolom_calon(), ekspor.baris_calon(kursi)))
    return Isi(lembar, baris.count(), [("Saringan", SEMUA), ("Dalam bulan", BULAN_BERAKHIR)])


BERAKHIR = JenisEkspor(
    "berakhir",
    "Penugasan yang segera berakhir",
    "Siapa yang masa tugasnya berakhir dalam enam bulan, karena apa, dan calon penerusnya.",
    PEMBACA | {Peran.DINAS_KOPERASI},
    _berakhir,
)
