"""Posts of the cooperatives, in the shape the co-operatives office sends and the import reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from inti.excel_tulis import Jenis, Kolom
from koperasi.models import Kebutuhan, Koperasi
from penugasan.models import Penugasan


@dataclass(frozen=True, slots=True)
class BarisKebutuhan:
    """One cooperative with its active posts in their order, each with who holds it."""

    nomor: int
    koperasi: Koperasi
    formasi: Sequence[Kebutuhan]

    def peran(self, urut: int) -> str:
        return self.formasi[urut].get_peran_display() if urut < len(self.formasi) else ""

    def hidup(self) -> list[Penugasan]:
        return [p for formasi in self.formasi for p in formasi.penugasan_set.all()]


def kolom(terbanyak: int) -> list[Kolom[BarisKebutuhan]]:
    """The import's columns, with as many PERAN columns as the largest cooperative needs."""
    return [
        Kolom("NO", lambda b: b.nomor, Jenis.BULAT, 6),
        Kolom("NAMA KOPERASI", lambda b: b.koperasi.nama, lebar=46),
        Kolom("KELURAHAN", lambda b: b.koperasi.wilayah.nama, lebar=22),
        Kolom("KECAMATAN", lambda b: str(b.koperasi.wilayah.induk or ""), lebar=22),
        Kolom("NOMOR BADAN HUKUM", lambda b: b.koperasi.nomor_badan_hukum, lebar=34),
        Kolom("STATUS", lambda b: b.koperasi.get_status_display(), lebar=20),
        Kolom("KEBUTUHAN", lambda b: len(b.formasi), Jenis.BULAT, 12),
        *[_kolom_peran(urut) for urut in range(max(terbanyak, 3))],
        Kolom("TERISI", lambda b: len(b.hidup()), Jenis.BULAT, 9),
        Kolom("DIISI OLEH", _diisi_oleh, Jenis.PANJANG, 60),
    ]


def baris(kebutuhan: QuerySet[Kebutuhan]) -> list[BarisKebutuhan]:
    """Group active posts by cooperative, in the order of its code."""
    hidup = Penugasan.objects.hidup().select_related("pegawai").order_by("pk")
    urut: Iterator[Kebutuhan] = iter(
        kebutuhan.filter(aktif=True)
        .select_related("koperasi__wilayah__induk")
        .prefetch_related(Prefetch("penugasan_set", hidup))
        .order_by("koperasi__kode", "nomor")
    )
    kelompok = groupby(urut, key=lambda satu: satu.koperasi_id)
    daftar = (list(anggota) for _, anggota in kelompok)
    return [BarisKebutuhan(n, isi[0].koperasi, isi) for n, isi in enumerate(daftar, 1)]


def _kolom_peran(urut: int) -> Kolom[BarisKebutuhan]:
    return Kolom(f"PERAN {urut + 1}", lambda b: b.peran(urut), lebar=15)


def _diisi_oleh(baris: BarisKebutuhan) -> str:
    return "; ".join(f"{p.pegawai.nama} ({p.get_status_display()})" for p in baris.hidup())
