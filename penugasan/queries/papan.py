"""The board: every cooperative with its posts and how far each of them is."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from inti.peran import Peran
from koperasi.models import Kebutuhan, Koperasi
from penugasan.models import BarisRencana, Penugasan, Rencana
from penugasan.models.penugasan import HIDUP, TETAP
from penugasan.queries.peta import peta

KEADAAN = {
    "terisi": "Terisi",
    "proses": "Dalam proses",
    "sebagian": "Sebagian kosong",
    "kosong": "Kosong",
    "tanpa": "Tanpa formasi",
}
"""Coverage of a cooperative, best first: all posts filled; all under way; some; none; no post."""


@dataclass(frozen=True, slots=True)
class Formasi:
    """One post: who takes it up, or who is proposed for it. `nama` is empty when not to be seen."""

    kebutuhan: Kebutuhan
    penugasan: Penugasan | None
    usulan: BarisRencana | None
    nama: str

    @property
    def tahap(self) -> str:
        """The state code to show: of the assignment, or RENCANA, or KOSONG."""
        if self.penugasan:
            return str(self.penugasan.status)
        return "RENCANA" if self.usulan else "KOSONG"


@dataclass(frozen=True, slots=True)
class Petak:
    """One cooperative on the board."""

    koperasi: Koperasi
    formasi: list[Formasi]

    @property
    def butuh(self) -> int:
        return len(self.formasi)

    @property
    def terisi(self) -> int:
        return sum(
            satu.penugasan is not None and satu.penugasan.status in TETAP for satu in self.formasi
        )

    @property
    def keadaan(self) -> str:
        """The coverage code, see KEADAAN."""
        hidup = sum(satu.penugasan is not None for satu in self.formasi)
        return keadaan(self.butuh, hidup, self.terisi)

    @property
    def kata(self) -> str:
        return KEADAAN[self.keadaan]


def keadaan(butuh: int, hidup: int, tetap: int) -> str:
    """Coverage from counts: posts needed, posts with a live assignment, posts really filled."""
    if not butuh:
        return "tanpa"
    if tetap >= butuh:
        return "terisi"
    if hidup >= butuh:
        return "proses"
    return "sebagian" if hidup else "kosong"


def koperasi_papan(akun: Any) -> QuerySet[Koperasi]:
    """The account's cooperatives with `butuh`, `hidup` and `tetap` counted by the database."""
    aktif = Q(kebutuhan_set__aktif=True)
    terlihat: QuerySet[Koperasi] = (
        Koperasi.objects.untuk(akun)
        .select_related("wilayah__induk")
        .annotate(
            butuh=Count("kebutuhan_set", filter=aktif, distinct=True),
            hidup=Count(
                "kebutuhan_set__penugasan_set",
                filter=aktif & Q(kebutuhan_set__penugasan_set__status__in=HIDUP),
                distinct=True,
            ),
            tetap=Count(
                "kebutuhan_set__penugasan_set",
                filter=aktif & Q(kebutuhan_set__penugasan_set__status__in=TETAP),
                distinct=True,
            ),
        )
        .order_by("kode")
    )
    return terlihat


def menurut_keadaan(koperasi: QuerySet[Koperasi], kode: str) -> QuerySet[Koperasi]:
    """Only the cooperatives of one coverage code; the same definition as `keadaan`."""
    syarat = {
        "tanpa": Q(butuh=0),
        "terisi": Q(butuh__gt=0, tetap__gte=F("butuh")),
        "proses": Q(butuh__gt=0, hidup__gte=F("butuh"), tetap__lt=F("butuh")),
        "sebagian": Q(hidup__gt=0, hidup__lt=F("butuh")),
        "kosong": Q(butuh__gt=0, hidup=0),
    }
    return koperasi.filter(syarat[kode])


def jumlah_keadaan(koperasi: QuerySet[Any]) -> dict[str, int]:
    """How many cooperatives of each coverage, in the order of KEADAAN."""
    hitung = Counter(keadaan(*satu) for satu in koperasi.values_list("butuh", "hidup", "tetap"))
    return {kode: hitung[kode] for kode in KEADAAN}


def peta_pengisian(terpilih: Sequence[Koperasi]) -> dict[str, Any] | None:
    """The map of these cooperatives (counted by `koperasi_papan`), each region by its coverage."""
    menurut_wilayah = {satu.wilayah_id: satu for satu in terpilih}
    gambar = peta(satu.wilayah for satu in terpilih)
    if gambar is None:
        return None
    bidang = []
    for satu in gambar.bidang:
        koperasi: Any = menurut_wilayah[satu.wilayah.kode]
        kode = keadaan(koperasi.butuh, koperasi.hidup, koperasi.tetap)
        bidang.append({"bidang": satu, "koperasi": koperasi, "kode": kode, "kata": KEADAAN[kode]})
    return {"lebar": gambar.lebar, "tinggi": gambar.tinggi, "bidang": bidang}


def petak(akun: Any, daftar: Sequence[Koperasi]) -> list[Petak]:
    """Fill the cooperatives of one page with their posts, in three queries.

    BKPSDM and auditors also see names under way and proposals of the open plan; the co-operatives
    office sees a name once the second person has confirmed it.
    """
    bkpsdm = akun.peran != Peran.DINAS_KOPERASI
    hidup = {
        satu.kebutuhan_id: satu
        for satu in Penugasan.objects.untuk(akun)
        .hidup()
        .filter(kebutuhan__koperasi__in=daftar)
        .select_related("pegawai", "opd_asal")
    }
    usulan = _usulan(akun, daftar) if bkpsdm else {}
    formasi: dict[int, list[Formasi]] = defaultdict(list)
    for satu in Kebutuhan.objects.aktif().filter(koperasi__in=daftar).order_by("nomor"):
        tugas = hidup.get(satu.pk)
        baris = None if tugas else usulan.get(satu.pk)
        formasi[satu.koperasi_id].append(Formasi(satu, tugas, baris, _nama(tugas, baris, bkpsdm)))
    return [Petak(satu, formasi[satu.pk]) for satu in daftar]


def _nama(tugas: Penugasan | None, baris: BarisRencana | None, bkpsdm: bool) -> str:  # noqa: FBT001
    if tugas is not None and (bkpsdm or tugas.status in TETAP):
        return str(tugas.pegawai.nama_lengkap)
    return str(baris.pegawai.nama_lengkap) if baris is not None and bkpsdm else ""


def _usulan(akun: Any, daftar: Sequence[Koperasi]) -> dict[int, BarisRencana]:
    """Rows of the newest open plan for these cooperatives, by post."""
    terbuka = (
        Rencana.objects.untuk(akun)
        .filter(status=Rencana.Status.TERSUSUN, periode__aktif=True)
        .values("pk")[:1]
    )
    baris = BarisRencana.objects.filter(
        rencana=terbuka, kebutuhan__koperasi__in=daftar
    ).select_related("pegawai__opd")
    return {satu.kebutuhan_id: satu for satu in baris}
