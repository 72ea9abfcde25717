"""The unit's side, on a phone: what BKPSDM wants to know, one question a page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.kata import sebut
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.permintaan import JawabForm, form_jawab
from penugasan.forms.permintaan_kata import jawaban_kata
from penugasan.models import PermintaanData
from penugasan.queries.permintaan import MENUNGGU_OPD, hias, permintaan_terlihat
from penugasan.services import permintaan as layanan

TERJAWAB_TAMPIL = 20
_PENJAWAB = (Peran.KEPALA_OPD, Peran.PEGAWAI)


@untuk_peran(*_PENJAWAB)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the most pressing first, then what was answered."""
    akun: Any = request.user
    semua = permintaan_terlihat(akun).order_by("batas", "pk")
    menunggu = list(semua.filter(status__in=MENUNGGU_OPD))
    selesai = list(semua.exclude(status__in=MENUNGGU_OPD).order_by("-pk")[:TERJAWAB_TAMPIL])
    hias([*menunggu, *selesai], akun.instansi, hari_ini())
    _catat(akun, len(menunggu), "Permintaan data unit")
    isi = {"menunggu": menunggu, "selesai": selesai}
    return render(request, "penugasan/permintaan/opd_daftar.html", isi)


@untuk_peran(*_PENJAWAB)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def jawab(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: choose, attach the paper, send."""
    akun: Any = request.user
    permintaan: PermintaanData = get_object_or_404(permintaan_terlihat(akun), pk=pk)
    (hiasan,) = hias([permintaan], permintaan.instansi, hari_ini())
    form = form_jawab(
        permintaan,
        request.POST or None,
        request.FILES or None,
        peran=akun.peran,
        initial=permintaan.jawaban | {"penjelasan": permintaan.penjelasan},
    )
    if request.method == "POST" and form and form.is_valid():
        layanan.jawab(
            permintaan=permintaan,
            jawaban=form.jawaban,
            penjelasan=form.cleaned_data["penjelasan"],
            berkas=form.cleaned_data["bukti_berkas"],
            aktor=akun,
            pada=sekarang(),
        )
        messages.success(request, sebut("Jawaban terkirim. {badan} akan memeriksanya."))
        return redirect("penugasan:permintaan_opd")
    _catat(akun, 1, "Permintaan data")
    isi = {
        "permintaan": hiasan,
        "form": form,
        "tanya": _tanya(akun, permintaan, form),
        "jawaban": jawaban_kata(permintaan),
        "boleh_menjawab": form is not None and permintaan.status in MENUNGGU_OPD,
    }
    return render(request, "penugasan/permintaan/opd_jawab.html", isi)


def _tanya(akun: Any, permintaan: PermintaanData, form: JawabForm | None) -> str:
    if form is None:
        return permintaan.pertanyaan
    return form.diminta.tanya.format(
        siapa="Anda" if akun.pegawai_id == permintaan.pegawai_id else "pegawai ini"
    )


def _catat(akun: Any, jumlah: int, keterangan: str) -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.permintaandata",
        jumlah=jumlah,
        keterangan=keterangan,
    )
