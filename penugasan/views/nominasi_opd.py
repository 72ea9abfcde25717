"""The OPD head's phone pages: what waits for an answer, one nomination, and the plain yes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.errors import SudahDiproses
from inti.isian import baca_kunci
from inti.kata import sebut
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan import permissions
from penugasan.models import PanggilanNama, Penugasan, Usulan
from penugasan.queries import nominasi as bacaan, usulan as bacaan_usulan
from penugasan.services import nominasi as layanan
from penugasan.views.nominasi import bernama

DIJAWAB_TAMPIL = 30
"""Answered nominations on the head's page; older ones stand in the lists of BKPSDM."""
SETUJU = Penugasan.Status.DISETUJUI_OPD
MENUNGGU, TERBUKA = Penugasan.Status.DIMINTA, (Usulan.Status.DIAJUKAN, Usulan.Status.PERBAIKAN)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Cards of everything that waits for the head, then what he has answered."""
    akun: Any = request.user
    semua: list[Any] = list(bacaan_usulan.tugas(akun))
    bacaan.pasang_tenggat(semua, akun.instansi, hari_ini())
    for satu in semua:
        _pasang_usulan(satu)
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        jumlah=len(semua),
        keterangan="Nominasi unit",
    )
    menunggu = [p for p in semua if p.status == MENUNGGU]
    isi = {
        "perlu_jawaban": [p for p in menunggu if p.usulan is None],
        "perbaikan": [p for p in menunggu if p.usulan and p.usulan.status == "PERBAIKAN"],
        "perlu_alih": [p for p in semua if p.status == SETUJU and not p.tugas_lengkap_pada],
        "diajukan": [p for p in menunggu if p.usulan and p.usulan.status == "DIAJUKAN"],
        "dijawab": [p for p in semua if p.status != MENUNGGU][-DIJAWAB_TAMPIL:][::-1],
        "panggilan": PanggilanNama.objects.untuk(akun).filter(ditutup_pada__isnull=True).count(),
        "menjabat": akun.jabatan_pada(hari_ini()),
    }
    return render(request, "penugasan/nominasi/opd_daftar.html", isi)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination: who, where to, why, and what the unit loses. Answered ones say so."""
    penugasan = penugasan_milik(request, pk)
    catat_akses(
        akun=request.user,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        objek_id=penugasan.pk,
    )
    unit = penugasan.opd_asal
    isi = {
        "penugasan": penugasan,
        "sebagai": jabatan(request, penugasan),
        "temuan": bernama(penugasan.temuan),
        "dampak": bacaan.dampak(penugasan.pegawai, unit, hari_ini()) if unit else None,
    }
    return render(request, "penugasan/nominasi/opd_rincian.html", isi)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def setuju(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to one nomination: read the name once more, then confirm."""
    penugasan = penugasan_milik(request, pk)
    if request.method == "POST":
        return _setujui(request, [penugasan])
    return _tanya(request, [penugasan])


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def setuju_semua(request: HttpRequest) -> HttpResponse:
    """Agree to everything that waits; what is confirmed are the names that were read."""
    milik: list[Any] = [p for p in bacaan_usulan.tugas(request.user) if p.status == MENUNGGU]
    for satu in milik:
        _pasang_usulan(satu)
    if request.method == "POST":
        dibaca = _kunci(request)
        semua = {p.pk: p for p in bacaan_usulan.tugas(request.user)}
        if not dibaca <= set(semua):
            raise Http404
        return _setujui(request, [semua[pk] for pk in sorted(dibaca)])
    return _tanya(request, [p for p in milik if p.usulan is None])


def _kunci(request: HttpRequest) -> set[int]:
    """The keys posted by the page that listed the names; anything else is no page of ours."""
    kunci = [baca_kunci(satu) for satu in request.POST.getlist("pilih")]
    if None in kunci:
        raise Http404
    return {satu for satu in kunci if satu is not None}


def _tanya(request: HttpRequest, penugasan: Sequence[Penugasan]) -> HttpResponse:
    belum = [p for p in penugasan if p.status == MENUNGGU]
    isi = {
        "penugasan": belum,
        "satu": penugasan[0] if len(penugasan) == 1 else None,
        "sebagai": jabatan(request, penugasan[0]) if penugasan else "",
    }
    return render(request, "penugasan/nominasi/opd_setuju.html", isi)


def _setujui(request: HttpRequest, penugasan: Sequence[Penugasan]) -> HttpResponse:
    akun: Any = request.user
    try:
        layanan.setujui_semua(penugasan=penugasan, aktor=akun, pada=sekarang())
    except SudahDiproses:
        if not _sudah_saya_setujui(penugasan, akun):
            raise
    banyak = len(penugasan)
    nama = penugasan[0].pegawai.nama_lengkap if banyak == 1 else f"{banyak} nama"
    messages.success(
        request, f"{nama} sudah Anda setujui. " + sebut("{badan} melanjutkan ke penetapan.")
    )
    return redirect("penugasan:nominasi_opd")


def _sudah_saya_setujui(penugasan: Sequence[Penugasan], akun: Any) -> bool:
    """Whether a second submit of the same person finds his own answer: then nothing is lost."""
    kini = Penugasan.objects.filter(pk__in=[p.pk for p in penugasan])
    setuju = kini.filter(status=Penugasan.Status.DISETUJUI_OPD, dijawab_oleh=akun)
    return setuju.count() == len(penugasan)


def penugasan_milik(request: HttpRequest, pk: int) -> Any:
    """A nomination of the head's own tree with its deadline and open usulan, else a 404."""
    akun: Any = request.user
    penugasan = bacaan_usulan.tugas(akun).select_related("periode__versi").filter(pk=pk).first()
    if penugasan is None:
        raise Http404
    bacaan.pasang_tenggat([penugasan], akun.instansi, hari_ini())
    _pasang_usulan(penugasan)
    return penugasan


def jabatan(request: HttpRequest, penugasan: Penugasan) -> str:
    """In what capacity the visitor answers, as it will be stamped on the answer."""
    akun: Any = request.user
    hari: dt.date = hari_ini()
    return permissions.sebagai(akun, penugasan.opd_asal, hari) if penugasan.opd_asal else ""


def _pasang_usulan(penugasan: Any) -> None:
    """Give the row its ``usulan``, the open one or None, and ``terakhir``, the newest of all."""
    daftar_usulan = penugasan.daftar_usulan
    penugasan.usulan = next((u for u in daftar_usulan if u.status in TERBUKA), None)
    penugasan.terakhir = daftar_usulan[0] if daftar_usulan else None
