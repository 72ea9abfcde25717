"""The page that follows a long job: leave it, come back, the job goes on.

A finished job always leads on to its result, so that an officer never has to guess whether the
page is still alive. htmx asks once a second; without JavaScript the page reloads itself.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from inti import pekerjaan as pekerja
from inti.models import Pekerjaan
from inti.peran import Peran, semua_peran
from inti.waktu import sekarang

MELIHAT_SEMUA = frozenset({Peran.ADMIN, Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR})


@semua_peran
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole page; a job that is done leads to its result at once."""
    pekerjaan = _milik(request, pk)
    if tujuan := _hasil_url(pekerjaan):
        return redirect(tujuan)
    return render(request, "inti/pekerjaan/rincian.html", _isi(pekerjaan))


@semua_peran
@never_cache
@require_safe
def kemajuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part that changes, for htmx."""
    pekerjaan = _milik(request, pk)
    if tujuan := _hasil_url(pekerjaan):
        return HttpResponseClientRedirect(tujuan)
    return render(request, "inti/pekerjaan/_kemajuan.html", _isi(pekerjaan))


def _milik(request: HttpRequest, pk: UUID) -> Pekerjaan:
    """BKPSDM follows every job of the agency, other roles only what they started."""
    akun: Any = request.user
    dilihat = Pekerjaan.objects.untuk(akun)
    if akun.peran not in MELIHAT_SEMUA:
        dilihat = dilihat.filter(aktor=akun)
    return pekerja.kemajuan(get_object_or_404(dilihat, pk=pk))


def _hasil_url(pekerjaan: Pekerjaan) -> str:
    """Where a job that went well leads; "" while it runs, or when it has no page of its own."""
    if pekerjaan.status != Pekerjaan.Status.SELESAI:
        return ""
    return str(pekerjaan.hasil.get("url", ""))


def _isi(pekerjaan: Pekerjaan) -> dict[str, Any]:
    return {
        "pekerjaan": pekerjaan,
        "sisa": sisa_waktu(pekerjaan, sekarang()),
        "kembali": pekerjaan.parameter.get("kembali", "/"),
    }


def sisa_waktu(pekerjaan: Pekerjaan, kini: dt.datetime) -> dt.timedelta | None:
    """Estimate the time left from the rows done so far; None until there is enough to tell.

    The first tenth of the rows is not trusted: reading a workbook starts slowly.
    """
    if not (pekerjaan.mulai and pekerjaan.total and pekerjaan.selesai * 10 >= pekerjaan.total):
        return None
    lewat = kini - pekerjaan.mulai
    return lewat * (pekerjaan.total - pekerjaan.selesai) / pekerjaan.selesai
