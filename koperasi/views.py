"""Cooperatives and the posts they need: the list and one cooperative."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from inti.peran import Peran, untuk_peran
from koperasi.filters import KoperasiFilter
from koperasi.queries import daftar_koperasi, sumber_fakta

PER_HALAMAN = 30
_PEMBACA = (Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR, Peran.DINAS_KOPERASI)


@untuk_peran(*_PEMBACA)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """List the cooperatives with their state and number of posts."""
    semua = daftar_koperasi(request.user)
    saring = KoperasiFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {"saring": saring, "halaman": halaman, "kosong": not halaman and not semua.exists()}
    return render(request, "koperasi/daftar.html", isi)


@untuk_peran(*_PEMBACA)
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one cooperative: legal entity, state, place, and its posts."""
    koperasi = get_object_or_404(daftar_koperasi(request.user), pk=pk)
    formasi = list(koperasi.kebutuhan_set.select_related("sumber").order_by("nomor"))
    isi = {
        "koperasi": koperasi,
        "aktif": [satu for satu in formasi if satu.aktif],
        "ditutup": [satu for satu in formasi if not satu.aktif],
        "tetangga": koperasi.wilayah.tetangga.order_by("nama"),
        "sumber": sumber_fakta(koperasi),
    }
    return render(request, "koperasi/rincian.html", isi)
