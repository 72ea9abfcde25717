"""Posts of the cooperatives, in the shape the co-operatives office sends and the import reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from inti.excel_tulis import Jenis, Kolom
from koperasi.models import Kebutuhan, Koperasi
from penugasan.models import Penugasan

PERAN = tuple(Kebutuhan.Peran.labels)
STATUS = tuple(Koperasi.Status.labels)
PERAN_PALING_SEDIKIT = 3


@dataclass(frozen=True, slots=True)
class BarisKebutuhan:
    """One cooperative with its active posts, each with who holds it.

    A post above the quota was granted with a document: the workbook that goes back and forth
    does not count it, it stands in a column of its own.
    """

    nomor: int
    koperasi: Koperasi
    formasi: Sequence[Kebutuhan]

    @property
    def biasa(self) -> dict[int, Kebutuhan]:
        """The posts within the quota by their number."""
        return {f.nomor: f for f in self.formasi if not f.alasan_lebih}

    def peran(self, nomor: int) -> str:
        formasi = self.biasa.get(nomor)
        return formasi.get_peran_display() if formasi else ""

    def di_atas_kuota(self) -> str:
        return "; ".join(
            f"Formasi {f.nomor}: {f.get_peran_display()} ({f.alasan_lebih})"
            for f in self.formasi
            if f.alasan_lebih
        )

    def hidup(self) -> list[Penugasan]:
        return [p for formasi in self.formasi for p in formasi.penugasan_set.all()]


def kolom(baris: Sequence[BarisKebutuhan]) -> list[Kolom[BarisKebutuhan]]:
    """The import's columns, with as many PERAN columns as the largest cooperative needs."""
    terbanyak = max((nomor for satu in baris for nomor in satu.biasa), default=0)
    peran = range(1, max(terbanyak, PERAN_PALING_SEDIKIT) + 1)
    return [
        Kolom("NO", lambda b: b.nomor, Jenis.BULAT, 6),
        Kolom("NAMA KOPERASI", lambda b: b.koperasi.nama, lebar=46),
        Kolom("{WILAYAH}", lambda b: b.koperasi.wilayah.nama, lebar=22),
        Kolom("KECAMATAN", lambda b: str(b.koperasi.wilayah.induk or ""), lebar=22),
        Kolom("NOMOR BADAN HUKUM", lambda b: b.koperasi.nomor_badan_hukum, lebar=34),
        Kolom("STATUS", lambda b: b.koperasi.get_status_display(), lebar=20, pilihan=STATUS),
        Kolom("KEBUTUHAN", lambda b: len(b.biasa), Jenis.BULAT, 12),
        *[_kolom_peran(nomor) for nomor in peran],
        Kolom("DI ATAS KUOTA", lambda b: b.di_atas_kuota(), Jenis.PANJANG, 40),
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


def _kolom_peran(nomor: int) -> Kolom[BarisKebutuhan]:
    return Kolom(f"PERAN {nomor}", lambda b: b.peran(nomor), lebar=15, pilihan=PERAN)


def _diisi_oleh(baris: BarisKebutuhan) -> str:
    return "; ".join(f"{p.pegawai.nama} ({p.get_status_display()})" for p in baris.hidup())
