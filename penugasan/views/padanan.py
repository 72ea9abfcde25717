"""Padanan SIASN: our units and positions beside BKN's, accepted one by one or all exact ones."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti import pekerjaan
from inti.impor.teks import kunci_nama
from inti.isian import baca_kunci, kata_cari
from inti.lencana import cari as cari_lencana
from inti.models import Pekerjaan
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import sekarang
from penugasan.forms.padanan import CariRujukan, SaringPadanan
from penugasan.models import RujukanSiasn
from penugasan.models.padanan import AlasanPadanan
from penugasan.queries.padanan import (
    JABATAN,
    KEADAAN,
    UNIT,
    Daftar,
    Hal,
    baca_terakhir,
    cari_rujukan,
    daftar,
    rujukan_terlihat,
)
from penugasan.rules.padanan import Saran
from penugasan.services import padanan as layanan, padanan_baca
from penugasan.siasn import garis

PER_HALAMAN: Final = 50
HASIL_CARI: Final = 30
_ALAMAT: Final = {UNIT: "penugasan:padanan", JABATAN: "penugasan:padanan_jabatan"}
_BENDA: Final = {UNIT: "unit", JABATAN: "jabatan"}


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """Our tree of units beside SIASN's."""
    return _daftar(request, UNIT)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def jabatan(request: HttpRequest) -> HttpResponse:
    """The positions on record beside SIASN's lists."""
    return _daftar(request, JABATAN)


