"""The head appoints a Plh for days of absence: person, dates, save. Rights follow the dates."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inti.errors import DomainError
from inti.isian import baca_kunci
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini
from pegawai.forms.pejabat import DelegasiForm
from pegawai.models import Opd, Pejabat
from pegawai.queries import calon_plh
from pegawai.services import pejabat as layanan


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def atur(request: HttpRequest) -> HttpResponse:
    """Appoint a Plh for one of the units the visitor heads himself; ``?unit=`` names another."""
    akun: Any = request.user
    hari = hari_ini()
    unit = [j.opd for j in akun.jabatan_pada(hari) if j.jenis != Pejabat.Jenis.PLH]
    opd = _unit(request, unit)
    if opd is None:
        return render(request, "pegawai/delegasi/atur.html", {"opd": None})
    data = request.POST if request.method == "POST" else None
    calon = calon_plh(opd, akun, hari)
    form = DelegasiForm(data, calon=calon, initial={"mulai": hari})
    if data is not None and form.is_valid():
        try:
            baru = layanan.delegasikan(opd=opd, aktor=akun, hari=hari, **form.cleaned_data)
        except DomainError as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"{baru.nama} menjadi Plh. sampai {baru.selesai:%d-%m-%Y}.")
            return redirect("pegawai:delegasi")
    isi = {
        "opd": opd,
        "unit": unit,
        "form": form,
        "ada_calon": calon.exists(),
        "masa": _plh(opd, hari),
        "hari": hari,
    }
    return render(request, "pegawai/delegasi/atur.html", isi)


def _unit(request: HttpRequest, unit: list[Any]) -> Any:
    """The unit named, among those he heads; the first one by default, None when he heads none."""
    kunci = baca_kunci(request.GET.get("unit", ""))
    return next((satu for satu in unit if kunci in (None, satu.pk)), unit[0] if unit else None)


def _plh(opd: Opd, hari: dt.date) -> Any:
    """Who is Plh now or will be."""
    return opd.pejabat_set.filter(jenis=Pejabat.Jenis.PLH, selesai__gte=hari).order_by("mulai")
