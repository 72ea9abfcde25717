"""Claiming messages, and finishing a claim, each by compare-and-swap on the attempt number."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from inti import massal
from inti.audit import sidik_isi
from inti.models import Instansi
from penugasan.models import PesanKeluar
from penugasan.models.outbox import BELUM_SELESAI, DAPAT_DIAMBIL

Status = PesanKeluar.Status
_MILIK = ("status", "percobaan")
_DIBACA = (
    *(kolom.name for kolom in PesanKeluar._meta.concrete_fields),
    *(f"instansi__{kolom.name}" for kolom in Instansi._meta.concrete_fields),
    "penugasan__pegawai__nip",
    "penugasan__kebutuhan__koperasi__siasn_id",
)
"""What a sender needs of a message: not all that is known of the person and the place."""


@dataclass(frozen=True, slots=True)
class Ambilan:
    """A claimed message. ``ragu``: its last end is unknown, so look it up before sending."""

    pesan: PesanKeluar
    ragu: bool


def ambil(*, pada: dt.datetime, batas: int, sesudah: int = 0) -> list[Ambilan]:
    """Claim up to ``batas`` messages that are due; each claim raises the attempt number.

    Each agency has a queue of its own and they take turns, from the one after ``sesudah``: ten
    thousand messages of one do not make another wait. Of a person only the oldest unfinished
    message is ever on the way, so a proposal goes before its SK and the SK before a withdrawal.
    """
    with transaction.atomic():
        calon: list[PesanKeluar] = []
        antrean = _giliran(pada, sesudah)
        for ke, (instansi, status) in enumerate(antrean.items()):
            jatah = math.ceil((batas - len(calon)) / (len(antrean) - ke))
            calon += _terdepan(_siap(pada).filter(instansi=instansi), status, jatah)
        diambil = [Ambilan(pesan, pesan.status == Status.TIDAK_PASTI) for pesan in calon]
        if _klaim(calon, pada):
            return diambil
        return [satu for satu in diambil if _klaim([satu.pesan], pada)]


def _giliran(pada: dt.datetime, sesudah: int) -> dict[int, list[str]]:
    """The agencies that have messages due, in the order of their turns, with the states of these.

    Asked state by state, so that the index answers however long the queue is.
    """
    menunggu: defaultdict[int, list[str]] = defaultdict(list)
    for status in DAPAT_DIAMBIL:
        ada = PesanKeluar.objects.filter(
            instansi=OuterRef("pk"), status=status, usang=False, coba_lagi_pada__lte=pada
        )
        for instansi in Instansi.objects.filter(Exists(ada)).values_list("pk", flat=True):
            menunggu[instansi].append(status)
    return {i: menunggu[i] for i in sorted(menunggu, key=lambda i: (i <= sesudah, i))}


def _siap(pada: dt.datetime) -> QuerySet[PesanKeluar]:
    sesama = PesanKeluar.objects.filter(
        penugasan__pegawai=OuterRef("penugasan__pegawai"), usang=False, status__in=BELUM_SELESAI
    )
    return (
        PesanKeluar.objects.filter(status__in=DAPAT_DIAMBIL, usang=False, coba_lagi_pada__lte=pada)
        .exclude(Exists(sesama.filter(pk__lt=OuterRef("pk"))))
        .exclude(Exists(sesama.filter(status=Status.DIKIRIM)))
        .select_related("instansi", "penugasan__pegawai", "penugasan__kebutuhan__koperasi")
        .only(*_DIBACA)
        .order_by("coba_lagi_pada", "pk")
    )


def _terdepan(siap: QuerySet[PesanKeluar], status: Sequence[str], batas: int) -> list[PesanKeluar]:
    """The first so many of one agency's messages in these states."""
    semua = [pesan for satu in status for pesan in _kunci_calon(siap.filter(status=satu))[:batas]]
    return sorted(semua, key=lambda pesan: (pesan.coba_lagi_pada, pesan.pk))[:batas]


def _kunci_calon(calon: QuerySet[PesanKeluar]) -> QuerySet[PesanKeluar]:
    """Where rows can be locked one by one, senders pass over each other's; SQLite has one writer
    at a time, and the compare-and-swap of ``_klaim`` guards both."""
    if connection.features.has_select_for_update_skip_locked:
        return calon.select_for_update(skip_locked=True, of=("self",))
    return calon


def _klaim(semua: Sequence[PesanKeluar], pada: dt.datetime) -> bool:
    """Compare-and-swap on state and attempt number; False, and none of them claimed, when
    somebody else was first with one."""
    sejenis: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for pesan in semua:
        sejenis[pesan.status, pesan.percobaan].append(pesan.pk)
    try:
        with transaction.atomic():
            for (status, percobaan), pk in sejenis.items():
                lama = PesanKeluar.objects.filter(pk__in=pk, status=status, percobaan=percobaan)
                baru = {"status": Status.DIKIRIM, "percobaan": percobaan + 1}
                if lama.update(diambil_pada=pada, **baru) != len(pk):
                    raise _DidahuluiError
    except (IntegrityError, _DidahuluiError):  # or another message of this assignment is on its way
        return False
    for pesan in semua:
        pesan.status, pesan.diambil_pada = Status.DIKIRIM, pada
        pesan.percobaan += 1
    return True


