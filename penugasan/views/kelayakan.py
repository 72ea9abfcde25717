"""The people list with its verdicts, and the Kartu Kelayakan of one person."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti import pekerjaan
from inti.peran import PEMBACA, Peran, untuk_peran
from pegawai.models import Pegawai
from penugasan.filters.kelayakan import KelayakanFilter, urutkan
from penugasan.forms.kelayakan import PerTanggalForm
from penugasan.models import HasilSaring, Penugasan
from penugasan.queries.kelayakan import (
    baris_kelayakan,
    hasil_terlihat,
    lengkap,
    saringan_terlihat,
)
from penugasan.queries.periode import periode_aktif, periode_menurut
from penugasan.queries.permintaan_fakta import diminta, pemilik
from penugasan.queries.temuan import lengkapi
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.paket import boleh_dikecualikan
from penugasan.rules.types import Hasil, Kelayakan
from penugasan.services import kelayakan as layanan, saring as layanan_saring

PER_HALAMAN = 50
_MELIHAT = PEMBACA | {Peran.ADMIN, Peran.KEPALA_OPD}
HALAMAN_PENUGASAN = {
    Peran.PETUGAS: "penugasan:nominasi_rincian",
    Peran.PENYETUJU: "penugasan:nominasi_rincian",
    Peran.AUDITOR: "penugasan:nominasi_rincian",
    Peran.KEPALA_OPD: "penugasan:nominasi_opd_rincian",
}
URUTAN_TAMPIL = (Hasil.TIDAK, Hasil.BELUM_PASTI, Hasil.LAYAK)
RUPA = {
    "layak": ("baik", "check-circle-fill"),
    "belum_pasti": ("ragu", "question-circle-fill"),
    "tidak": ("buruk", "x-circle-fill"),
}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """List everybody the account may see, with the verdict of the newest screening."""
    akun: Any = request.user
    saringan = saringan_terlihat(akun)
    if saringan is None:
        return render(request, "penugasan/kelayakan/daftar.html", {"saringan": None})
    saring = KelayakanFilter(
        request.GET,
        queryset=hasil_terlihat(akun, saringan),
        request=request,
        saringan=saringan,
    )
    jumlah = saring.jumlah_per_hasil()
    lembar = Paginator(urutkan(saring.qs, request.GET.get("urut", "")), PER_HALAMAN)
    lembar.count = _terpilih(jumlah, request.GET.get("hasil", ""))  # counted above, per verdict
    halaman = lembar.get_page(request.GET.get("halaman"))
    sehalaman: Any = halaman.object_list  # a slice; Paginator promises less
    halaman.object_list = urutkan(lengkap(sehalaman), request.GET.get("urut", ""))
    layanan.lihat_daftar(saringan=saringan, aktor=akun, jumlah=len(halaman))
    isi = {
        "saringan": saringan,
        "saring": saring,
        "halaman": halaman,
        "daftar": [baris_kelayakan(satu, saringan) for satu in lengkapi(list(halaman))],
        "angka": _angka(request, jumlah),
        "boleh_saring": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/kelayakan/daftar.html", isi)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def kartu(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every finding about one person on a day, and what it rests on."""
    akun: Any = request.user
    pegawai = _pegawai(request, pk)
    if not _htmx(request):  # a change of the date is the same look
        layanan.lihat(pegawai=pegawai, aktor=akun)
    return _kartu(request, pegawai)


