"""Long jobs: started at a door, run by a worker, followed on a page, resumed after a crash.

The row is the truth; Celery is the alarm clock. A job whose heartbeat stops is taken up again
by the sweep (``sapu``), so a killed worker loses nothing. Handlers must therefore be repeatable:
they do their writing in one transaction, or skip what is already done.
"""

import datetime as dt
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol
from uuid import UUID

from celery import shared_task
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.urls import reverse

from inti import kata
from inti.colek import colek
from inti.errors import DomainError
from inti.konteks import bertanda
from inti.models import Instansi, Pekerjaan
from inti.waktu import sekarang

logger = logging.getLogger(__name__)

MASA_DETAK = dt.timedelta(seconds=60)
"""A running job silent for longer than this is taken to have lost its worker."""
MAKS_PERCOBAAN = 5
TUGAS = "inti.jalankan_pekerjaan"
KLIK_GANDA = dt.timedelta(seconds=3)
"""Two requests for the same job this close together are one impatient click."""


class Lapor(Protocol):
    """Tells the page how far the job is: rows done, rows in all, and what is being done."""

    def __call__(self, selesai: int, total: int, fase: str = "") -> None: ...


Penangan = Callable[[Pekerjaan, Lapor], dict[str, Any]]
_penangan: dict[str, Penangan] = {}


def penangan(jenis: str) -> Callable[[Penangan], Penangan]:
    """Register the function that does jobs of this kind; its dict becomes ``hasil``.

    ``hasil["url"]`` is where the progress page leads when the job is done.
    """

    def daftar(fungsi: Penangan) -> Penangan:
        _penangan[jenis] = fungsi
        return fungsi

    return daftar


def mulai(
    *,
    jenis: str,
    judul: str,
    instansi: Instansi,
    aktor: Any | None,
    parameter: dict[str, Any] | None = None,
    sekali: bool = False,
) -> Pekerjaan:
    """Store a job and wake a worker after commit. Raises KeyError for an unknown kind.

    With ``sekali`` the second click of a double one finds the job of the first.
    """
    _penangan[jenis]
    with transaction.atomic():
        if sekali and (kembar := _klik_pertama(jenis, instansi, aktor, parameter or {})):
            return kembar
        return _simpan(jenis, judul, instansi, aktor, parameter or {})


def _klik_pertama(
    jenis: str, instansi: Instansi, aktor: Any | None, parameter: dict[str, Any]
) -> Pekerjaan | None:
    """The same job asked for by the same person a moment ago, however two clicks overlap."""
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    baru: Pekerjaan | None = (
        Pekerjaan.objects.filter(
            jenis=jenis,
            instansi=instansi,
            aktor=aktor,
            parameter=parameter,
            dibuat__gte=sekarang() - KLIK_GANDA,
        )
        .exclude(status=Pekerjaan.Status.GAGAL)
        .first()
    )
    return baru


def _simpan(
    jenis: str, judul: str, instansi: Instansi, aktor: Any | None, parameter: dict[str, Any]
) -> Pekerjaan:
    pekerjaan = Pekerjaan.objects.create(
        jenis=jenis,
        judul=judul,
        instansi=instansi,
        aktor=aktor,
        parameter=parameter,
        dibuat=sekarang(),
    )
    bangunkan(pekerjaan.pk)
    return pekerjaan


def bangunkan(pk: UUID) -> None:
    """Nudge a worker after commit. A silent broker is survived: the sweep finds the row."""
    transaction.on_commit(lambda: colek(TUGAS, str(pk)), robust=True)


def url(pekerjaan: Pekerjaan) -> str:
    """Return the page that follows this job."""
    return reverse("inti:pekerjaan", args=[pekerjaan.pk])


@shared_task(name=TUGAS, ignore_result=True)  # type: ignore[untyped-decorator]
def jalankan_pekerjaan(pk: str) -> None:
    """Run one job if nobody else has it."""
    jalankan(UUID(pk))


def jalankan(pk: UUID) -> None:
    """Claim the job by compare-and-swap on its attempt number, run it, store the outcome."""
    pekerjaan = _ambil(pk)
    if pekerjaan is None:
        return
    with bertanda(pekerjaan=str(pk)):
        _kerjakan(pekerjaan)


