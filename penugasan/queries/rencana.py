"""Reads of a plan for its pages: rows in words, and what the plan means for each home unit."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pegawai.models import Opd, Pegawai, Pejabat
from pegawai.models.akun import memimpin_pada
from penugasan.models import (
    BarisRencana,
    BelumDitempatkan,
    Pengecualian,
    Penugasan,
    Periode,
    Rencana,
    Saringan,
)
from penugasan.placement.sentences import LABEL_BAGIAN, poin
from penugasan.queries.periode import saringan_terbaru


@dataclass(frozen=True, slots=True)
class Bagian:
    """One part of a score with its name; `teks` is signed, e.g. "+400"."""

    nama: str
    nilai: int
    teks: str


@dataclass(frozen=True, slots=True)
class CadanganBaris:
    """A runner-up; `selisih` are the points the plan would lose by the exchange."""

    pegawai: Pegawai
    nilai: int
    selisih: int


@dataclass(frozen=True, slots=True)
class BarisTerurai:
    """One row as the page shows it; ``dikecualikan`` when a rule was overruled for the person."""

    baris: BarisRencana
    bagian: list[Bagian]
    cadangan: list[CadanganBaris]
    dikecualikan: bool = False


@dataclass(frozen=True, slots=True)
class DampakUnit:
    """How many people a unit has before and after the plan; `minimum` is None when not recorded."""

    opd: Opd
    sebelum: int
    pergi: int
    pejabat: str

    @property
    def sesudah(self) -> int:
        return self.sebelum - self.pergi

    @property
    def kurang(self) -> bool:
        """Whether the unit would fall below its recorded minimum."""
        minimum: int | None = self.opd.minimum_staf
        return minimum is not None and self.sesudah < minimum


def saringan_rencana(periode: Periode) -> Saringan | None:
    """The screening a plan of this round rests on, or None.

    The newest one on the round's own reference date speaks first; before there is one, the newest
    of any date does. The plan names the date, and a nomination asks the rules again.
    """
    resmi = saringan_terbaru(periode)
    return resmi or Saringan.objects.filter(periode=periode).select_related("versi").first()


def rencana_terlihat(akun: Any) -> QuerySet[Rencana]:
    """The agency's plans, newest first, each with `terkunci` (locked rows).

    Those that stand beside another one are seen from there (`queries.rencana_banding`).
    """
    terlihat: QuerySet[Rencana] = (
        Rencana.objects.untuk(akun)
        .exclude(status=Rencana.Status.LAIN)
        .select_related("periode", "saringan", "aktor")
        .annotate(terkunci=Count("baris_set", filter=Q(baris_set__terkunci=True)))
        .order_by("-pk")
        .defer("bobot")
    )
    return terlihat


def baris_rencana(rencana: Rencana) -> QuerySet[BarisRencana]:
    """The rows of a plan with all that a line of the page names."""
    berlaku = Pengecualian.objects.berlaku().filter(
        pegawai=OuterRef("pegawai"), periode=rencana.periode_id
    )
    baris = rencana.baris_set.select_related(
        "pegawai__opd", "pegawai__domisili", "kebutuhan__koperasi__wilayah__induk"
    )
    return baris.annotate(dikecualikan=Exists(berlaku)).order_by(
        "kebutuhan__koperasi__kode", "kebutuhan__nomor"
    )


def belum_rencana(rencana: Rencana) -> QuerySet[BelumDitempatkan]:
    """Eligible people without a place in this plan, by name."""
    return rencana.belum_set.select_related("pegawai__opd").order_by("pegawai__nama", "pk")


def urai(daftar: Sequence[BarisRencana]) -> list[BarisTerurai]:
    """Put rows into words; the runners-up of all rows are read at once."""
    kunci = {satu["pegawai"] for baris in daftar for satu in baris.cadangan}
    orang = Pegawai.objects.select_related("opd").in_bulk(kunci)
    return [
        BarisTerurai(
            baris=baris,
            bagian=urai_bagian(baris.bagian),
            cadangan=[
                CadanganBaris(orang[satu["pegawai"]], satu["nilai"], satu["selisih"])
                for satu in baris.cadangan
                if satu["pegawai"] in orang
            ],
            dikecualikan=getattr(baris, "dikecualikan", False),
        )
        for baris in daftar
    ]


def urai_bagian(bagian: dict[str, int]) -> list[Bagian]:
    """The parts of a score in their fixed order, without those that are zero."""
    return [
        Bagian(label, bagian[nama], poin(bagian[nama]))
        for nama, label in LABEL_BAGIAN.items()
        if bagian.get(nama)
    ]


def dampak_unit(rencana: Rencana, hari: dt.date) -> list[DampakUnit]:
    """Every unit that the plan takes people from: staff before and after, and who heads it."""
    pergi = Counter(rencana.baris_set.values_list("pegawai__opd", flat=True))
    bertugas = Penugasan.objects.hidup().filter(instansi=rencana.instansi)
    if rencana.status == Rencana.Status.DIPAKAI:
        bertugas = bertugas.exclude(rencana=rencana)
    di_unit = Q(pegawai__aktif=True) & ~Q(pegawai__in=bertugas.values("pegawai"))
    unit = Opd.objects.filter(pk__in=pergi).annotate(sebelum=Count("pegawai", filter=di_unit))
    daftar: list[Any] = list(unit.order_by("nama"))
    pejabat = pejabat_unit(daftar, hari)
    return [
        DampakUnit(
            opd=opd,
            sebelum=opd.sebelum,
            pergi=pergi[opd.pk],
            pejabat=pejabat.get(opd.pk, ""),
        )
        for opd in daftar
    ]


def pejabat_unit(daftar: Sequence[Opd], hari: dt.date) -> dict[int, str]:
    """Who answers for each unit on that day: its own head, else the nearest one above it.

    Only heads with an account count, because the question goes to an account.
    """
    if not daftar:
        return {}
    menjabat = (
        Pejabat.objects.filter(
            memimpin_pada(hari), opd__instansi=daftar[0].instansi_id, akun__is_active=True
        )
        .select_related("opd")
        .order_by("opd__jalur")
    )
    hasil: dict[int, str] = {}
    for satu in menjabat:  # a longer path comes later and wins: it is nearer
        teks = f"{satu.get_jenis_display()}: {satu.nama}"
        hasil |= {opd.pk: teks for opd in daftar if opd.jalur.startswith(satu.opd.jalur)}
    return hasil
