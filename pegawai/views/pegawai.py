"""A person's facts: where each comes from, how it changed, and correcting it by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.errors import DomainError
from inti.models import LogAkses
from inti.peran import Peran, untuk_peran
from inti.waktu import sekarang
from pegawai.forms.pegawai import GantiNipForm, UbahPegawaiForm
from pegawai.models import Pegawai
from pegawai.queries import fakta_pegawai, riwayat_pegawai
from pegawai.services import pegawai as layanan

PEMBACA = (Peran.ADMIN, Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR, Peran.KEPALA_OPD)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fact with its source, and what sources changed about it."""
    akun: Any = request.user
    pegawai = _milik(request, pk)
    catat_akses(
        akun=akun, jenis=LogAkses.Jenis.LIHAT, objek_jenis="pegawai.pegawai", objek_id=pegawai.pk
    )
    isi = {
        "pegawai": pegawai,
        "fakta": fakta_pegawai(pegawai),
        "riwayat": riwayat_pegawai(pegawai),
        "boleh_ubah": akun.peran == Peran.PETUGAS,
    }
    return render(request, "pegawai/pegawai/rincian.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct facts by hand; a file does not overwrite them without being asked."""
    aktor: Any = request.user
    pegawai = _milik(request, pk)
    form = UbahPegawaiForm(request.POST or None, pegawai=pegawai)
    if request.method == "POST" and form.is_valid():
        try:
            kolom = layanan.ubah(
                pegawai=pegawai,
                nilai=form.nilai(),
                alasan=form.cleaned_data["alasan"],
                sidik_lama=form.cleaned_data["sidik"],
                aktor=aktor,
                saat=sekarang(),
            )
        except DomainError as galat:
            form.add_error(None, galat.pesan)
        else:
            pesan = f"{len(kolom)} isian diperbaiki." if kolom else "Tidak ada isian yang berubah."
            messages.success(request, pesan)
            return redirect("pegawai:pegawai", pk)
    isi = {"pegawai": pegawai, "form": form}
    return render(request, "pegawai/pegawai/ubah.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ganti_nip(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a NIP; the old one stays in the history."""
    aktor: Any = request.user
    pegawai = _milik(request, pk)
    form = GantiNipForm(request.POST or None, pegawai=pegawai)
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ganti_nip(
                pegawai=pegawai,
                nip=form.cleaned_data["nip"],
                alasan=form.cleaned_data["alasan"],
                sidik_lama=form.cleaned_data["sidik"],
                aktor=aktor,
                saat=sekarang(),
            )
        except DomainError as galat:
            form.add_error("nip", galat.pesan)
        else:
            messages.success(request, "NIP diperbaiki. NIP lama tetap ada di riwayat.")
            return redirect("pegawai:pegawai", pk)
    isi = {"pegawai": pegawai, "form": form}
    return render(request, "pegawai/pegawai/ganti_nip.html", isi)


def _milik(request: HttpRequest, pk: int) -> Pegawai:
    terlihat = Pegawai.objects.untuk(request.user).select_related("instansi", "opd", "domisili")
    pegawai: Pegawai = get_object_or_404(terlihat, pk=pk)
    return pegawai
