"""Who goes home within six months, and because of what."""

from collections.abc import Iterator

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang
from penugasan.models import Penugasan


def kolom() -> list[Kolom[Penugasan]]:
    return [
        *kolom_orang(lambda p: p.pegawai),
        Kolom("KOPERASI", lambda p: p.kebutuhan.koperasi.nama, lebar=42),
        Kolom("PERAN", lambda p: p.kebutuhan.get_peran_display(), lebar=14),
        Kolom("UNIT ASAL", lambda p: str(p.opd_asal or p.pegawai.unor_nama), lebar=36),
        Kolom("STATUS", lambda p: p.get_status_display(), lebar=16),
        Kolom("MULAI", lambda p: p.tiba or p.mulai, Jenis.TANGGAL, 12),
        Kolom("BERAKHIR", lambda p: p.selesai, Jenis.TANGGAL, 12),
        Kolom("SEBAB BERAKHIR", lambda p: p.sebab_selesai, lebar=30),
    ]


def baris(penugasan: QuerySet[Penugasan]) -> Iterator[Penugasan]:
    """The rows in the order of the queryset, 500 at a time."""
    return penugasan.iterator(500)
