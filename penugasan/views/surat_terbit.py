"""Issue letters: for each kind what calls for one, a choice, a date."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inti.audit import catat_akses
from inti.peran import Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.surat import TerbitForm
from penugasan.queries.surat_sumber import calon_surat
from penugasan.rules.surat import DENGAN_TANGAN, JENIS
from penugasan.services import surat_ajuan, surat_terbit as layanan

TAMPIL = 200
"""Rows on the page; as many letters as one act may issue."""


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terbit(request: HttpRequest, jenis: str) -> HttpResponse:
    """Choose among the records without a letter of this kind, and issue."""
    akun: Any = request.user
    macam = JENIS.get(jenis)
    if macam is None or macam.otomatis:
        raise Http404
    awal = {"tanggal": hari_ini()}
    form = TerbitForm(request.POST or None, initial=awal, hari_ini=hari_ini())
    if request.method == "POST" and form.is_valid():
        return _lakukan(request, jenis, form)
    calon = calon_surat(jenis, akun)
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.surat",
        jumlah=min(len(calon), TAMPIL),
        keterangan=f"Siap diterbitkan: {macam.nama}",
    )
    isi = {
        "macam": macam,
        "semua_macam": DENGAN_TANGAN,
        "calon": calon[:TAMPIL],
        "jumlah": len(calon),
        "form": form,
        "dipilih": request.POST.getlist("pilih"),
        "ubah_lain": any(form[satu].errors for satu in ("berlaku_mulai", "alasan_nomor")),
    }
    return render(request, "penugasan/surat/terbit.html", isi)


def _lakukan(request: HttpRequest, jenis: str, form: TerbitForm) -> HttpResponse:
    akun: Any = request.user
    permintaan = layanan.Permintaan(
        jenis=jenis,
        kunci=tuple(dict.fromkeys(request.POST.getlist("pilih"))),
        tanggal=form.cleaned_data["tanggal"],
        berlaku_mulai=form.cleaned_data["berlaku_mulai"],
        nomor=form.nomor,
    )
    if JENIS[jenis].orang_kedua:
        alasan = form.cleaned_data["alasan"]
        surat_ajuan.ajukan_terbit(permintaan=permintaan, alasan=alasan, aktor=akun, pada=sekarang())
        messages.success(request, "Diajukan. Surat bernomor sesudah penyetuju setuju.")
        return redirect("penugasan:surat_ajuan")
    surat = layanan.terbitkan(permintaan=permintaan, aktor=akun, pada=sekarang())
    if len(surat) == 1:
        messages.success(request, f"{surat[0].nomor} diterbitkan.")
        return redirect("penugasan:surat_rincian", pk=surat[0].pk)
    messages.success(request, f"{len(surat)} surat diterbitkan.")
    return redirect("penugasan:surat")
