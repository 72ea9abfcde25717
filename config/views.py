"""The help that goes along: a tour of the pages, and the guide of one's own role."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config import panduan as bacaan, tur as perjalanan
from inti.peran import semua_peran
from pegawai.models import Akun


@semua_peran
@never_cache
@require_POST
def tur(request: HttpRequest) -> HttpResponseBase:
    """Go to step ``ke`` of the tour; anything that is no step ends it."""
    peran = _peran(request)
    ke = perjalanan.posisi(peran, request.POST.get("ke", ""))
    if ke is None:
        request.session.pop(perjalanan.SESI, None)
        messages.success(request, "Tur ditutup. Anda dapat mengulangnya dari menu akun.")
        jawaban: HttpResponseBase = redirect("penugasan:beranda")
    else:
        request.session[perjalanan.SESI] = ke
        jawaban = redirect(perjalanan.TUR[peran][ke][0])
    perjalanan.ingat(jawaban, aman=request.is_secure())
    return jawaban


@semua_peran
@never_cache
@require_safe
def panduan(request: HttpRequest) -> HttpResponseBase:
    """Show the guide of the visitor's role."""
    return render(request, "panduan.html", {"isi_panduan": bacaan.isi(_peran(request))})


def _peran(request: HttpRequest) -> str:
    """The visitor's role; the guard has let in nobody without one."""
    return cast("Akun", request.user).peran
