"""The register of exceptions, as an auditor reads it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang, unit_kerja
from penugasan.models import Pengecualian
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.types import Hasil


def kolom() -> list[Kolom[Pengecualian]]:
    """One row per exception: what the rule said, why it was overruled, and by whom."""
    return [
        *kolom_orang(lambda p: p.pegawai),
        Kolom("OPD", lambda p: unit_kerja(p.pegawai), lebar=36),
        Kolom("PERIODE", lambda p: p.periode.nama, lebar=30),
        Kolom("SYARAT", lambda p: nama_aturan(p.aturan), lebar=24),
        Kolom("HASIL SYARAT", lambda p: Hasil(p.hasil_semula).label, lebar=14),
        Kolom("ALASAN SYARAT", lambda p: p.alasan_semula, Jenis.PANJANG, 44),
        Kolom("ALASAN PENGECUALIAN", lambda p: p.alasan, Jenis.PANJANG, 44),
        Kolom("DOKUMEN", lambda p: p.dokumen, lebar=34),
        Kolom("STATUS", lambda p: p.get_status_display(), lebar=20),
        Kolom("DIAJUKAN", lambda p: p.diajukan_pada, Jenis.WAKTU, 17),
        Kolom("OLEH", lambda p: str(p.diajukan_oleh), lebar=26),
        Kolom("DIPUTUS", lambda p: p.diputus_pada, Jenis.WAKTU, 17),
        Kolom("PEMUTUS", lambda p: str(p.diputus_oleh or ""), lebar=26),
        Kolom("CATATAN", lambda p: p.catatan, Jenis.PANJANG, 36),
        Kolom("SIDIK BERKAS (SHA-256)", lambda p: p.sha256, Jenis.KODE, 68),
    ]


def baris(pengecualian: QuerySet[Pengecualian]) -> Iterator[Pengecualian]:
    """The rows in the order of the queryset, 1,000 at a time."""
    return pengecualian.select_related(
        "pegawai__opd", "periode", "diajukan_oleh", "diputus_oleh"
    ).iterator(1000)


def nama_aturan(kode: str) -> str:
    """The name a rule has on the card; one that is no more keeps its code."""
    return MENURUT_KODE[kode].nama if kode in MENURUT_KODE else kode
