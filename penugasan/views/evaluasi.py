"""The yearly evaluation: who is due, and one year with its figures and the recommendation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.errors import DomainError
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.bertugas import EvaluasiForm
from penugasan.models import Evaluasi
from penugasan.queries import bertugas as bacaan
from penugasan.services import evaluasi as layanan

SELESAI_TAMPIL = 30
_MELIHAT = PEMBACA | {Peran.DINAS_KOPERASI}


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Years that are due, then what was evaluated lately."""
    akun: Any = request.user
    jatuh_tempo = bacaan.evaluasi_jatuh_tempo(akun, hari_ini())
    selesai = (
        Evaluasi.objects.untuk(akun)
        .select_related("penugasan__pegawai", "penugasan__kebutuhan__koperasi__wilayah")
        .order_by("-dinilai_pada")[:SELESAI_TAMPIL]
    )
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.evaluasi",
        jumlah=len(jatuh_tempo),
        keterangan="Evaluasi tahunan",
    )
    isi = {
        "jatuh_tempo": jatuh_tempo,
        "selesai": selesai,
        "hari": hari_ini(),
        "boleh_menilai": akun.peran == Peran.DINAS_KOPERASI,
    }
    return render(request, "penugasan/evaluasi/daftar.html", isi)


@untuk_peran(Peran.DINAS_KOPERASI)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nilai(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's year: figures filled in, recommendation proposed."""
    akun: Any = request.user
    penugasan: Any = get_object_or_404(bacaan.pernah_bekerja(akun), pk=pk)
    tahun = bacaan.tahun_jatuh_tempo(penugasan, hari_ini())
    if tahun is None:
        messages.info(request, "Tidak ada evaluasi yang jatuh tempo untuk orang ini.")
        return redirect("penugasan:evaluasi")
    angka = bacaan.ringkas_suara(tahun)
    saran = bacaan.saran_rekomendasi(tahun, angka)
    form = EvaluasiForm(
        request.POST if request.method == "POST" else None,
        initial={"rekomendasi": saran},
        berakhir=penugasan.diakhiri is not None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            layanan.nilai(tahun=tahun, aktor=akun, pada=sekarang(), **form.cleaned_data)
        except DomainError as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"Evaluasi {penugasan.pegawai.nama_lengkap} tersimpan.")
            return redirect("penugasan:evaluasi")
    catat_akses(akun=akun, jenis="lihat", objek_jenis="penugasan.penugasan", objek_id=penugasan.pk)
    isi = {
        "tahun": tahun,
        "penugasan": penugasan,
        "angka": angka,
        "saran": Evaluasi.Rekomendasi(saran).label,
        "form": form,
    }
    return render(request, "penugasan/evaluasi/nilai.html", isi)
