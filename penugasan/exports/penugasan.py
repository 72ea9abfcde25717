"""Assignments with the whole path of each: asked, answered, decided, numbered."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang
from penugasan.models import Penugasan, Surat


def kolom() -> list[Kolom[Penugasan]]:
    return [
        *kolom_orang(lambda p: p.pegawai),
        Kolom("UNIT ASAL", lambda p: str(p.opd_asal or p.pegawai.unor_nama), lebar=36),
        Kolom("KOPERASI", lambda p: p.kebutuhan.koperasi.nama, lebar=42),
        Kolom("FORMASI", lambda p: p.kebutuhan.nomor, Jenis.BULAT, 10),
        Kolom("PERAN", lambda p: p.kebutuhan.get_peran_display(), lebar=14),
        Kolom("STATUS", lambda p: p.get_status_display(), lebar=22),
        Kolom("ASAL NAMA", lambda p: p.get_asal_display(), lebar=22),
        Kolom("TMT", lambda p: p.mulai, Jenis.TANGGAL, 12),
        Kolom("AKHIR", lambda p: p.selesai, Jenis.TANGGAL, 12),
        Kolom("SEBAB BERAKHIR", lambda p: p.sebab_selesai, lebar=22),
        Kolom("DIMINTA KE OPD", lambda p: p.diminta_pada, Jenis.WAKTU, 17),
        Kolom("BATAS JAWABAN", lambda p: p.batas_jawab, Jenis.TANGGAL, 14),
        Kolom("DIJAWAB", lambda p: p.dijawab_pada, Jenis.WAKTU, 17),
        Kolom("DIJAWAB SEBAGAI", lambda p: p.dijawab_sebagai, lebar=30),
        Kolom("DITETAPKAN", lambda p: p.ditetapkan_pada, Jenis.WAKTU, 17),
        Kolom("NOMOR SK", lambda p: _nomor(p, Surat.Jenis.SK), lebar=28),
        Kolom("NOMOR SURAT TUGAS", lambda p: _nomor(p, Surat.Jenis.SURAT_TUGAS), lebar=30),
    ]


def baris(penugasan: QuerySet[Penugasan]) -> Iterator[Penugasan]:
    """The rows in the order of the queryset, with their letters, 500 at a time."""
    return (
        penugasan.select_related("pegawai", "opd_asal", "kebutuhan__koperasi")
        .prefetch_related(Prefetch("surat_set", Surat.objects.defer("isi").order_by("-pk")))
        .iterator(500)
    )


def _nomor(penugasan: Penugasan, jenis: str) -> str:
    """The number of the newest letter of a kind; one no longer in force says so."""
    for surat in penugasan.surat_set.all():
        if surat.jenis == jenis:
            lewat = surat.status != Surat.Status.BERLAKU
            return f"{surat.nomor} ({surat.get_status_display()})" if lewat else surat.nomor
    return ""
