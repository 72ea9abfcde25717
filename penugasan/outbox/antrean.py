"""Laying messages down, and what befalls them while nobody has claimed them."""

import datetime as dt
from typing import Any
from uuid import uuid4

from inti.audit import sidik_isi
from inti.colek import colek_sesudah_simpan
from inti.konteks import permintaan_id
from inti.models import Instansi
from penugasan.models import Penugasan, PesanKeluar
from penugasan.models.outbox import DAPAT_DIAMBIL

Status = PesanKeluar.Status
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


def batalkan(penugasan: Penugasan) -> bool:
    """Retire what was queued for an assignment and never on the wire: its proposal, its SK.

    True when the proposal was among it.
    """
    belum = PesanKeluar.objects.filter(
        penugasan=penugasan,
        usang=False,
        status__in=(Status.MENUNGGU, Status.DITAHAN),
        percobaan=0,
    )
    belum.filter(jenis=PesanKeluar.Jenis.UNGGAH_SK).update(usang=True)
    return bool(belum.filter(jenis=PesanKeluar.Jenis.USULAN).update(usang=True))


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
