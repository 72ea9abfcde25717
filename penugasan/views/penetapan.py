"""The second person: what waits, a last look at the batch, and the SK with its letters."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.filters.penetapan import PenetapanFilter
from penugasan.forms.nominasi import AlasanForm
from penugasan.forms.penetapan import BATCH_MAKS, PilihForm, TetapkanForm
from penugasan.models import Penugasan, Surat
from penugasan.queries.penetapan import siap_ditetapkan
from penugasan.services import penetapan as layanan

PER_HALAMAN = 100


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What OPD heads agreed to and a second person has not confirmed yet."""
    akun: Any = request.user
    semua = siap_ditetapkan(akun)
    saring = PenetapanFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _catat(akun, len(halaman), "Daftar siap ditetapkan")
    sk = Surat.objects.untuk(akun).filter(jenis=Surat.Jenis.SK).defer("isi").order_by("-pk")
    isi = {
        "saring": saring,
        "halaman": halaman,
        "sk_terakhir": sk[:5],
        "batch_maks": BATCH_MAKS,
        "boleh_menetapkan": akun.peran == Peran.PENYETUJU,
    }
    return render(request, "penugasan/penetapan/daftar.html", isi)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sandi_lagi
def periksa(request: HttpRequest) -> HttpResponse:
    """Read names, cooperatives and today's verdicts, then confirm. Asks for the password first."""
    akun: Any = request.user
    boleh = siap_ditetapkan(akun)
    if request.method == "POST":
        form = TetapkanForm(request.POST, boleh=_terlihat(akun), hari_ini=hari_ini())
        if form.is_valid():
            sk = layanan.tetapkan(
                penugasan=list(form.cleaned_data["pilih"]),
                tanggal=form.cleaned_data["tanggal"],
                berlaku_mulai=form.cleaned_data["berlaku_mulai"],
                nomor=form.nomor,
                aktor=akun,
                pada=sekarang(),
            )
            messages.success(request, f"SK {sk.nomor} ditetapkan.")
            return redirect("penugasan:penetapan_hasil", pk=sk.pk)
        if "pilih" in form.errors:
            return _tolak(request, form)
        return _tampilkan(request, form, boleh.filter(pk__in=request.POST.getlist("pilih")))
    pilih = PilihForm(request.GET, boleh=boleh)
    if not pilih.is_valid():
        return _tolak(request, pilih)
    form = TetapkanForm(initial={"tanggal": hari_ini()}, boleh=boleh, hari_ini=hari_ini())
    return _tampilkan(request, form, pilih.cleaned_data["pilih"])


def _terlihat(akun: Any) -> Any:
    """What may be posted: of a row that left the queue meanwhile the service says who was first."""
    return Penugasan.objects.untuk(akun).select_related("instansi")


def _tolak(request: HttpRequest, form: PilihForm) -> HttpResponse:
    messages.error(request, " ".join(map(str, form.errors["pilih"])))
    return redirect("penugasan:penetapan")


def _tampilkan(request: HttpRequest, form: TetapkanForm, batch: Any) -> HttpResponse:
    baris = layanan.periksa(list(batch), hari_ini())
    _catat(request.user, len(baris), "Pemeriksaan sebelum penetapan")
    isi = {
        "form": form,
        "baris": baris,
        "terhalang": sum(bool(satu.sebab) for satu in baris),
        "kontrak_habis": sum(bool(satu.catatan) for satu in baris),
        "mulai": min((satu.penugasan.mulai for satu in baris), default=None),
        "hari_ini": hari_ini(),
        "ubah_lain": any(form[satu].errors for satu in ("berlaku_mulai", "alasan_nomor")),
        "pada_periode": {satu.penugasan.periode for satu in baris},
    }
    return render(request, "penugasan/penetapan/periksa.html", isi)


def _catat(akun: Any, jumlah: int, keterangan: str) -> None:
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        jumlah=jumlah,
        keterangan=keterangan,
    )


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def hasil(request: HttpRequest, pk: int) -> HttpResponse:
    """The SK just made: its number, whom it names, and where letters and messages are."""
    semua = Surat.objects.untuk(request.user).filter(jenis=Surat.Jenis.SK).select_related("aktor")
    sk = get_object_or_404(semua, pk=pk)
    orang = sk.penugasan.select_related("pegawai", "opd_asal", "kebutuhan__koperasi__wilayah")
    isi = {
        "sk": sk,
        "orang": orang.order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor"),
        "jumlah_surat": sk.anak_set.count(),
        "mencetak": not sk.sha256 or sk.anak_set.filter(sha256="").exists(),
    }
    return render(request, "penugasan/penetapan/hasil.html", isi)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one confirmed assignment, with a reason."""
    akun: Any = request.user
    penugasan = get_object_or_404(Penugasan.objects.untuk(akun).select_related("instansi"), pk=pk)
    form = AlasanForm(request.POST)
    alasan = form.cleaned_data["alasan"] if form.is_valid() else ""
    layanan.cabut(penugasan=penugasan, alasan=alasan, aktor=akun, pada=sekarang())
    messages.success(request, "Penetapan dicabut. SIASN diminta menarik usulannya.")
    return redirect("penugasan:nominasi_rincian", pk=pk)
