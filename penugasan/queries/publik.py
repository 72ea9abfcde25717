"""What anybody may know of the placement: seats, stages, and counts of people, few ones merged.

Open only where the policy in force says so; no number of a person ever leaves here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from inti.models import Instansi
from koperasi.models import Kebutuhan
from pegawai.models import Opd
from penugasan.models import Penugasan, VersiAturan
from penugasan.models.penugasan import HIDUP, TETAP
from penugasan.queries.periode import periode_aktif
from penugasan.queries.versi import AturanKata, aturan_kata

PALING_SEDIKIT = 3
"""A unit that let fewer people go is counted among the others: two of a small unit are known."""
LAIN = "Unit lain"
RUJUKAN = ("id_aktif", "id_tidak_aktif", "nama_tidak_aktif")
"""Values of a rule that say nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Penempatan:
    """One person of a running assignment: which seat, how far, and the top unit he comes from."""

    kebutuhan: int
    status: str
    nama: str
    unit: str

    @property
    def tetap(self) -> bool:
        return self.status in TETAP


@dataclass(frozen=True, slots=True)
class Pengisian:
    """One cooperative: seats needed, seats filled by a decision, and who fills them."""

    koperasi: str
    butuh: int
    nama: list[str]

    @property
    def terisi(self) -> int:
        return len(self.nama)


def aturan_umum(instansi: Instansi) -> VersiAturan | None:
    """The policy in force when it opens the page to the public, else None."""
    periode = periode_aktif(instansi)
    if periode is None or not periode.versi.isi.get("koperasi", {}).get("halaman_publik"):
        return None
    versi: VersiAturan = periode.versi
    return versi


def penempatan(instansi: Instansi) -> list[Penempatan]:
    """Everybody on the way to a cooperative, or at it."""
    hidup = Penugasan.objects.filter(instansi=instansi, status__in=HIDUP).order_by("pk")
    kolom = hidup.values_list("kebutuhan", "status", "pegawai__nama", "opd_asal__jalur")
    return [
        Penempatan(kebutuhan, status, nama, (jalur or "").split("/", 1)[0])
        for kebutuhan, status, nama, jalur in kolom
    ]


def syarat(versi: VersiAturan) -> list[AturanKata]:
    """The rules that are checked, without the reference lists that only a machine needs."""
    tabel = {
        kode: {kunci: nilai for kunci, nilai in isi.items() if nilai and kunci not in RUJUKAN}
        for kode, isi in versi.isi.get("aturan", {}).items()
    }
    return [satu for satu in aturan_kata({"aturan": tabel}) if satu.aktif]


def pengisian(instansi: Instansi, orang: Sequence[Penempatan]) -> list[Pengisian]:
    """Every cooperative with an active seat, by its code. Names are whole: the page masks them."""
    nama = {satu.kebutuhan: satu.nama for satu in orang if satu.tetap}
    kursi = (
        Kebutuhan.objects.filter(koperasi__instansi=instansi, aktif=True)
        .select_related("koperasi__wilayah")
        .order_by("koperasi__kode", "nomor")
    )
    hasil = []
    for koperasi, isi in groupby(kursi, lambda satu: satu.koperasi):
        pk = [satu.pk for satu in isi]
        ada = [nama[satu] for satu in pk if satu in nama]
        hasil.append(Pengisian(koperasi.nama_pendek, len(pk), ada))
    return hasil


def asal(instansi: Instansi, orang: Sequence[Penempatan]) -> Iterator[tuple[str, int]]:
    """How many people each top unit let go, the most first; units of few stand together, last."""
    hitung = Counter(satu.unit for satu in orang if satu.tetap)
    nama = dict(Opd.objects.filter(instansi=instansi, kode__in=hitung).values_list("kode", "nama"))
    lain = 0
    for kode, jumlah in hitung.most_common():
        if jumlah < PALING_SEDIKIT or kode not in nama:
            lain += jumlah
        else:
            yield nama[kode], jumlah
    if lain:
        yield LAIN, lain


def tahap(orang: Sequence[Penempatan]) -> list[tuple[str, int]]:
    """Each state of a running assignment with its people, in the order of the work."""
    hitung = Counter(satu.status for satu in orang)
    return [(satu.label, hitung[satu]) for satu in Penugasan.Status if hitung[satu]]
