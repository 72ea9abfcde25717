"""The words of each kind: read, change with a preview, and the second person for decisions."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.errors import DomainError
from inti.peran import PEMBACA, Peran, sandi_lagi, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.forms.surat import CatatanSuratForm, TemplatForm, lubang_kata
from penugasan.models import Periode, TemplatSurat
from penugasan.queries.periode import periode_aktif
from penugasan.rules.surat import JENIS, SEMUA, JenisSurat
from penugasan.services import surat_templat as layanan

STATUS = TemplatSurat.Status


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every kind with the version of its words in use and what waits for approval."""
    akun: Any = request.user
    versi = {
        (satu.jenis, satu.status): satu
        for satu in _terlihat(akun).filter(status__in=(STATUS.BERLAKU, STATUS.DRAF))
    }
    baris = [
        (macam, versi.get((macam.kode, STATUS.BERLAKU)), versi.get((macam.kode, STATUS.DRAF)))
        for macam in SEMUA
    ]
    isi = {"baris": baris, "boleh_menyunting": akun.peran == Peran.PETUGAS}
    return render(request, "penugasan/surat/templat.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sunting(request: HttpRequest, jenis: str) -> HttpResponse:
    """The words in use; BKPSDM's officer changes them here, others read."""
    akun: Any = request.user
    macam, periode = _jenis(jenis), _periode(akun)
    kini = layanan.teks_kini(periode, jenis)
    form = TemplatForm(request.POST or None, jenis=macam, isi=kini)
    if request.method == "POST":
        if akun.peran != Peran.PETUGAS:
            pesan = "Hanya petugas yang menyunting templat."
            raise DomainError(pesan, kode="tidak_berhak")
        if form.is_valid():
            if request.POST.get("tindak") == "pratinjau":
                return _pratinjau(periode, jenis, form.isi_baru)
            return _simpan(request, periode, jenis, form)
    isi = {
        "macam": macam,
        "form": form,
        "lubang": lubang_kata(macam),
        "versi": _terlihat(akun).filter(jenis=jenis),
        "boleh_menyunting": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/surat/templat_sunting.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, jenis: str, nomor: int) -> HttpResponse:
    """One version: its words beside those before it, and the second person's buttons."""
    akun: Any = request.user
    templat = _satu(request, jenis, nomor)
    dasar = _terlihat(akun).filter(jenis=jenis, nomor__lt=nomor).exclude(status=STATUS.DITOLAK)
    lama = dasar.first()
    kini = lama.isi if lama else layanan.teks_kini(_periode(akun), jenis)
    bagian = [
        {
            "nama": bagian.nama,
            "baru": _baris(templat.isi.get(bagian.kode)),
            "lama": _baris(kini.get(bagian.kode)),
        }
        for bagian in templat.jenisnya.bagian
    ]
    isi = {
        "templat": templat,
        "dasar": lama,
        "bagian": [satu | {"berubah": satu["baru"] != satu["lama"]} for satu in bagian],
        "form": CatatanSuratForm(),
        "boleh_memutuskan": templat.status == STATUS.DRAF
        and akun.peran == Peran.PENYETUJU
        and templat.dibuat_oleh_id != akun.pk,
    }
    return render(request, "penugasan/surat/templat_rincian.html", isi)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
@sandi_lagi
def pakai(request: HttpRequest, jenis: str, nomor: int) -> HttpResponse:
    """Use these words from now on. Asks for the password first."""
    akun: Any = request.user
    templat = layanan.pakai(templat=_satu(request, jenis, nomor), aktor=akun, pada=sekarang())
    messages.success(request, f"{templat} dipakai mulai sekarang.")
    return redirect("penugasan:surat_templat_rincian", jenis=jenis, nomor=nomor)


@untuk_peran(Peran.PENYETUJU)
@never_cache
@require_POST
def tolak(request: HttpRequest, jenis: str, nomor: int) -> HttpResponse:
    """Refuse, with a reason."""
    akun: Any = request.user
    form = CatatanSuratForm(request.POST)
    catatan = form.cleaned_data["catatan"] if form.is_valid() else ""
    layanan.tolak(
        templat=_satu(request, jenis, nomor), catatan=catatan, aktor=akun, pada=sekarang()
    )
    messages.success(request, "Tidak disetujui. Penyunting dapat membaca alasannya.")
    return redirect("penugasan:surat_templat_rincian", jenis=jenis, nomor=nomor)


def _simpan(request: HttpRequest, periode: Periode, jenis: str, form: TemplatForm) -> HttpResponse:
    akun: Any = request.user
    templat = layanan.simpan(
        periode=periode,
        jenis=jenis,
        isi=form.isi_baru,
        alasan=form.cleaned_data["alasan"],
        aktor=akun,
        pada=sekarang(),
    )
    pesan = f"{templat} disimpan dan dipakai."
    if templat.status == STATUS.DRAF:
        pesan = f"{templat} disimpan. Dipakai sesudah penyetuju setuju."
    messages.success(request, pesan)
    return redirect("penugasan:surat_templat_rincian", jenis=jenis, nomor=templat.nomor)


def _pratinjau(periode: Periode, jenis: str, isi: dict[str, Any]) -> HttpResponse:
    berkas = layanan.pratinjau(periode=periode, jenis=jenis, isi=isi, tanggal=hari_ini())
    jawaban = HttpResponse(berkas, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="pratinjau-{jenis}.pdf"'
    return jawaban


def _jenis(kode: str) -> JenisSurat:
    if kode not in JENIS:
        raise Http404
    return JENIS[kode]


def _periode(akun: Any) -> Periode:
    periode = periode_aktif(akun.instansi)
    if periode is None:
        pesan = "Belum ada periode aktif. Jalankan `siapkan` lebih dahulu."
        raise DomainError(pesan)
    return periode


def _terlihat(akun: Any) -> QuerySet[TemplatSurat]:
    semua: QuerySet[TemplatSurat] = TemplatSurat.objects.untuk(akun).select_related(
        "instansi", "dibuat_oleh", "diputus_oleh"
    )
    return semua


def _satu(request: HttpRequest, jenis: str, nomor: int) -> TemplatSurat:
    return get_object_or_404(_terlihat(request.user), jenis=_jenis(jenis).kode, nomor=nomor)


def _baris(nilai: Any) -> list[str]:
    return [nilai] if isinstance(nilai, str) and nilai else list(nilai or ())
