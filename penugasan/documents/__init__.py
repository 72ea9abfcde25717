"""Letters as PDF and DOCX: plain data in, bytes out. Knows no table, no clock and no policy."""

from penugasan.documents.cetak import TEMPLAT, cetak, cetak_sk, cetak_surat_tugas
from penugasan.documents.isi import (
    BarisLampiran,
    Kop,
    Orang,
    PenandaTangan,
    SkPenugasan,
    SuratDinas,
    SuratPerintahTugas,
)
from penugasan.documents.sptjm import Sptjm, cetak_sptjm

__all__ = [
    "TEMPLAT",
    "BarisLampiran",
    "Kop",
    "Orang",
    "PenandaTangan",
    "SkPenugasan",
    "Sptjm",
    "SuratDinas",
    "SuratPerintahTugas",
    "cetak",
    "cetak_sk",
    "cetak_sptjm",
    "cetak_surat_tugas",
]
