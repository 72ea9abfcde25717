"""One's own notices: read one, or all."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.peran import semua_peran
from inti.waktu import sekarang
from penugasan.models import Pemberitahuan
from penugasan.services import pemberitahuan as layanan

PER_HALAMAN = 30


@semua_peran
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The newest first; unread ones are marked."""
    semua = Pemberitahuan.objects.untuk(request.user)
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {"halaman": halaman, "ada_baru": semua.filter(dibaca_pada__isnull=True).exists()}
    return render(request, "penugasan/pemberitahuan/daftar.html", isi)


@semua_peran
@never_cache
@require_POST
def buka(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read and go to the page it is about."""
    akun: Any = request.user
    satu: Pemberitahuan = get_object_or_404(Pemberitahuan.objects.untuk(akun), pk=pk)
    layanan.tandai_dibaca(akun=akun, pada=sekarang(), pk=satu.pk)
    return redirect(satu.url)


@semua_peran
@never_cache
@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    akun: Any = request.user
    layanan.tandai_dibaca(akun=akun, pada=sekarang())
    messages.success(request, "Semua pemberitahuan ditandai sudah dibaca.")
    return redirect("penugasan:pemberitahuan")
