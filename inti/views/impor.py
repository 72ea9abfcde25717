"""Importing workbooks: upload, preview with the cell of each finding, apply, result."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.errors import DomainError
from inti.impor import services
from inti.impor.filters import BarisFilter, ImporFilter
from inti.impor.forms import UnggahForm
from inti.impor.kini import PENGIMPOR
from inti.impor.pengimpor import semua
from inti.impor.queries import baris_untuk, impor_untuk, kelompok
from inti.impor.tampil import (
    daftar_temuan,
    hilang_dari_berkas,
    isian_padanan,
    isian_peta,
    kembaran,
    ringkas,
    sajikan,
    tulis_temuan,
    ubahan,
)
from inti.impor.urungkan import MASA_URUNG, batas_urung, pastikan_dapat
from inti.isian import baca_kunci
from inti.models import BarisImpor, Impor, LogAkses
from inti.pekerjaan import url
from inti.peran import untuk_peran
from inti.waktu import hari_ini, sekarang

BERBARIS = (Impor.Status.SIAP, Impor.Status.DITERAPKAN, Impor.Status.DIURUNGKAN)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RIWAYAT_PER_HALAMAN, BARIS_PER_HALAMAN = 20, 25
MB = 1024 * 1024


@untuk_peran(*PENGIMPOR)
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """The upload box, and below it what was imported before."""
    akun: Any = request.user
    dikirim = request.method == "POST"
    form = UnggahForm(request.POST, request.FILES) if dikirim else UnggahForm()
    if dikirim and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        return redirect(url(services.unggah(berkas=berkas, akun=akun, saat=sekarang())))
    saring = ImporFilter(request.GET, queryset=impor_untuk(akun), peran=akun.peran)
    halaman = Paginator(saring.qs, RIWAYAT_PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {
        "form": form,
        "filter": saring,
        "halaman": halaman,
        "riwayat": [(impor, ringkas(impor)) for impor in halaman],
        "jenis": semua(peran=akun.peran),
        "maks_mb": services.batas_unggah().ukuran // MB,
    }
    return render(request, "inti/impor/daftar.html", isi, status=400 if form.errors else 200)


@untuk_peran(*PENGIMPOR)
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: progress while it is read or applied, then the preview, then the result."""
    impor = _milik(request, pk)
    if impor.pekerjaan and not impor.pekerjaan.berhenti:
        return redirect(url(impor.pekerjaan))
    bersama = kelompok(impor, request.user)
    isi = {
        "impor": impor,
        "ringkas": ringkas(impor),
        "bersama": [(satu, ringkas(satu)) for satu in bersama if satu.pk != impor.pk],
        "siap": [satu for satu in bersama if satu.status == Impor.Status.SIAP],
    }
    if impor.status in BERBARIS:
        isi |= _isi_baris(request, impor)
    if services.dapat_dibaca_ulang(impor):
        isi["peta"] = isian_peta(impor, semua(peran=_peran(request)))
    return render(request, "inti/impor/rincian.html", isi)


@untuk_peran(*PENGIMPOR)
@require_POST
def terapkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Start applying this file, or with ``semua`` every file uploaded with it that is ready."""
    impor = _milik(request, pk)
    dipilih = [impor]
    if "semua" in request.POST:
        bersama = kelompok(impor, request.user)
        dipilih = [i for i in bersama if i.status == Impor.Status.SIAP] or dipilih
    return redirect(url(services.minta_terapkan(impor=dipilih, akun=request.user)))


@untuk_peran(*PENGIMPOR)
@require_POST
def ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the staged rows with the data of now."""
    return redirect(url(services.minta_ulang(impor=_milik(request, pk), akun=request.user)))


