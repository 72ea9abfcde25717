"""Requests of the cooperatives: hand in, check, decide."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.errors import DomainError
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import hari_ini, sekarang
from koperasi.models import Koperasi
from penugasan import permissions
from penugasan.forms.bertugas import CatatanPutusanForm, PengajuanForm
from penugasan.models import Pengajuan
from penugasan.queries.bertugas import orang, pengajuan_terlihat
from penugasan.services import pengajuan as layanan

PER_HALAMAN = 25
_PENGAJU = (Peran.PETUGAS, Peran.DINAS_KOPERASI, Peran.PENGURUS_KOPERASI)
_MELIHAT = PEMBACA.union(_PENGAJU)
_KATA = {"teruskan": "Diteruskan ke orang kedua.", "tolak": "Pengajuan ditolak."}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Open requests first, the oldest on top; ``?status=`` narrows."""
    akun: Any = request.user
    semua = pengajuan_terlihat(akun)
    status = request.GET.get("status", "")
    if status in Pengajuan.Status.values:
        semua = semua.filter(status=status)
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _catat(akun, len(halaman))
    isi = {
        "halaman": halaman,
        "status": status,
        "pilihan_status": Pengajuan.Status.choices,
        "boleh_mengajukan": akun.peran in _PENGAJU,
        "koperasi": Koperasi.objects.untuk(akun).select_related("wilayah").order_by("kode")[:5]
        if akun.peran == Peran.PENGURUS_KOPERASI
        else (),
    }
    return render(request, "penugasan/pengajuan/daftar.html", isi)


@untuk_peran(*_PENGAJU)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest, jenis: str) -> HttpResponse:
    """Ask: about somebody (``?penugasan=``), or for one more person (``?koperasi=``)."""
    akun: Any = request.user
    if jenis not in Pengajuan.Jenis.values:
        raise Http404
    sasaran, koperasi = _sasaran(request, jenis)
    tambah = jenis == Pengajuan.Jenis.TAMBAH  # the reason to ask for one more is the need itself
    awal = {"alasan_kode": Pengajuan.Alasan.KEBUTUHAN} if tambah else None
    data = request.POST if request.method == "POST" else None
    form = PengajuanForm(data, jenis=jenis, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            hasil = layanan.ajukan(
                jenis=jenis,
                koperasi=koperasi,
                penugasan=sasaran,
                aktor=akun,
                pada=sekarang(),
                **form.cleaned_data,
            )
        except DomainError as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"{hasil.get_jenis_display()} {hasil} terkirim.")
            return redirect("penugasan:pengajuan_rincian", pk=hasil.pk)
    isi = {
        "form": form,
        "jenis": jenis,
        "judul": Pengajuan.Jenis(jenis).label,
        "penugasan": sasaran,
        "koperasi": koperasi,
    }
    return render(request, "penugasan/pengajuan/baru.html", isi)


def _sasaran(request: HttpRequest, jenis: str) -> tuple[Any, Any]:
    """The person, or the cooperative, of the scope that the request is about; else a 404."""
    akun: Any = request.user
    if jenis == Pengajuan.Jenis.TAMBAH:
        kunci = baca_kunci(request.GET.get("koperasi", "")) or 0
        semua = Koperasi.objects.untuk(akun).select_related("instansi", "wilayah")
        return None, get_object_or_404(semua, pk=kunci)
    kunci = baca_kunci(request.GET.get("penugasan", "")) or 0
    penugasan: Any = get_object_or_404(orang(akun), pk=kunci)
    return penugasan, penugasan.kebutuhan.koperasi


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its way so far, and what the visitor may do."""
    akun: Any = request.user
    pengajuan = _pengajuan(request, pk)
    _catat(akun, 1)
    hari = hari_ini()
    S = Pengajuan.Status  # noqa: N806 - a short name for the states

    def boleh(aksi: str, *status: str) -> bool:
        return pengajuan.status in status and permissions.boleh(
            akun, f"pengajuan.{aksi}", pengajuan, hari
        )

    isi = {
        "pengajuan": pengajuan,
        "form": CatatanPutusanForm(),
        "akhir": _akhir(pengajuan),
        "cari_penerus": pengajuan.status == S.DISETUJUI
        and pengajuan.jenis in layanan.MENGOSONGKAN
        and akun.peran in PEMBACA,
        "boleh_teruskan": boleh("teruskan", S.DIAJUKAN),
        "boleh_setujui": boleh("setujui", S.DITERUSKAN),
        "boleh_tolak": boleh("tolak", S.DIAJUKAN, S.DITERUSKAN),
        "boleh_cabut": boleh("cabut", S.DIAJUKAN, S.DITERUSKAN),
    }
    return render(request, "penugasan/pengajuan/rincian.html", isi)


def _akhir(pengajuan: Pengajuan) -> Any:
    """Until when an open extension would really hold, or the sentence why it gains nothing."""
    if pengajuan.jenis != Pengajuan.Jenis.PERPANJANG or not pengajuan.terbuka:  # type: ignore[attr-defined]
        return None
    try:
        return layanan.akhir_baru(pengajuan)
    except DomainError as galat:
        return {"galat": galat.pesan}


@untuk_peran(Peran.PETUGAS, Peran.PENYETUJU)
@never_cache
@require_POST
def putuskan(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass on, or refuse with a reason."""
    akun: Any = request.user
    pengajuan = _pengajuan(request, pk)
    aksi = request.POST.get("aksi", "")
    if aksi not in _KATA:
        raise Http404
    form = CatatanPutusanForm(request.POST)
    catatan = form.cleaned_data["catatan"] if form.is_valid() else ""
    lakukan = layanan.teruskan if aksi == "teruskan" else layanan.tolak
    lakukan(pengajuan=pengajuan, catatan=catatan, aktor=akun, pada=sekarang())
    messages.success(request, _KATA[aksi])
    return redirect("penugasan:pengajuan_rincian", pk=pk)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def setujui(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person says yes; it happens at once, letters included. Asks for the password."""
    akun: Any = request.user
    layanan.setujui(pengajuan=_pengajuan(request, pk), aktor=akun, pada=sekarang())
    messages.success(request, "Pengajuan disetujui dan langsung berlaku.")
    return redirect("penugasan:pengajuan_rincian", pk=pk)


@untuk_peran(*_PENGAJU)
@never_cache
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Who asked takes it back."""
    akun: Any = request.user
    layanan.cabut(pengajuan=_pengajuan(request, pk), aktor=akun, pada=sekarang())
    messages.success(request, "Pengajuan dicabut.")
    return redirect("penugasan:pengajuan_rincian", pk=pk)


def _pengajuan(request: HttpRequest, pk: int) -> Pengajuan:
    pengajuan: Pengajuan = get_object_or_404(pengajuan_terlihat(request.user), pk=pk)
    return pengajuan


def _catat(akun: Any, jumlah: int) -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.pengajuan",
        jumlah=jumlah,
        keterangan="Pengajuan koperasi",
    )
