"""Plans: compute one, see why, lock rows, and send the nominations."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti import pekerjaan
from inti.audit import catat_akses
from inti.errors import DomainError
from inti.hari_kerja import Kalender
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.filters.rencana import BarisRencanaFilter, BelumFilter
from penugasan.models import BarisRencana, Periode, Rencana
from penugasan.queries.periode import periode_aktif, periode_menurut
from penugasan.queries.rencana import (
    baris_rencana,
    belum_rencana,
    dampak_unit,
    rencana_terlihat,
    saringan_rencana,
    urai,
)
from penugasan.queries.rencana_banding import banding_rencana
from penugasan.services import rencana as layanan
from penugasan.services.nominasi import kirim_nominasi

PER_HALAMAN = 25


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """List the plans of the agency, newest first."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    halaman = Paginator(rencana_terlihat(akun), PER_HALAMAN)
    isi = {
        "halaman": halaman.get_page(request.GET.get("halaman")),
        "periode": periode,
        "saringan": saringan_rencana(periode) if periode else None,
        "boleh_susun": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/rencana/daftar.html", isi)


@untuk_peran(Peran.PETUGAS)
@require_POST
def susun(request: HttpRequest) -> HttpResponse:
    """Compute a plan; the page of the job shows the progress and leads to it."""
    akun: Any = request.user
    mulai = layanan.mulai(periode=_periode(akun), aktor=akun, pada=sekarang())
    return redirect(pekerjaan.url(mulai))


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the placements of a plan with their scores, reasons and runners-up."""
    rencana = _rencana(request, pk)
    saring = BarisRencanaFilter(
        request.GET, queryset=baris_rencana(rencana), request=request, rencana=rencana
    )
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _catat_lihat(request, rencana, len(halaman))
    isi = _isi(request, rencana, "penempatan") | {
        "saring": saring,
        "halaman": halaman,
        "daftar": urai(list(halaman)),
    }
    return render(request, "penugasan/rencana/rincian.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def belum(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who was not placed, and why."""
    rencana = _rencana(request, pk)
    saring = BelumFilter(request.GET, queryset=belum_rencana(rencana), request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _catat_lihat(request, rencana, len(halaman))
    isi = _isi(request, rencana, "belum") | {"saring": saring, "halaman": halaman}
    return render(request, "penugasan/rencana/belum.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def dampak(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what each home unit has before and after the plan."""
    rencana = _rencana(request, pk)
    isi = _isi(request, rencana, "dampak") | {"daftar": dampak_unit(rencana, hari_ini())}
    return render(request, "penugasan/rencana/dampak.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def bandingkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan beside those that put something else first."""
    rencana = _rencana(request, pk)
    isi = _isi(request, rencana, "bandingkan") | {
        "banding": banding_rencana(rencana),
        "boleh_pakai": _terbuka(request, rencana.induk or rencana),
    }
    return render(request, "penugasan/rencana/bandingkan.html", isi)


@untuk_peran(Peran.PETUGAS)
@require_POST
def pakai(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with another plan than the one that was open."""
    akun: Any = request.user
    rencana = layanan.pakai(rencana=_rencana(request, pk), aktor=akun, pada=sekarang())
    sebut = rencana.get_corak_display()
    messages.success(request, f"Rencana {rencana.pk} ({sebut}) sekarang dipakai.")
    return redirect("penugasan:rencana_rincian", rencana.pk)


@untuk_peran(Peran.PETUGAS)
@require_POST
def kunci(request: HttpRequest, pk: int, baris_pk: int) -> HttpResponse:
    """Lock one row or open it, and go back to where the officer was."""
    akun: Any = request.user
    baris: BarisRencana = get_object_or_404(
        BarisRencana.objects.select_related("rencana__instansi", "pegawai"),
        pk=baris_pk,
        rencana__in=Rencana.objects.untuk(akun).filter(pk=pk),
    )
    baris = layanan.kunci_baris(
        baris=baris,
        terkunci=request.POST.get("terkunci") == "1",
        aktor=akun,
        pada=sekarang(),
    )
    keadaan = "dikunci di tempatnya" if baris.terkunci else "dibuka kuncinya"
    messages.success(request, f"{baris.pegawai.nama_lengkap} {keadaan}.")
    saringan = QueryDict(request.POST.get("kembali", "")).urlencode()
    alamat = reverse("penugasan:rencana_rincian", args=[pk])
    return redirect(f"{alamat}{'?' if saringan else ''}{saringan}#baris-{baris.pk}")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kirim(request: HttpRequest, pk: int) -> HttpResponse:
    """Read once more what will be asked of whom, then ask every home unit at once."""
    rencana = _rencana(request, pk)
    if request.method == "POST":
        akun: Any = request.user
        terkirim = kirim_nominasi(rencana=rencana, aktor=akun, pada=sekarang())
        messages.success(request, f"{len(terkirim)} nominasi terkirim kepada kepala OPD.")
        return redirect("penugasan:papan")
    unit = dampak_unit(rencana, hari_ini())
    isi = {
        "rencana": rencana,
        "daftar": unit,
        "tanpa_pejabat": [satu for satu in unit if not satu.pejabat],
        "kurang": [satu for satu in unit if satu.kurang],
        "batas": Kalender(rencana.instansi).tambah(hari_ini(), rencana.periode.batas_hari_kerja),
        "terbuka": rencana.status == Rencana.Status.TERSUSUN,
    }
    return render(request, "penugasan/rencana/kirim.html", isi)


def _periode(akun: Any) -> Periode:
    if akun.instansi is None:
        pesan = "Akun Anda belum terhubung dengan instansi."
        raise DomainError(pesan)
    return periode_menurut(instansi=akun.instansi)


def _rencana(request: HttpRequest, pk: int) -> Rencana:
    rencana: Rencana = get_object_or_404(
        Rencana.objects.untuk(request.user).select_related(
            "instansi", "periode", "saringan", "aktor", "induk"
        ),
        pk=pk,
    )
    return rencana


def _isi(request: HttpRequest, rencana: Rencana, tab: str) -> dict[str, Any]:
    """What the frame of every tab needs."""
    return {
        "rencana": rencana,
        "tab": tab,
        "terkunci": rencana.baris_set.filter(terkunci=True).count(),
        "jumlah_belum": rencana.belum_set.count(),
        "terbukti": rencana.nilai == rencana.batas_atas,
        "boleh_ubah": _terbuka(request, rencana),
    }


def _terbuka(request: HttpRequest, rencana: Rencana) -> bool:
    """Whether this account may still work on the plan."""
    akun: Any = request.user
    return rencana.status == Rencana.Status.TERSUSUN and akun.peran == Peran.PETUGAS


def _catat_lihat(request: HttpRequest, rencana: Rencana, jumlah: int) -> None:
    catat_akses(
        akun=request.user,
        jenis="lihat",
        objek_jenis="penugasan.rencana",
        objek_id=rencana.pk,
        jumlah=jumlah,
    )
