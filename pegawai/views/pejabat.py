"""Who heads each unit: definitive, Plt or Plh, with dates. Rights to answer follow from it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.errors import DomainError
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini
from pegawai.filters import PejabatFilter
from pegawai.forms.pejabat import AkhiriForm, AngkatForm
from pegawai.models import Opd, Pejabat
from pegawai.queries import opd_dengan_pejabat
from pegawai.services import pejabat as layanan

PER_HALAMAN = 50


@untuk_peran(Peran.ADMIN)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Units with their head of today; filters live in the URL."""
    akun: Any = request.user
    hari = hari_ini()
    saring = PejabatFilter(request.GET, queryset=opd_dengan_pejabat(akun, hari), hari=hari)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {"filter": saring, "page_obj": halaman, "hari": hari}
    return render(request, "pegawai/pejabat/daftar.html", isi)


@untuk_peran(Peran.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def rincian(request: HttpRequest, opd_pk: int) -> HttpResponse:
    """The terms of one unit, and a form to appoint the next head."""
    opd = get_object_or_404(Opd.objects.untuk(request.user).select_related("instansi"), pk=opd_pk)
    aktor: Any = request.user
    hari = hari_ini()
    form = AngkatForm(request.POST or None, opd=opd, initial={"mulai": hari})
    if request.method == "POST" and form.is_valid():
        try:
            baru = layanan.angkat(opd=opd, aktor=aktor, **form.cleaned_data)
        except DomainError as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"{baru.nama} tercatat sebagai {baru.get_jenis_display()}.")
            return redirect("pegawai:pejabat_rincian", opd_pk)
    riwayat = opd.pejabat_set.select_related("akun").order_by("-mulai")
    masa = [(satu, satu.menjabat(hari), satu.mulai > hari) for satu in riwayat]
    isi = {"opd": opd, "form": form, "masa": masa, "hari": hari}
    return render(request, "pegawai/pejabat/rincian.html", isi)


@untuk_peran(Peran.ADMIN)
@require_POST
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """End a term; the day is the last one in office."""
    terlihat = Pejabat.objects.filter(opd__in=Opd.objects.untuk(request.user))
    pejabat = get_object_or_404(terlihat.select_related("opd__instansi"), pk=pk)
    aktor: Any = request.user
    form = AkhiriForm(request.POST)
    if form.is_valid():
        layanan.akhiri(pejabat=pejabat, aktor=aktor, **form.cleaned_data)
        messages.success(request, f"Masa jabatan {pejabat.nama} disimpan.")
    else:
        messages.error(request, "Isi tanggal hari terakhir menjabat dengan benar.")
    return redirect("pegawai:pejabat_rincian", pejabat.opd_id)
