"""The OPD head's dialogue on a phone: a substitute or an objection, then its page.

Nothing is kept between the steps but the address: the back button is safe, and a page opened
again asks the same question.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.errors import SudahDiproses
from inti.isian import baca_kunci
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pegawai
from penugasan.forms.usulan import BUKTI_MAKS_MB, KeberatanForm, PenggantiForm
from penugasan.models import Penugasan, Usulan
from penugasan.notifications import untuk_bkpsdm
from penugasan.queries import usulan as bacaan
from penugasan.rules.types import Hasil
from penugasan.services import usulan as layanan
from penugasan.views.nominasi_opd import jabatan, penugasan_milik

PER_HALAMAN = 10


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ajukan(request: HttpRequest, pk: int) -> HttpResponse:
    """Reason, then substitute, then both side by side, then send."""
    penugasan = penugasan_milik(request, pk)
    if request.method == "POST":
        form = PenggantiForm(request.POST, akun=request.user)
        if form.is_valid():
            return _kirim(request, penugasan, form.cleaned_data)
        return _bandingkan(request, penugasan, form)
    if _sudah_dijawab(penugasan):
        return redirect("penugasan:nominasi_opd_rincian", pk=pk)
    return _langkah(request, penugasan)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keberatan(request: HttpRequest, pk: int) -> HttpResponse:
    """Object without naming a substitute: reason, sentence, photo or letter."""
    penugasan = penugasan_milik(request, pk)
    if request.method == "POST":
        form = KeberatanForm(request.POST, request.FILES)
        if form.is_valid():
            return _kirim(request, penugasan, form.cleaned_data)
    elif _sudah_dijawab(penugasan):
        return redirect("penugasan:nominasi_opd_rincian", pk=pk)
    else:
        form = KeberatanForm()
    return _tanya_keberatan(request, penugasan, form)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """The head's own usulan: its number, where it stands, and the next step."""
    usulan = _usulan_milik(request, pk)
    isi = {
        "usulan": usulan,
        "penugasan": usulan.penugasan,
        "baru": usulan.status == Usulan.Status.DIAJUKAN and "terkirim" in request.GET,
        "kabar": untuk_bkpsdm(usulan),
    }
    return render(request, "penugasan/usulan/opd_rincian.html", isi)


@untuk_peran(Peran.KEPALA_OPD)
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the usulan back; the nomination waits for an answer again."""
    akun: Any = request.user
    usulan = _usulan_milik(request, pk)
    layanan.cabut(usulan=usulan, aktor=akun, pada=sekarang())
    messages.success(request, f"Usulan {usulan.nomor} dicabut. Nominasi menunggu jawaban Anda.")
    return redirect("penugasan:nominasi_opd_rincian", pk=usulan.penugasan_id)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def perbaiki(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend an usulan that BKPSDM sent back: the same steps, filled with what was said before."""
    usulan = _usulan_milik(request, pk)
    penugasan = penugasan_milik(request, usulan.penugasan_id)
    if request.method != "POST" and usulan.status != Usulan.Status.PERBAIKAN:
        return redirect("penugasan:usulan_opd_rincian", pk=pk)
    if usulan.jenis == Usulan.Jenis.KEBERATAN:
        return _perbaiki_keberatan(request, penugasan, usulan)
    if request.method == "POST":
        form = PenggantiForm(request.POST, akun=request.user)
        if form.is_valid():
            return _kirim_lagi(request, usulan, form.cleaned_data)
        return _bandingkan(request, penugasan, form, usulan)
    return _langkah(request, penugasan, usulan)


def _perbaiki_keberatan(request: HttpRequest, penugasan: Any, usulan: Usulan) -> HttpResponse:
    if request.method == "POST":
        form = KeberatanForm(request.POST, request.FILES)
        if form.is_valid():
            return _kirim_lagi(request, usulan, form.cleaned_data)
    else:
        awal = {"alasan_kode": usulan.alasan_kode, "alasan": usulan.alasan}
        form = KeberatanForm(initial=awal)
    return _tanya_keberatan(request, penugasan, form, usulan)


def _sudah_dijawab(penugasan: Any) -> bool:
    return penugasan.status != Penugasan.Status.DIMINTA or penugasan.usulan is not None


def _langkah(request: HttpRequest, penugasan: Any, usulan: Usulan | None = None) -> HttpResponse:
    """Whichever question the address leaves open."""
    if request.GET.get("alasan") not in Usulan.Alasan.values:
        return _tanya_alasan(request, penugasan, usulan)
    if not request.GET.get("pengganti"):
        return _pilih_pengganti(request, penugasan, usulan)
    awal = {
        "alasan_kode": request.GET["alasan"],
        "pengganti": request.GET["pengganti"],
        "alasan": usulan.alasan if usulan else "",
    }
    form = PenggantiForm(initial=awal, akun=request.user)
    return _bandingkan(request, penugasan, form, usulan)


