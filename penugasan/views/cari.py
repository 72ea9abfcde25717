"""The one search box: ``/`` or Ctrl-K from any page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.audit import catat_akses
from inti.peran import Peran, untuk_peran
from penugasan.queries.cari import HURUF_PALING_SEDIKIT, cari as temukan

PANJANG_KATA = 120


@untuk_peran(Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR, Peran.DINAS_KOPERASI)
@never_cache
@require_safe
def cari(request: HttpRequest) -> HttpResponse:
    """What the words may mean: people, cooperatives, letters, usulan, requests."""
    akun: Any = request.user
    kata = request.GET.get("cari", "").strip()[:PANJANG_KATA]
    hasil = temukan(akun, kata)
    if hasil:
        catat_akses(
            akun=akun,
            jenis="lihat",
            objek_jenis="pegawai.pegawai",
            jumlah=len(hasil),
            keterangan="Pencarian umum",
        )
    isi = {"kata": kata, "hasil": hasil, "paling_sedikit": HURUF_PALING_SEDIKIT}
    return render(request, "penugasan/cari/hasil.html", isi)
