"""Importing workbooks: upload, preview with the cell of each finding, apply, result."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.impor import services
from inti.impor.filters import BarisFilter, ImporFilter
from inti.impor.forms import UnggahForm
from inti.impor.pengimpor import semua
from inti.impor.queries import baris_untuk, impor_untuk, kelompok
from inti.impor.tampil import daftar_temuan, ringkas, sajikan, tulis_temuan
from inti.models import BarisImpor, Impor, LogAkses
from inti.pekerjaan import url
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang

PENGIMPOR = (Peran.PETUGAS, Peran.DINAS_KOPERASI)
RIWAYAT_PER_HALAMAN, BARIS_PER_HALAMAN = 20, 25
MB = 1024 * 1024


@untuk_peran(*PENGIMPOR)
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """The upload box, and below it what was imported before."""
    akun: Any = request.user
    dikirim = request.method == "POST"
    form = UnggahForm(request.POST, request.FILES) if dikirim else UnggahForm()
    if dikirim and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        return redirect(url(services.unggah(berkas=berkas, akun=akun, saat=sekarang())))
    saring = ImporFilter(request.GET, queryset=impor_untuk(akun), peran=akun.peran)
    halaman = Paginator(saring.qs, RIWAYAT_PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {
        "form": form,
        "filter": saring,
        "halaman": halaman,
        "riwayat": [(impor, ringkas(impor)) for impor in halaman],
        "jenis": semua(peran=akun.peran),
        "maks_mb": services.batas_unggah().ukuran // MB,
    }
    return render(request, "inti/impor/daftar.html", isi, status=400 if form.errors else 200)


@untuk_peran(*PENGIMPOR)
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: progress while it is read or applied, then the preview, then the result."""
    impor = _milik(request, pk)
    if impor.pekerjaan and not impor.pekerjaan.berhenti:
        return redirect(url(impor.pekerjaan))
    bersama = kelompok(impor, request.user)
    isi = {
        "impor": impor,
        "ringkas": ringkas(impor),
        "bersama": [(satu, ringkas(satu)) for satu in bersama if satu.pk != impor.pk],
        "siap": [satu for satu in bersama if satu.status == Impor.Status.SIAP],
    }
    if impor.status in {Impor.Status.SIAP, Impor.Status.DITERAPKAN}:
        isi |= _isi_baris(request, impor)
    return render(request, "inti/impor/rincian.html", isi)


@untuk_peran(*PENGIMPOR)
@require_POST
def terapkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Start applying this file, or with ``semua`` every file uploaded with it that is ready."""
    impor = _milik(request, pk)
    dipilih = [impor]
    if "semua" in request.POST:
        bersama = kelompok(impor, request.user)
        dipilih = [i for i in bersama if i.status == Impor.Status.SIAP] or dipilih
    return redirect(url(services.minta_terapkan(impor=dipilih, akun=request.user)))


@untuk_peran(*PENGIMPOR)
@require_POST
def ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the staged rows with the data of now."""
    return redirect(url(services.minta_ulang(impor=_milik(request, pk), akun=request.user)))


@untuk_peran(*PENGIMPOR)
@require_POST
def buang(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a file that was not applied."""
    impor = _milik(request, pk)
    services.buang(impor=impor, akun=request.user)
    messages.success(request, f"“{impor.nama_berkas}” dibuang. Tidak ada data yang berubah.")
    return redirect("inti:impor")


@untuk_peran(*PENGIMPOR)
@require_POST
def putuskan(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle the doubt of one row."""
    baris = get_object_or_404(baris_untuk(request.user), pk=pk)
    kode = request.POST.get("pilihan", "")
    services.putuskan(baris=baris, kode=kode, akun=request.user, hari_ini=hari_ini())
    messages.success(request, f"Keputusan untuk {baris.lembar}!{baris.baris} disimpan.")
    return redirect("inti:impor_rincian", baris.impor_id)


@untuk_peran(*PENGIMPOR)
@require_safe
def temuan(request: HttpRequest, pk: int) -> FileResponse:
    """Every finding with its cell, as a workbook."""
    impor = _milik(request, pk)
    berkas = BytesIO()
    jumlah = tulis_temuan(impor, berkas, pada=sekarang(), oleh=str(request.user))
    berkas.seek(0)
    catat_akses(
        akun=request.user,
        jenis=LogAkses.Jenis.EKSPOR,
        objek_jenis="inti.impor",
        objek_id=impor.pk,
        jumlah=jumlah,
        keterangan=f"Temuan {impor.nama_berkas}",
    )
    return FileResponse(berkas, as_attachment=True, filename=f"temuan-impor-{impor.pk}.xlsx")


def _milik(request: HttpRequest, pk: int) -> Impor:
    return get_object_or_404(impor_untuk(request.user), pk=pk)


def _isi_baris(request: HttpRequest, impor: Impor) -> dict[str, Any]:
    """The rows of one page of the preview; looking at people is remembered."""
    semua_baris = BarisImpor.objects.filter(impor=impor).order_by("pk")
    saring = BarisFilter(request.GET, queryset=semua_baris, impor=impor)
    halaman = Paginator(saring.qs, BARIS_PER_HALAMAN).get_page(request.GET.get("halaman"))
    baris = sajikan(impor, halaman.object_list)
    if baris:
        catat_akses(
            akun=request.user,
            jenis=LogAkses.Jenis.LIHAT,
            objek_jenis="inti.impor",
            objek_id=impor.pk,
            jumlah=len(baris),
        )
    return {
        "filter": saring,
        "halaman": halaman,
        "baris": baris,
        "temuan": daftar_temuan(impor),
        "status_dipilih": request.GET.get("status", ""),
    }
