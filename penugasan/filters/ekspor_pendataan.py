"""The exports of the non-ASN registry, with the filters of its page."""

from typing import Any

from inti.excel_tulis import Lembar, Nilai
from inti.peran import PEMBACA
from pegawai.models import TenagaNonAsn
from penugasan.exports import pendataan as ekspor
from penugasan.filters.ekspor_dasar import dalam_kata, permintaan
from penugasan.filters.pendataan import PendataanFilter
from penugasan.rules.types import Hasil
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup


def _saring(lingkup: Lingkup) -> Any:
    semua = TenagaNonAsn.objects.untuk(lingkup.pembaca).select_related("opd", "hasil")
    return PendataanFilter(lingkup.tanya, queryset=semua, request=permintaan(lingkup))


def _pendataan(lingkup: Lingkup) -> Isi:
    saring = _saring(lingkup)
    lembar = Lembar("Non-ASN", ekspor.kolom(), ekspor.baris(saring.qs))
    return Isi([lembar], saring.qs.count(), [("Saringan", dalam_kata(saring))])


def _bkn(lingkup: Lingkup) -> Isi:
    saring = _saring(lingkup)
    memenuhi = saring.qs.filter(hasil__hasil=Hasil.LAYAK)
    keterangan: list[tuple[str, Nilai]] = [
        ("Saringan", dalam_kata(saring)),
        ("Isi", "Hanya orang yang memenuhi kriteria, 23 kolom formulir BKN"),
    ]
    lembar = Lembar("Non-ASN", ekspor.kolom_bkn(), ekspor.baris(memenuhi))
    return Isi([lembar], memenuhi.count(), keterangan)


def _rekap(lingkup: Lingkup) -> Isi:
    saring = _saring(lingkup)
    baris = ekspor.baris_rekap(saring.qs)
    lembar = Lembar("Rekapitulasi", ekspor.kolom_rekap(), baris)
    return Isi([lembar], len(baris), [("Saringan", dalam_kata(saring))])


PENDATAAN = JenisEkspor(
    "pendataan",
    "Pendataan non-ASN",
    "Semua orang dengan 23 kolom BKN, hasil, dan sebabnya. Dapat diimpor lagi.",
    PEMBACA,
    _pendataan,
    impor="pendataan",
)
PENDATAAN_BKN = JenisEkspor(
    "pendataan_bkn",
    "Pendataan non-ASN untuk BKN",
    "Orang yang memenuhi kriteria, dalam 23 kolom formulir BKN.",
    PEMBACA,
    _bkn,
    impor="pendataan",
)
PENDATAAN_REKAP = JenisEkspor(
    "pendataan_rekap",
    "Rekapitulasi pendataan non-ASN",
    "Jumlah per unit untuk KemenPANRB: memenuhi, di luar kriteria per sebab, dan riil.",
    PEMBACA,
    _rekap,
)