class _DidahuluiError(Exception):
    """Somebody else claimed one of them."""


def perpanjang(semua: Iterable[PesanKeluar], *, pada: dt.datetime) -> None:
    """Renew the leases of claimed messages that have no answer yet."""
    for satu in semua:
        _milik(satu).update(diambil_pada=pada)
        satu.diambil_pada = pada


def kembalikan(semua: Iterable[Ambilan]) -> None:
    """Give back claims that never went on the wire, as if they had not been taken."""
    for satu in semua:
        status = Status.TIDAK_PASTI if satu.ragu else Status.MENUNGGU
        kembali = {"status": status, "percobaan": satu.pesan.percobaan - 1, "diambil_pada": None}
        _milik(satu.pesan).update(**kembali)


def lepaskan_sewa(*, pada: dt.datetime, sewa: dt.timedelta) -> int:
    """Take back messages whose sender has died; whether they arrived is unknown, so they are
    looked up before they are sent again. Returns how many."""
    return PesanKeluar.objects.filter(status=Status.DIKIRIM, diambil_pada__lt=pada - sewa).update(
        status=Status.TIDAK_PASTI,
        coba_lagi_pada=pada,
        galat="Pengirim berhenti di tengah pengiriman.",
    )


def tanpa_kkmp(*, pada: dt.datetime) -> bool:
    """Is there a proposal due whose cooperative has no id of SIASN's yet?"""
    menunggu = PesanKeluar.objects.filter(status__in=DAPAT_DIAMBIL, usang=False)
    return menunggu.filter(
        jenis=PesanKeluar.Jenis.USULAN,
        coba_lagi_pada__lte=pada,
        penugasan__kebutuhan__koperasi__siasn_id="",
    ).exists()


def ada_siap(*, pada: dt.datetime) -> bool:
    """Is there a message that could be claimed now?"""
    return _siap(pada).exists()


# Finishing a claim. Each returns False when the claim was lost meanwhile: then nothing is written.


@dataclass(frozen=True, slots=True)
class Jawaban:
    """The answer to a claimed message: taken, or refused in words. ``kolom``: what else to keep."""

    pesan: PesanKeluar
    diterima: bool
    kolom: dict[str, Any] = field(default_factory=dict)


def selesaikan(semua: Sequence[Jawaban], *, pada: dt.datetime) -> list[Jawaban]:
    """Write down answers that came in together; returns those whose claim still held."""
    tetap = {"selesai_pada": pada, "diambil_pada": None}
    for satu in semua:
        status = Status.DITERIMA if satu.diterima else Status.DITOLAK
        vars(satu.pesan).update({"galat": "", **satu.kolom, **tetap, "status": status})
    kolom = {"galat", "status", *tetap}.union(*(satu.kolom for satu in semua))
    tersimpan = _simpan_milik([satu.pesan for satu in semua], sorted(kolom))
    return [satu for satu in semua if satu.pesan.pk in tersimpan]


def ragukan(pesan: PesanKeluar, *, galat: str, coba_lagi: dt.datetime, **kolom: Any) -> bool:
    """Whether it arrived is unknown: look first, from ``coba_lagi`` on."""
    return _kembalikan(pesan, Status.TIDAK_PASTI, galat, coba_lagi, kolom)


def tunda(pesan: PesanKeluar, *, galat: str, coba_lagi: dt.datetime, **kolom: Any) -> bool:
    """It certainly did not arrive: send it again from ``coba_lagi`` on."""
    return _kembalikan(pesan, Status.MENUNGGU, galat, coba_lagi, kolom)


def ganti_badan(semua: Sequence[tuple[PesanKeluar, dict[str, Any]]]) -> list[PesanKeluar]:
    """Complete bodies of claimed messages that have never been on the wire; returns those whose
    claim still held."""
    for pesan, badan in semua:
        pesan.badan, pesan.sidik = badan, sidik_isi(badan)
    tersimpan = _simpan_milik([pesan for pesan, _ in semua], ("badan", "sidik"))
    return [pesan for pesan, _ in semua if pesan.pk in tersimpan]


def _kembalikan(
    pesan: PesanKeluar, status: str, galat: str, coba_lagi: dt.datetime, lain: dict[str, Any]
) -> bool:
    kolom = {"status": status, "galat": galat[:300], "coba_lagi_pada": coba_lagi}
    return bool(_milik(pesan).update(diambil_pada=None, **kolom, **lain))


def _milik(pesan: PesanKeluar) -> QuerySet[PesanKeluar]:
    return PesanKeluar.objects.filter(pk=pesan.pk, status=Status.DIKIRIM, percobaan=pesan.percobaan)


def _simpan_milik(semua: Sequence[PesanKeluar], kolom: Sequence[str]) -> set[int]:
    """Write these columns of claimed messages together, or each alone when one is ours no longer;
    returns the keys of those still ours."""
    baris = [(satu, Status.DIKIRIM, satu.percobaan) for satu in semua]
    with transaction.atomic():
        if massal.tukar(kolom, baris, bila=_MILIK) == len(semua):
            return {satu.pk for satu in semua}
        transaction.set_rollback(True)
    return {satu[0].pk for satu in baris if massal.tukar(kolom, [satu], bila=_MILIK)}
