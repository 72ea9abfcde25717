"""What nobody answered in time: for the leadership and BKPSDM, with a text to send."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.audit import catat_akses
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini
from penugasan import notifications
from penugasan.queries import nominasi as bacaan
from penugasan.queries.eskalasi import cakupan, lewat_tenggat, pertanyaan_lewat

_MELIHAT = PEMBACA | {Peran.PIMPINAN}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Late nominations by unit, data and names that units owe, and how far the round is."""
    akun: Any = request.user
    baris: list[Any] = list(lewat_tenggat(akun, hari_ini()))
    lewat = pertanyaan_lewat(akun.instansi, hari_ini()) if akun.instansi else []
    if akun.instansi:
        bacaan.pasang_tenggat(baris, akun.instansi, hari_ini())
    for satu in baris:
        satu.kabar = notifications.untuk_kepala_opd(satu)
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        jumlah=len(baris),
        keterangan="Eskalasi",
    )
    unit: dict[str, list[Any]] = {}
    for satu in baris:
        unit.setdefault(satu.opd_asal.nama if satu.opd_asal else "Unit belum dikenal", []).append(
            satu
        )
    isi = {
        "unit": sorted(unit.items(), key=lambda u: (-len(u[1]), u[0])),
        "jumlah": len(baris),
        "pertanyaan": [(satu, notifications.untuk_unit_lewat(satu)) for satu in lewat],
        "cakupan": cakupan(akun),
    }
    return render(request, "penugasan/eskalasi/daftar.html", isi)
