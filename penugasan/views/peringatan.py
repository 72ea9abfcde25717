"""Alarms: open placements whose facts, rules or calendar moved, and what was done about them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.audit import catat_akses
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import sekarang
from penugasan.filters.peringatan import PeringatanFilter
from penugasan.forms.peringatan import TindakForm
from penugasan.models import Peringatan
from penugasan.queries.hitung import jumlah_per_status
from penugasan.queries.peringatan import NAMA_ATURAN, peringatan_terlihat
from penugasan.services import peringatan as layanan

PER_HALAMAN = 50


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, and what was closed before."""
    akun: Any = request.user
    semua = peringatan_terlihat(akun)
    saring = PeringatanFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.peringatan",
        jumlah=len(halaman),
        keterangan="Daftar peringatan",
    )
    isi = {
        "saring": saring,
        "halaman": halaman,
        "daftar": [(satu, NAMA_ATURAN[satu.aturan]) for satu in halaman],
        "jumlah": jumlah_per_status(semua, Peringatan.Status.values),
        "form": TindakForm(),
        "boleh_menindak": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/peringatan/daftar.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def tindak(request: HttpRequest, pk: int) -> HttpResponse:
    """Close one with a note."""
    akun: Any = request.user
    peringatan = get_object_or_404(peringatan_terlihat(akun), pk=pk)
    form = TindakForm(request.POST)
    tindakan = form.cleaned_data["tindakan"] if form.is_valid() else ""
    layanan.tindak(peringatan=peringatan, tindakan=tindakan, aktor=akun, pada=sekarang())
    messages.success(request, "Tindak lanjut dicatat. Penugasannya tidak berubah.")
    return redirect("penugasan:peringatan")
