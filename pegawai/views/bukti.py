"""Writing down one row of evidence about one person, without a file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inti.errors import DomainError
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini
from pegawai.forms.bukti import FORM, BuktiForm
from pegawai.models import Pegawai
from pegawai.services import bukti as layanan
from pegawai.services.bukti import Macam
from pegawai.views.pegawai import milik


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def catat(request: HttpRequest, pk: int, macam: str) -> HttpResponse:
    """The form of one kind of evidence."""
    if macam not in FORM:
        raise Http404
    pegawai, jenis = milik(request, pk), Macam(macam)
    isian = request.POST if request.method == "POST" else None
    form = FORM[jenis](isian)
    if form.is_bound and form.is_valid() and _simpan(request, pegawai, jenis, form):
        return redirect("pegawai:pegawai", pk)
    isi = {"pegawai": pegawai, "form": form}
    return render(request, "pegawai/pegawai/catat_bukti.html", isi)


def _simpan(request: HttpRequest, pegawai: Pegawai, macam: Macam, form: BuktiForm) -> bool:
    """Save; False with the reason on the form when it is refused."""
    aktor: Any = request.user
    try:
        layanan.catat(
            pegawai=pegawai,
            macam=macam,
            isi=form.nilai(),
            dasar=form.cleaned_data["dokumen"],
            aktor=aktor,
            hari_ini=hari_ini(),
        )
    except DomainError as galat:
        form.add_error(galat.kode if galat.kode in form.fields else None, galat.pesan)
        return False
    messages.success(request, "Tercatat. Syarat orang ini diperiksa ulang sendiri.")
    return True
