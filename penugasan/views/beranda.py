"""The home page: what waits for this person, since when, and one button for each."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.peran import PEMBACA, Peran, semua_peran
from inti.waktu import hari_ini
from pegawai.models import Akun
from penugasan.queries import beranda as baca
from penugasan.queries.beban import beban_terberat
from penugasan.queries.beranda import BULAN, PEKAN, Tumpukan
from penugasan.queries.bertugas import orang
from penugasan.queries.nominasi import PenghitungTenggat
from penugasan.queries.papan import keadaan, koperasi_papan, peta_pengisian
from penugasan.queries.saya import perjalanan
from penugasan.views.papan import legenda

BERTENGGAT = frozenset({"nominasi", "segera_berakhir", "kerja_ganda", "evaluasi"})
"""Piles whose ``sejak`` is a day to come (or just gone), not the day the waiting began."""
BUKAN_TUGAS = frozenset({"kegiatan", "pemberitahuan"})
"""Figures that are told, but nobody has to work off."""
UNIT_TERBERAT = 10
"""Units that the leadership sees; the workbook of the burden holds all."""

HALAMAN = {
    Peran.PETUGAS: "penugasan/beranda/petugas.html",
    Peran.PENYETUJU: "penugasan/beranda/penyetuju.html",
    Peran.KEPALA_OPD: "penugasan/beranda/kepala_opd.html",
    Peran.DINAS_KOPERASI: "penugasan/beranda/dinas_koperasi.html",
    Peran.AUDITOR: "penugasan/beranda/auditor.html",
    Peran.ADMIN: "penugasan/beranda/admin.html",
    Peran.PENGURUS_KOPERASI: "penugasan/beranda/pengurus_koperasi.html",
    Peran.PEGAWAI: "penugasan/beranda/pegawai.html",
    Peran.PIMPINAN: "penugasan/beranda/pimpinan.html",
}


@dataclass(frozen=True, slots=True)
class Tugas:
    """One pile of work as the page shows it; ``waktu`` is "" when age means nothing."""

    jumlah: int
    waktu: str
    lewat: bool


@semua_peran
@never_cache
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """What waits for the visitor; every number is a link to its list."""
    akun: Any = request.user
    hari = hari_ini()
    tugas = _tugas(akun, hari)
    isi: dict[str, Any] = {
        "tugas": tugas,
        "ada_tugas": any(t.jumlah for kode, t in tugas.items() if kode not in BUKAN_TUGAS),
        "hari": hari,
        "sepekan": hari - PEKAN,
        "sebulan": hari - BULAN,
    }
    if akun.peran in PEMBACA:
        isi["ringkasan"] = baca.ringkasan(akun)
    if akun.peran == Peran.PIMPINAN:
        isi |= _pimpinan(akun)
    if akun.peran == Peran.PENGURUS_KOPERASI:
        isi |= {"orang": orang(akun), "boleh_konfirmasi": True, "boleh_mengajukan": True}
        isi["pengurus"] = True
    if akun.peran == Peran.PEGAWAI:
        isi |= perjalanan(akun)
    if akun.peran == Peran.ADMIN:
        isi["unit_tak_terjawab"] = ",".join(baca.unit_tanpa_penjawab(akun, hari))
    return render(request, _templat(akun, hari), isi)


def _pimpinan(akun: Akun) -> dict[str, Any]:
    """The city on one page: how far the seats are filled, and what it takes from the units."""
    koperasi: list[Any] = list(koperasi_papan(akun))
    jumlah = Counter(keadaan(satu.butuh, satu.hidup, satu.tetap) for satu in koperasi)
    return {
        "koperasi": koperasi,
        "angka": {
            "kursi": sum(satu.butuh for satu in koperasi),
            "ada": sum(satu.hidup for satu in koperasi),
            "tetap": sum(satu.tetap for satu in koperasi),
        },
        "peta": peta_pengisian(koperasi),
        "legenda": legenda(jumlah),
        "beban": beban_terberat(akun, sebanyak=UNIT_TERBERAT),
    }


def _templat(akun: Akun, hari: dt.date) -> str:
    """The page of the role; a head out of office gets a kind word."""
    if akun.instansi_id is None:
        return "penugasan/beranda/tanpa_instansi.html"
    if akun.peran == Peran.KEPALA_OPD and not akun.jabatan_pada(hari):
        return "penugasan/beranda/tanpa_jabatan.html"
    return HALAMAN[Peran(akun.peran)]


def _tugas(akun: Akun, hari: dt.date) -> dict[str, Tugas]:
    """Say of every pile how long its oldest has waited, in working days."""
    if akun.instansi is None:
        return {}
    penghitung = PenghitungTenggat(akun.instansi, hari)
    return {
        kode: _satu(kode, tumpukan, penghitung)
        for kode, tumpukan in baca.hitungan(akun, hari).items()
    }


def _satu(kode: str, tumpukan: Tumpukan, penghitung: PenghitungTenggat) -> Tugas:
    if tumpukan.sejak is None:
        return Tugas(tumpukan.jumlah, "", lewat=False)
    tenggat = penghitung.sampai(tumpukan.sejak)
    if kode in BERTENGGAT:
        kalimat = tenggat.kalimat
        waktu = f"Paling dekat: {kalimat[0].lower()}{kalimat[1:]}"
        return Tugas(tumpukan.jumlah, waktu, lewat=tenggat.lewat)
    umur = -tenggat.sisa
    waktu = f"Tertua {umur} hari kerja" if umur > 0 else "Sejak hari ini"
    return Tugas(tumpukan.jumlah, waktu, lewat=False)
