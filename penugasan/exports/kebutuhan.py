"""Posts of the cooperatives, in the shape the co-operatives office sends and the import reads."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def baris(koperasi: QuerySet[Koperasi]) -> list[BarisKebutuhan]:
    """One row per cooperative, in the order of its code, with its active posts."""
    hidup = Penugasan.objects.hidup().select_related("pegawai").order_by("pk")
    formasi = (
        Kebutuhan.objects.aktif()
        .order_by("nomor")
        .prefetch_related(Prefetch("penugasan_set", hidup))
    )
    urut = (
        koperasi.select_related("wilayah__induk")
        .prefetch_related(Prefetch("kebutuhan_set", formasi))
        .order_by("kode")
    )
    return [
        BarisKebutuhan(n, satu, list(satu.kebutuhan_set.all())) for n, satu in enumerate(urut, 1)
    ]


def _kolom_peran(urut: int) -> Kolom[BarisKebutuhan]:
    return Kolom(f"PERAN {urut + 1}", lambda b: b.peran(urut), lebar=15)


def _diisi_oleh(baris: BarisKebutuhan) -> str:
    return "; ".join(f"{p.pegawai.nama} ({p.get_status_display()})" for p in baris.hidup())
