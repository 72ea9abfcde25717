"""The monthly voice: three taps a person, by the account or by the signed link of the month."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.isian import baca_kunci
from inti.laju import halaman_umum
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from koperasi.models import Koperasi
from penugasan import notifications
from penugasan.forms.bertugas import SuaraForm
from penugasan.queries import bertugas as bacaan
from penugasan.services import suara as layanan

"""Looks at signed pages one address may take in a minute."""


@untuk_peran(Peran.PENGURUS_KOPERASI)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lapor(request: HttpRequest) -> HttpResponse:
    """Report for the own cooperative; the first one unless ``?koperasi=`` names another."""
    akun: Any = request.user
    milik = Koperasi.objects.untuk(akun).select_related("instansi", "wilayah").order_by("kode")
    kunci = request.GET.get("koperasi")
    if kunci is None:
        koperasi = milik.first()
    else:
        koperasi = get_object_or_404(milik, pk=baca_kunci(kunci) or 0)
    if koperasi is None:
        return render(request, "penugasan/suara/lapor.html", {"koperasi": None})
    bulan = bacaan.bulan_laporan(hari_ini())
    orang = bacaan.suara_bulan(koperasi, bulan)
    pasang_form(request, orang)
    if request.method == "POST" and lengkap(orang):
        layanan.kirim(
            koperasi=koperasi, bulan=bulan, ucapan=ucapan(orang), aktor=akun, pada=sekarang()
        )
        pesan = f"Laporan {koperasi.nama_pendek} terkirim. Terima kasih."
        messages.success(request, pesan, extra_tags=luring(koperasi, bulan))
        return redirect("penugasan:beranda")
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        jumlah=len(orang),
        keterangan="Laporan bulanan koperasi",
    )
    galat = any(satu.form.errors for satu in orang)
    isi = {
        "koperasi": koperasi,
        "bulan": bulan,
        "orang": orang,
        "galat": galat,
        "lain": list(milik),
        "luring": luring(koperasi, bulan),
        "sejak": terakhir(orang),
    }
    return render(request, "penugasan/suara/lapor.html", isi)


@halaman_umum("suara")
@require_http_methods(["GET", "HEAD", "POST"])
def tautan(request: HttpRequest, token: str) -> HttpResponse:
    """Report by the signed link of one cooperative and one month; no login, no NIP."""
    try:
        koperasi, bulan = layanan.buka(token)
    except layanan.TautanTidakBerlaku as galat:
        return _publik(request, "penugasan/suara/tidak_berlaku.html", {"galat": galat}, 404)
    orang = bacaan.suara_bulan(koperasi, bulan)
    pasang_form(request, orang)
    if request.method == "POST" and lengkap(orang):
        layanan.kirim(
            koperasi=koperasi, bulan=bulan, ucapan=ucapan(orang), aktor=None, pada=sekarang()
        )
        return redirect(f"{request.path}?terkirim=1")
    isi = {
        "koperasi": koperasi,
        "bulan": bulan,
        "orang": orang,
        "galat": any(satu.form.errors for satu in orang),
        "terkirim": "terkirim" in request.GET,
        "luring": luring(koperasi, bulan),
        "sejak": terakhir(orang),
    }
    return _publik(request, "penugasan/suara/tautan.html", isi, 200)


@untuk_peran(Peran.DINAS_KOPERASI, Peran.PETUGAS)
@never_cache
@require_safe
def terlambat(request: HttpRequest) -> HttpResponse:
    """Cooperatives that owe last month's voice, each with a text to send."""
    akun: Any = request.user
    daftar = bacaan.koperasi_terlambat(akun, hari_ini())
    for satu in daftar:
        satu.kabar = notifications.untuk_ketua(satu, layanan.tautan(satu, satu.bulan))
    isi = {"daftar": daftar, "bulan": daftar[0].bulan if daftar else None}
    return render(request, "penugasan/suara/terlambat.html", isi)


def luring(koperasi: Koperasi, bulan: dt.date) -> str:
    """The name under which the phone keeps a report until it has arrived."""
    return f"{koperasi.pk}-{bulan:%Y-%m}"


def terakhir(orang: list[Any]) -> int:
    """When the newest of these reports came, in seconds; a copy older than that is not sent."""
    return max((int(p.suara.dikirim_pada.timestamp()) for p in orang if p.suara), default=0)


def pasang_form(request: HttpRequest, orang: list[Any]) -> None:
    """Give each person a form of his own: bound by a POST, else with what was said before."""
    for satu in orang:
        data = request.POST if request.method == "POST" else None
        satu.form = SuaraForm(data, prefix=f"p{satu.pk}", initial=_awal(satu.suara))


def _awal(suara: Any) -> dict[str, Any]:
    kolom = ("hari_hadir", "kerja", "sikap", "catatan")
    return {nama: getattr(suara, nama) for nama in kolom} if suara else {}


def lengkap(orang: list[Any]) -> bool:
    """Whether every person's form is right; all are asked, so that all errors show."""
    sah = [satu.form.is_valid() for satu in orang]
    return bool(sah) and all(sah)


def ucapan(orang: list[Any]) -> dict[int, layanan.Ucapan]:
    """What was said, by assignment key."""
    return {satu.pk: layanan.Ucapan(**satu.form.cleaned_data) for satu in orang}


def _publik(request: HttpRequest, templat: str, isi: dict[str, Any], status: int) -> HttpResponse:
    jawaban = render(request, templat, isi, status=status)
    jawaban["Referrer-Policy"] = "same-origin"
    return jawaban
