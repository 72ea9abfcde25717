"""The agency's calendar of one year, and its corrections."""

import datetime as dt
from collections import Counter
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
from inti.waktu import hari_ini, sekarang

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
    """The days of ``?tahun=``, and a form that corrects one (POST).

    A day that would move running deadlines is asked about first: ``yakin`` says what was read.
    """
    akun: Any = request.user
    form = HariLiburForm(request.POST if request.method == "POST" else None)
    mundur: Counter[str] = Counter()
    if request.method == "POST" and form.is_valid():
        hari = {nama: form.cleaned_data[nama] for nama in ("tanggal", "libur")}
        mundur = hari_libur.akan_mundur(instansi=akun.instansi, pada=sekarang(), **hari)
        if not mundur or request.POST.get("yakin") == _yakin(hari["tanggal"], mundur):
            satu = hari_libur.atur(
                instansi=akun.instansi, aktor=akun, pada=sekarang(), **form.cleaned_data
            )
            _sampaikan(request, "Kalender diperbarui.", satu.mundur)
            return redirect(f"{request.path}?tahun={satu.koreksi.tanggal.year}")
    isi: dict[str, Any] = {"form": form}
    if mundur:
        tanggal = form.cleaned_data["tanggal"]
        isi |= {"mundur": _kata(mundur), "yakin": _yakin(tanggal, mundur), "tanggal": tanggal}
    return _halaman(request, isi)


@untuk_peran(Peran.ADMIN, Peran.PETUGAS)
@never_cache
@require_POST
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a correction back; asked about first when the day becomes free again by it."""
    milik = HariLibur.objects.untuk(request.user).select_related("instansi")
    koreksi = get_object_or_404(milik, pk=pk)
    mundur = hari_libur.akan_mundur(
        instansi=koreksi.instansi, tanggal=koreksi.tanggal, libur=None, pada=sekarang()
    )
    yakin = _yakin(koreksi.tanggal, mundur)
    if mundur and request.POST.get("yakin") != yakin:
        isi = {"dihapus": koreksi, "mundur": _kata(mundur), "yakin": yakin}
        return _halaman(request, {"form": HariLiburForm(), "tanggal": koreksi.tanggal, **isi})
    hasil = hari_libur.hapus(koreksi=koreksi, aktor=request.user, pada=sekarang())
    _sampaikan(request, "Koreksi dihapus. Kalender nasional berlaku lagi.", hasil.mundur)
    return redirect("inti:hari_libur")


def _halaman(request: HttpRequest, isi: dict[str, Any]) -> HttpResponse:
    akun: Any = request.user
    tahun = _tahun(request)
    hari = hari_libur.setahun(akun.instansi, tahun) if akun.instansi else ()
    return render(request, "inti/hari_libur.html", {"tahun": tahun, "hari": hari, **isi})


def _yakin(tanggal: dt.date, mundur: Counter[str]) -> str:
    """What somebody says yes to: this day, and so many deadlines."""
    return f"{tanggal}:{mundur.total()}"


def _kata(mundur: Counter[str]) -> str:
    """``3 tenggat (1 nominasi, 2 permintaan data)``."""
    bagian = ", ".join(f"{banyak} {nama}" for nama, banyak in mundur.items())
    return f"{mundur.total()} tenggat ({bagian})"


def _sampaikan(request: HttpRequest, pesan: str, mundur: Counter[str]) -> None:
    akhir = f"{_kata(mundur)} mundur." if mundur else "Tenggat yang sedang berjalan tidak berubah."
    messages.success(request, f"{pesan} {akhir}")


def _tahun(request: HttpRequest) -> int:
    tahun = baca_kunci(request.GET.get("tahun", "")) or 0
    return tahun if TAHUN_AWAL <= tahun <= TAHUN_AKHIR else hari_ini().year
