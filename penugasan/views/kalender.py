"""The calendar per cooperative, what ends soon, and both for the calendar on the phone."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.audit import catat_akses
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from koperasi.models import Koperasi
from penugasan.exports.ical import Acara, tulis
from penugasan.queries import kalender as bacaan
from penugasan.queries.bertugas import orang
from penugasan.queries.penerus import HARI_SEBELUM

_KANTOR = PEMBACA | {Peran.DINAS_KOPERASI}
_MELIHAT = _KANTOR | {Peran.PENGURUS_KOPERASI}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """One timeline per cooperative; ``?koperasi=`` shows one of them."""
    akun: Any = request.user
    pilihan = Koperasi.objects.untuk(akun).select_related("wilayah").order_by("kode")
    semua = orang(akun)
    kunci = request.GET.get("koperasi", "")
    if kunci:
        semua = semua.filter(kebutuhan__koperasi=baca_kunci(kunci) or 0)
    baris: list[Any] = list(semua)
    bacaan.pasang_tonggak(baris)
    _catat(akun, len(baris), "Kalender koperasi")
    isi = {
        "kelompok": [
            (koperasi, list(anggota))
            for koperasi, anggota in groupby(baris, key=lambda p: p.kebutuhan.koperasi)
        ],
        "pilihan": pilihan,
        "kunci": kunci,
        "hari": hari_ini(),
        "kantor": akun.peran in _KANTOR,
    }
    return render(request, "penugasan/kalender/daftar.html", isi)


@untuk_peran(*_KANTOR)
@never_cache
@require_safe
def berakhir(request: HttpRequest) -> HttpResponse:
    """What ends within six months, the nearest first, with the reason."""
    akun: Any = request.user
    baris = list(bacaan.berakhir(akun, hari_ini()))
    _catat(akun, len(baris), "Penugasan yang segera berakhir")
    isi = {
        "baris": baris,
        "hari": hari_ini(),
        "bulan": bacaan.BULAN_BERAKHIR,
        "petugas": akun.peran == Peran.PETUGAS,
        "bkpsdm": akun.peran != Peran.DINAS_KOPERASI,
        "perlu_penerus": hari_ini() + dt.timedelta(days=HARI_SEBELUM),
        "boleh_perpanjang": akun.peran in (Peran.PETUGAS, Peran.DINAS_KOPERASI),
    }
    return render(request, "penugasan/kalender/berakhir.html", isi)


@untuk_peran(*_KANTOR)
@never_cache
@require_safe
def berakhir_ical(request: HttpRequest) -> HttpResponse:
    """The same for a calendar programme."""
    akun: Any = request.user
    baris = list(bacaan.berakhir(akun, hari_ini()))
    _catat(akun, len(baris), "Kalender berakhir (iCal)", jenis="ekspor")
    acara = [
        Acara(
            f"berakhir-{p.pk}",
            p.selesai,
            f"Berakhir: {p.pegawai.nama}, {p.kebutuhan.koperasi.nama_pendek}",
            f"Karena {p.sebab_selesai}." if p.sebab_selesai else "",
        )
        for p in baris
        if p.selesai
    ]
    return _ical(acara, "Penugasan yang segera berakhir", "berakhir.ics")


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def koperasi_ical(request: HttpRequest, pk: int) -> HttpResponse:
    """Every day that matters of one cooperative for a calendar programme."""
    akun: Any = request.user
    semua = Koperasi.objects.untuk(akun).select_related("wilayah")
    koperasi: Koperasi = get_object_or_404(semua, pk=pk)
    baris: list[Any] = list(orang(akun).filter(kebutuhan__koperasi=koperasi))
    bacaan.pasang_tonggak(baris)
    _catat(akun, len(baris), "Kalender koperasi (iCal)", jenis="ekspor")
    acara = [
        Acara(f"tugas-{p.pk}-{t.jenis}-{t.tanggal:%Y}", t.tanggal, f"{t.kata}: {p.pegawai.nama}")
        for p in baris
        for t in p.tonggak
    ]
    return _ical(acara, koperasi.nama_pendek, "koperasi.ics")


def _ical(acara: Iterable[Acara], nama: str, berkas: str) -> HttpResponse:
    jawaban = HttpResponse(
        tulis(acara, nama=nama, pada=sekarang()), content_type="text/calendar; charset=utf-8"
    )
    jawaban["Content-Disposition"] = f'attachment; filename="{berkas}"'
    return jawaban


def _catat(akun: Any, jumlah: int, keterangan: str, jenis: str = "lihat") -> None:
    catat_akses(
        akun=akun,
        jenis=jenis,
        objek_jenis="penugasan.penugasan",
        jumlah=jumlah,
        keterangan=keterangan,
    )
