"""Exports: what the account may take, one file, and the result of a long one."""

import io
from typing import Any, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti import pekerjaan as pekerja
from inti.audit import catat_akses
from inti.errors import DomainError
from inti.models import Instansi, LogAkses, Pekerjaan
from inti.peran import PEMBACA, Peran, sandi_dulu, untuk_peran
from inti.templatetags.portal import angka
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.filters import ekspor as daftar_ekspor
from penugasan.models import JadwalEkspor
from penugasan.services import ekspor as layanan
from penugasan.services.berkas_jalur import masih_dipimpin
from penugasan.services.ekspor_jadwal import BERKAS, MASA_SIMPAN, sebab_tak_berhak

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HASIL_TERLIHAT = 50
PENGEKSPOR = PEMBACA | {Peran.ADMIN, Peran.KEPALA_OPD, Peran.DINAS_KOPERASI}


@untuk_peran(*PENGEKSPOR)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Show what the account may export, what it repeats, and the files that are kept."""
    akun = akun_masuk(request)
    terlihat = Pekerjaan.objects.untuk(akun).filter(jenis__in=BERKAS, aktor=akun)
    nama = {kode: jenis.nama for kode, jenis in layanan.JENIS.items()}
    isi = {
        "daftar": [
            {"jenis": jenis, "saring": _saring(request, jenis)}
            for jenis in layanan.jenis_untuk(akun)
        ],
        "jadwal": [
            (satu, nama.get(satu.jenis, satu.jenis))
            for satu in JadwalEkspor.objects.untuk(akun).select_related("pekerjaan")
        ],
        "hasil": terlihat.order_by("-dibuat")[:HASIL_TERLIHAT],
        "hari_simpan": MASA_SIMPAN.days,
    }
    return render(request, "penugasan/ekspor/daftar.html", isi)


def _saring(request: HttpRequest, jenis: layanan.JenisEkspor) -> Any:
    """The filter form of a kind without a page of its own; several stand on one page."""
    akun = akun_masuk(request)
    if jenis.saring is None or akun.instansi is None:
        return None
    form = jenis.saring(layanan.Lingkup(akun.instansi, akun, QueryDict())).form
    form.auto_id = f"id_{jenis.kode}_%s"
    return form


@untuk_peran(*PENGEKSPOR)
@never_cache
@require_http_methods(["GET", "POST"])
def ekspor(request: HttpRequest, jenis: str) -> HttpResponseBase:
    """Give the filtered list as a workbook; a long one is offered as a job (POST starts it)."""
    pilihan = jenis_atau_404(request, jenis)
    lingkup = layanan.Lingkup(instansi_akun(request), akun_masuk(request), request.GET)
    isi = pilihan.susun(lingkup)
    if request.method == "POST":
        return redirect(pekerja.url(layanan.mulai(pilihan, lingkup)))
    if isi.jumlah > layanan.BATAS_LANGSUNG:
        return render(
            request, "penugasan/ekspor/besar.html", {"jenis": pilihan, "jumlah": isi.jumlah}
        )
    if tunda := _sandi_dulu(request, isi.jumlah):
        return tunda
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


@untuk_peran(*PENGEKSPOR)
@never_cache
@require_safe
def hasil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer the file of a finished job to who started it."""
    pekerjaan = _pekerjaan(request, pk)
    sampai = pekerjaan.berakhir + MASA_SIMPAN if pekerjaan.berakhir else None
    isi = {"pekerjaan": pekerjaan, "sampai": sampai}
    return render(request, "penugasan/ekspor/hasil.html", isi)


@untuk_peran(*PENGEKSPOR)
@never_cache
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Give the file of a finished job, under the rights its owner has today.

    A head has it only while he leads the units of which it speaks.
    """
    pekerjaan = _pekerjaan(request, pk)
    akun, kode = akun_masuk(request), pekerjaan.parameter["jenis"]
    if sebab := sebab_tak_berhak(akun, pekerjaan.instansi, kode, sekarang()):
        raise DomainError(sebab)
    berkas = pekerjaan.hasil["berkas"]
    if not masih_dipimpin(akun, pekerjaan.hasil) or not default_storage.exists(berkas):
        raise Http404
    if tunda := _sandi_dulu(request, pekerjaan.hasil["jumlah"]):
        return tunda
    catat_akses(
        akun=akun,
        jenis=LogAkses.Jenis.EKSPOR,
        objek_jenis=f"ekspor.{kode}",
        objek_id=pekerjaan.pk,
        jumlah=pekerjaan.hasil["jumlah"],
        keterangan="Berkas ekspor diunduh",
    )
    return FileResponse(
        default_storage.open(berkas),
        as_attachment=True,
        filename=pekerjaan.hasil["nama"],
        content_type=XLSX,
    )


def _sandi_dulu(request: HttpRequest, jumlah: int) -> HttpResponseBase | None:
    """The step-up before a file of very many rows; by number, for a filter would go round it."""
    if jumlah <= layanan.BATAS_TANPA_SANDI:
        return None
    lagi = "Isi kata sandi Anda, lalu tekan tombol ekspor sekali lagi."
    return sandi_dulu(request, f"Berkas ini memuat {angka(jumlah)} baris. {lagi}")


def akun_masuk(request: HttpRequest) -> Akun:
    """The account behind the request; the guard has let nobody else through."""
    return cast("Akun", request.user)


def jenis_atau_404(request: HttpRequest, kode: str) -> layanan.JenisEkspor:
    """The kind by its code; an unknown one, or one of another role, is a 404."""
    pilihan = daftar_ekspor.semua().get(kode)
    if pilihan is None or akun_masuk(request).peran not in pilihan.peran:
        raise Http404
    return pilihan


def instansi_akun(request: HttpRequest) -> Instansi:
    instansi = akun_masuk(request).instansi
    if instansi is None:
        pesan = "Akun Anda belum terhubung dengan instansi."
        raise DomainError(pesan)
    return instansi


def _pekerjaan(request: HttpRequest, pk: UUID) -> Pekerjaan:
    selesai = Pekerjaan.objects.untuk(request.user).filter(
        jenis__in=BERKAS, aktor=request.user, status=Pekerjaan.Status.SELESAI
    )
    pekerjaan: Pekerjaan = get_object_or_404(selesai, pk=pk)
    return pekerjaan
