"""The head lets a Plh act for him, or an operator in his name: person, dates, save."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

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
    """Appoint for one of the units the visitor heads himself; ``?unit=`` names another."""
    akun: Any = request.user
    hari = hari_ini()
    unit = _yang_dipimpin(akun, hari)
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
            sebagai = "operator" if baru.jenis == Pejabat.Jenis.OPERATOR else "Plh."
            kata = f"{baru.nama} menjadi {sebagai} sampai {baru.selesai:%d-%m-%Y}."
            messages.success(request, kata)
            return redirect("pegawai:delegasi")
    isi = {
        "opd": opd,
        "unit": unit,
        "form": form,
        "ada_calon": calon.exists(),
        "masa": _ditunjuk(opd, hari),
        "hari": hari,
    }
    return render(request, "pegawai/delegasi/atur.html", isi)


def _yang_dipimpin(akun: Any, hari: dt.date) -> list[Any]:
    return [j.opd for j in akun.jabatan_pada(hari) if j.jenis in Pejabat.MENUNJUK]


def _unit(request: HttpRequest, unit: list[Any]) -> Any:
    """The unit named, among those he heads; the first one by default, None when he heads none."""
    kunci = baca_kunci(request.GET.get("unit", ""))
    return next((satu for satu in unit if kunci in (None, satu.pk)), unit[0] if unit else None)


@untuk_peran(Peran.KEPALA_OPD)
@never_cache
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an operator's right back."""
    akun: Any = request.user
    milik = Pejabat.objects.filter(
        opd__in=_yang_dipimpin(akun, hari_ini()), jenis=Pejabat.Jenis.OPERATOR
    )
    operator: Pejabat = get_object_or_404(milik.select_related("opd__instansi"), pk=pk)
    layanan.cabut_operator(operator=operator, aktor=akun, hari=hari_ini())
    messages.success(request, f"{operator.nama} tidak lagi menjawab atas nama Anda.")
    return redirect("pegawai:delegasi")


def _ditunjuk(opd: Opd, hari: dt.date) -> Any:
    """Who acts for the head, or in his name, now or later."""
    jenis = (Pejabat.Jenis.PLH, Pejabat.Jenis.OPERATOR)
    return opd.pejabat_set.filter(jenis__in=jenis, selesai__gte=hari).order_by("mulai", "pk")
