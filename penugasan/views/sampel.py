"""The auditor's random sample: size, "Ambil", and the records as a zip."""

import io
import secrets
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.audit import catat_akses
from inti.excel_tulis import Nilai
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.sampel import SampelForm
from penugasan.queries.sampel import PALING_BANYAK, Sampel, keputusan, sampel
from penugasan.services import sampel as layanan

UKURAN_AWAL = 10


@untuk_peran(Peran.AUDITOR)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The form; once it is filled, the decisions drawn, each with its page."""
    akun: Any = request.user
    form = _form(request)
    isi: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid() and (diambil := _ambil(request, form)):
        baris = list(keputusan(akun, diambil.kunci))
        catat_akses(
            akun=akun,
            jenis="lihat",
            objek_jenis="penugasan.penugasan",
            jumlah=len(baris),
            keterangan="Sampel acak",
        )
        isi |= {"diambil": diambil, "baris": baris}
    return render(request, "penugasan/sampel/daftar.html", isi)


@untuk_peran(Peran.AUDITOR)
@never_cache
@require_safe
def unduh(request: HttpRequest) -> FileResponse | HttpResponse:
    """The same sample with its records and letters; what cannot be drawn goes back to the form."""
    akun: Any = request.user
    form = _form(request)
    diambil = _ambil(request, form) if form.is_valid() else None
    if diambil is None:
        alamat = redirect("penugasan:sampel")
        alamat["Location"] += f"?{request.GET.urlencode()}"
        return alamat
    cara: list[tuple[str, Nilai]] = [
        ("Ukuran (persen)", form.cleaned_data["persen"]),
        ("Benih acak", form.cleaned_data["benih"]),
        ("Sampai tanggal", form.cleaned_data["sampai"]),
    ]
    pada, wadah = sekarang(), io.BytesIO()
    layanan.tulis_zip(
        wadah, diambil=diambil, cara=cara, instansi=akun.instansi, aktor=akun, pada=pada
    )
    wadah.seek(0)
    nama = f"sampel-{pada:%Y%m%d-%H%M}.zip"
    return FileResponse(wadah, as_attachment=True, filename=nama, content_type="application/zip")


def _form(request: HttpRequest) -> SampelForm:
    awal = {"persen": UKURAN_AWAL, "benih": str(secrets.randbelow(10**6)), "sampai": hari_ini()}
    return SampelForm(request.GET or None, initial=awal)


def _ambil(request: HttpRequest, form: SampelForm) -> Sampel | None:
    """Draw; a sample too large for one zip is an error of the form."""
    diambil = sampel(request.user, **form.cleaned_data)
    if len(diambil.kunci) > PALING_BANYAK:
        pesan = f"Sampelnya {len(diambil.kunci)} keputusan, paling banyak {PALING_BANYAK}. "
        form.add_error("persen", pesan + "Kecilkan ukurannya.")
        return None
    return diambil
