"""Perbedaan dengan SIASN: the queue, one person, the answers, and asking SIASN again."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti import pekerjaan
from inti.audit import catat_akses
from inti.errors import DomainError
from inti.isian import baca_kunci
from inti.lencana import cari as cari_lencana
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import sekarang
from pegawai.models import Pegawai
from penugasan.filters.beda import BedaFilter
from penugasan.models import BacaanSiasn, BedaSiasn
from penugasan.queries.beda import (
    bacaan_orang,
    beda_terlihat,
    cocok_terakhir,
    dengan_sepasang,
    jumlah_per_status,
)
from penugasan.services import beda as layanan, beda_cocok
from penugasan.siasn import garis

PER_HALAMAN: Final = 50
SEKALI: Final = 500
"""Answers given at one press; the rest is told, and answered by pressing again."""
_SEBUT = {
    BedaSiasn.Status.PAKAI_KITA: "dibiarkan seperti milik kita",
    BedaSiasn.Status.PAKAI_BKN: "diganti dengan milik BKN",
    BedaSiasn.Status.DITANYAKAN: "ditanyakan",
}
_KEADAAN = {False: "penugasan/beda/keadaan.html", True: "penugasan/beda/_keadaan.html"}
_ORANG = {False: "penugasan/beda/orang.html", True: "penugasan/beda/_orang.html"}


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first; equal pairs of values stand together."""
    akun: Any = request.user
    saring = _saring(request)
    jumlah = jumlah_per_status(_saring(request, tanpa="status").qs)
    lembar = Paginator(dengan_sepasang(saring.qs), PER_HALAMAN)
    lembar.count = jumlah.get(request.GET.get("status", ""), sum(jumlah.values()))
    halaman = lembar.get_page(request.GET.get("halaman"))
    _catat(akun, len(halaman), "Daftar perbedaan dengan SIASN, NIP disamarkan")
    sepasang = bool(request.GET.get("pasangan")) and len(halaman) > 0
    isi = {
        "saring": saring,
        "halaman": halaman,
        "angka": _angka(request, jumlah),
        "pasangan": halaman[0] if sepasang else None,
        "jumlah_pasangan": _terbuka(saring).count() if sepasang else 0,
        "boleh_menjawab": akun.peran == Peran.PETUGAS,
        "siasn_mati": not garis.konfigurasi().menyala,
        "terbuka": layanan.TERBUKA,
    }
    if not len(halaman):
        isi["terakhir"] = cocok_terakhir(akun)
    return render(request, "penugasan/beda/daftar.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def keadaan(request: HttpRequest) -> HttpResponse:
    """How the newest run over everybody stands; a part of the list that renews itself."""
    terakhir = cocok_terakhir(request.user)
    isi = {"terakhir": pekerjaan.kemajuan(terakhir) if terakhir else None}
    potongan = bool(getattr(request, "htmx", False))
    return render(request, _KEADAAN[potongan], isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def orang(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's differences; a part of his page, or a page of its own."""
    akun: Any = request.user
    pegawai = _pegawai(request, pk)
    _catat(akun, 1, "Perbedaan dengan SIASN", objek_id=pk)
    isi = {
        "pegawai": pegawai,
        "daftar": [
            (satu, layanan.tidak_dapat_dipakai(satu))
            for satu in beda_terlihat(akun).filter(pegawai=pegawai)
        ],
        "bacaan": bacaan_orang(pegawai),
        "boleh_menjawab": akun.peran == Peran.PETUGAS,
        "siasn_mati": not garis.konfigurasi().menyala,
    }
    potongan = bool(getattr(request, "htmx", False))
    return render(request, _ORANG[potongan], isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def cocokkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask SIASN about one person now."""
    akun: Any = request.user
    pegawai = _pegawai(request, pk)
    bacaan = beda_cocok.cocokkan(pegawai=pegawai, aktor=akun, pada=sekarang())
    kalimat = {
        BacaanSiasn.Hasil.SAMA: "Data pegawai ini sama dengan SIASN.",
        BacaanSiasn.Hasil.BEDA: "Ada data yang berbeda dengan SIASN. Pilih jawabannya di bawah.",
        BacaanSiasn.Hasil.TIDAK_ADA: "SIASN tidak mengenal NIP ini. Tidak ada data yang berubah.",
    }[BacaanSiasn.Hasil(bacaan.hasil)]
    tingkat = messages.SUCCESS if bacaan.hasil == BacaanSiasn.Hasil.SAMA else messages.WARNING
    messages.add_message(request, tingkat, kalimat)
    return redirect("penugasan:beda_orang", pk)


@untuk_peran(Peran.PETUGAS)
@require_POST
def cocokkan_semua(request: HttpRequest) -> HttpResponse:
    """Ask SIASN about everybody; the page of the job shows the progress."""
    akun: Any = request.user
    ini = beda_cocok.mulai(instansi=akun.instansi, aktor=akun, pada=sekarang())
    return redirect(pekerjaan.url(ini))


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def jawab(request: HttpRequest) -> HttpResponse:
    """Give one answer to the chosen differences, or to every open one of a pair of values."""
    jawaban = request.POST.get("jawaban", "")
    if jawaban not in layanan.JAWABAN:
        pesan = "Pilih jawabannya: milik kita, milik BKN, atau tanyakan."
        raise DomainError(pesan)
    pilihan = _pilihan(request)
    hasil = _jawab_semua(request, pilihan[:SEKALI], jawaban)
    _kabarkan(request, jawaban, hasil, len(pilihan))
    orang_pk = baca_kunci(request.POST.get("orang", ""))
    if orang_pk is not None:
        return redirect("penugasan:beda_orang", orang_pk)
    tanya = request.GET.copy()
    tanya.pop("pasangan", None)  # its first row may have been answered just now
    alamat = reverse("penugasan:beda")
    return redirect(f"{alamat}?{tanya.urlencode()}" if tanya else alamat)


@dataclass(slots=True)
class _Hasil:
    berhasil: int = 0
    ditolak: dict[str, int] = field(default_factory=dict)


def _jawab_semua(
    request: HttpRequest, pilihan: list[tuple[BedaSiasn, str]], jawaban: str
) -> _Hasil:
    """Each in a transaction of its own: one that cannot be answered keeps no other back."""
    akun: Any = request.user
    hasil = _Hasil()
    for beda, dilihat in pilihan:
        try:
            layanan.jawab(beda=beda, jawaban=jawaban, dilihat=dilihat, aktor=akun, pada=sekarang())
        except DomainError as galat:
            hasil.ditolak[galat.pesan] = hasil.ditolak.get(galat.pesan, 0) + 1
        else:
            hasil.berhasil += 1
    return hasil


def _kabarkan(request: HttpRequest, jawaban: str, hasil: _Hasil, jumlah: int) -> None:
    if not jumlah:
        messages.warning(request, "Pilih sedikitnya satu perbedaan.")
    if hasil.berhasil:
        kata = _SEBUT[BedaSiasn.Status(jawaban)]
        messages.success(request, f"{hasil.berhasil} perbedaan {kata}.")
    for pesan, banyak in hasil.ditolak.items():
        messages.error(request, f"{banyak} perbedaan tidak dijawab. {pesan}")
    if jumlah > SEKALI:
        messages.info(request, f"{jumlah - SEKALI} lagi belum dijawab. Tekan sekali lagi.")


def _pilihan(request: HttpRequest) -> list[tuple[BedaSiasn, str]]:
    """The ticked rows with what was read of each, or all open ones of the pair on the page."""
    semua = beda_terlihat(request.user)
    if "semua" in request.POST:
        if not request.GET.get("pasangan"):
            return []
        saring = _saring(request)
        dilihat = request.POST.get("dilihat", "")
        return [(satu, dilihat) for satu in _terbuka(saring)]
    dibaca = dict(satu.partition("-")[::2] for satu in request.POST.getlist("pilih"))
    kunci = {angka: cap for teks, cap in dibaca.items() if (angka := baca_kunci(teks)) is not None}
    return [(satu, kunci[satu.pk]) for satu in semua.filter(pk__in=kunci)]


def _saring(request: HttpRequest, *, tanpa: str = "") -> BedaFilter:
    """The list's filters, or all of them but one."""
    tanya = request.GET.copy()
    if tanpa:
        tanya.pop(tanpa, None)
    return BedaFilter(tanya, queryset=beda_terlihat(request.user), request=request)


def _angka(request: HttpRequest, jumlah: dict[str, int]) -> list[dict[str, Any]]:
    """The counts as links that keep the other filters."""
    dasar = request.GET.copy()
    dasar.pop("halaman", None)
    semua = []
    for status in (s for s in BedaSiasn.Status if s != BedaSiasn.Status.SAMA):
        dasar["status"] = status
        rupa = cari_lencana(status, "beda")
        isi = {"label": status.label, "angka": jumlah[status], "url": f"?{dasar.urlencode()}"}
        semua.append({**isi, "nada": rupa.nada, "ikon": rupa.ikon})
    return semua


def _terbuka(saring: BedaFilter) -> QuerySet[BedaSiasn]:
    semua: QuerySet[BedaSiasn] = saring.qs.filter(status__in=layanan.TERBUKA)
    return semua


def _pegawai(request: HttpRequest, pk: int) -> Pegawai:
    terlihat = Pegawai.objects.untuk(request.user).select_related("instansi", "opd")
    pegawai: Pegawai = get_object_or_404(terlihat, pk=pk)
    return pegawai


def _catat(akun: Any, jumlah: int, keterangan: str, *, objek_id: object = "") -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.bedasiasn",
        objek_id=objek_id,
        jumlah=jumlah,
        keterangan=keterangan,
    )
