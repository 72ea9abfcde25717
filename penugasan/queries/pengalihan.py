"""Reads of the full-time gate: tasks, who may take them, and what keeps the SK back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from inti.isian import kata_cari
from pegawai.models import Opd, Pegawai
from pegawai.models.opd import di_pohon
from penugasan.models import Penugasan, TugasDialihkan
from penugasan.models.penugasan import TETAP
from penugasan.rules.saran_tugas import saran_tugas

DISEPAKATI = (Penugasan.Status.DISETUJUI_OPD, *TETAP)
"""States in which a hand-over is meant in earnest."""
DAPAT_DIDAFTAR = (Penugasan.Status.DIMINTA, Penugasan.Status.DISETUJUI_OPD)
DAPAT_DIATUR = (*DAPAT_DIDAFTAR, *TETAP)
CALON_TAMPIL = 8
_BERJALAN = Count(
    "tugas_diterima_set",
    filter=Q(tugas_diterima_set__penugasan__status__in=(*DAPAT_DIDAFTAR, *TETAP)),
    distinct=True,
)


def penugasan_terlihat(akun: Any) -> QuerySet[Penugasan]:
    """Assignments of the account's scope with what the task page reads of them."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return semua.select_related(
        "instansi",
        "versi",
        "pegawai__opd",
        "opd_asal",
        "kebutuhan__koperasi__wilayah",
        "tugas_lengkap_oleh",
    )


def tugas_terlihat(akun: Any) -> QuerySet[TugasDialihkan]:
    """Tasks of the account's scope with their assignment."""
    semua: QuerySet[TugasDialihkan] = TugasDialihkan.objects.untuk(akun)
    return semua.select_related(
        "penugasan__instansi",
        "penugasan__opd_asal",
        "penugasan__pegawai__opd",
        "penugasan__kebutuhan__koperasi__wilayah",
        "penerima",
    )


def daftar_tugas(penugasan: Penugasan) -> list[TugasDialihkan]:
    """The tasks of one assignment: those without an owner first."""
    semua = penugasan.tugas_set.select_related("penerima__opd", "dicatat_oleh", "diatur_oleh")
    return sorted(semua, key=lambda t: (t.bertuan, t.pk))


def serumpun(unit: Opd | None, asal: Opd | None) -> bool:
    """Whether both units stand under the same department of the same agency."""
    return (
        unit is not None
        and asal is not None
        and unit.instansi_id == asal.instansi_id
        and unit.jalur.split("/", 1)[0] == asal.jalur.split("/", 1)[0]
    )


