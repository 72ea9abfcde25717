"""What waits for a second person about letters, and what became of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.errors import DomainError
from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import sekarang
from penugasan.forms.surat import CabutForm, CatatanSuratForm
from penugasan.models import AjuanSurat, Surat
from penugasan.services import surat_ajuan as layanan

PER_HALAMAN = 30
STATUS = AjuanSurat.Status


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Open ones first, the oldest on top; decided ones after them."""
    semua = _terlihat(request.user)
    urut = [*semua.filter(status=STATUS.DIAJUKAN)]
    lain = semua.exclude(status=STATUS.DIAJUKAN).order_by("-diputus_pada", "-pk")
    halaman = Paginator(lain, PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(request, "penugasan/surat/ajuan.html", {"menunggu": urut, "halaman": halaman})


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what is asked, by whom, and the two buttons for the second person."""
    akun: Any = request.user
    ajuan = _satu(request, pk)
    menunggu = ajuan.status == STATUS.DIAJUKAN
    isi = {
        "ajuan": ajuan,
        "permintaan": layanan.dari_isi(ajuan) if ajuan.tindak == "terbit" else None,
        "form": CatatanSuratForm(),
        "boleh_memutuskan": menunggu
        and akun.peran == Peran.PENYETUJU
        and ajuan.diajukan_oleh_id != akun.pk,
        "boleh_menarik": menunggu and ajuan.diajukan_oleh_id == akun.pk,
    }
    return render(request, "penugasan/surat/ajuan_rincian.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second person to revoke a letter."""
    akun: Any = request.user
    semua = Surat.objects.untuk(akun).select_related("instansi")
    surat = get_object_or_404(semua, pk=pk)
    form = CabutForm(request.POST)
    if not form.is_valid():
        raise DomainError(str(form.errors["alasan"][0]))
    layanan.ajukan_cabut(
        surat=surat, alasan=form.cleaned_data["alasan"], aktor=akun, pada=sekarang()
    )
    messages.success(request, "Pencabutan diajukan. Surat tetap berlaku sampai penyetuju setuju.")
    return redirect("penugasan:surat_rincian", pk=pk)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def setujui(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it happen. Asks for the password first."""
    akun: Any = request.user
    surat = layanan.setujui(ajuan=_satu(request, pk), aktor=akun, pada=sekarang())
    nomor = ", ".join(satu.nomor for satu in surat[:3])
    lagi = f" dan {len(surat) - 3} lainnya" if len(surat) > 3 else ""
    messages.success(request, f"Disetujui: {nomor}{lagi}.")
    return redirect("penugasan:surat_ajuan_rincian", pk=pk)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
def tolak(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse, with a reason."""
    akun: Any = request.user
    layanan.tolak(ajuan=_satu(request, pk), catatan=_catatan(request), aktor=akun, pada=sekarang())
    messages.success(request, "Ditolak. Pengaju dapat membaca alasannya.")
    return redirect("penugasan:surat_ajuan_rincian", pk=pk)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    akun: Any = request.user
    layanan.tarik(ajuan=_satu(request, pk), aktor=akun, pada=sekarang())
    messages.success(request, "Ajuan ditarik.")
    return redirect("penugasan:surat_ajuan")


def _terlihat(akun: Any) -> QuerySet[AjuanSurat]:
    semua: QuerySet[AjuanSurat] = AjuanSurat.objects.untuk(akun).select_related(
        "instansi", "surat", "diajukan_oleh", "diputus_oleh"
    )
    return semua


def _satu(request: HttpRequest, pk: int) -> AjuanSurat:
    return get_object_or_404(_terlihat(request.user), pk=pk)


def _catatan(request: HttpRequest) -> str:
    form = CatatanSuratForm(request.POST)
    return form.cleaned_data["catatan"] if form.is_valid() else ""
