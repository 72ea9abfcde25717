"""Buku Kirim: what SIASN was told of each person, what BKN answered, and what to do about it."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.errors import DomainError
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.templatetags.portal import nip_samar
from inti.waktu import sekarang
from penugasan.filters.sinkronisasi import BukuKirimFilter
from penugasan.forms.sinkronisasi import KeteranganForm, KirimUlangForm, TokenForm
from penugasan.models import Penugasan, PesanKeluar
from penugasan.queries.sinkronisasi import (
    BERGERAK,
    DITOLAK,
    KEADAAN,
    buku_kirim,
    jalur,
    jumlah_per_keadaan,
    kalimat,
    pokok,
    riwayat_pesan,
)
from penugasan.services import sinkronisasi as layanan
from penugasan.services.sinkronisasi import Perbaikan
from penugasan.services.sinkronisasi_manual import putusan_terbuka
from penugasan.siasn import garis
from penugasan.siasn.konfigurasi import SsoMode
from penugasan.siasn.saran import saran

PER_HALAMAN = 50
_DAPAT_DIPILIH = (*BERGERAK, DITOLAK)
_NIP = re.compile(r"\b\d{18}\b")
Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status


@dataclass(frozen=True, slots=True)
class Baris:
    """One person in the ledger; ``form`` mends a refusal right in the list."""

    penugasan: Penugasan
    keadaan: str
    pesan: PesanKeluar
    kalimat: str
    kata: str
    saran: str
    form: KirimUlangForm | None = None


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """List everybody with the state of the delivery; htmx asks again while things move."""
    akun: Any = request.user
    semua = buku_kirim(akun)
    saring = BukuKirimFilter(request.GET, queryset=semua, request=request)
    jumlah = jumlah_per_keadaan(semua)
    lembar = Paginator(saring.qs, PER_HALAMAN)
    if not saring.form.has_changed():
        lembar.count = sum(jumlah.values())  # counted just now, per state
    halaman = lembar.get_page(request.GET.get("halaman"))
    boleh_kirim = akun.peran == Peran.PETUGAS
    daftar = [_baris(satu, dapat_diperbaiki=boleh_kirim) for satu in halaman]
    isi = {
        "saring": saring,
        "halaman": halaman,
        "daftar": daftar,
        "ada_ditolak": any(baris.keadaan == DITOLAK for baris in daftar),
        "ada_pilihan": any(baris.keadaan in _DAPAT_DIPILIH for baris in daftar),
        "dapat_dipilih": _DAPAT_DIPILIH,
        "angka": _angka(jumlah),
        "ada": any(jumlah.values()),
        "bergerak": any(jumlah[kode] for kode in BERGERAK),
        "boleh_kirim": boleh_kirim,
        **_keadaan_jalur(akun),
    }
    if _htmx(request):
        return render(request, "penugasan/sinkronisasi/_segar.html", isi)
    layanan.lihat(aktor=akun, jumlah=len(halaman))
    return render(request, "penugasan/sinkronisasi/daftar.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: every message, every attempt, the answers as received, and the way to mend."""
    akun: Any = request.user
    penugasan = _penugasan(request, pk)
    layanan.lihat(aktor=akun, penugasan=penugasan)
    return _rincian(request, penugasan)


@untuk_peran(Peran.PETUGAS)
@require_POST
def ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one refused message again after mending it."""
    akun: Any = request.user
    pesan = _pesan(request, pk)
    penugasan = _penugasan(request, pesan.penugasan_id)
    perbaikan = Perbaikan()
    if pesan.jenis == Jenis.USULAN:
        form = KirimUlangForm(request.POST, pesan=pesan)
        if not form.is_valid():
            return _rincian(request, penugasan, form=form)
        perbaikan = Perbaikan(**form.cleaned_data)
    layanan.kirim_ulang(pesan=pesan, perbaikan=perbaikan, aktor=akun, pada=sekarang())
    messages.success(request, f"{penugasan.pegawai.nama} dikirim ulang ke SIASN.")
    return redirect("penugasan:buku_kirim_rincian", pk=penugasan.pk)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ulang_semua(request: HttpRequest) -> HttpResponse:
    """Mend and send again the refused messages of several people, with one note for all."""
    akun: Any = request.user
    asal = request.POST if request.method == "POST" else request.GET
    dipilih = {baca_kunci(satu) for satu in asal.getlist("pilih")} - {None}
    terpilih = buku_kirim(akun).filter(pk__in=dipilih, keadaan=DITOLAK)
    daftar = [_baris(satu) for satu in terpilih]
    if not daftar:
        messages.warning(request, "Pilih sedikitnya satu orang yang ditolak.")
        return redirect("penugasan:buku_kirim")
    form = KeteranganForm(request.POST or None)
    form.fields["keterangan"].required = any(b.pesan.status_bkn == "PERBAIKAN" for b in daftar)
    if request.method == "POST" and form.is_valid():
        _kirim_ulang(request, daftar, form.cleaned_data["keterangan"] or None)
        return redirect("penugasan:buku_kirim")
    isi = {"daftar": daftar, "form": form}
    return render(request, "penugasan/sinkronisasi/ulang.html", isi)


def _kirim_ulang(request: HttpRequest, daftar: list[Baris], keterangan: str | None) -> None:
    """Each in a transaction of its own: one that cannot go does not keep the others back."""
    akun: Any = request.user
    berhasil = 0
    for baris in daftar:
        try:
            layanan.kirim_ulang(
                pesan=baris.pesan,
                perbaikan=Perbaikan(keterangan=keterangan),
                aktor=akun,
                pada=sekarang(),
            )
            berhasil += 1
        except DomainError as galat:
            messages.error(request, f"{baris.penugasan.pegawai.nama}: {galat.pesan}")
    if berhasil:
        messages.success(request, f"{berhasil} orang dikirim ulang ke SIASN.")


@untuk_peran(Peran.PETUGAS)
@require_POST
def coba(request: HttpRequest) -> HttpResponse:
    """Try a held line at once."""
    akun: Any = request.user
    layanan.coba_sekarang(instansi=akun.instansi, aktor=akun, pada=sekarang())
    messages.info(request, "Jalur SIASN dicoba lagi. Keadaannya tampak beberapa detik lagi.")
    return redirect("penugasan:buku_kirim")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token(request: HttpRequest) -> HttpResponse:
    """Paste a new SSO token; it goes into memory only."""
    akun: Any = request.user
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = {"instansi": akun.instansi, "aktor": akun, "pada": sekarang()}
        try:
            layanan.pasang_token(nilai=form.cleaned_data["token"], **isi)
        except DomainError as galat:
            form.add_error("token", galat.pesan)
        else:
            messages.success(request, "Token SSO dipakai. Pesan yang tertahan segera dikirim.")
            return redirect("penugasan:buku_kirim")
    isi_halaman = {"form": form, "manual": garis.konfigurasi().sso_mode is SsoMode.MANUAL}
    return render(request, "penugasan/sinkronisasi/token.html", isi_halaman)


# Inside


def _htmx(request: Any) -> bool:
    return bool(request.htmx)


def _penugasan(request: HttpRequest, pk: int) -> Penugasan:
    """A person of the account's scope who is in the ledger, else a 404 as if there were none."""
    penugasan: Penugasan = get_object_or_404(buku_kirim(request.user), pk=pk)
    return penugasan


