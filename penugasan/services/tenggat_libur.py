"""A day that becomes free gives back to every deadline that runs across it the day it took.

Only later, never earlier, and never a deadline that has passed. Where a clock stands still the
days left are kept. A deadline follows one day once: a day taken back and given again moves nothing
twice, because the deadline kept it in between.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from inti import audit, hari_libur
from inti.hari_libur import LiburBaru
from inti.models import JejakAudit
from penugasan.models import KerjaGanda, PanggilanNama, Penugasan, PermintaanData, Usulan
from penugasan.queries.kabar_geser import NAMA
from penugasan.queries.nominasi import GESER
from penugasan.queries.permintaan import MENUNGGU_OPD
from penugasan.services.nominasi import hari

SEKALI = 500
"""Rows written in one statement."""
JALAN_LAGI = ("penugasan.jam_jalan", "kerja_ganda.buka_lagi")
"""Acts after which a deadline counts from their own day on."""


@dataclass(frozen=True, slots=True)
class _Jam:
    """One deadline: since which day it counts, and the day on which its clock stopped, if so."""

    pk: int
    batas: dt.date
    sejak: dt.date
    berhenti: dt.date | None = None

    def kena(self, libur: dt.date, hari_ini: dt.date) -> bool:
        """Whether the day lies in its term, and it has not passed (before its clock stopped)."""
        return self.sejak < libur <= self.batas and self.batas >= (self.berhenti or hari_ini)


@dataclass(frozen=True, slots=True)
class _Jenis:
    """One kind of deadline: its table, its column, and the rows that a free day may concern."""

    model: type[Any]
    kolom: str
    jam: Callable[[LiburBaru], Iterable[_Jam]]


def hitung(libur: LiburBaru, pada: dt.datetime) -> Counter[str]:
    """How many running deadlines of each kind would move."""
    geser = _susun(libur, pada)
    return _jumlah(geser)


def geser(libur: LiburBaru, pada: dt.datetime, aktor: Any) -> Counter[str]:
    """Move them, with one entry in the trail that lists all. Inside ``audit.keputusan``."""
    semua = _susun(libur, pada)
    jumlah = _jumlah(semua)
    if not semua:
        return jumlah
    for (kode, _, menjadi), kunci in semua.items():
        jenis = JENIS[kode]
        for bagian in _potong(kunci):
            jenis.model.objects.filter(pk__in=bagian).update(**{jenis.kolom: menjadi})
    audit.catat(
        aksi=GESER,
        aktor=aktor,
        instansi=libur.instansi,
        objek=libur.instansi,
        sesudah={
            "tanggal": libur.tanggal,
            "jumlah": jumlah.total(),
            "daftar": [
                {"jenis": kode, "dari": str(dari), "menjadi": str(menjadi), "kunci": kunci}
                for (kode, dari, menjadi), kunci in semua.items()
            ],
        },
        pesan=(
            f"{jumlah.total()} tenggat mundur karena {libur.tanggal:%d-%m-%Y} menjadi hari libur: "
            + ", ".join(f"{banyak} {nama}" for nama, banyak in jumlah.items())
        ),
    )
    return jumlah


def _susun(libur: LiburBaru, pada: dt.datetime) -> dict[tuple[str, dt.date, dt.date], list[int]]:
    """The rows to move, by kind, deadline now and deadline then."""
    hasil: defaultdict[tuple[str, dt.date, dt.date], list[int]] = defaultdict(list)
    sudah = _pernah_mundur(libur)
    for kode, jenis in JENIS.items():
        calon = [satu for satu in jenis.jam(libur) if satu.kena(libur.tanggal, hari(pada))]
        for satu in _sejak_jalan_lagi(libur, jenis.model, calon, hari(pada)):
            if (kode, satu.pk) not in sudah:
                kini = libur.dulu.mundur(satu.batas, libur=libur.tanggal, kini=libur.kini)
                hasil[kode, satu.batas, kini].append(satu.pk)
    return dict(hasil)


def _pernah_mundur(libur: LiburBaru) -> set[tuple[str, int]]:
    """What followed this very day before: the deadline kept it when the day was taken back."""
    jejak = JejakAudit.objects.filter(instansi=libur.instansi, aksi=GESER)
    return {
        (satu["jenis"], pk)
        for sesudah in jejak.values_list("sesudah", flat=True)
        if sesudah and sesudah["tanggal"] == str(libur.tanggal)
        for satu in sesudah["daftar"]
        for pk in satu["kunci"]
    }


def _sejak_jalan_lagi(
    libur: LiburBaru, model: type[Any], calon: list[_Jam], hari_ini: dt.date
) -> Iterator[_Jam]:
    """Leave out those whose clock started again after the day; a day to come needs no asking."""
    mulai: dict[str, dt.date] = {}
    if calon and libur.tanggal <= hari_ini:
        jejak = JejakAudit.objects.filter(
            instansi=libur.instansi, aksi__in=JALAN_LAGI, objek_jenis=model._meta.label_lower
        ).order_by("urutan")
        mulai = {pk: hari(waktu) for pk, waktu in jejak.values_list("objek_id", "waktu")}
    for satu in calon:
        if mulai.get(str(satu.pk), satu.sejak) < libur.tanggal:
            yield satu


def _jumlah(semua: dict[tuple[str, dt.date, dt.date], list[int]]) -> Counter[str]:
    jumlah: Counter[str] = Counter()
    for (kode, _, _), kunci in semua.items():
        jumlah[NAMA[kode]] += len(kunci)
    return jumlah


def _potong(kunci: list[int]) -> Iterator[list[int]]:
    for awal in range(0, len(kunci), SEKALI):
        yield kunci[awal : awal + SEKALI]


# --- what runs -----------------------------------------------------------------------------------


def _nominasi(libur: LiburBaru) -> Iterator[_Jam]:
    """Those asked; the clock stands still since the usulan that BKPSDM has to decide came in."""
    diajukan = Usulan.objects.filter(instansi=libur.instansi, status=Usulan.Status.DIAJUKAN)
    berhenti = dict(diajukan.values_list("penugasan", "diajukan_pada"))
    diminta = Penugasan.objects.filter(
        instansi=libur.instansi,
        status=Penugasan.Status.DIMINTA,
        batas_jawab__gte=libur.tanggal,
        diminta_pada__isnull=False,
    ).order_by("pk")
    for pk, batas, sejak in diminta.values_list("pk", "batas_jawab", "diminta_pada"):
        usul = berhenti.get(pk)
        yield _Jam(pk, batas, hari(sejak), hari(usul) if usul else None)


def _permintaan(libur: LiburBaru) -> Iterator[_Jam]:
    """Those that wait for an answer; given, the clock stands still until it is decided."""
    terbuka = PermintaanData.objects.terbuka().filter(
        instansi=libur.instansi, batas__gte=libur.tanggal
    )
    for satu in terbuka.order_by("pk").only(
        "batas", "status", "diminta_pada", "dijawab_pada", "diputus_pada"
    ):
        sejak = max(satu.diminta_pada, satu.diputus_pada or satu.diminta_pada)
        menunggu = satu.status in MENUNGGU_OPD or satu.dijawab_pada is None
        yield _Jam(satu.pk, satu.batas, hari(sejak), None if menunggu else hari(satu.dijawab_pada))


def _panggilan(libur: LiburBaru) -> Iterator[_Jam]:
    terbuka = PanggilanNama.objects.filter(
        instansi=libur.instansi,
        periode__aktif=True,
        ditutup_pada__isnull=True,
        batas__gte=libur.tanggal,
    ).order_by("pk")
    for pk, batas, sejak in terbuka.values_list("pk", "batas", "diminta_pada"):
        yield _Jam(pk, batas, hari(sejak))


def _kerja_ganda(libur: LiburBaru) -> Iterator[_Jam]:
    terbuka = KerjaGanda.objects.filter(
        instansi=libur.instansi, status=KerjaGanda.Status.TERBUKA, batas__gte=libur.tanggal
    ).order_by("pk")
    for pk, batas, sejak in terbuka.values_list("pk", "batas", "dibuat_pada"):
        yield _Jam(pk, batas, hari(sejak))


JENIS = {
    "penugasan": _Jenis(Penugasan, "batas_jawab", _nominasi),
    "permintaan": _Jenis(PermintaanData, "batas", _permintaan),
    "panggilan": _Jenis(PanggilanNama, "batas", _panggilan),
    "kerja_ganda": _Jenis(KerjaGanda, "batas", _kerja_ganda),
}
"""Every deadline that is kept as a day. That of an usulan is counted anew on each page."""

hari_libur.daftarkan(hari_libur.Pengikut(hitung, geser))
