"""The register of letters: every number given, in its order, and what became of it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from inti.excel_tulis import Jenis, Kolom
from penugasan.models import Surat


def kolom() -> list[Kolom[Any]]:
    """The columns; the rows are letters as ``baris`` annotates them."""
    return [
        Kolom("JENIS", lambda s: s.get_jenis_display(), lebar=22),
        Kolom("TAHUN", lambda s: str(s.tahun), Jenis.KODE, 8),
        Kolom("URUT", lambda s: s.urut, Jenis.BULAT, 8),
        Kolom("NOMOR", lambda s: s.nomor, lebar=32),
        Kolom("TANGGAL", lambda s: s.tanggal, Jenis.TANGGAL, 12),
        Kolom("BERLAKU MULAI", lambda s: s.berlaku_mulai or s.tanggal, Jenis.TANGGAL, 14),
        Kolom("UNTUK", _untuk, lebar=36),
        Kolom("DASAR", lambda s: s.induk.nomor if s.induk else "", lebar=32),
        Kolom("STATUS", lambda s: s.get_status_display(), lebar=12),
        Kolom("ALASAN", lambda s: s.alasan_akhir, lebar=30),
        Kolom("DIGANTI OLEH", lambda s: s.diganti_oleh.nomor if s.diganti_oleh else "", lebar=32),
        Kolom("DIBUAT", lambda s: s.dibuat, Jenis.WAKTU, 17),
        Kolom("OLEH", lambda s: str(s.aktor or ""), lebar=26),
        Kolom("ALASAN NOMOR MANUAL", lambda s: s.alasan_nomor, lebar=30),
        Kolom("SIDIK BERKAS (SHA-256)", lambda s: s.sha256, Jenis.KODE, 68),
        Kolom("SIDIK BERTANDA TANGAN", lambda s: s.sidik_ttd, Jenis.KODE, 68),
    ]


def _untuk(surat: Any) -> str:
    """Whom it is for; letters of earlier days say it only in their content."""
    return surat.untuk_siapa or surat.nama_orang or f"{surat.jumlah_orang} orang"


def baris(surat: QuerySet[Surat]) -> Iterator[Any]:
    """The rows of a filtered queryset in the order of the register, 1,000 at a time."""
    semua: Iterator[Any] = (
        Surat.objects.filter(pk__in=surat.order_by().values("pk"))
        .annotate(
            nama_orang=KeyTextTransform("nama", KeyTextTransform("orang", "isi")),
            jumlah_orang=Count("penugasan"),
        )
        .select_related("induk", "diganti_oleh", "aktor")
        .defer("isi", "induk__isi", "diganti_oleh__isi")
        .order_by("jenis", "tahun", "urut")
        .iterator(1000)
    )
    return semua
