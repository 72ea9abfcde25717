"""Exports: what the account may take, one file, and the result of a long one."""

import io
from typing import cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti import pekerjaan as pekerja
from inti.errors import DomainError
from inti.models import Instansi, Pekerjaan
from inti.peran import Peran, untuk_peran
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.filters import ekspor as daftar_ekspor
from penugasan.services import ekspor as layanan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PENGEKSPOR = (
    Peran.ADMIN,
    Peran.PETUGAS,
    Peran.PENYETUJU,
    Peran.AUDITOR,
    Peran.KEPALA_OPD,
    Peran.DINAS_KOPERASI,
)


@untuk_peran(*_PENGEKSPOR)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Show every kind of export the account may take."""
    isi = {"daftar": layanan.jenis_untuk(_akun(request))}
    return render(request, "penugasan/ekspor/daftar.html", isi)


@untuk_peran(*_PENGEKSPOR)
@never_cache
@require_http_methods(["GET", "POST"])
def ekspor(request: HttpRequest, jenis: str) -> HttpResponseBase:
    """Give the filtered list as a workbook; a long one is offered as a job (POST starts it)."""
    pilihan = _jenis(request, jenis)
    lingkup = layanan.Lingkup(_instansi(request), _akun(request), request.GET)
    isi = pilihan.susun(lingkup)
    if request.method == "POST":
        return redirect(pekerja.url(layanan.mulai(pilihan, lingkup)))
    if isi.jumlah > layanan.BATAS_LANGSUNG:
        return render(
            request, "penugasan/ekspor/besar.html", {"jenis": pilihan, "jumlah": isi.jumlah}
        )
    pada = sekarang()
    wadah = io.BytesIO()
    layanan.tulis_berkas(pilihan, lingkup, isi, wadah, pada=pada)
    wadah.seek(0)
    return FileResponse(
        wadah,
        as_attachment=True,
        filename=layanan.nama_berkas(pilihan, pada),
        content_type=XLSX,
    )


@untuk_peran(*_PENGEKSPOR)
@never_cache
@require_safe
def hasil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer the file of a finished job to who started it."""
    return render(request, "penugasan/ekspor/hasil.html", {"pekerjaan": _pekerjaan(request, pk)})


@untuk_peran(*_PENGEKSPOR)
@never_cache
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> FileResponse:
    """Give the file of a finished job, under the rights its owner has today."""
    pekerjaan = _pekerjaan(request, pk)
    layanan.pastikan_boleh(_akun(request), layanan.JENIS[pekerjaan.parameter["jenis"]])
    if not default_storage.exists(pekerjaan.hasil["berkas"]):
        raise Http404
    return FileResponse(
        default_storage.open(pekerjaan.hasil["berkas"]),
        as_attachment=True,
        filename=pekerjaan.hasil["nama"],
        content_type=XLSX,
    )


def _akun(request: HttpRequest) -> Akun:
    """The account behind the request; the guard has let nobody else through."""
    return cast("Akun", request.user)


def _jenis(request: HttpRequest, kode: str) -> layanan.JenisEkspor:
    """The kind by its code; an unknown one, or one of another role, is a 404."""
    pilihan = daftar_ekspor.semua().get(kode)
    if pilihan is None or _akun(request).peran not in pilihan.peran:
        raise Http404
    return pilihan


def _instansi(request: HttpRequest) -> Instansi:
    instansi = _akun(request).instansi
    if instansi is None:
        pesan = "Akun Anda belum terhubung dengan instansi."
        raise DomainError(pesan)
    return instansi


def _pekerjaan(request: HttpRequest, pk: UUID) -> Pekerjaan:
    selesai = Pekerjaan.objects.untuk(request.user).filter(
        jenis=layanan.TULIS, aktor=request.user, status=Pekerjaan.Status.SELESAI
    )
    pekerjaan: Pekerjaan = get_object_or_404(selesai, pk=pk)
    return pekerjaan
