"""The board of cooperatives and the map of their regions, coloured by coverage."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.peran import Peran, untuk_peran
from penugasan.filters.papan import PapanFilter
from penugasan.queries.papan import (
    KEADAAN,
    jumlah_keadaan,
    koperasi_papan,
    peta_pengisian,
    petak,
)

PER_HALAMAN = 30
RUPA = {
    "terisi": ("baik", "check-circle-fill"),
    "proses": ("info", "hourglass-split"),
    "sebagian": ("ragu", "circle-half"),
    "kosong": ("buruk", "circle"),
    "tanpa": ("netral", "dash-circle-fill"),
}
"""Tone and icon of each coverage; the map adds a pattern of the same name."""


@untuk_peran(Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR, Peran.DINAS_KOPERASI)
@never_cache
@require_safe
def papan(request: HttpRequest) -> HttpResponse:
    """Show each cooperative with its posts, and the map of all that the filters leave."""
    akun: Any = request.user
    semua = koperasi_papan(akun)
    saring = PapanFilter(request.GET, queryset=semua, request=request)
    terpilih = list(saring.qs)
    halaman = Paginator(terpilih, PER_HALAMAN).get_page(request.GET.get("halaman"))
    jumlah = jumlah_keadaan(semua)
    isi = {
        "saring": saring,
        "halaman": halaman,
        "daftar": [
            {"petak": satu, "rupa": RUPA[satu.keadaan]} for satu in petak(akun, list(halaman))
        ],
        "angka": _angka(request, jumlah),
        "butuh": sum(satu.butuh for satu in terpilih),
        "tetap": sum(satu.tetap for satu in terpilih),
        "hidup": sum(satu.hidup for satu in terpilih),
        "peta": peta_pengisian(terpilih),
        "legenda": legenda(jumlah),
        "bertautan": True,
        "bkpsdm": akun.peran != Peran.DINAS_KOPERASI,
    }
    return render(request, "penugasan/papan/papan.html", isi)


def legenda(jumlah: dict[str, int]) -> list[tuple[str, str, str, str]]:
    """Code, words, tone and icon of each coverage that the map shows."""
    return [(kode, kata, *RUPA[kode]) for kode, kata in KEADAAN.items() if jumlah[kode]]


def _angka(request: HttpRequest, jumlah: dict[str, int]) -> list[dict[str, Any]]:
    """How many cooperatives of each coverage, as links that keep the other filters."""
    daftar = []
    for kode, kata in KEADAAN.items():
        tanya = request.GET.copy()
        tanya.pop("halaman", None)
        tanya["isi"] = kode
        nada, ikon = RUPA[kode]
        daftar.append(
            {
                "label": kata,
                "angka": jumlah[kode],
                "nada": nada,
                "ikon": ikon,
                "url": f"{reverse('penugasan:papan')}?{tanya.urlencode()}",
            }
        )
    return [satu for satu in daftar if satu["angka"]]
