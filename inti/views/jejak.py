"""The audit trail: who did what and when, and whether the chain still holds."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from inti import jejak
from inti.filters import JejakFilter
from inti.models import JejakAudit, Pekerjaan
from inti.pekerjaan import url
from inti.peran import Peran, untuk_peran

PER_HALAMAN = 50


@untuk_peran(Peran.AUDITOR, Peran.ADMIN)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The acts of the agency, newest first; filters live in the URL."""
    baris = JejakAudit.objects.untuk(request.user).select_related("aktor")
    saring = JejakFilter(request.GET, queryset=baris, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    terakhir = Pekerjaan.objects.untuk(request.user).filter(
        jenis=jejak.PERIKSA, status=Pekerjaan.Status.SELESAI
    )
    isi = {"filter": saring, "page_obj": halaman, "terakhir": terakhir.first()}
    return render(request, "inti/jejak/daftar.html", isi)


@untuk_peran(Peran.AUDITOR, Peran.ADMIN)
@require_POST
def periksa(request: HttpRequest) -> HttpResponse:
    """Start recomputing the chain; the job's page leads to the outcome."""
    return redirect(url(jejak.mulai_periksa(aktor=request.user)))


@untuk_peran(Peran.AUDITOR, Peran.ADMIN)
@require_safe
def hasil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The outcome of one check, kept with its time."""
    pekerjaan = get_object_or_404(
        Pekerjaan.objects.untuk(request.user),
        pk=pk,
        jenis=jejak.PERIKSA,
        status=Pekerjaan.Status.SELESAI,
    )
    return render(request, "inti/jejak/hasil.html", {"pekerjaan": pekerjaan})