def _tanya_alasan(request: HttpRequest, penugasan: Any, usulan: Usulan | None) -> HttpResponse:
    isi = {
        "penugasan": penugasan,
        "usulan": usulan,
        "alasan": Usulan.Alasan.choices,
        "dipilih": usulan.alasan_kode if usulan else "",
        "tujuan": _alamat(penugasan, usulan),
    }
    return render(request, "penugasan/usulan/opd_alasan.html", isi)


def _pilih_pengganti(request: HttpRequest, penugasan: Any, usulan: Usulan | None) -> HttpResponse:
    """Eligible colleagues of the own tree, best fit first, ten at a time."""
    akun: Any = request.user
    kata = request.GET.get("cari", "").strip()
    calon = bacaan.calon_pengganti(
        penugasan,
        akun.jalur_opd(hari_ini()),
        kata=kata,
        boleh=usulan.pengganti_id if usulan else None,
    )
    halaman = Paginator(calon, PER_HALAMAN).get_page(request.GET.get("halaman"))
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="pegawai.pegawai",
        jumlah=len(halaman),
        keterangan=f"Calon pengganti penugasan {penugasan.pk}",
    )
    kode = request.GET["alasan"]
    isi = {
        "penugasan": penugasan,
        "usulan": usulan,
        "alasan_kode": kode,
        "alasan": Usulan.Alasan(kode).label,
        "kata": kata,
        "halaman": halaman,
        "ada_cari": kata or len(calon) > PER_HALAMAN,
        "tujuan": _alamat(penugasan, usulan),
    }
    return render(request, "penugasan/usulan/opd_pengganti.html", isi)


def _bandingkan(
    request: HttpRequest, penugasan: Any, form: PenggantiForm, usulan: Usulan | None = None
) -> HttpResponse:
    """A and B side by side, one optional sentence, and the button."""
    kunci = str(form["pengganti"].value() or "")
    if baca_kunci(kunci) is None:
        raise Http404
    pengganti = get_object_or_404(Pegawai.objects.untuk(request.user).aktif(), pk=kunci)
    banding = bacaan.bandingkan(penugasan, pengganti, hari_ini())
    kode = str(form["alasan_kode"].value() or "")
    isi = {
        "penugasan": penugasan,
        "usulan": usulan,
        "form": form,
        "pengganti": pengganti,
        "banding": banding,
        "layak": banding.b.kelayakan.hasil is Hasil.LAYAK,
        "alasan_kode": kode,
        "alasan": dict(Usulan.Alasan.choices).get(kode, ""),
        "sebagai": jabatan(request, penugasan),
        "tujuan": _alamat(penugasan, usulan),
    }
    return render(request, "penugasan/usulan/opd_bandingkan.html", isi)


def _tanya_keberatan(
    request: HttpRequest, penugasan: Any, form: KeberatanForm, usulan: Usulan | None = None
) -> HttpResponse:
    isi = {
        "penugasan": penugasan,
        "usulan": usulan,
        "form": form,
        "maks_mb": BUKTI_MAKS_MB,
        "sebagai": jabatan(request, penugasan),
    }
    return render(request, "penugasan/usulan/opd_keberatan.html", isi)


def _alamat(penugasan: Any, usulan: Usulan | None) -> str:
    """Where the steps of this answer live."""
    if usulan is not None:
        return reverse("penugasan:usulan_opd_perbaiki", args=[usulan.pk])
    return reverse("penugasan:usulan_opd_ajukan", args=[penugasan.pk])


def _kirim(request: HttpRequest, penugasan: Any, isi: dict[str, Any]) -> HttpResponse:
    akun: Any = request.user
    try:
        usulan = layanan.ajukan(penugasan=penugasan, aktor=akun, pada=sekarang(), **isi)
    except SudahDiproses:
        lama = _yang_sama(penugasan, akun, isi)
        if lama is None:
            raise
        usulan = lama
    return redirect(f"{reverse('penugasan:usulan_opd_rincian', args=[usulan.pk])}?terkirim")


def _yang_sama(penugasan: Any, akun: Any, isi: dict[str, Any]) -> Usulan | None:
    """The open usulan that the first click of a double one made, or None."""
    return Usulan.objects.filter(
        penugasan=penugasan,
        status=Usulan.Status.DIAJUKAN,
        diajukan_oleh=akun,
        pengganti=isi.get("pengganti"),
        alasan_kode=isi["alasan_kode"],
    ).first()


def _kirim_lagi(request: HttpRequest, usulan: Usulan, isi: dict[str, Any]) -> HttpResponse:
    akun: Any = request.user
    layanan.ajukan_lagi(usulan=usulan, aktor=akun, pada=sekarang(), **isi)
    return redirect(f"{reverse('penugasan:usulan_opd_rincian', args=[usulan.pk])}?terkirim")


def _usulan_milik(request: HttpRequest, pk: int) -> Usulan:
    usulan: Usulan = get_object_or_404(bacaan.antrean(request.user), pk=pk)
    return usulan
