"""The outbox towards SIASN: the only writer of ``PesanKeluar.status``.

A message is laid down in the transaction of the decision it tells of, claimed with a lease and an
attempt number, and finished by whoever still holds that attempt. Losing the broker, a worker or a
race therefore loses no message and doubles none.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from inti import massal
from inti.audit import sidik_isi
from inti.colek import colek_sesudah_simpan
from inti.konteks import permintaan_id
from inti.models import Instansi
from pegawai.models import Akun
from penugasan.models import Penugasan, PesanKeluar
from penugasan.models.outbox import BELUM_SELESAI, DAPAT_DIAMBIL

Status = PesanKeluar.Status
_MILIK = ("status", "percobaan")
TUGAS_KIRIM = "penugasan.kirim_antrean"


def antre(
    *,
    penugasan: Penugasan,
    jenis: str,
    badan: dict[str, Any],
    instansi: Instansi,
    pada: dt.datetime,
    menggantikan: PesanKeluar | None = None,
) -> PesanKeluar:
    """Lay down one message in the caller's transaction and wake a sender after its commit.

    The key (``kunci``) is the idempotency key of the intent and never changes; a proposal carries
    it in its body as ``referensiId``. ``menggantikan`` retires an earlier message.
    """
    kunci = uuid4()
    isi = badan if jenis != PesanKeluar.Jenis.USULAN else {**badan, "referensiId": str(kunci)}
    pesan = PesanKeluar.objects.create(
        instansi=instansi,
        penugasan=penugasan,
        jenis=jenis,
        kunci=kunci,
        badan=isi,
        sidik=sidik_isi(isi),
        dibuat=pada,
        coba_lagi_pada=pada,
        permintaan_id=permintaan_id.get(),
        menggantikan=menggantikan,
    )
    if menggantikan is not None:
        PesanKeluar.objects.filter(pk=menggantikan.pk).update(usang=True)
    bangunkan()
    return pesan


def bangunkan() -> None:
    """Nudge a sender after commit. A silent broker is survived: the sweep finds the rows."""
    colek_sesudah_simpan(TUGAS_KIRIM)


# Claiming


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


def perpanjang(pesan: Iterable[PesanKeluar], *, pada: dt.datetime) -> None:
    """Renew the leases of messages that are still on the wire."""
    for satu in pesan:
        _milik(satu).update(diambil_pada=pada)


def lepaskan_sewa(*, pada: dt.datetime, sewa: dt.timedelta) -> int:
    """Take back messages whose sender has died; whether they arrived is unknown, so they are
    looked up before they are sent again. Returns how many."""
    return PesanKeluar.objects.filter(status=Status.DIKIRIM, diambil_pada__lt=pada - sewa).update(
        status=Status.TIDAK_PASTI,
        coba_lagi_pada=pada,
        galat="Pengirim berhenti di tengah pengiriman.",
    )


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


# The line as a whole


def tahan(*, sampai: dt.datetime, galat: str) -> int:
    """Hold the queue: what waits is DITAHAN until then. Returns how many messages that are.

    An uncertain message keeps its state, for it must be looked up first; it only waits longer.
    """
    antrean = PesanKeluar.objects.filter(usang=False)
    ragu = antrean.filter(status=Status.TIDAK_PASTI, coba_lagi_pada__lt=sampai)
    ragu.update(coba_lagi_pada=sampai)
    return antrean.filter(status__in=(Status.MENUNGGU, Status.DITAHAN)).update(
        status=Status.DITAHAN, coba_lagi_pada=sampai, galat=galat[:300]
    )


def lepas(*, pada: dt.datetime) -> int:
    """The line answers again: everything held is due now. Returns how many messages."""
    return PesanKeluar.objects.filter(status=Status.DITAHAN).update(
        status=Status.MENUNGGU, coba_lagi_pada=pada, galat=""
    )


def tertahan() -> bool:
    """Is anything held? Then one message goes ahead of the others to try the line."""
    return PesanKeluar.objects.filter(status=Status.DITAHAN, usang=False).exists()


def masih_ditahan(*, pada: dt.datetime) -> bool:
    """Is the hold still running? Then what was queued meanwhile joins it."""
    ditahan = PesanKeluar.objects.filter(status=Status.DITAHAN, usang=False)
    paling_lama = ditahan.order_by("-coba_lagi_pada").first()
    if paling_lama is None or paling_lama.coba_lagi_pada <= pada:
        return False
    tahan(sampai=paling_lama.coba_lagi_pada, galat=paling_lama.galat)
    return True


def ada_siap(*, pada: dt.datetime) -> bool:
    """Is there a message that could be claimed now?"""
    return _siap(pada).exists()


def berikutnya(*, sewa: dt.timedelta) -> dt.datetime | None:
    """When the next unfinished message may be claimed (a dead sender's lease ends first)."""
    sisa = PesanKeluar.objects.filter(usang=False)
    terdekat = sisa.filter(status__in=DAPAT_DIAMBIL).aggregate(saat=Min("coba_lagi_pada"))["saat"]
    dipegang = sisa.filter(status=Status.DIKIRIM).aggregate(saat=Min("diambil_pada"))["saat"]
    semua = [saat for saat in (terdekat, dipegang + sewa if dipegang else None) if saat]
    return min(semua, default=None)


# Outside a claim


def batalkan(penugasan: Penugasan) -> bool:
    """Retire the proposal of an assignment that was never on the wire. True when there was one."""
    return bool(
        PesanKeluar.objects.filter(
            penugasan=penugasan,
            jenis=PesanKeluar.Jenis.USULAN,
            usang=False,
            status__in=(Status.MENUNGGU, Status.DITAHAN),
            percobaan=0,
        ).update(usang=True)
    )


def putusan_bkn(pesan: PesanKeluar, *, ditolak: bool, pada: dt.datetime, **kolom: Any) -> bool:
    """Store BKN's decision on a proposal that had arrived; a refusal makes the message DITOLAK.

    False when the message has left the state it was read in.
    """
    return bool(
        PesanKeluar.objects.filter(
            pk=pesan.pk, status=pesan.status, percobaan=pesan.percobaan, usang=False
        ).update(
            status=Status.DITOLAK if ditolak else Status.DITERIMA, diperiksa_pada=pada, **kolom
        )
    )


def ulangi(pesan: PesanKeluar, *, badan: dict[str, Any], pada: dt.datetime) -> bool:
    """Queue a refused message again under its own key, with a corrected body.

    False when it is refused no longer: somebody else was first.
    """
    dapat = PesanKeluar.objects.filter(
        pk=pesan.pk, status=Status.DITOLAK, percobaan=pesan.percobaan, usang=False
    ).update(
        status=Status.MENUNGGU,
        badan=badan,
        sidik=sidik_isi(badan),
        coba_lagi_pada=pada,
        selesai_pada=None,
        galat="",
        permintaan_id=permintaan_id.get() or pesan.permintaan_id,
    )
    if dapat:
        bangunkan()
    return bool(dapat)


def segerakan(pesan: PesanKeluar, *, pada: dt.datetime) -> bool:
    """Let a waiting message go at once instead of at its appointed time."""
    dapat = PesanKeluar.objects.filter(pk=pesan.pk, status__in=DAPAT_DIAMBIL, usang=False).update(
        coba_lagi_pada=pada
    )
    if dapat:
        bangunkan()
    return bool(dapat)


# The manual lane: a person types into SIASN what the line does not carry


def ambil_manual(pesan: PesanKeluar, *, oleh: Akun, pada: dt.datetime) -> bool:
    """Take a message out of the queue for entry by hand; no sender touches it any more.

    False when it is on the wire, or finished.
    """
    return bool(
        PesanKeluar.objects.filter(
            pk=pesan.pk, status=pesan.status, percobaan=pesan.percobaan, usang=False
        )
        .filter(Q(status__in=DAPAT_DIAMBIL) | Q(status=Status.DITOLAK, status_bkn=""))
        .update(status=Status.MANUAL, manual_oleh=oleh, manual_pada=pada, selesai_pada=None)
    )


def lepas_manual(pesan: PesanKeluar, *, pada: dt.datetime) -> bool:
    """Give it back to the line. It may have been typed in meanwhile: so it is looked up first."""
    return _akhiri_manual(
        pesan,
        status=Status.TIDAK_PASTI,
        manual_oleh=None,
        manual_pada=None,
        coba_lagi_pada=pada,
        galat="Dikembalikan dari entri manual.",
    )


def selesaikan_manual(pesan: PesanKeluar, *, pada: dt.datetime, **kolom: Any) -> bool:
    """It has been typed in, with proof."""
    return _akhiri_manual(
        pesan, status=Status.DITERIMA, terkirim_pada=pada, selesai_pada=pada, galat="", **kolom
    )


def _akhiri_manual(pesan: PesanKeluar, **kolom: Any) -> bool:
    milik = PesanKeluar.objects.filter(pk=pesan.pk, status=Status.MANUAL, usang=False)
    return bool(milik.update(**kolom))
