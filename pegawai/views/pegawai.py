"""A person's facts: where each comes from, how it changed, and correcting it by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.errors import DomainError, SudahDiproses
from inti.models import LogAkses
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.forms.pegawai import GantiNipForm, UbahPegawaiForm
from pegawai.imports import rekam
from pegawai.models import Pegawai
from pegawai.queries import bukti_pegawai, fakta_pegawai, riwayat_pegawai, yang_jarang
from pegawai.services import pegawai as layanan

MELIHAT = PEMBACA | {Peran.ADMIN, Peran.KEPALA_OPD}


@untuk_peran(*MELIHAT)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fact with its source, what sources changed about it, and the evidence."""
    akun: Any = request.user
    pegawai = milik(request, pk)
    _catat_lihat(akun, pegawai)
    isi = bukti_pegawai(pegawai) | {
        "pegawai": pegawai,
        "fakta": fakta_pegawai(pegawai),
        "riwayat": riwayat_pegawai(pegawai),
        "boleh_ubah": akun.peran == Peran.PETUGAS,
        "melihat_siasn": akun.peran in PEMBACA,
    }
    return render(request, "pegawai/pegawai/rincian.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct facts by hand; a file does not overwrite them without being asked."""
    akun: Any = request.user
    pegawai = milik(request, pk)
    form = UbahPegawaiForm(
        request.POST if request.method == "POST" else None, pegawai=pegawai, keadaan=akun.keadaan
    )
    if request.method != "POST":
        _catat_lihat(akun, pegawai)
    elif form.is_valid() and _simpan_ubahan(request, pegawai, form):
        return redirect("pegawai:pegawai", pk)
    isi = {"pegawai": pegawai, "form": form}
    return render(request, "pegawai/pegawai/ubah.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ganti_nip(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a NIP; the old one stays in the history."""
    pegawai = milik(request, pk)
    form = GantiNipForm(request.POST if request.method == "POST" else None, pegawai=pegawai)
    if form.is_bound and form.is_valid() and _simpan_nip(request, pegawai, form):
        return redirect("pegawai:pegawai", pk)
    isi = {"pegawai": pegawai, "form": form}
    return render(request, "pegawai/pegawai/ganti_nip.html", isi)


def _simpan_ubahan(request: HttpRequest, pegawai: Pegawai, form: UbahPegawaiForm) -> bool:
    """Save a correction; False with the reason on the form when it is refused."""
    aktor: Any = request.user
    try:
        kolom = layanan.ubah(
            pegawai=pegawai,
            nilai=form.nilai(),
            alasan=form.cleaned_data["alasan"],
            dokumen=form.cleaned_data["dokumen"],
            sidik_lama=form.cleaned_data["sidik"],
            aktor=aktor,
            saat=sekarang(),
            hari_ini=hari_ini(),
        )
    except SudahDiproses as galat:
        form.segarkan(milik(request, pegawai.pk))
        form.add_error(None, galat.pesan)
        return False
    except DomainError as galat:
        form.add_error("lahir" if galat.kode == "lahir_salah" else None, galat.pesan)
        return False
    if not kolom:
        messages.info(request, "Tidak ada isian yang berubah.")
        return True
    messages.success(request, f"{len(kolom)} isian diperbaiki.")
    if set(kolom) & set(layanan.TERKAIT_NIP):
        for ragu in layanan.keraguan(rekam.baca(milik(request, pegawai.pk))):
            messages.warning(request, f"{ragu} Pastikan mana yang benar.")
    return True


def _simpan_nip(request: HttpRequest, pegawai: Pegawai, form: GantiNipForm) -> bool:
    """Save another NIP; False with the reason on the form when it is refused or in doubt."""
    aktor: Any = request.user
    try:
        berganti = layanan.ganti_nip(
            pegawai=pegawai,
            nip=form.cleaned_data["nip"],
            alasan=form.cleaned_data["alasan"],
            dokumen=form.cleaned_data["dokumen"],
            sidik_lama=form.cleaned_data["sidik"],
            yakin=form.yakin_akan(),
            aktor=aktor,
            saat=sekarang(),
            hari_ini=hari_ini(),
        )
    except SudahDiproses as galat:
        form.segarkan(milik(request, pegawai.pk))
        form.add_error(None, galat.pesan)
        return False
    except DomainError as galat:
        pesan = galat.pesan
        if galat.kode == layanan.NIP_RAGU:
            form.tanyakan()
            pesan = f"{pesan} Bila NIP ini memang benar, beri centang di bawahnya."
        form.add_error("nip", pesan)
        return False
    if berganti:
        messages.success(request, "NIP diperbaiki. NIP lama tetap ada di riwayat.")
    else:
        messages.info(request, "NIP ini sudah tercatat; tidak ada yang berubah.")
    return True


def _catat_lihat(akun: Any, pegawai: Pegawai) -> None:
    catat_akses(
        akun=akun, jenis=LogAkses.Jenis.LIHAT, objek_jenis="pegawai.pegawai", objek_id=pegawai.pk
    )


def milik(request: HttpRequest, pk: int) -> Pegawai:
    """Return a person of the account's scope, else a 404 as if there were none."""
    terlihat = Pegawai.objects.untuk(request.user).select_related(
        "instansi", "opd", "domisili__induk"
    )
    terlihat = terlihat.annotate(**yang_jarang())
    pegawai: Pegawai = get_object_or_404(terlihat, pk=pk)
    return pegawai
