"""The manual lane of the Buku Kirim: take out, enter in SIASN by hand, tick with proof."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.berkas import unduh_bukti
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import sekarang
from penugasan.forms.sinkronisasi_manual import EntriForm, PutusanBknForm
from penugasan.models import PesanKeluar
from penugasan.queries.sinkronisasi import buku_kirim, entri_manual, jalur
from penugasan.services import sinkronisasi_manual as layanan
from penugasan.services.sinkronisasi import lihat
from penugasan.siasn import garis

Jenis = PesanKeluar.Jenis


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What is being entered by hand, and by whom."""
    akun: Any = request.user
    semua = list(entri_manual(akun))
    lihat(aktor=akun, jumlah=len(semua))
    isi = {
        "daftar": semua,
        "boleh": akun.peran == Peran.PETUGAS,
        "jalur": jalur(akun),
        "siasn_mati": not garis.konfigurasi().menyala,
    }
    return render(request, "penugasan/sinkronisasi/manual.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ambil(request: HttpRequest) -> HttpResponse:
    """Check whom one takes over, then take them out of the queue."""
    akun: Any = request.user
    asal = request.POST if request.method == "POST" else request.GET
    dipilih = {baca_kunci(satu) for satu in asal.getlist("pilih")} - {None}
    orang = buku_kirim(akun).filter(pk__in=dipilih)
    pesan = layanan.dapat_diambil(
        PesanKeluar.objects.filter(penugasan__in=orang.order_by().values("pk"))
    ).select_related("instansi", "penugasan__pegawai", "penugasan__kebutuhan__koperasi")
    if not pesan:
        messages.warning(request, "Pilih sedikitnya satu orang yang pesannya belum diterima SIASN.")
        return redirect("penugasan:buku_kirim")
    if request.method == "POST":
        jumlah = layanan.ambil(pesan=pesan, aktor=akun, pada=sekarang())
        messages.success(request, f"{jumlah} pesan dikeluarkan dari antrean untuk dientri.")
        return redirect("penugasan:buku_kirim_manual")
    isi = {"daftar": pesan, "dilewati": len(dipilih) - len(pesan)}
    return render(request, "penugasan/sinkronisasi/manual_ambil.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def catat(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off one entry with its proof."""
    akun: Any = request.user
    pesan = get_object_or_404(entri_manual(akun), pk=pk)
    form = EntriForm(
        request.POST or None, request.FILES or None, usulan=pesan.jenis == Jenis.USULAN
    )
    if request.method == "POST" and form.is_valid():
        layanan.catat(
            pesan=pesan,
            hasil=form.hasil(),
            bukti=form.cleaned_data["bukti"],
            aktor=akun,
            pada=sekarang(),
        )
        messages.success(request, f"Entri {pesan.penugasan.pegawai.nama} dicatat.")
        return redirect("penugasan:buku_kirim_manual")
    isi = {"pesan": pesan, "form": form, "lembar": _lembar(pesan)}
    return render(request, "penugasan/sinkronisasi/manual_catat.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave one to the line after all."""
    akun: Any = request.user
    pesan = get_object_or_404(entri_manual(akun), pk=pk)
    layanan.kembalikan(pesan=pesan, aktor=akun, pada=sekarang())
    messages.info(request, f"{pesan.penugasan.pegawai.nama} kembali ke antrean kirim.")
    return redirect("penugasan:buku_kirim_manual")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def putusan(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down BKN's decision on what was entered by hand."""
    akun: Any = request.user
    pesan = get_object_or_404(
        PesanKeluar.objects.untuk(akun)
        .filter(jenis=Jenis.USULAN, usang=False, manual_oleh__isnull=False)
        .select_related("instansi", "penugasan__pegawai"),
        pk=pk,
    )
    awal = {"id_usulan": pesan.id_usulan, "putusan": pesan.status_bkn, "kata": pesan.pesan_bkn}
    form = PutusanBknForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        layanan.catat_putusan(pesan=pesan, hasil=form.hasil(), aktor=akun, pada=sekarang())
        messages.success(request, f"Putusan BKN atas {pesan.penugasan.pegawai.nama} dicatat.")
        return redirect("penugasan:buku_kirim_rincian", pk=pesan.penugasan_id)
    isi = {"pesan": pesan, "form": form}
    return render(request, "penugasan/sinkronisasi/manual_putusan.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def bukti(request: HttpRequest, pk: int) -> FileResponse:
    """The proof of an entry."""
    pesan = get_object_or_404(PesanKeluar.objects.untuk(request.user), pk=pk)
    jawaban = unduh_bukti(pesan.bukti, f"bukti-entri-{pesan.pk}")
    catat_akses(
        akun=request.user,
        jenis="unduh",
        objek_jenis="penugasan.pesankeluar",
        objek_id=pesan.pk,
        keterangan="Bukti entri SIASN",
    )
    return jawaban


_LABEL = (
    ("NIP", "nipBaru"),
    ("Peran", "peranKkmp"),
    ("TMT penugasan", "tmtPenugasan"),
    ("Tanggal akhir", "tanggalAkhir"),
    ("Nomor surat usulan", "nomorSuratUsulan"),
    ("Tanggal surat usulan", "tanggalSuratUsulan"),
    ("Keterangan", "keterangan"),
    ("Id usulan", "id_usulan"),
    ("Nomor SK", "no_sk"),
    ("Tanggal SK", "tgl_sk"),
)


def _lembar(pesan: PesanKeluar) -> list[tuple[str, str]]:
    """What is to be typed into SIASN, in its order."""
    isi = [(label, str(pesan.badan.get(kunci) or "")) for label, kunci in _LABEL]
    return [(label, nilai) for label, nilai in isi if nilai]
