"""One's saved filters: keep the one at hand, list them, forget one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.errors import DomainError
from inti.peran import semua_peran
from inti.saringan import Saringan, ambil
from pegawai.services import saringan as layanan


@semua_peran
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All of them, by list and name."""
    akun: Any = request.user
    isi = sorted(akun.saringan, key=lambda satu: (satu["judul"], satu["nama"].casefold()))
    semua = [(satu, Saringan(satu["daftar"], satu["judul"], satu["tanya"]).url) for satu in isi]
    return render(request, "pegawai/saringan/daftar.html", {"semua": semua})


@semua_peran
@never_cache
@require_POST
def simpan(request: HttpRequest) -> HttpResponse:
    """Keep the filter that the panel of a list offered, and go back to that list."""
    akun: Any = request.user
    saringan = ambil(request.POST.get("titipan", ""), akun)
    if saringan is None or not saringan.url:
        raise Http404
    try:
        layanan.simpan(akun=akun, saringan=saringan, nama=request.POST.get("nama", ""))
    except DomainError as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Saringan disimpan. Namanya tampil di atas daftar ini.")
    return redirect(saringan.url)


@semua_peran
@never_cache
@require_POST
def hapus(request: HttpRequest) -> HttpResponse:
    """Forget one."""
    akun: Any = request.user
    if layanan.hapus(
        akun=akun, daftar=request.POST.get("daftar", ""), nama=request.POST.get("nama", "")
    ):
        messages.success(request, "Saringan dihapus.")
    return redirect("pegawai:saringan")
