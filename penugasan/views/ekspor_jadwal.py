"""Schedules of exports: made in three steps, paused, resumed, removed; one's own only."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inti.peran import untuk_peran
from inti.waktu import sekarang
from penugasan.forms.jadwal_ekspor import JadwalForm
from penugasan.models import JadwalEkspor
from penugasan.services import ekspor, ekspor_jadwal as layanan
from penugasan.views.ekspor import PENGEKSPOR, akun_masuk, instansi_akun, jenis_atau_404


@untuk_peran(*PENGEKSPOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest, jenis: str) -> HttpResponse:
    """Ask when to repeat an export with the filters of the address; POST makes the schedule."""
    pilihan, akun, pada = jenis_atau_404(request, jenis), akun_masuk(request), sekarang()
    form = JadwalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        jadwal = layanan.buat(
            akun=akun,
            jenis=pilihan,
            tanya=request.GET,
            waktu=layanan.Waktu(**form.waktu(pilihan.nama)),
            pada=pada,
        )
        messages.success(request, f"Jadwal disimpan. {jadwal.kapan}.")
        return _ke_daftar()
    tanya = QueryDict(layanan.tanpa_halaman(request.GET))
    isi = pilihan.susun(ekspor.Lingkup(instansi_akun(request), akun, tanya))
    saringan = dict(isi.keterangan).get("Saringan")
    return _form(request, form, jenis=pilihan, saringan=saringan, jumlah=isi.jumlah)


@untuk_peran(*PENGEKSPOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change when an export repeats, or its name."""
    jadwal = _jadwal(request, pk)
    pilihan = jenis_atau_404(request, jadwal.jenis)
    form = JadwalForm(request.POST or None, initial=JadwalForm.awal(jadwal))
    if request.method == "POST" and form.is_valid():
        layanan.ubah(
            jadwal=jadwal,
            waktu=layanan.Waktu(**form.waktu(pilihan.nama)),
            aktor=akun_masuk(request),
            pada=sekarang(),
        )
        messages.success(request, "Jadwal diubah.")
        return _ke_daftar()
    return _form(request, form, jenis=pilihan, saringan=jadwal.saringan, jadwal=jadwal)


@untuk_peran(*PENGEKSPOR)
@require_POST
def hentikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a schedule."""
    layanan.hentikan(jadwal=_jadwal(request, pk), aktor=akun_masuk(request))
    messages.success(request, "Jadwal dihentikan.")
    return _ke_daftar()


@untuk_peran(*PENGEKSPOR)
@require_POST
def lanjutkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a paused schedule go on."""
    layanan.lanjutkan(jadwal=_jadwal(request, pk), aktor=akun_masuk(request), pada=sekarang())
    messages.success(request, "Jadwal berjalan lagi.")
    return _ke_daftar()


@untuk_peran(*PENGEKSPOR)
@require_POST
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a schedule; its files stay."""
    layanan.hapus(jadwal=_jadwal(request, pk), aktor=akun_masuk(request))
    messages.success(request, "Jadwal dihapus. Berkas yang sudah jadi tetap ada.")
    return _ke_daftar()


def _form(request: HttpRequest, form: JadwalForm, **isi: Any) -> HttpResponse:
    return render(request, "penugasan/ekspor/jadwal.html", {"form": form} | isi)


def _jadwal(request: HttpRequest, pk: int) -> JadwalEkspor:
    """The own schedule with this key; anybody else's is a 404."""
    milik = JadwalEkspor.objects.untuk(request.user).select_related("instansi")
    jadwal: JadwalEkspor = get_object_or_404(milik, pk=pk)
    return jadwal


def _ke_daftar() -> HttpResponse:
    return redirect(f"{reverse('penugasan:ekspor_daftar')}#jadwal")
