"""The non-ASN registry as a whole: its balance, its stages, the statement, the public list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti import kata
from inti.audit import catat_akses
from inti.berkas import unduh_bukti
from inti.laju import halaman_umum
from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pendataan
from penugasan.forms.pendataan import SptjmForm, TarikForm
from penugasan.queries.pendataan import (
    diumumkan,
    neraca as hitung,
    pendataan_terlihat,
    sidik_daftar,
)
from penugasan.services import pendataan as layanan, pendataan_sptjm, pendataan_taut

DIUMUMKAN = (Pendataan.Status.PENGUMUMAN, Pendataan.Status.KOREKSI)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def neraca(request: HttpRequest) -> HttpResponse:
    """The balance, the stage, and what stands in the way of the next one."""
    akun: Any = request.user
    pendataan = pendataan_terlihat(akun).first()
    if pendataan is None:
        isi_kosong = {
            "pendataan": None,
            "paket_terpasang": layanan.daftar_paket_pendataan(),
            "boleh_mengurus": akun.peran == Peran.PETUGAS,
        }
        return render(request, "penugasan/pendataan/neraca.html", isi_kosong)
    paket, hitungan, kini = layanan.paket_dari(pendataan), hitung(pendataan), hari_ini()
    isi = {
        "pendataan": pendataan,
        "neraca": hitungan,
        "paket": paket,
        "syarat": [(satu.kriteria, satu.dasar_hukum) for satu in paket.kriteria],
        "penghalang": layanan.penghalang(pendataan, hitungan, kini) if pendataan.terbuka else [],
        "form_sptjm": SptjmForm(initial={"sidik": sidik_daftar(pendataan)}),
        "form_tarik": TarikForm(),
        "calon_pppk": len(pendataan_taut.calon(pendataan.instansi)),
        "boleh_mengurus": akun.peran == Peran.PETUGAS,
        "boleh_finalkan": akun.peran == Peran.PENYETUJU and akun.pk != pendataan.sptjm_oleh_id,
    }
    return render(request, "penugasan/pendataan/neraca.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def siapkan(request: HttpRequest) -> HttpResponse:
    """Begin a registry by one of the installed packs."""
    akun: Any = request.user
    kode = request.POST.get("paket", "")
    if kode not in layanan.daftar_paket_pendataan():
        raise Http404
    pendataan, baru = layanan.siapkan_pendataan(
        kode=kode, instansi=akun.instansi, aktor=akun, pada=sekarang()
    )
    if baru:
        messages.success(request, f"{pendataan.nama} siap. Impor berkas dari OPD.")
    return redirect("penugasan:pendataan")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def umumkan(request: HttpRequest) -> HttpResponse:
    """Announce the list."""
    return _pindah(request, layanan.umumkan, "Daftar diumumkan. Tautannya dapat dibagikan.")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def tarik(request: HttpRequest) -> HttpResponse:
    """Take the announcement back."""
    alasan = request.POST.get("alasan", "")
    return _pindah(request, layanan.tarik, "Pengumuman ditarik.", alasan=alasan)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def buka_koreksi(request: HttpRequest) -> HttpResponse:
    """Open the days of correction."""
    return _pindah(request, layanan.buka_koreksi, "Masa perbaikan dibuka.")


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def finalkan(request: HttpRequest) -> HttpResponse:
    """Make the list final. Asks for the password first."""
    return _pindah(request, layanan.finalkan, "Pendataan sudah final.")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def sptjm(request: HttpRequest) -> HttpResponse:
    """Keep the signed statement."""
    form = SptjmForm(request.POST, request.FILES)
    if not form.is_valid():
        for galat in form.errors.get("berkas", ["Berkas tidak terkirim. Coba unggah lagi."]):
            messages.error(request, str(galat))
        return redirect("penugasan:pendataan")
    isi = {"berkas": form.cleaned_data["berkas"], "sidik": form.cleaned_data["sidik"]}
    return _pindah(request, layanan.simpan_sptjm, "SPTJM tersimpan.", **isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_http_methods(["GET", "HEAD"])
def cetak_sptjm(request: HttpRequest) -> HttpResponse:
    """The statement to be signed, for the list as it stands."""
    pendataan = _satu(request)
    _catat(request.user, pendataan, "SPTJM untuk ditandatangani")
    isi = pendataan_sptjm.cetak(pendataan, tanggal=hari_ini())
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="sptjm-{hari_ini():%Y%m%d}.pdf"'
    return jawaban


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def unduh_sptjm(request: HttpRequest) -> FileResponse:
    """The signed statement, never shown inline."""
    pendataan = _satu(request)
    jawaban = unduh_bukti(pendataan.sptjm, "sptjm-bertanda-tangan")
    _catat(request.user, pendataan, "SPTJM bertanda tangan")
    return jawaban


@halaman_umum("pendataan-umum")
@require_safe
def umum(request: HttpRequest, kode: str) -> HttpResponse:
    """The announced list for everybody: initials and unit, no number, no birth date."""
    pendataan = get_object_or_404(
        Pendataan.objects.select_related("instansi"), instansi__kode=kode, status__in=DIUMUMKAN
    )
    isi = {"pendataan": pendataan, "neraca": hitung(pendataan), "unit": list(diumumkan(pendataan))}
    with kata.pakai(pendataan.instansi_id):
        return render(request, "penugasan/pendataan/umum.html", isi)


def _pindah(
    request: HttpRequest, layan: Callable[..., object], pesan: str, **isi: Any
) -> HttpResponse:
    layan(pendataan=_satu(request), aktor=request.user, pada=sekarang(), **isi)
    messages.success(request, pesan)
    return redirect("penugasan:pendataan")


def _satu(request: HttpRequest) -> Pendataan:
    akun: Any = request.user
    pendataan = pendataan_terlihat(akun).first()
    if pendataan is None:
        raise Http404
    return pendataan


def _catat(akun: Any, pendataan: Pendataan, keterangan: str) -> None:
    catat_akses(
        akun=akun,
        jenis="unduh",
        objek_jenis="pegawai.pendataan",
        objek_id=pendataan.pk,
        jumlah=1,
        keterangan=keterangan,
    )
