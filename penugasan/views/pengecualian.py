"""Exceptions: asked for at the card, decided by a second person, listed for the auditor."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.berkas import unduh_bukti
from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import sekarang
from pegawai.models import Pegawai
from penugasan.exports.pengecualian import nama_aturan
from penugasan.filters.pengecualian import PengecualianFilter
from penugasan.forms.pengecualian import CatatanForm, PengecualianForm
from penugasan.models import Pengecualian
from penugasan.queries.hitung import jumlah_per_status
from penugasan.queries.periode import periode_aktif
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.paket import boleh_dikecualikan
from penugasan.rules.types import Hasil
from penugasan.services import pengecualian as layanan
from penugasan.services.kelayakan import lihat, periksa_pegawai

PER_HALAMAN = 50
STATUS = Pengecualian.Status


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every exception of the agency, the newest first."""
    akun: Any = request.user
    semua = _terlihat(akun)
    saring = PengecualianFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    for satu in halaman:
        satu.nama_aturan = nama_aturan(satu.aturan)
    _catat(akun, len(halaman), "Daftar pengecualian, NIP disamarkan")
    isi = {
        "saring": saring,
        "halaman": halaman,
        "jumlah": jumlah_per_status(semua, STATUS.values),
    }
    return render(request, "penugasan/pengecualian/daftar.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ajukan(request: HttpRequest, pk: int, aturan: str) -> HttpResponse:
    """Ask for an exception from one rule for one person."""
    akun: Any = request.user
    milik = Pegawai.objects.untuk(akun).select_related("opd", "instansi")
    pegawai: Pegawai = get_object_or_404(milik, pk=pk)
    periode = periode_aktif(akun.instansi)
    if periode is None or aturan not in boleh_dikecualikan(periode.versi.isi):
        raise Http404
    kelayakan = periksa_pegawai(pegawai, versi=periode.versi, acuan=periode.tanggal_acuan)
    temuan = next((t for t in kelayakan.temuan if t.kode == aturan), None)
    if temuan is None or temuan.hasil is Hasil.LAYAK:
        messages.info(request, "Syarat ini tidak menghalangi pegawai ini.")
        return redirect("penugasan:kartu_kelayakan", pk=pk)
    form = PengecualianForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        hasil = layanan.ajukan(
            pegawai=pegawai,
            periode=periode,
            aturan=aturan,
            alasan=form.cleaned_data["alasan"],
            dokumen=form.cleaned_data["dokumen"],
            berkas=form.cleaned_data["bukti"],
            aktor=akun,
            pada=sekarang(),
        )
        messages.success(request, "Pengecualian diajukan. Penyetuju akan memutuskannya.")
        return redirect("penugasan:pengecualian_rincian", pk=hasil.pk)
    lihat(pegawai=pegawai, aktor=akun)
    isi = {
        "pegawai": pegawai,
        "aturan": MENURUT_KODE[aturan],
        "temuan": temuan,
        "form": form,
        "periode": periode,
    }
    return render(request, "penugasan/pengecualian/ajukan.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One exception with what the rule says, who asked, and who decided."""
    akun: Any = request.user
    pengecualian = _satu(request, pk)
    _catat(akun, 1, "Pengecualian")
    isi = {
        "pengecualian": pengecualian,
        "aturan": MENURUT_KODE[pengecualian.aturan],
        "form": CatatanForm(),
        "boleh_memutuskan": pengecualian.status == STATUS.DIAJUKAN
        and akun.peran == Peran.PENYETUJU
        and pengecualian.diajukan_oleh_id != akun.pk,
        "boleh_mencabut": pengecualian.status in layanan.HIDUP and akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/pengecualian/rincian.html", isi)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def setujui(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it count. Asks for the password first."""
    return _putuskan(request, pk, layanan.setujui, "Pengecualian berlaku. Pegawai disaring ulang.")


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
def tolak(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse it."""
    return _putuskan(request, pk, layanan.tolak, "Pengecualian ditolak.")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    return _putuskan(request, pk, layanan.cabut, "Pengecualian dicabut.")


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def berkas(request: HttpRequest, pk: int) -> FileResponse:
    """The document, never shown inline."""
    pengecualian = _satu(request, pk)
    jawaban = unduh_bukti(pengecualian.berkas, f"pengecualian-{pengecualian.pk}")
    _catat(request.user, 1, "Dokumen pengecualian", jenis="unduh")
    return jawaban


def _putuskan(request: HttpRequest, pk: int, putusan: Any, pesan: str) -> HttpResponse:
    form = CatatanForm(request.POST)
    catatan = form.cleaned_data["catatan"] if form.is_valid() else ""
    putusan(pengecualian=_satu(request, pk), aktor=request.user, pada=sekarang(), catatan=catatan)
    messages.success(request, pesan)
    return redirect("penugasan:pengecualian_rincian", pk=pk)


def _terlihat(akun: Any) -> QuerySet[Pengecualian]:
    semua: QuerySet[Pengecualian] = Pengecualian.objects.untuk(akun).select_related(
        "pegawai__opd", "periode", "instansi", "diajukan_oleh", "diputus_oleh"
    )
    return semua


def _satu(request: HttpRequest, pk: int) -> Pengecualian:
    return get_object_or_404(_terlihat(request.user), pk=pk)


def _catat(akun: Any, jumlah: int, keterangan: str, *, jenis: str = "lihat") -> None:
    catat_akses(
        akun=akun,
        jenis=jenis,
        objek_jenis="penugasan.pengecualian",
        jumlah=jumlah,
        keterangan=keterangan,
    )