@untuk_peran(*PENGIMPOR)
@require_POST
def buang(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a file that was not applied."""
    impor = _milik(request, pk)
    services.buang(impor=impor, akun=request.user)
    messages.success(request, f"“{impor.nama_berkas}” dibuang. Tidak ada data yang berubah.")
    return redirect("inti:impor")


@untuk_peran(*PENGIMPOR)
@require_POST
def putuskan(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle the doubt of one row."""
    baris = get_object_or_404(baris_untuk(request.user), pk=pk)
    kode = request.POST.get("pilihan", "")
    services.putuskan(baris=baris, kode=kode, akun=request.user, hari_ini=hari_ini())
    messages.success(request, f"Keputusan untuk {baris.lembar}!{baris.baris} disimpan.")
    return redirect("inti:impor_rincian", baris.impor_id)


@untuk_peran(*PENGIMPOR)
@require_safe
def temuan(request: HttpRequest, pk: int) -> FileResponse:
    """Every finding with its cell, as a workbook."""
    impor = _milik(request, pk)
    berkas = BytesIO()
    jumlah = tulis_temuan(impor, berkas, pada=sekarang(), oleh=str(request.user))
    berkas.seek(0)
    catat_akses(
        akun=request.user,
        jenis=LogAkses.Jenis.EKSPOR,
        objek_jenis="inti.impor",
        objek_id=impor.pk,
        jumlah=jumlah,
        keterangan=f"Temuan {impor.nama_berkas}",
    )
    return FileResponse(berkas, as_attachment=True, filename=f"temuan-impor-{impor.pk}.xlsx")


@untuk_peran(*PENGIMPOR)
@require_POST
def padankan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the unknown names of one kind stand for; those left open stay open."""
    impor = _milik(request, pk)
    jenis = request.POST.get("jenis", "")
    if jenis not in impor.ringkasan.get("asing", {}):
        pesan = "Sebutan ini sudah tidak menunggu keputusan. Muat ulang halamannya."
        raise DomainError(pesan)
    arti = _pasangan(request, "teks", "tujuan")
    if arti:
        jumlah = services.padankan(
            impor=impor, jenis=jenis, arti=arti, akun=request.user, saat=sekarang()
        )
        messages.success(request, f"{len(arti)} sebutan dipadankan; {jumlah} baris diperiksa lagi.")
    else:
        messages.info(request, "Belum ada padanan yang dipilih.")
    return redirect("inti:impor_rincian", impor.pk)


@untuk_peran(*PENGIMPOR)
@require_POST
def petakan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what unknown headings mean; the file is read anew with that."""
    impor = _milik(request, pk)
    jenis = request.POST.get("jenis", "")
    if jenis not in {p.kode for p in semua(peran=_peran(request))}:
        pesan = "Pilih dulu jenis berkasnya."
        raise DomainError(pesan)
    pekerjaan = services.petakan(
        impor=impor,
        jenis=jenis,
        pilihan=_pasangan(request, "judul", "kolom"),
        akun=request.user,
        saat=sekarang(),
    )
    return redirect(url(pekerjaan))


@untuk_peran(*PENGIMPOR)
@require_POST
def ikutkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one row, or every row of the current filter, along or leave it out."""
    impor = _milik(request, pk)
    milik = BarisImpor.objects.filter(impor=impor)
    if satu := baca_kunci(request.POST.get("baris", "")):
        dipilih = milik.filter(pk=satu)
    else:
        dipilih = BarisFilter(request.GET, queryset=milik, impor=impor).qs
    ikut = request.POST.get("ikut") == "1"
    jumlah = services.ikutkan(impor=impor, baris=dipilih, ikut=ikut, akun=request.user)
    kata = "diikutkan" if ikut else "dilewati"
    messages.success(request, f"{jumlah} baris {kata}.")
    return redirect(f"{reverse('inti:impor_rincian', args=[pk])}?{request.GET.urlencode()}#baris")


@untuk_peran(*PENGIMPOR)
@require_POST
def pilih_kolom(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which of the changed columns come along."""
    impor = _milik(request, pk)
    ikut = set(request.POST.getlist("kolom"))
    lewati = [k for k in impor.ringkasan.get("ubahan", {}) if k not in ikut]
    services.pilih_kolom(impor=impor, lewati=lewati, akun=request.user)
    messages.success(request, "Pilihan kolom disimpan.")
    return redirect("inti:impor_rincian", pk)


@untuk_peran(*PENGIMPOR)
@require_http_methods(["GET", "HEAD", "POST"])
def urungkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what undoing an import means, then start it."""
    impor = _milik(request, pk)
    if request.method == "POST":
        pekerjaan = services.minta_urung(impor=impor, akun=request.user, saat=sekarang())
        return redirect(url(pekerjaan))
    pastikan_dapat(impor, sekarang())
    isi = {"impor": impor, "ringkas": ringkas(impor), "batas": batas_urung(impor)}
    return render(request, "inti/impor/urungkan.html", isi)


@untuk_peran(*PENGIMPOR)
@require_POST
def koreksi(request: HttpRequest, pk: int) -> HttpResponse:
    """Start marking the findings in the officer's own file."""
    impor = _milik(request, pk)
    return redirect(url(services.minta_koreksi(impor=impor, akun=request.user)))


@untuk_peran(*PENGIMPOR)
@require_safe
def unduh_koreksi(request: HttpRequest, pk: int) -> FileResponse:
    """Give the marked file back."""
    impor = _milik(request, pk)
    hasil = impor.ringkasan.get("koreksi")
    if not hasil or not default_storage.exists(hasil["berkas"]):
        raise Http404
    catat_akses(
        akun=request.user,
        jenis=LogAkses.Jenis.EKSPOR,
        objek_jenis="inti.impor",
        objek_id=impor.pk,
        jumlah=ringkas(impor).baris,
        keterangan=f"Berkas koreksi {impor.nama_berkas}"[:300],
    )
    isi = default_storage.open(hasil["berkas"])
    return FileResponse(isi, as_attachment=True, filename=hasil["nama"], content_type=XLSX)


@untuk_peran(*PENGIMPOR)
@require_safe
def hilang(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands in the portal but not in the file; nothing is done to them."""
    impor = get_object_or_404(impor_untuk(request.user), pk=pk, status__in=BERBARIS)
    semua_hilang = hilang_dari_berkas(impor)
    halaman = Paginator(semua_hilang, BARIS_PER_HALAMAN).get_page(request.GET.get("halaman"))
    if halaman.object_list:
        catat_akses(
            akun=request.user,
            jenis=LogAkses.Jenis.LIHAT,
            objek_jenis="inti.impor",
            objek_id=impor.pk,
            jumlah=len(halaman.object_list),
        )
    isi = {"impor": impor, "ringkas": ringkas(impor), "halaman": halaman}
    return render(request, "inti/impor/hilang.html", isi)


def _pasangan(request: HttpRequest, kunci: str, nilai: str) -> dict[str, str]:
    """Read a form of rows ("judul-0", "kolom-0", ...): what was chosen, by its text."""
    hasil = {}
    for nama, isi in request.POST.items():
        awal, _, nomor = nama.partition("-")
        if awal == kunci and (pilihan := request.POST.get(f"{nilai}-{nomor}")):
            hasil[str(isi)] = str(pilihan)
    return hasil


def _peran(request: HttpRequest) -> str:
    akun: Any = request.user
    return str(akun.peran)


def _milik(request: HttpRequest, pk: int) -> Impor:
    return get_object_or_404(impor_untuk(request.user), pk=pk)


def _isi_baris(request: HttpRequest, impor: Impor) -> dict[str, Any]:
    """The rows of one page of the preview; looking at people is remembered."""
    semua_baris = BarisImpor.objects.filter(impor=impor).order_by("pk")
    saring = BarisFilter(request.GET, queryset=semua_baris, impor=impor)
    halaman = Paginator(saring.qs, BARIS_PER_HALAMAN).get_page(request.GET.get("halaman"))
    baris = sajikan(impor, halaman.object_list)
    if baris:
        catat_akses(
            akun=request.user,
            jenis=LogAkses.Jenis.LIHAT,
            objek_jenis="inti.impor",
            objek_id=impor.pk,
            jumlah=len(baris),
        )
    return {
        "filter": saring,
        "halaman": halaman,
        "baris": baris,
        "temuan": daftar_temuan(impor),
        "status_dipilih": request.GET.get("status", ""),
        "ubahan": ubahan(impor),
        "padanan": isian_padanan(impor),
        "kembaran": kembaran(impor),
        "batas_urung": batas_urung(impor),
        "masa_urung": MASA_URUNG.days,
    }
