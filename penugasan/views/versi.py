"""Aturan: which policy held from when, what it says, what changed, and the second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import sekarang
from penugasan.forms.versi import BandingForm, PutusanVersiForm
from penugasan.models import VersiAturan
from penugasan.queries.versi import aturan_kata, bagian_kata, versi_terlihat
from penugasan.rules.banding import banding as beda_isi
from penugasan.services import versi as layanan

_MELIHAT = PEMBACA | {Peran.ADMIN}
STATUS = VersiAturan.Status


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The timeline: what waits for approval, what holds, what held before."""
    akun: Any = request.user
    semua = list(versi_terlihat(akun).defer("isi"))
    isi = {
        "menunggu": [v for v in semua if v.status in {STATUS.DRAF, STATUS.DISETUJUI}],
        "lain": [v for v in semua if v.status not in {STATUS.DRAF, STATUS.DISETUJUI}],
        "berlaku": next((v for v in semua if v.status == STATUS.BERLAKU), None),
        "boleh_mengusulkan": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/versi/daftar.html", isi)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def rincian(request: HttpRequest, nomor: int) -> HttpResponse:
    """What one version says, and for a draft what it would change."""
    akun: Any = request.user
    versi = get_object_or_404(versi_terlihat(akun), nomor=nomor)
    dasar = _pembanding(akun, versi)
    orang_kedua = akun.peran == Peran.PENYETUJU and versi.dibuat_oleh_id != akun.pk
    isi = {
        "versi": versi,
        "aturan": aturan_kata(versi.isi),
        "bagian": bagian_kata(versi.isi),
        "dasar": dasar,
        "beda": beda_isi(dasar.isi, versi.isi) if dasar else [],
        "form": PutusanVersiForm(),
        "orang_kedua": orang_kedua,
        "ada_putusan": versi.status == STATUS.DRAF
        or (orang_kedua and versi.status == STATUS.DISETUJUI),
        "halangan": layanan.halangan(versi) if versi.status == STATUS.DRAF else "",
    }
    return render(request, "penugasan/versi/rincian.html", isi)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def banding(request: HttpRequest) -> HttpResponse:
    """Two versions side by side: only what differs, in words."""
    akun: Any = request.user
    semua = versi_terlihat(akun)
    form = BandingForm(request.GET)
    isi: dict[str, Any] = {"semua": semua.defer("isi"), "dari": None, "ke": None}
    if form.is_valid():
        for nama in ("dari", "ke"):
            isi[nama] = get_object_or_404(semua, nomor=form.cleaned_data[nama])
        isi["beda"] = beda_isi(isi["dari"].isi, isi["ke"].isi)
    return render(request, "penugasan/versi/banding.html", isi)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def setujui(request: HttpRequest, nomor: int) -> HttpResponse:
    """Approve a draft. Asks for the password first."""
    akun: Any = request.user
    versi = layanan.setujui(
        versi=_milik(akun, nomor), aktor=akun, pada=sekarang(), catatan=_catatan(request)
    )
    pesan = f"{versi} disetujui dan berlaku."
    if versi.status != STATUS.BERLAKU and versi.berlaku_mulai:
        pesan = f"{versi} disetujui. Mulai berlaku {versi.berlaku_mulai:%d-%m-%Y}."
    messages.success(request, pesan)
    return redirect("penugasan:versi_rincian", nomor=nomor)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
def tolak(request: HttpRequest, nomor: int) -> HttpResponse:
    """Reject a draft, or take back an approval, with a reason."""
    akun: Any = request.user
    versi = layanan.tolak(
        versi=_milik(akun, nomor), aktor=akun, pada=sekarang(), catatan=_catatan(request)
    )
    apa = "tidak disetujui" if versi.status == STATUS.DITOLAK else "tidak jadi berlaku"
    messages.success(request, f"{versi} {apa}. Pengusul dapat membaca alasannya.")
    return redirect("penugasan:versi_rincian", nomor=nomor)


def _milik(akun: Any, nomor: int) -> VersiAturan:
    return get_object_or_404(versi_terlihat(akun), nomor=nomor)


def _catatan(request: HttpRequest) -> str:
    form = PutusanVersiForm(request.POST)
    return form.cleaned_data["catatan"] if form.is_valid() else ""


def _pembanding(akun: Any, versi: VersiAturan) -> VersiAturan | None:
    """What a version is read against: the one it was made from or, for a pack that waits, the one
    in force; else the one before it."""
    if versi.dasar is not None:
        return versi.dasar
    semua = versi_terlihat(akun).exclude(pk=versi.pk)
    if versi.status in {STATUS.DRAF, STATUS.DISETUJUI, STATUS.DITOLAK}:
        semua = semua.filter(status=STATUS.BERLAKU)
    else:
        semua = semua.filter(nomor__lt=versi.nomor, berlaku_pada__isnull=False)
    return semua.first()
