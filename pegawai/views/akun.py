"""Accounts, for the admin of the agency."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.filters import AkunFilter
from pegawai.forms.akun import AkunForm, HubungkanForm, NonaktifkanForm, TambahForm
from pegawai.models import Akun
from pegawai.services import akun as layanan

PER_HALAMAN = 50


@untuk_peran(Peran.ADMIN)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Accounts of the agency; filters live in the URL."""
    milik = Akun.objects.untuk(request.user)
    saring = AkunFilter(request.GET, queryset=milik, hari=hari_ini())
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(request, "pegawai/akun/daftar.html", {"filter": saring, "page_obj": halaman})


@untuk_peran(Peran.ADMIN)
@never_cache
@sensitive_variables("sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def tambah(request: HttpRequest) -> HttpResponse:
    """Make an account and show its first password, once."""
    aktor: Any = request.user
    form = TambahForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            akun, sandi = layanan.tambah(aktor=aktor, pada=sekarang(), **isi)
        except DomainError as galat:
            form.add_error("username" if galat.kode == "username_ganda" else None, galat.pesan)
        else:
            return _tunjukkan_sandi(request, akun, sandi, baru=True)
    return render(request, "pegawai/akun/tambah.html", {"form": form})


@untuk_peran(Peran.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: change it, switch it off or on, give it a new password."""
    akun = _milik(request, pk)
    form = AkunForm(request.POST or None, instance=_milik(request, pk))
    if request.method == "POST" and form.is_valid() and _simpan(request, akun, form):
        return redirect("pegawai:akun_rincian", pk)
    return _tampilkan(request, akun, form=form)


def _simpan(request: HttpRequest, akun: Akun, form: AkunForm) -> bool:
    """Save; False with the reason on the form when it is refused."""
    aktor: Any = request.user
    try:
        layanan.ubah(akun=akun, aktor=aktor, **form.nilai())
    except SudahDiproses as galat:
        akun.refresh_from_db()
        form.segarkan(akun)
        form.add_error(None, galat.pesan)
        return False
    except DomainError as galat:
        form.add_error(None, galat.pesan)
        return False
    messages.success(request, "Perubahan akun disimpan.")
    return True


@untuk_peran(Peran.ADMIN)
@require_POST
def nonaktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch the account off, with a reason."""
    akun = _milik(request, pk)
    aktor: Any = request.user
    form = NonaktifkanForm(request.POST)
    if not form.is_valid():
        return _tampilkan(request, akun, form_nonaktif=form)
    layanan.nonaktifkan(akun=akun, aktor=aktor, **form.cleaned_data)
    messages.success(request, f"Akun {akun.nama} dinonaktifkan.")
    return redirect("pegawai:akun_rincian", pk)


@untuk_peran(Peran.ADMIN)
@require_POST
def hubungkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose account it is."""
    akun = _milik(request, pk)
    aktor: Any = request.user
    form = HubungkanForm(request.POST)
    if form.is_valid():
        try:
            layanan.hubungkan(akun=akun, nip=form.cleaned_data["nip"], aktor=aktor)
        except DomainError as galat:
            form.add_error(None if galat.kode == TidakBerhak.kode else "nip", galat.pesan)
        else:
            messages.success(request, "Akun dihubungkan dengan data pegawai.")
            return redirect("pegawai:akun_rincian", pk)
    return _tampilkan(request, akun, form_hubungkan=form)


@untuk_peran(Peran.ADMIN)
@require_POST
def aktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch the account on again."""
    akun = _milik(request, pk)
    aktor: Any = request.user
    layanan.aktifkan(akun=akun, aktor=aktor)
    messages.success(request, f"Akun {akun.nama} aktif lagi.")
    return redirect("pegawai:akun_rincian", pk)


@untuk_peran(Peran.ADMIN)
@never_cache
@sensitive_variables("sandi")
@require_POST
def atur_ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the account a new password and show it, once."""
    akun = _milik(request, pk)
    aktor: Any = request.user
    sandi = layanan.atur_ulang_sandi(akun=akun, aktor=aktor)
    return _tunjukkan_sandi(request, akun, sandi, baru=False)


def _tampilkan(request: HttpRequest, akun: Akun, **form: Any) -> HttpResponse:
    """The page of one account; a form that was refused comes back as it was sent."""
    isi = {
        "akun": akun,
        "form": AkunForm(instance=akun),
        "form_nonaktif": NonaktifkanForm(),
        "form_hubungkan": HubungkanForm(),
        **form,
    }
    return render(request, "pegawai/akun/rincian.html", isi)


def _milik(request: HttpRequest, pk: int) -> Akun:
    """An account of the admin's own agency, or 404."""
    return get_object_or_404(Akun.objects.untuk(request.user), pk=pk)


def _tunjukkan_sandi(request: HttpRequest, akun: Akun, sandi: str, *, baru: bool) -> HttpResponse:
    """Print the password straight into this answer: it is kept nowhere, not even in the session."""
    isi = {"akun": akun, "sandi": sandi, "baru": baru}
    return render(request, "pegawai/akun/sandi.html", isi)
