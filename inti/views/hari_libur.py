"""The agency's calendar of one year, and its corrections."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inti import hari_libur
from inti.filters import TanggalInput
from inti.isian import baca_kunci
from inti.models import HariLibur
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini

TAHUN_AWAL, TAHUN_AKHIR = 2020, 2100


class HariLiburForm(forms.Form):
    """One day, and whether it is free."""

    tanggal = forms.DateField(
        label="Tanggal",
        widget=TanggalInput(),
        error_messages={
            "required": "Isi tanggalnya.",
            "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
        },
    )
    libur = forms.TypedChoiceField(
        label="Hari itu",
        choices=(("1", "Libur"), ("0", "Hari kerja")),
        coerce=lambda nilai: nilai == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    keterangan = forms.CharField(
        label="Keterangan",
        max_length=120,
        help_text="Misalnya nomor surat edaran cuti bersama.",
        error_messages={"required": "Tulis keterangannya."},
    )


@untuk_peran(Peran.ADMIN, Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """The days of ``?tahun=``, and a form that corrects one (POST)."""
    akun: Any = request.user
    tahun = _tahun(request)
    form = HariLiburForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        satu = hari_libur.atur(instansi=akun.instansi, aktor=akun, **form.cleaned_data)
        messages.success(request, "Kalender diperbarui. Tenggat baru memakainya.")
        return redirect(f"{request.path}?tahun={satu.tanggal.year}")
    isi = {
        "tahun": tahun,
        "hari": hari_libur.setahun(akun.instansi, tahun) if akun.instansi else (),
        "form": form,
    }
    return render(request, "inti/hari_libur.html", isi)


@untuk_peran(Peran.ADMIN, Peran.PETUGAS)
@never_cache
@require_POST
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a correction back."""
    milik = HariLibur.objects.untuk(request.user).select_related("instansi")
    koreksi = get_object_or_404(milik, pk=pk)
    hari_libur.hapus(koreksi=koreksi, aktor=request.user)
    messages.success(request, "Koreksi dihapus. Kalender nasional berlaku lagi.")
    return redirect("inti:hari_libur")


def _tahun(request: HttpRequest) -> int:
    tahun = baca_kunci(request.GET.get("tahun", "")) or 0
    return tahun if TAHUN_AWAL <= tahun <= TAHUN_AKHIR else hari_ini().year