def calon_penerima(akun: Any, penugasan: Penugasan, *, kata: str = "") -> list[Any]:
    """Colleagues who stay, the likeliest first, each with ``beban``: tasks taken over already.

    The same unit and the same position come first, then whoever carries least. Nobody who is
    leaving too, or asked to.
    """
    unit = penugasan.opd_asal
    if unit is None:
        return []
    hidup = Penugasan.objects.hidup().filter(pegawai=OuterRef("pk"))
    kolega = (
        Pegawai.objects.untuk(akun)
        .aktif()
        .filter(di_pohon([unit.jalur.split("/", 1)[0] + "/"], "opd__jalur"))
        .exclude(pk=penugasan.pegawai_id)
        .exclude(Exists(hidup))
        .select_related("opd")
    )
    for satu in kata_cari(kata):
        kolega = kolega.filter(nama__icontains=satu)
    dekat = Case(
        When(opd=unit, jabatan__iexact=penugasan.pegawai.jabatan or "-", then=Value(0)),
        When(opd=unit, then=Value(1)),
        When(jabatan__iexact=penugasan.pegawai.jabatan or "-", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    urut = kolega.annotate(dekat=dekat, beban=_BERJALAN).order_by("dekat", "beban", "nama", "pk")
    return list(urut[:CALON_TAMPIL])


def beban(pegawai: Sequence[int]) -> dict[int, int]:
    """How many tasks of others each of these people has taken over."""
    hitung = Pegawai.objects.filter(pk__in=pegawai).annotate(beban=_BERJALAN)
    return dict(hitung.values_list("pk", "beban"))


@dataclass(frozen=True, slots=True)
class Sejabatan:
    """Staff of the unit who hold the same position, before and after the person has left."""

    sebelum: int
    sesudah: int


def sejabatan(penugasan: Penugasan) -> Sejabatan:
    """Count who holds the position in the home unit; those already away are not there any more."""
    pergi = Penugasan.objects.filter(pegawai=OuterRef("pk"), status__in=TETAP)
    jumlah = (
        Pegawai.objects.filter(opd=penugasan.opd_asal, jabatan__iexact=penugasan.pegawai.jabatan)
        .aktif()
        .exclude(Exists(pergi))
        .exclude(pk=penugasan.pegawai_id)
        .count()
    )
    return Sejabatan(jumlah + 1, jumlah)


def saran(penugasan: Penugasan, tugas: Iterable[TugasDialihkan]) -> list[str]:
    """Tasks that people of this position had before, and the policy's; listed ones left out."""
    ada = {satu.uraian.casefold() for satu in tugas}
    jabatan = penugasan.pegawai.jabatan
    pernah: list[str] = []
    if jabatan:
        serupa = TugasDialihkan.objects.filter(
            penugasan__instansi=penugasan.instansi_id, penugasan__pegawai__jabatan__iexact=jabatan
        )
        hitung = serupa.values("uraian").annotate(n=Count("pk")).order_by("-n", "uraian")
        pernah = [satu["uraian"] for satu in hitung[:20]]
    tabel = penugasan.versi.isi.get("pengalihan", {}).get("saran", {})
    semua = saran_tugas(jabatan, tabel=tabel, pernah=pernah)
    return [satu for satu in semua if satu.casefold() not in ada]


def perlu_diatur(akun: Any) -> QuerySet[Penugasan]:
    """Agreed assignments of the scope with a task that has no owner."""
    return penugasan_terlihat(akun).filter(
        Exists(TugasDialihkan.objects.tanpa_pemilik().filter(penugasan=OuterRef("pk"))),
        status=Penugasan.Status.DISETUJUI_OPD,
    )


def halangan(batch: Sequence[Penugasan]) -> dict[int, list[str]]:
    """What of the full-time gate stands in the way of each SK, in sentences; one query.

    A task without an owner, one whose new owner left the unit too, one the person took over from
    somebody else, and, where the policy asks for it, a list nobody called complete.
    """
    sebab: dict[int, list[str]] = {satu.pk: [] for satu in batch}
    pegawai = {satu.pegawai_id: satu.pk for satu in batch}
    pergi = Penugasan.objects.filter(pegawai=OuterRef("penerima"), status__in=TETAP)
    titipan = Q(penerima__in=pegawai, penugasan__status__in=DISEPAKATI)
    semua: list[Any] = list(
        TugasDialihkan.objects.filter(Q(penugasan__in=sebab) | titipan)
        .select_related("penerima__opd", "penugasan__pegawai", "penugasan__opd_asal")
        .annotate(penerima_pergi=Exists(pergi))
    )
    for tugas in semua:
        if tugas.penugasan_id in sebab and (kalimat := _kalimat(tugas)):
            sebab[tugas.penugasan_id].append(kalimat)
    for tugas in semua:
        if tugas.penerima_id in pegawai and tugas.penugasan.status in DISEPAKATI:
            dari = tugas.penugasan.pegawai.nama_lengkap
            sebab[pegawai[tugas.penerima_id]].append(
                f"Menerima tugas “{tugas.uraian}” dari {dari}. Serahkan dulu kepada orang lain."
            )
    for satu in batch:
        wajib = satu.versi.isi.get("pengalihan", {}).get("daftar_wajib", False)
        if wajib and satu.tugas_lengkap_pada is None:
            sebab[satu.pk].append("Daftar tugasnya belum dinyatakan lengkap oleh OPD.")
    return sebab


def _kalimat(tugas: Any) -> str:
    """Why this task keeps the SK back, or ""."""
    if not tugas.bertuan:
        return f"Tugas “{tugas.uraian}” belum ada penerimanya."
    if tugas.penerima_id and (tugas.penerima_pergi or not tugas.penerima.aktif):
        nama = tugas.penerima.nama_lengkap
        return f"Penerima tugas “{tugas.uraian}”, {nama}, sudah tidak bertugas di unitnya."
    if tugas.penerima_id and not serumpun(tugas.penerima.opd, tugas.penugasan.opd_asal):
        unit = tugas.penerima.opd.nama if tugas.penerima.opd else "unit yang belum dikenal"
        nama = tugas.penerima.nama_lengkap
        return f"Penerima tugas “{tugas.uraian}”, {nama}, kini di {unit}. Serahkan ke orang lain."
    return ""