def _pesan(request: HttpRequest, pk: int) -> PesanKeluar:
    terlihat = PesanKeluar.objects.untuk(request.user).select_related("instansi", "penugasan")
    pesan: PesanKeluar = get_object_or_404(terlihat, pk=pk)
    return pesan


def _rincian(
    request: HttpRequest, penugasan: Any, *, form: KirimUlangForm | None = None
) -> HttpResponse:
    akun: Any = request.user
    baris = _baris(penugasan)
    boleh = akun.peran == Peran.PETUGAS and baris.pesan.status == Status.DITOLAK
    if boleh and form is None and baris.pesan.jenis == Jenis.USULAN:
        form = KirimUlangForm(pesan=baris.pesan)
    isi = {
        "penugasan": penugasan,
        "baris": baris,
        "bergerak": baris.keadaan in BERGERAK,
        "boleh_ulang": boleh,
        "form": form,
        "riwayat": [
            {
                "pesan": pesan,
                "kalimat": kalimat(pesan),
                "boleh_putusan": akun.peran == Peran.PETUGAS and putusan_terbuka(pesan),
                "percobaan": list(reversed((pesan.jawaban or {}).get("riwayat", []))),
                "jawaban": _tampilkan((pesan.jawaban or {}).get("terakhir")),
                "badan": _tampilkan(pesan.badan),
            }
            for pesan in riwayat_pesan(penugasan)
        ],
    }
    return render(request, "penugasan/sinkronisasi/rincian.html", isi)


def _tampilkan(isi: object) -> str:
    """A body for the eye: indented, with every NIP masked."""
    if not isi:
        return ""
    teks = json.dumps(isi, indent=2, ensure_ascii=False)
    return _NIP.sub(lambda cocok: nip_samar(cocok[0]), teks)


def _baris(penugasan: Any, *, dapat_diperbaiki: bool = False) -> Baris:
    pesan = pokok(penugasan.pesan_kini)
    ditolak = pesan.status == Status.DITOLAK
    kata = pesan.pesan_bkn or (pesan.galat if ditolak else "")
    return Baris(
        penugasan=penugasan,
        keadaan=penugasan.keadaan,
        pesan=pesan,
        kalimat=kalimat(pesan),
        kata=kata,
        saran=saran(kata) if ditolak else "",
        form=KirimUlangForm(pesan=pesan, auto_id=False)
        if dapat_diperbaiki and ditolak and pesan.jenis == Jenis.USULAN
        else None,
    )


def _angka(jumlah: dict[str, int]) -> list[dict[str, Any]]:
    """The tabs: each state with its count, a link to its list."""
    alamat = reverse("penugasan:buku_kirim")
    rupa = {
        "DISIAPKAN": ("netral", "clock"),
        "DIKIRIM": ("info", "send"),
        "DITERIMA": ("baik", "check-circle-fill"),
        "DITOLAK": ("buruk", "x-circle-fill"),
        "PERIKSA": ("ragu", "question-circle-fill"),
        "DITARIK": ("netral", "slash-circle"),
    }
    return [
        {
            "label": label,
            "angka": jumlah[kode],
            "nada": rupa[kode][0],
            "ikon": rupa[kode][1],
            "url": f"{alamat}?status={kode}",
        }
        for kode, label in KEADAAN
        if jumlah[kode] or kode != "DITARIK"
    ]


def _keadaan_jalur(akun: Any) -> dict[str, Any]:
    setelan = garis.konfigurasi()
    kini = sekarang()
    keadaan = jalur(akun)
    return {
        "jalur": keadaan,
        "lama_tertua": kini - keadaan.tertua if keadaan.tertua else None,
        "siasn_mati": not setelan.menyala,
        "siasn_tenang": setelan.tenang(kini.time()),
        "token_manual": setelan.sso_mode is SsoMode.MANUAL,
    }
