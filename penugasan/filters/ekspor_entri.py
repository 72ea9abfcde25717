"""The export of what is entered in SIASN by hand: the sheet one types from."""

from inti.excel_tulis import Lembar
from inti.peran import PEMBACA
from penugasan.exports import sinkronisasi as ekspor
from penugasan.queries.sinkronisasi import entri_manual
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _entri(lingkup: Lingkup) -> Isi:
    pesan = entri_manual(lingkup.pembaca)
    lembar = Lembar("Entri manual", ekspor.kolom_entri(), pesan.iterator(500))
    return Isi([lembar], pesan.count())


ENTRI = JenisEkspor(
    "entri-siasn",
    "Lembar entri SIASN",
    "Isian yang diketik ke SIASN dengan tangan selama jalurnya putus.",
    PEMBACA,
    _entri,
)
