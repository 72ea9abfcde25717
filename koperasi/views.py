"""Cooperatives and the posts they need: the list and one cooperative."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini
from koperasi import services
from koperasi.filters import KoperasiFilter
from koperasi.forms import PengurusForm
from koperasi.models import Koperasi, Pengurus
from koperasi.queries import daftar_koperasi, sumber_fakta

PER_HALAMAN = 30
_MELIHAT = PEMBACA | {Peran.DINAS_KOPERASI}


@untuk_peran(*_MELIHAT)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """List the cooperatives with their state and number of posts."""
    semua = daftar_koperasi(request.user)
    saring = KoperasiFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {"saring": saring, "halaman": halaman, "kosong": not halaman and not semua.exists()}
    return render(request, "koperasi/daftar.html", isi)


@untuk_peran(*_MELIHAT)
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one cooperative: legal entity, state, place, and its posts."""
    koperasi = get_object_or_404(daftar_koperasi(request.user), pk=pk)
    return _tampilkan(request, koperasi)


@untuk_peran(*services.PENGATUR)
@never_cache
@require_POST
def angkat(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an account act for the cooperative."""
    koperasi = get_object_or_404(daftar_koperasi(request.user), pk=pk)
    form = PengurusForm(request.POST, akun=request.user)
    if not form.is_valid():
        return _tampilkan(request, koperasi, form)
    pengurus = services.angkat_pengurus(koperasi=koperasi, aktor=request.user, **form.cleaned_data)
    messages.success(request, f"{pengurus.nama} menjadi pengurus {koperasi.nama_pendek}.")
    return redirect("koperasi:rincian", pk=pk)


@untuk_peran(*services.PENGATUR)
@never_cache
@require_POST
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """End the term of a pengurus."""
    milik = Pengurus.objects.filter(koperasi__in=Koperasi.objects.untuk(request.user))
    pengurus = get_object_or_404(
        milik.select_related("koperasi__instansi", "koperasi__wilayah"), pk=pk
    )
    services.akhiri_pengurus(pengurus=pengurus, hari=hari_ini(), aktor=request.user)
    messages.success(request, f"Masa jabatan {pengurus.nama} diakhiri.")
    return redirect("koperasi:rincian", pk=pengurus.koperasi_id)


def _tampilkan(
    request: HttpRequest, koperasi: Koperasi, form: PengurusForm | None = None
) -> HttpResponse:
    akun: Any = request.user
    formasi = list(koperasi.kebutuhan_set.select_related("sumber").order_by("nomor"))
    mengatur = akun.peran in services.PENGATUR
    if mengatur and form is None:
        form = PengurusForm(akun=akun, initial={"mulai": hari_ini()})
    isi = {
        "koperasi": koperasi,
        "aktif": [satu for satu in formasi if satu.aktif],
        "ditutup": [satu for satu in formasi if not satu.aktif],
        "tetangga": koperasi.wilayah.tetangga.order_by("nama"),
        "sumber": sumber_fakta(koperasi),
        "pengurus": koperasi.pengurus_set.select_related("akun"),
        "form": form,
    }
    return render(request, "koperasi/rincian.html", isi)
