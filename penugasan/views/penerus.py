"""Who might follow: the posts that end within 90 days or stand empty, with suggested names."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.audit import catat_akses
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini
from penugasan.queries import penerus as bacaan

PER_HALAMAN = 10


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Posts with their suggestions, the nearest end first; ``?penugasan=`` shows one of them."""
    akun: Any = request.user
    semua = bacaan.kursi_perlu(akun, hari_ini())
    satu = request.GET.get("penugasan", "")
    if satu:
        semua = semua.filter(pk=baca_kunci(satu) or 0)
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    kursi = bacaan.pasang_calon(list(halaman))
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.saranpenerus",
        jumlah=sum(len(k.calon) for k in kursi),
        keterangan="Calon penerus",
    )
    isi = {
        "halaman": halaman,
        "kursi": kursi,
        "hari": hari_ini(),
        "hari_sebelum": bacaan.HARI_SEBELUM,
        "satu": satu,
        "petugas": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/penerus/daftar.html", isi)
