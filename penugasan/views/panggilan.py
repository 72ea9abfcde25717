"""Calls for names: the office asks units, heads choose from their eligible people."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inti.audit import catat_akses
from inti.errors import DomainError
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Opd, Pegawai
from penugasan.forms.panggilan import PanggilForm, TawarkanForm
from penugasan.models import PanggilanNama
from penugasan.queries import panggilan as bacaan
from penugasan.queries.nominasi import PenghitungTenggat
from penugasan.queries.periode import periode_aktif
from penugasan.services import panggilan as layanan


@untuk_peran(*PEMBACA)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """Calls of the round with the names that came; the officer asks more units (POST)."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    if periode is None:
        return render(request, "penugasan/panggilan/daftar.html", {"periode": None})
    boleh = Opd.objects.untuk(akun).filter(aktif=True)
    data = request.POST if request.method == "POST" else None
    form = PanggilForm(data, boleh=boleh)
    if data is not None and akun.peran == Peran.PETUGAS and form.is_valid():
        baru = layanan.minta(
            opd=list(form.cleaned_data["opd"]),
            jumlah=form.cleaned_data["jumlah"],
            catatan=form.cleaned_data["catatan"],
            periode=periode,
            aktor=akun,
            pada=sekarang(),
        )
        messages.success(request, f"{len(baru)} unit dimintai nama.")
        return redirect("penugasan:panggilan")
    panggilan: list[Any] = list(bacaan.panggilan_terlihat(akun, periode))
    _pasang_tenggat(akun, panggilan)
    tawaran = bacaan.tawaran_terlihat(akun, periode)
    _catat(akun, len(tawaran))
    isi = {
        "periode": periode,
        "panggilan": panggilan,
        "lewat": [p for p in panggilan if p.kurang and p.tenggat and p.tenggat.lewat],
        "tawaran": tawaran,
        "unit": bacaan.unit_berlayak(akun, periode) if akun.peran == Peran.PETUGAS else (),
        "form": form,
        "boleh_meminta": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/panggilan/daftar.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def tutup(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a call."""
    akun: Any = request.user
    semua = PanggilanNama.objects.untuk(akun).select_related("instansi", "opd")
    panggilan: PanggilanNama = get_object_or_404(semua, pk=pk)
    layanan.tutup(panggilan=panggilan, aktor=akun, pada=sekarang())
    messages.success(request, "Permintaan nama ditutup. Nama yang sudah ditawarkan tetap berlaku.")
    return redirect("penugasan:panggilan")


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opd(request: HttpRequest) -> HttpResponse:
    """The head's side: what is asked, who is on offer, whom to offer."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    if periode is None:
        return render(request, "penugasan/panggilan/opd.html", {"periode": None})
    boleh = Pegawai.objects.untuk(akun).aktif()
    data = request.POST if request.method == "POST" else None
    form = TawarkanForm(data, boleh=boleh)
    if data is not None and form.is_valid():
        try:
            baru = layanan.tawarkan(
                pegawai=list(form.cleaned_data["pilih"]),
                alasan=form.cleaned_data["alasan"],
                periode=periode,
                aktor=akun,
                pada=sekarang(),
            )
        except DomainError as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"{len(baru)} nama ditawarkan. Terima kasih.")
            return redirect("penugasan:panggilan_opd")
    kata = request.GET.get("cari", "").strip()[:100]
    calon = bacaan.calon_tawaran(akun, periode, kata=kata)
    panggilan: list[Any] = [
        p for p in bacaan.panggilan_terlihat(akun, periode) if p.ditutup_pada is None
    ]
    _pasang_tenggat(akun, panggilan)
    _catat(akun, len(calon))
    isi = {
        "periode": periode,
        "panggilan": panggilan,
        "tawaran": bacaan.tawaran_terlihat(akun, periode),
        "calon": calon,
        "paling_banyak": bacaan.CALON_TAMPIL,
        "kata": kata,
        "form": form,
        "terpilih": request.POST.getlist("pilih"),
    }
    return render(request, "penugasan/panggilan/opd.html", isi)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_POST
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a name back."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    semua = bacaan.tawaran_terlihat(akun, periode) if periode else None
    tawaran = get_object_or_404(semua if semua is not None else PanggilanNama.objects.none(), pk=pk)
    layanan.tarik(tawaran=tawaran, aktor=akun, pada=sekarang())
    messages.success(request, "Nama ditarik dari tawaran.")
    return redirect("penugasan:panggilan_opd")


def _pasang_tenggat(akun: Any, panggilan: list[Any]) -> None:
    """Give each call the number of names it lacks, and each open one its ``tenggat``."""
    penghitung = PenghitungTenggat(akun.instansi, hari_ini())
    for satu in panggilan:
        satu.kurang = max(0, satu.jumlah - len(satu.nama))
        satu.tenggat = None if satu.ditutup_pada else penghitung.sampai(satu.batas)


def _catat(akun: Any, jumlah: int) -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="pegawai.pegawai",
        jumlah=jumlah,
        keterangan="Permintaan nama",
    )
