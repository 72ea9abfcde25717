"""The export of exceptions, with the filters of their page."""

from django.db.models import QuerySet

from inti.excel_tulis import Lembar
from inti.peran import PEMBACA
from penugasan.exports import pengecualian as ekspor
from penugasan.filters.ekspor_dasar import dalam_kata, permintaan
from penugasan.filters.pengecualian import PengecualianFilter
from penugasan.models import Pengecualian
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _pengecualian(lingkup: Lingkup) -> Isi:
    semua: QuerySet[Pengecualian] = Pengecualian.objects.untuk(lingkup.pembaca)
    saring = PengecualianFilter(lingkup.tanya, queryset=semua, request=permintaan(lingkup))
    lembar = Lembar("Pengecualian", ekspor.kolom(), ekspor.baris(saring.qs))
    return Isi([lembar], saring.qs.count(), [("Saringan", dalam_kata(saring))])


PENGECUALIAN = JenisEkspor(
    "pengecualian",
    "Pengecualian",
    "Syarat yang dikesampingkan untuk satu orang, alasannya, dan siapa yang menyetujui.",
    PEMBACA,
    _pengecualian,
)
