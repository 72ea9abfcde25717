"""Files of letters: DOCX, the signed one, and several at once."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db.models import QuerySet
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
from django.views.decorators.http import require_POST, require_safe

from inti import pekerjaan as pekerja
from inti.audit import catat_akses
from inti.errors import DomainError
from inti.isian import baca_kunci
from inti.models import Pekerjaan
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import sekarang
from penugasan.documents.docx import MIME
from penugasan.filters.surat import SuratFilter
from penugasan.forms.surat import ArsipForm, TtdForm
from penugasan.models import Surat
from penugasan.services import surat_ttd, surat_zip
from penugasan.services.berkas_jalur import masih_dipimpin
from penugasan.services.surat import nama_polos

_MELIHAT = PEMBACA | {Peran.KEPALA_OPD}


@require_safe
@never_cache
@untuk_peran(*_MELIHAT)
def docx(request: HttpRequest, pk: int) -> FileResponse:
    """Give one letter as DOCX, from the same kept words as its PDF; the access log remembers."""
    surat = _surat(request, pk)
    isi = surat_zip.baca_docx(surat)
    _catat(request, surat, f"{surat.nomor} (DOCX)")
    nama = f"{nama_polos(surat)}.docx"
    return FileResponse(io.BytesIO(isi), as_attachment=True, filename=nama, content_type=MIME)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def unggah_ttd(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the signed file of a letter."""
    akun: Any = request.user
    surat = _surat(request, pk)
    form = TtdForm(request.POST, request.FILES)
    if not form.is_valid():
        raise DomainError(str(form.errors["berkas"][0]), kode="berkas_salah")
    surat = surat_ttd.unggah_ttd(
        surat=surat, berkas=form.cleaned_data["berkas"], aktor=akun, pada=sekarang()
    )
    messages.success(request, f"Berkas bertanda tangan {surat.nomor} disimpan.")
    return redirect("penugasan:surat_rincian", pk=pk)


@require_safe
@never_cache
@untuk_peran(*_MELIHAT, Peran.PEGAWAI)
def unduh_ttd(request: HttpRequest, pk: int) -> FileResponse:
    """Give the signed file back; the access log remembers it."""
    surat = _surat(request, pk)
    isi = surat_ttd.baca_ttd(surat)
    if isi is None:
        raise Http404
    _catat(request, surat, f"{surat.nomor} (bertanda tangan)")
    return FileResponse(
        io.BytesIO(isi),
        as_attachment=True,
        filename=f"{nama_polos(surat)}-bertanda-tangan.pdf",
        content_type="application/pdf",
    )


@untuk_peran(*_MELIHAT)
@never_cache
@require_POST
def buat_arsip(request: HttpRequest) -> HttpResponseBase:
    """An archive of the chosen letters, or of all that the filters show; a large one is a job."""
    akun: Any = request.user
    form = ArsipForm(request.POST)
    if not form.is_valid():
        raise DomainError(str(form.errors["bentuk"][0]))
    semua = _dipilih(request)
    bentuk = form.cleaned_data["bentuk"]
    if semua.count() > surat_zip.BATAS_LANGSUNG:
        return redirect(pekerja.url(surat_zip.mulai(akun, semua.only("pk"), bentuk)))
    wadah = surat_zip.langsung(akun, semua, bentuk)
    return _zip(wadah)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def arsip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer the archive of a finished job to who started it."""
    pekerjaan = _pekerjaan(request, pk)
    sampai = pekerjaan.berakhir + surat_zip.MASA_SIMPAN if pekerjaan.berakhir else None
    isi = {"pekerjaan": pekerjaan, "sampai": sampai}
    return render(request, "penugasan/surat/arsip.html", isi)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def unduh_arsip(request: HttpRequest, pk: UUID) -> FileResponse:
    """Give the archive of a finished job, to a head only within the units he leads today."""
    pekerjaan = _pekerjaan(request, pk)
    berkas = pekerjaan.hasil["berkas"]
    akun: Any = request.user
    if not masih_dipimpin(akun, pekerjaan.hasil) or not default_storage.exists(berkas):
        raise Http404
    catat_akses(
        akun=request.user,
        jenis="unduh",
        objek_jenis="penugasan.surat",
        jumlah=pekerjaan.hasil["jumlah"],
        keterangan="Arsip surat diunduh",
    )
    return _zip(default_storage.open(berkas))


def _dipilih(request: HttpRequest) -> QuerySet[Surat]:
    """The chosen letters within the scope, or with ``semua`` all that the list's filters show."""
    terlihat: QuerySet[Surat] = Surat.objects.untuk(request.user)
    if request.POST.get("semua"):
        tanya = QueryDict(request.POST.get("saring", "")[:1000])
        tersaring: QuerySet[Surat] = SuratFilter(tanya, queryset=terlihat, request=request).qs
        return terlihat.filter(pk__in=tersaring.order_by().values("pk"))
    kunci = [baca_kunci(satu) for satu in request.POST.getlist("pilih")]
    if not kunci:
        pesan = "Pilih paling sedikit satu surat."
        raise DomainError(pesan, kode="tanpa_pilihan")
    return terlihat.filter(pk__in=[satu for satu in kunci if satu is not None])


def _zip(isi: Any) -> FileResponse:
    nama = f"surat-{sekarang():%Y%m%d-%H%M}.zip"
    return FileResponse(isi, as_attachment=True, filename=nama, content_type="application/zip")


def _pekerjaan(request: HttpRequest, pk: UUID) -> Pekerjaan:
    semua = Pekerjaan.objects.untuk(request.user).filter(
        jenis=surat_zip.ZIP, aktor=request.user, status=Pekerjaan.Status.SELESAI
    )
    pekerjaan: Pekerjaan = get_object_or_404(semua, pk=pk)
    return pekerjaan


def _surat(request: HttpRequest, pk: int) -> Surat:
    terlihat = Surat.objects.untuk(request.user).select_related("instansi")
    surat: Surat = get_object_or_404(terlihat, pk=pk)
    return surat


def _catat(request: HttpRequest, surat: Surat, keterangan: str) -> None:
    catat_akses(
        akun=request.user,
        jenis="unduh",
        objek_jenis="penugasan.surat",
        objek_id=surat.pk,
        jumlah=surat.penugasan.count(),
        keterangan=keterangan,
    )