def _kerjakan(pekerjaan: Pekerjaan) -> None:
    try:
        with kata.pakai(pekerjaan.instansi_id):
            hasil = _penangan[pekerjaan.jenis](pekerjaan, _pelapor(pekerjaan))
    except DomainError as galat:
        _akhiri(pekerjaan, Pekerjaan.Status.GAGAL, galat=galat.pesan)
    except Exception:
        logger.exception("pekerjaan gagal")
        pesan = "Terjadi kesalahan pada sistem. Tidak ada data yang berubah. Silakan ulangi."
        _akhiri(pekerjaan, Pekerjaan.Status.GAGAL, galat=pesan)
    else:
        _akhiri(pekerjaan, Pekerjaan.Status.SELESAI, hasil=hasil)
        logger.info("pekerjaan %s selesai", pekerjaan.jenis)


def sapu() -> int:
    """Wake every job that waits or lost its worker; return how many."""
    batas = sekarang() - MASA_DETAK
    telantar = Pekerjaan.objects.filter(
        Q(status=Pekerjaan.Status.MENUNGGU) | Q(status=Pekerjaan.Status.BERJALAN, detak__lt=batas)
    )
    jumlah = 0
    for pk in telantar.values_list("pk", flat=True):
        colek(TUGAS, str(pk))
        jumlah += 1
    return jumlah


def kemajuan(pekerjaan: Pekerjaan) -> Pekerjaan:
    """Lay the fresher progress of the cache over the row, for showing only."""
    if pekerjaan.status == Pekerjaan.Status.BERJALAN:
        segar = cache.get(_kunci(pekerjaan))
        if segar:
            pekerjaan.selesai, pekerjaan.total, pekerjaan.fase = segar
    return pekerjaan


def _kunci(pekerjaan: Pekerjaan) -> str:
    return f"pekerjaan:{pekerjaan.pk}"


def _ambil(pk: UUID) -> Pekerjaan | None:
    kini = sekarang()
    bebas = Q(status=Pekerjaan.Status.MENUNGGU) | Q(
        status=Pekerjaan.Status.BERJALAN, detak__lt=kini - MASA_DETAK
    )
    diambil = Pekerjaan.objects.filter(bebas, pk=pk, percobaan__lt=MAKS_PERCOBAAN).update(
        status=Pekerjaan.Status.BERJALAN,
        percobaan=F("percobaan") + 1,
        mulai=kini,
        detak=kini,
    )
    if diambil:
        baris: Pekerjaan = Pekerjaan.objects.select_related("instansi", "aktor").get(pk=pk)
        return baris
    Pekerjaan.objects.filter(bebas, pk=pk, percobaan__gte=MAKS_PERCOBAAN).update(
        status=Pekerjaan.Status.GAGAL,
        berakhir=kini,
        galat="Pekerjaan berhenti beberapa kali. Hubungi admin, lalu mulai lagi.",
    )
    return None


def _pelapor(pekerjaan: Pekerjaan) -> Lapor:
    """Report to the cache at once, and to the row while no transaction is open.

    Inside a transaction the row would stay invisible to the page until commit.
    """
    terakhir = sekarang()

    def lapor(selesai: int, total: int, fase: str = "") -> None:
        nonlocal terakhir
        kini = sekarang()
        baru_fase = fase != pekerjaan.fase
        pekerjaan.selesai, pekerjaan.total, pekerjaan.fase = selesai, total, fase
        if not baru_fase and kini - terakhir < dt.timedelta(milliseconds=300):
            return
        terakhir = kini
        cache.set(_kunci(pekerjaan), (selesai, total, fase), 3600)
        if not connection.in_atomic_block:
            with suppress(OperationalError):  # SQLite is busy: telling must not fail the work
                Pekerjaan.objects.filter(pk=pekerjaan.pk, percobaan=pekerjaan.percobaan).update(
                    selesai=selesai, total=total, fase=fase, detak=kini
                )

    return lapor


def _akhiri(
    pekerjaan: Pekerjaan, status: str, *, hasil: dict[str, Any] | None = None, galat: str = ""
) -> None:
    """Store the outcome, unless another worker took the job over meanwhile."""
    Pekerjaan.objects.filter(
        pk=pekerjaan.pk, percobaan=pekerjaan.percobaan, status=Pekerjaan.Status.BERJALAN
    ).update(
        status=status,
        hasil=hasil or {},
        galat=galat,
        fase="",
        selesai=pekerjaan.selesai,
        total=pekerjaan.total,
        berakhir=sekarang(),
    )
