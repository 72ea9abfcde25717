"""Who goes home within six months, because of what, and who might follow him."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang, unit_kerja
from penugasan.models import Penugasan
from penugasan.queries.penerus import CalonPenerus, KursiPerlu


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


@dataclass(frozen=True, slots=True)
class BarisCalon:
    """One suggested person beside the post."""

    kursi: KursiPerlu
    urut: int
    calon: CalonPenerus


def kolom_calon() -> list[Kolom[BarisCalon]]:
    return [
        Kolom("KOPERASI", lambda b: b.kursi.penugasan.kebutuhan.koperasi.nama, lebar=42),
        Kolom("PERAN", lambda b: b.kursi.penugasan.kebutuhan.get_peran_display(), lebar=14),
        Kolom("FORMASI", lambda b: b.kursi.penugasan.kebutuhan.nomor, Jenis.BULAT, 10),
        Kolom("PENGISI TERAKHIR", lambda b: b.kursi.penugasan.pegawai.nama_lengkap, lebar=32),
        Kolom("BERAKHIR", lambda b: b.kursi.penugasan.akhir, Jenis.TANGGAL, 12),
        Kolom("PENERUS PALING AWAL", lambda b: b.kursi.mulai, Jenis.TANGGAL, 20),
        Kolom("URUTAN", lambda b: b.urut, Jenis.BULAT, 9),
        *kolom_orang(lambda b: b.calon.pegawai),
        Kolom("UNIT KERJA", lambda b: unit_kerja(b.calon.pegawai), lebar=36),
        Kolom("NILAI", lambda b: b.calon.nilai, Jenis.BULAT, 9),
        Kolom("KECOCOKAN", lambda b: " ".join(b.calon.alasan), Jenis.PANJANG, 60),
        Kolom("YANG HILANG DARI UNITNYA", lambda b: b.calon.dampak, Jenis.PANJANG, 60),
    ]


def baris_calon(kursi: Iterable[KursiPerlu]) -> list[BarisCalon]:
    """One row for each suggestion, in the order of the page."""
    return [BarisCalon(k, urut, calon) for k in kursi for urut, calon in enumerate(k.calon, 1)]
