"""Indikasi kerja ganda: the queue, one finding, the unit's explanation, BKPSDM's answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.kata import sebut
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan import permissions
from penugasan.filters.kerja_ganda import KerjaGandaFilter
from penugasan.forms.kerja_ganda import PenjelasanForm, PutusanIndikasiForm
from penugasan.models import KerjaGanda
from penugasan.queries.kerja_ganda import indikasi_terlihat
from penugasan.queries.nominasi import PenghitungTenggat
from penugasan.services import kerja_ganda as layanan

PER_HALAMAN = 25
TERBUKA = KerjaGanda.Status.TERBUKA
_MELIHAT = PEMBACA | {Peran.KEPALA_OPD}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Findings of the scope: answered ones first, then by deadline."""
    akun: Any = request.user
    semua = indikasi_terlihat(akun)
    saring = KerjaGandaFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _pasang_tenggat(akun, halaman)
    _catat(akun, len(halaman), "Indikasi kerja ganda")
    isi = {"saring": saring, "halaman": halaman}
    return render(request, "penugasan/kerja/daftar.html", isi)


@untuk_peran(*_MELIHAT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding with its days; the head of the home unit explains it here (POST)."""
    akun: Any = request.user
    indikasi = _indikasi(request, pk)
    form = PenjelasanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        layanan.jelaskan(
            indikasi=indikasi,
            penjelasan=form.cleaned_data["penjelasan"],
            aktor=akun,
            pada=sekarang(),
        )
        messages.success(request, sebut("Penjelasan terkirim. {badan} akan memeriksanya."))
        return redirect("penugasan:kerja_ganda_rincian", pk=pk)
    return _tampilkan(request, indikasi, form, PutusanIndikasiForm())


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def putuskan(request: HttpRequest, pk: int) -> HttpResponse:
    """BKPSDM accepts the explanation, or holds the finding proven."""
    akun: Any = request.user
    indikasi = _indikasi(request, pk)
    form = PutusanIndikasiForm(request.POST)
    if not form.is_valid():
        return _tampilkan(request, indikasi, PenjelasanForm(), form)
    terima = form.cleaned_data["putusan"] == PutusanIndikasiForm.TERIMA
    putusan = layanan.terima if terima else layanan.buktikan
    putusan(indikasi=indikasi, catatan=form.cleaned_data["catatan"], aktor=akun, pada=sekarang())
    messages.success(request, "Penjelasan diterima." if terima else "Dicatat sebagai terbukti.")
    return redirect("penugasan:kerja_ganda")


def _tampilkan(
    request: HttpRequest, indikasi: Any, form: PenjelasanForm, putusan: PutusanIndikasiForm
) -> HttpResponse:
    akun: Any = request.user
    hari = hari_ini()
    _pasang_tenggat(akun, [indikasi])
    _catat(akun, 1, "Indikasi kerja ganda")
    isi = {
        "indikasi": indikasi,
        "bukti": indikasi.bukti_set.select_related("sumber"),
        "form": form,
        "putusan": putusan,
        "boleh_menjelaskan": indikasi.status == TERBUKA
        and permissions.boleh(akun, "kerja_ganda.jelaskan", indikasi, hari),
        "boleh_menerima": indikasi.status == KerjaGanda.Status.DIJAWAB
        and permissions.boleh(akun, "kerja_ganda.terima", indikasi, hari),
        "boleh_membuktikan": permissions.boleh(akun, "kerja_ganda.buktikan", indikasi, hari)
        and (
            indikasi.status == KerjaGanda.Status.DIJAWAB
            or (indikasi.status == TERBUKA and indikasi.batas < hari)
        ),
    }
    return render(request, "penugasan/kerja/rincian.html", isi)


def _indikasi(request: HttpRequest, pk: int) -> KerjaGanda:
    indikasi: KerjaGanda = get_object_or_404(indikasi_terlihat(request.user), pk=pk)
    return indikasi


def _pasang_tenggat(akun: Any, baris: Any) -> None:
    """Give each finding that waits for its unit a ``tenggat``, the others None."""
    penghitung = PenghitungTenggat(akun.instansi, hari_ini()) if akun.instansi else None
    for satu in baris:
        menunggu = satu.status == TERBUKA and penghitung
        satu.tenggat = penghitung.sampai(satu.batas) if menunggu and penghitung else None


def _catat(akun: Any, jumlah: int, keterangan: str) -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.kerjaganda",
        jumlah=jumlah,
        keterangan=keterangan,
    )
