"""Policy packs: the installed ones, one from a file, the difference, and the adoption."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.errors import DomainError
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.paket import AdopsiForm, BerkasPaketForm, kemas
from penugasan.models import VersiAturan
from penugasan.queries.versi import versi_terlihat
from penugasan.rules.banding import banding
from penugasan.services import paket_berkas as layanan
from penugasan.services.paket import daftar_paket
from penugasan.services.versi import berlaku

_MELIHAT = PEMBACA | {Peran.ADMIN}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Packs that came with the portal, and the door for one from elsewhere."""
    akun: Any = request.user
    versi = berlaku(akun.instansi)
    isi = {
        "versi": versi,
        "sidik": layanan.sidik_versi(versi),
        "paket": [layanan.bawaan(kode) for kode in daftar_paket()],
        "form": BerkasPaketForm(),
        "boleh_mengusulkan": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/paket/daftar.html", isi)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def unduh(request: HttpRequest) -> HttpResponse:
    """The version in force as a pack file."""
    akun: Any = request.user
    versi = berlaku(akun.instansi)
    jawab = HttpResponse(
        layanan.bungkus(versi=versi, aktor=akun, pada=sekarang()), content_type="application/zip"
    )
    nama = f"paket-{versi.isi['paket']['kode']}-versi-{versi.nomor}.zip"
    jawab["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawab


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def bandingkan(request: HttpRequest, kode: str) -> HttpResponse:
    """An installed pack against the version in force."""
    return _banding(request, layanan.bawaan(kode))


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def periksa(request: HttpRequest) -> HttpResponse:
    """A pack file that is the one its sender published, against the version in force.

    Nothing is stored.
    """
    form = BerkasPaketForm(request.POST, request.FILES)
    if not form.is_valid():
        galat = [pesan for medan in form.errors.values() for pesan in medan]
        messages.error(request, " ".join(map(str, galat)))
        return redirect("penugasan:paket")
    luar = layanan.baca_berkas(form.cleaned_data["berkas"].read())
    layanan.cocokkan(luar, form.cleaned_data["sidik"])
    return _banding(request, luar, dicocokkan=True)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def adopsi(request: HttpRequest) -> HttpResponse:
    """Make the values that were read a proposal for a second person."""
    akun: Any = request.user
    form = AdopsiForm(request.POST)
    if not form.is_valid():
        if "isi" in form.errors:
            raise DomainError(" ".join(map(str, form.errors["isi"])))
        return _tampilkan(request, form.cleaned_data["isi"], form)
    nilai = form.cleaned_data["isi"]
    versi = layanan.adopsi(
        versi=_dibaca(request, nilai),
        isi=nilai["isi"],
        asal=nilai["nama"],
        sidik=nilai["sidik"],
        alasan=form.cleaned_data["alasan"],
        berlaku_mulai=form.cleaned_data["berlaku_mulai"],
        aktor=akun,
        pada=sekarang(),
    )
    messages.success(request, f"{versi} diusulkan. Penyetuju akan memutuskannya.")
    return redirect("penugasan:versi_rincian", nomor=versi.nomor)


def _banding(
    request: HttpRequest, luar: layanan.PaketLuar, *, dicocokkan: bool = False
) -> HttpResponse:
    akun: Any = request.user
    versi = berlaku(akun.instansi)
    nilai = {
        "versi": versi.nomor,
        "nama": luar.nama,
        "sidik": luar.sidik,
        "dicocokkan": dicocokkan,
        "isi": layanan.isi_diambil(versi, luar),
    }
    besok = hari_ini() + dt.timedelta(days=1)
    form = AdopsiForm(initial={"isi": kemas(nilai), "berlaku_mulai": besok})
    return _tampilkan(request, nilai, form)


def _tampilkan(request: HttpRequest, nilai: dict[str, Any], form: AdopsiForm) -> HttpResponse:
    akun: Any = request.user
    versi = _dibaca(request, nilai)
    isi = {
        "versi": versi,
        "nama": nilai["nama"],
        "sidik": nilai["sidik"],
        "dicocokkan": nilai["dicocokkan"],
        "beda": banding(versi.isi, nilai["isi"]),
        "form": form,
        "boleh_mengusulkan": akun.peran == Peran.PETUGAS,
    }
    status = 422 if form.errors else 200
    return render(request, "penugasan/paket/banding.html", isi, status=status)


def _dibaca(request: HttpRequest, nilai: dict[str, Any]) -> VersiAturan:
    """The version that the pack was held against when the officer read the difference."""
    akun: Any = request.user
    return get_object_or_404(versi_terlihat(akun), nomor=nilai["versi"])