def _daftar(request: HttpRequest, jenis: str) -> HttpResponse:
    akun: Any = request.user
    semua = daftar(akun, jenis)
    saring = SaringPadanan(request.GET)
    halaman = Paginator(_tersaring(semua, saring), PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {
        "jenis": jenis,
        "benda": _BENDA[jenis],
        "saring": saring,
        "halaman": halaman,
        "baris": [_baris(satu, semua) for satu in halaman],
        "angka": _angka(semua),
        "kosong": not semua.hal,
        "terbaca": semua.terbaca,
        "pasti": layanan.dapat_diterima_sekaligus(semua.hal),
        "boleh_menulis": akun.peran == Peran.PETUGAS,
        "siasn_mati": not garis.konfigurasi().menyala,
        "terakhir": _terakhir(akun),
    }
    return render(request, "penugasan/padanan/daftar.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def pilih(request: HttpRequest, jenis: str, kunci: str) -> HttpResponse:
    """One unit or position: what is in force, every suggestion with its reasons, a search."""
    akun: Any = request.user
    semua, hal = _hal(akun, jenis, kunci)
    kata = kata_cari(request.GET.get("cari", ""))
    isi = {
        "jenis": jenis,
        "benda": _BENDA[jenis],
        "hal": hal,
        "cap": layanan.cap(hal),
        "saran": [_saran(satu, semua, hal) for satu in semua.saran(hal)],
        "cari": CariRujukan(request.GET),
        "dicari": bool(kata),
        "hasil": _hasil_cari(akun, jenis, kata, semua, hal),
        "terbaca": semua.terbaca,
        "boleh_menulis": akun.peran == Peran.PETUGAS,
        "url_daftar": reverse(_ALAMAT[jenis]),
    }
    return render(request, "penugasan/padanan/pilih.html", isi)


@untuk_peran(Peran.PETUGAS)
@require_POST
def baca(request: HttpRequest) -> HttpResponse:
    """Read SIASN's lists; the page of the job shows the progress."""
    akun: Any = request.user
    ini = padanan_baca.mulai(instansi=akun.instansi, aktor=akun, pada=sekarang())
    return redirect(pekerjaan.url(ini))


@untuk_peran(Peran.PETUGAS)
@require_POST
def terima(request: HttpRequest, jenis: str, kunci: str) -> HttpResponse:
    """Accept one row of SIASN's list for one of ours."""
    akun: Any = request.user
    _hal(akun, jenis, kunci)
    milik = rujukan_terlihat(akun, jenis)
    rujukan = get_object_or_404(milik, pk=baca_kunci(request.POST.get("rujukan", "")) or 0)
    padanan = layanan.terima(
        jenis=jenis,
        kunci=kunci,
        rujukan=rujukan,
        dilihat=request.POST.get("dilihat", ""),
        aktor=akun,
        pada=sekarang(),
    )
    messages.success(request, f"{padanan.sebutan} dipadankan dengan {rujukan.nama}.")
    return _kembali(request, jenis, kunci)


@untuk_peran(Peran.PETUGAS)
@require_POST
def terima_pasti(request: HttpRequest, jenis: str) -> HttpResponse:
    """Accept every exact suggestion."""
    akun: Any = request.user
    _pastikan_jenis(jenis)
    jumlah = layanan.terima_pasti(jenis=jenis, instansi=akun.instansi, aktor=akun, pada=sekarang())
    if jumlah:
        messages.success(request, f"{jumlah} {_BENDA[jenis]} dipadankan.")
    else:
        messages.info(request, "Tidak ada saran pasti yang tersisa.")
    return redirect(_ALAMAT[jenis])


@untuk_peran(Peran.PETUGAS)
@require_POST
def urungkan(request: HttpRequest, jenis: str, kunci: str) -> HttpResponse:
    """Take one acceptance back."""
    akun: Any = request.user
    _hal(akun, jenis, kunci)
    layanan.urungkan(
        jenis=jenis,
        kunci=kunci,
        dilihat=request.POST.get("dilihat", ""),
        instansi=akun.instansi,
        aktor=akun,
        pada=sekarang(),
    )
    messages.success(request, "Padanan diurungkan.")
    return _kembali(request, jenis, kunci)


def _pastikan_jenis(jenis: str) -> None:
    if jenis not in _ALAMAT:
        raise Http404


def _hal(akun: Any, jenis: str, kunci: str) -> tuple[Daftar, Hal]:
    """One of ours with the list it stands in; what the account may not see is not there."""
    _pastikan_jenis(jenis)
    semua = daftar(akun, jenis)
    hal = semua.cari(kunci)
    if hal is None:
        raise Http404
    return semua, hal


def _kembali(request: HttpRequest, jenis: str, kunci: str) -> HttpResponse:
    """To the page the form stood on: one of ours, or the list as it was narrowed."""
    if request.POST.get("dari") == "pilih":
        return redirect("penugasan:padanan_pilih", jenis, kunci)
    alamat = reverse(_ALAMAT[jenis])
    return redirect(f"{alamat}?{request.GET.urlencode()}" if request.GET else alamat)


# What the templates read -----------------------------------------------------------------------


def _tersaring(semua: Daftar, saring: SaringPadanan) -> list[Hal]:
    """Rows whose own name or SIASN's holds every word, in the state asked for."""
    if not saring.is_valid():
        return []
    keadaan = saring.cleaned_data["keadaan"]
    kata = [kunci_nama(satu) for satu in kata_cari(saring.cleaned_data["cari"])]

    def cocok(hal: Hal) -> bool:
        teks = kunci_nama(hal.nama) + " " + (hal.rujukan.kunci_nama if hal.rujukan else "")
        return keadaan in ("", hal.keadaan) and all(satu in teks for satu in kata)

    return [hal for hal in semua.hal if cocok(hal)]


def _baris(hal: Hal, semua: Daftar) -> dict[str, Any]:
    """A row of the list; names that only resemble it are looked for on this page's rows alone."""
    saran: Saran | None = None
    if hal.rujukan is None:
        saran = hal.pasti or next(iter(semua.saran(hal)), None)
    isi = _saran(saran, semua, hal) if saran else None
    return {
        "hal": hal,
        "cap": layanan.cap(hal),
        "saran": isi,
        "lain": max(len(hal.saran) - 1, 0),
        "url": reverse("penugasan:padanan_pilih", args=[hal.jenis, hal.kunci]),
    }


def _saran(saran: Saran, semua: Daftar, hal: Hal) -> dict[str, Any]:
    """A suggestion in words: what it is, where it stands, why, and whose it already is."""
    atas = semua.penyaran.per_kunci.get(saran.rujukan.atasan)
    alasan = [str(AlasanPadanan(satu).label) for satu in saran.alasan]
    if saran.jumlah:
        alasan[0] = f"Id sama pada data {saran.jumlah} pegawai"
    if saran.mirip:
        alasan[0] = f"Nama mirip, {saran.mirip}%"
    return {
        "pk": saran.rujukan.pk,
        "nama": saran.rujukan.nama,
        "atasan": atas.nama if atas else "",
        "alasan": ", ".join([alasan[0], *(satu.lower() for satu in alasan[1:])]),
        "pasti": hal.pasti is not None and hal.pasti.rujukan == saran.rujukan,
        "milik": _milik(saran.rujukan.kunci, semua, hal),
        "kini": hal.rujukan is not None and hal.rujukan.kunci == saran.rujukan.kunci,
    }


def _milik(kunci: str, semua: Daftar, hal: Hal) -> str:
    """Whose this row already is, if somebody else's."""
    return "" if layanan.cap(hal) == kunci else semua.terpakai.get(kunci, "")


def _hasil_cari(
    akun: Any, jenis: str, kata: list[str], semua: Daftar, hal: Hal
) -> list[dict[str, Any]]:
    if not kata:
        return []
    temu = cari_rujukan(akun, jenis, kata)[:HASIL_CARI]
    return [_temuan(satu, semua, hal) for satu in temu]


def _temuan(satu: RujukanSiasn, semua: Daftar, hal: Hal) -> dict[str, Any]:
    atas = semua.penyaran.per_kunci.get(satu.atasan)
    return {
        "pk": satu.pk,
        "nama": satu.nama,
        "atasan": atas.nama if atas else "",
        "alasan": satu.get_daftar_display() if hal.jenis == JABATAN else "",
        "milik": _milik(satu.kunci, semua, hal),
        "kini": hal.rujukan is not None and hal.rujukan.kunci == satu.kunci,
    }


def _angka(semua: Daftar) -> list[dict[str, Any]]:
    """The counts as links."""
    jumlah = semua.jumlah()
    hasil = []
    for kode, label in KEADAAN.items():
        rupa = cari_lencana(kode, "padanan")
        isi = {"label": label, "angka": jumlah[kode], "url": f"?keadaan={kode}"}
        hasil.append({**isi, "nada": rupa.nada, "ikon": rupa.ikon})
    return hasil


def _terakhir(akun: Any) -> Pekerjaan | None:
    terakhir = baca_terakhir(akun)
    return pekerjaan.kemajuan(terakhir) if terakhir else None
