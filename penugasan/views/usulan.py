"""Inbox Usul: the queue of what OPD heads answered, A and B side by side, and the decision."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.berkas import unduh_bukti
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.filters.usulan import UsulanFilter
from penugasan.forms.penetapan import PilihForm
from penugasan.forms.usulan import PutusanForm
from penugasan.models import Usulan
from penugasan.notifications import untuk_pengusul
from penugasan.queries import nominasi as bacaan_nominasi, usulan as bacaan
from penugasan.rules.types import Kelayakan
from penugasan.services import usulan as layanan

PER_HALAMAN = 30


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The queue in SIASN's words: what waits for a decision on top, oldest first."""
    akun: Any = request.user
    semua = bacaan.antrean(akun)
    saring = UsulanFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    bacaan.pasang_tenggat(halaman, akun.instansi, hari_ini())
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.usulan",
        jumlah=len(halaman),
        keterangan="Inbox Usul",
    )
    isi = {
        "saring": saring,
        "halaman": halaman,
        "jumlah": bacaan.hitung(semua),
        "boleh_memutuskan": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/usulan/daftar.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One usulan with everything a decision needs on one page."""
    return _rincian(request, _usulan(request, pk), PutusanForm())


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def putuskan(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, refuse or send back; then on to the next one in the queue."""
    akun: Any = request.user
    usulan = _usulan(request, pk)
    form = PutusanForm(request.POST)
    if not form.is_valid():
        return _rincian(request, usulan, form)
    isi = form.cleaned_data
    putusan = {
        PutusanForm.TERIMA: layanan.setujui,
        PutusanForm.TOLAK: layanan.tolak,
        PutusanForm.PERBAIKAN: layanan.minta_perbaikan,
    }[isi["putusan"]]
    hasil = putusan(
        usulan=usulan,
        aktor=akun,
        pada=sekarang(),
        catatan=isi["catatan"],
        dilihat=isi["dilihat"],
    )
    lanjut = bacaan.berikutnya(akun, kecuali=pk)
    sisa = "" if lanjut else " Tidak ada lagi yang menunggu."
    messages.success(request, f"Usulan {hasil.nomor}: {hasil.get_status_display().lower()}.{sisa}")
    if lanjut is None:
        return redirect("penugasan:inbox_usul")
    return redirect("penugasan:usulan_rincian", pk=lanjut.pk)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terima_semua(request: HttpRequest) -> HttpResponse:
    """Accept several: read them once more with today's verdict, then confirm."""
    akun: Any = request.user
    boleh = bacaan.antrean(akun)
    form = PilihForm(request.POST or request.GET, boleh=boleh)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["pilih"])))
        return redirect("penugasan:inbox_usul")
    pilih = list(form.cleaned_data["pilih"])
    if request.method == "POST":
        hasil = layanan.setujui_semua(
            usulan=pilih, aktor=akun, pada=sekarang(), dilihat=request.POST.getlist("dilihat")
        )
        messages.success(request, f"{len(hasil)} usulan diterima.")
        return redirect("penugasan:inbox_usul")
    dibaca = [(u, _halangan(u, _kelayakan_pengganti(u))) for u in pilih]
    bisa = all(u.status == Usulan.Status.DIAJUKAN and not halangan for u, halangan in dibaca)
    isi = {"usulan": dibaca, "bisa": bisa}
    return render(request, "penugasan/usulan/terima.html", isi)


@untuk_peran(*PEMBACA, Peran.KEPALA_OPD)
@never_cache
@require_safe
def bukti(request: HttpRequest, pk: int) -> FileResponse:
    """The photo or letter of an objection, never shown inline."""
    usulan = _usulan(request, pk)
    jawaban = unduh_bukti(usulan.bukti, f"bukti-{usulan.nomor}")
    catat_akses(
        akun=request.user,
        jenis="unduh",
        objek_jenis="penugasan.usulan",
        objek_id=usulan.pk,
        keterangan="Berkas pendukung",
    )
    return jawaban


def _rincian(request: HttpRequest, usulan: Usulan, form: PutusanForm) -> HttpResponse:
    akun: Any = request.user
    penugasan = usulan.penugasan
    catat_akses(akun=akun, jenis="lihat", objek_jenis="penugasan.usulan", objek_id=usulan.pk)
    bacaan.pasang_tenggat([usulan], akun.instansi, hari_ini())
    unit = penugasan.opd_asal
    isi: dict[str, Any] = {
        "usulan": usulan,
        "penugasan": penugasan,
        "form": form,
        "kabar": untuk_pengusul(usulan),
        "boleh_memutuskan": akun.peran == Peran.PETUGAS and usulan.status == Usulan.Status.DIAJUKAN,
        "riwayat": bacaan_nominasi.riwayat(penugasan),
        "antre": reverse("penugasan:inbox_usul"),
    }
    if usulan.pengganti:
        banding = bacaan.bandingkan(penugasan, usulan.pengganti, hari_ini())
        isi |= {"banding": banding, "halangan": _halangan(usulan, banding.b.kelayakan)}
    elif unit:
        isi["dampak"] = bacaan_nominasi.dampak(penugasan.pegawai, unit, hari_ini())
    return render(request, "penugasan/usulan/rincian.html", isi)


def _halangan(usulan: Usulan, kelayakan: Kelayakan | None) -> str:
    """Why the substitute cannot be accepted now, in sentences; empty when nothing is in the way."""
    if kelayakan is None or usulan.status != Usulan.Status.DIAJUKAN:
        return ""
    return " ".join(t.alasan for t in kelayakan.temuan if t.menghalangi)


def _kelayakan_pengganti(usulan: Usulan) -> Kelayakan | None:
    if usulan.pengganti is None:
        return None
    return bacaan.kelayakan_untuk([usulan.pengganti], usulan.penugasan)[usulan.pengganti.pk]


def _usulan(request: HttpRequest, pk: int) -> Usulan:
    usulan: Usulan = get_object_or_404(bacaan.antrean(request.user), pk=pk)
    return usulan
