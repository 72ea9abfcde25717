"""The task list of somebody who leaves: one tap per task, then "Selesai"."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pegawai
from penugasan import permissions
from penugasan.forms.pengalihan import CatatForm, HentikanForm
from penugasan.models import Penugasan, TugasDialihkan
from penugasan.queries import pengalihan as bacaan
from penugasan.services import pengalihan as layanan

_PENGATUR = (Peran.PETUGAS, Peran.KEPALA_OPD)
_MELIHAT = PEMBACA.union(_PENGATUR)


@untuk_peran(*_MELIHAT)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks, each with its owner or with the person who most likely takes it."""
    return _tampilkan(request, _penugasan(request, pk))


@untuk_peran(*_PENGATUR)
@never_cache
@require_POST
def catat(request: HttpRequest, pk: int) -> HttpResponse:
    """Put tasks on the list."""
    akun: Any = request.user
    penugasan = _penugasan(request, pk)
    form = CatatForm(request.POST, saran=bacaan.saran(penugasan, penugasan.tugas_set.all()))
    if not form.is_valid():
        return _tampilkan(request, penugasan, form)
    baru = layanan.catat(
        penugasan=penugasan, uraian=form.cleaned_data["semua"], aktor=akun, pada=sekarang()
    )
    if baru:
        messages.success(request, f"{len(baru)} tugas dicatat. Pilih penerimanya.")
    else:
        messages.info(request, "Tugas itu sudah ada di daftar.")
    return redirect("penugasan:pengalihan", pk=pk)


@untuk_peran(*_PENGATUR)
@never_cache
@require_POST
def lengkap(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the list is complete."""
    akun: Any = request.user
    penugasan = _penugasan(request, pk)
    layanan.nyatakan_lengkap(penugasan=penugasan, aktor=akun, pada=sekarang())
    nama = penugasan.pegawai.nama_lengkap
    messages.success(request, f"Daftar tugas {nama} selesai diatur.")
    if akun.peran == Peran.KEPALA_OPD:
        return redirect("penugasan:nominasi_opd")
    return redirect("penugasan:pengalihan", pk=pk)


@untuk_peran(*_PENGATUR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def atur(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: choose somebody else, or end it with a reason (POST)."""
    akun: Any = request.user
    tugas = _tugas(request, pk)
    form = HentikanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        layanan.hentikan(
            tugas=tugas, alasan=form.cleaned_data["alasan"], aktor=akun, pada=sekarang()
        )
        messages.success(request, f"Tugas “{tugas.uraian}” dihentikan.")
        return redirect("penugasan:pengalihan", pk=tugas.penugasan_id)
    kata = request.GET.get("cari", "").strip()[:100]
    calon = bacaan.calon_penerima(akun, tugas.penugasan, kata=kata)
    _catat_lihat(akun, len(calon), "Calon penerima tugas")
    isi = {
        "tugas": tugas,
        "penugasan": tugas.penugasan,
        "calon": calon,
        "kata": kata,
        "form": form,
        "paling_banyak": bacaan.CALON_TAMPIL,
        "boleh_hapus": permissions.boleh(akun, "pengalihan.hapus", tugas, hari_ini())
        and tugas.penugasan.status in bacaan.DAPAT_DIDAFTAR,
    }
    return render(request, "penugasan/pengalihan/atur.html", isi)


@untuk_peran(*_PENGATUR)
@never_cache
@require_POST
def serahkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one task to one colleague: the single tap of the list."""
    akun: Any = request.user
    tugas = _tugas(request, pk)
    kunci = baca_kunci(request.POST.get("penerima", ""))
    if kunci is None:
        raise Http404
    boleh = Pegawai.objects.untuk(akun)
    penerima: Pegawai = get_object_or_404(boleh, pk=kunci)
    layanan.serahkan(tugas=tugas, penerima=penerima, aktor=akun, pada=sekarang())
    messages.success(request, f"“{tugas.uraian}” diserahkan kepada {penerima.nama_lengkap}.")
    return redirect("penugasan:pengalihan", pk=tugas.penugasan_id)


@untuk_peran(*_PENGATUR)
@never_cache
@require_POST
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task off the list that was put there by mistake."""
    akun: Any = request.user
    tugas = _tugas(request, pk)
    penugasan_pk = tugas.penugasan_id
    layanan.hapus(tugas=tugas, aktor=akun, pada=sekarang())
    messages.success(request, "Tugas dihapus dari daftar.")
    return redirect("penugasan:pengalihan", pk=penugasan_pk)


def _tampilkan(
    request: HttpRequest, penugasan: Penugasan, form: CatatForm | None = None
) -> HttpResponse:
    akun: Any = request.user
    boleh = permissions.boleh(akun, "pengalihan.atur", penugasan, hari_ini())
    mengatur = boleh and penugasan.status in bacaan.DAPAT_DIATUR
    mendaftar = boleh and penugasan.status in bacaan.DAPAT_DIDAFTAR
    tugas = bacaan.daftar_tugas(penugasan)
    calon = bacaan.calon_penerima(akun, penugasan) if mengatur else []
    _pasang_beban(tugas)
    _catat_lihat(akun, len(tugas), "Pengalihan tugas")
    isi = {
        "penugasan": penugasan,
        "tugas": tugas,
        "sisa": sum(not satu.bertuan for satu in tugas),
        "saran_orang": calon[0] if calon else None,
        "sejabatan": bacaan.sejabatan(penugasan) if penugasan.pegawai.jabatan else None,
        "mengatur": mengatur,
        "mendaftar": mendaftar,
        "sebagai_kepala": akun.peran == Peran.KEPALA_OPD,
        "form": form or (CatatForm(saran=bacaan.saran(penugasan, tugas)) if mendaftar else None),
    }
    return render(request, "penugasan/pengalihan/rincian.html", isi)


def _pasang_beban(tugas: list[Any]) -> None:
    """Give each task that has a new owner the number of tasks that owner carries now."""
    beban = bacaan.beban([t.penerima_id for t in tugas if t.penerima_id])
    for satu in tugas:
        satu.beban = beban.get(satu.penerima_id, 0)


def _penugasan(request: HttpRequest, pk: int) -> Penugasan:
    penugasan: Penugasan = get_object_or_404(bacaan.penugasan_terlihat(request.user), pk=pk)
    return penugasan


def _tugas(request: HttpRequest, pk: int) -> TugasDialihkan:
    tugas: TugasDialihkan = get_object_or_404(bacaan.tugas_terlihat(request.user), pk=pk)
    return tugas


def _catat_lihat(akun: Any, jumlah: int, keterangan: str) -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.tugasdialihkan",
        jumlah=jumlah,
        keterangan=keterangan,
    )
