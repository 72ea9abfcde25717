"""People at the cooperatives: who is there, and the one tap that says somebody has come."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.audit import catat_akses
from inti.errors import DomainError, SudahDiproses
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.bertugas import TibaForm
from penugasan.models import Penugasan
from penugasan.queries import bertugas as bacaan
from penugasan.services import bertugas as layanan

PER_HALAMAN = 30
_MELIHAT = PEMBACA | {Peran.DINAS_KOPERASI, Peran.PENGURUS_KOPERASI}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Everybody at, or on the way to, the cooperatives of the scope."""
    akun: Any = request.user
    halaman = Paginator(bacaan.orang(akun), PER_HALAMAN).get_page(request.GET.get("halaman"))
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        jumlah=len(halaman),
        keterangan="Orang di koperasi",
    )
    isi = {
        "halaman": halaman,
        "hari": hari_ini(),
        "boleh_konfirmasi": akun.peran in (Peran.PETUGAS, Peran.PENGURUS_KOPERASI),
        "boleh_mengajukan": akun.peran
        in (Peran.PETUGAS, Peran.DINAS_KOPERASI, Peran.PENGURUS_KOPERASI),
        "pengurus": akun.peran == Peran.PENGURUS_KOPERASI,
    }
    return render(request, "penugasan/bertugas/daftar.html", isi)


@untuk_peran(Peran.PETUGAS, Peran.PENGURUS_KOPERASI)
@never_cache
@require_POST
def tiba(request: HttpRequest, pk: int) -> HttpResponse:
    """The person has come: one tap on the first day, or another day with a date."""
    akun: Any = request.user
    semua = Penugasan.objects.untuk(akun).select_related(
        "instansi", "pegawai", "kebutuhan__koperasi__wilayah"
    )
    penugasan: Penugasan = get_object_or_404(semua, pk=pk)
    form = TibaForm(request.POST)
    if not form.is_valid():
        raise DomainError(str(form.errors["tanggal"][0]))
    nama = penugasan.pegawai.nama_lengkap
    try:
        layanan.konfirmasi_tiba(
            penugasan=penugasan, tanggal=form.hari(hari_ini()), aktor=akun, pada=sekarang()
        )
    except SudahDiproses:
        if not _sudah_saya_catat(pk, akun):
            raise
    messages.success(request, f"{nama} tercatat mulai bertugas.")
    return redirect("penugasan:bertugas")


def _sudah_saya_catat(pk: int, akun: Any) -> bool:
    """Whether a second tap of the same person finds his own confirmation."""
    return Penugasan.objects.filter(pk=pk, status=Penugasan.Status.AKTIF, tiba_oleh=akun).exists()