@untuk_peran(*_MELIHAT)
@never_cache
@require_POST
def ungkap(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole NIP once; the access log remembers who asked."""
    akun: Any = request.user
    pegawai = _pegawai(request, pk)
    nip = layanan.ungkap(pegawai=pegawai, aktor=akun)
    if _htmx(request):
        return render(request, "penugasan/kelayakan/_nip.html", {"pegawai": pegawai, "nip": nip})
    return _kartu(request, pegawai, nip=nip)


@untuk_peran(Peran.PETUGAS)
@require_POST
def saring(request: HttpRequest) -> HttpResponse:
    """Screen again what changed, or everybody; the page of the job shows the progress."""
    akun: Any = request.user
    periode = periode_menurut(instansi=akun.instansi)
    ini = layanan_saring.mulai(
        periode=periode, aktor=akun, sekali=True, penuh=request.POST.get("penuh") == "1"
    )
    return redirect(pekerjaan.url(ini))


def _htmx(request: Any) -> bool:
    return bool(request.htmx)


def _terpilih(jumlah: dict[str, int], hasil: str) -> int:
    return jumlah[hasil] if hasil in jumlah else sum(jumlah.values())


def _angka(request: HttpRequest, jumlah: dict[str, int]) -> list[dict[str, Any]]:
    """The counts as links that keep the other filters."""
    dasar = request.GET.copy()
    dasar.pop("halaman", None)
    dasar.pop("hasil", None)
    alamat = reverse("penugasan:kelayakan")
    semua = [
        {
            "label": "Semua",
            "angka": sum(jumlah.values()),
            "nada": "info",
            "ikon": "people",
            "url": f"{alamat}?{dasar.urlencode()}",
        }
    ]
    for hasil, label in HasilSaring.Hasil.choices:
        tanya = dasar.copy()
        tanya["hasil"] = hasil
        nada, ikon = RUPA[hasil]
        semua.append(
            {
                "label": label,
                "angka": jumlah[hasil],
                "nada": nada,
                "ikon": ikon,
                "url": f"{alamat}?{tanya.urlencode()}",
            }
        )
    return semua


def _pegawai(request: HttpRequest, pk: int) -> Pegawai:
    """A person of the account's scope, else a 404 as if there were none."""
    terlihat = Pegawai.objects.untuk(request.user).select_related(
        "instansi", "opd", "domisili__induk"
    )
    pegawai: Pegawai = get_object_or_404(terlihat, pk=pk)
    return pegawai


def _kartu(request: HttpRequest, pegawai: Pegawai, *, nip: str = "") -> HttpResponse:
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    tanya = request.GET if "per_tanggal" in request.GET else None
    acuan = periode.tanggal_acuan if periode else None
    form = PerTanggalForm(tanya, initial={"per_tanggal": acuan})
    if tanya is not None and form.is_valid():
        acuan = form.cleaned_data["per_tanggal"]
    isi: dict[str, Any] = {
        "pegawai": pegawai,
        "nip": nip,
        "periode": periode,
        "form": form,
        "bukti": pegawai.bukti_komputer_set.select_related("sumber"),
        "kontrak": pegawai.kontrak_set.select_related("sumber").first(),
        "predikat": pegawai.predikat_set.select_related("sumber")[:5],
        "halaman_penugasan": HALAMAN_PENUGASAN.get(akun.peran, ""),
        "penugasan": Penugasan.objects.untuk(akun)
        .filter(pegawai=pegawai)
        .select_related("kebutuhan__koperasi__wilayah")
        .order_by("-pk"),
    }
    if periode and acuan:
        isi |= putusan_kartu(pegawai, periode, acuan)
        layak = isi["kelayakan"].hasil is Hasil.LAYAK
        isi["boleh_nominasi"] = layak and akun.peran == Peran.PETUGAS
    return render(request, "penugasan/kelayakan/kartu.html", isi)


def putusan_kartu(
    pegawai: Pegawai, periode: Any, acuan: dt.date, kelayakan: Kelayakan | None = None
) -> dict[str, Any]:
    """The verdict on that day, rule by rule; ``kelayakan`` when it was asked already."""
    kelayakan = kelayakan or layanan.periksa_pegawai(
        pegawai, versi=periode.versi, acuan=acuan, periode=periode
    )
    return {
        "kelayakan": kelayakan,
        "nada": RUPA[kelayakan.hasil.value][0],
        "ikon": RUPA[kelayakan.hasil.value][1],
        "temuan": [
            {
                "nama": MENURUT_KODE[satu.kode].nama,
                "nada": RUPA[satu.hasil.value][0],
                "temuan": satu,
                "dapat_diminta": diminta(satu.kode, satu.kurang) is not None,
                "pemilik": pemilik(satu.kode, satu.kurang),
            }
            for satu in sorted(kelayakan.temuan, key=lambda t: URUTAN_TAMPIL.index(t.hasil))
        ],
        "boleh_dikecualikan": boleh_dikecualikan(periode.versi.isi),
        "lewat_usia": layanan.hari_lewat_usia(pegawai, versi=periode.versi),
        "tersimpan": layanan.hasil_tersimpan(pegawai, periode),
    }
