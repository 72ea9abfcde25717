"""The officer's side of questions to units: ask, follow, check the answers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.audit import catat_akses
from inti.berkas import unduh_bukti
from inti.isian import baca_kunci
from inti.kata import sebut
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pegawai
from penugasan.filters.kelayakan import KelayakanFilter
from penugasan.filters.permintaan import PermintaanFilter
from penugasan.forms.permintaan import CatatanForm
from penugasan.forms.permintaan_kata import jawaban_kata
from penugasan.models import HasilSaring, PermintaanData
from penugasan.queries.hitung import jumlah_per_status
from penugasan.queries.kelayakan import hasil_terlihat, saringan_terlihat
from penugasan.queries.periode import periode_menurut
from penugasan.queries.permintaan import hias, permintaan_terlihat
from penugasan.queries.permintaan_fakta import cap
from penugasan.services import permintaan as layanan

PER_HALAMAN = 50
STATUS = PermintaanData.Status


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The queue: answers to check first, then what waits for units, the late ones on top."""
    akun: Any = request.user
    semua = permintaan_terlihat(akun)
    saring = PermintaanFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _catat(akun, len(halaman), "Daftar permintaan data, NIP disamarkan")
    isi = {
        "saring": saring,
        "halaman": halaman,
        "daftar": hias(halaman, akun.instansi, hari_ini()),
        "jumlah": jumlah_per_status(semua, STATUS.values),
        "lewat": semua.filter(
            status__in=(STATUS.DIMINTA, STATUS.DIKEMBALIKAN), batas__lt=hari_ini()
        ).count(),
    }
    return render(request, "penugasan/permintaan/daftar.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def minta(request: HttpRequest) -> HttpResponse:
    """Ask about the chosen people, or about everybody whom the list's filter leaves."""
    akun: Any = request.user
    periode = periode_menurut(instansi=akun.instansi)
    hasil = layanan.minta(
        pegawai=_pilihan(request),
        periode=periode,
        aktor=akun,
        pada=sekarang(),
        aturan=request.POST.get("aturan", ""),
    )
    pesan = f"{hasil.baru} permintaan dikirim ke {len(hasil.unit)} unit."
    if hasil.sudah:
        pesan += f" {hasil.sudah} sudah diminta sebelumnya."
    (messages.success if hasil.baru else messages.info)(request, pesan)
    if hasil.bkpsdm:
        siapa = sebut("{badan}")
        kurang = f"{hasil.bkpsdm} data lain hanya dapat dilengkapi {siapa}. Lihat Kartu Kelayakan."
        messages.info(request, kurang)
    if hasil.tanpa_unit:
        nama = ", ".join(p.nama for p in hasil.tanpa_unit[:3])
        lain = f" dan {len(hasil.tanpa_unit) - 3} lagi" if len(hasil.tanpa_unit) > 3 else ""
        kurang = f"Tanpa unit kerja, jadi tidak ada yang ditanya: {nama}{lain}. Isi unitnya dulu."
        messages.warning(request, kurang)
    return redirect("penugasan:permintaan")


def _pilihan(request: HttpRequest) -> list[Pegawai]:
    """The ticked people, or all of the filter when ``semua`` was pressed."""
    akun: Any = request.user
    milik = Pegawai.objects.untuk(akun).aktif().select_related("opd", "instansi")
    if "semua" not in request.POST:
        kunci = [k for k in request.POST.getlist("pilih") if baca_kunci(k) is not None]
        return list(milik.filter(pk__in=kunci))
    saringan = saringan_terlihat(akun)
    if saringan is None:
        return []
    saring = KelayakanFilter(
        request.GET, queryset=hasil_terlihat(akun, saringan), request=request, saringan=saringan
    )
    ragu = saring.qs.filter(hasil=HasilSaring.Hasil.BELUM_PASTI).order_by("pegawai_id")
    return list(milik.filter(pk__in=ragu.values("pegawai_id")).order_by("pk"))


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its answer beside what is on record."""
    akun: Any = request.user
    permintaan = _satu(request, pk)
    _catat(akun, 1, "Permintaan data")
    (hiasan,) = hias([permintaan], permintaan.instansi, hari_ini())
    isi = {
        "permintaan": hiasan,
        "jawaban": jawaban_kata(permintaan),
        "cap": cap(permintaan),
        "form": CatatanForm(),
        "boleh_memutuskan": permintaan.status == STATUS.DIJAWAB and akun.peran == Peran.PETUGAS,
        "boleh_mencabut": akun.peran == Peran.PETUGAS
        and permintaan.status in (STATUS.DIMINTA, STATUS.DIKEMBALIKAN),
    }
    return render(request, "penugasan/permintaan/rincian.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def terima(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the answer a fact."""
    akun: Any = request.user
    layanan.terima(
        permintaan=_satu(request, pk),
        aktor=akun,
        pada=sekarang(),
        dilihat=request.POST.get("dilihat", ""),
    )
    messages.success(request, "Jawaban diterima. Syaratnya diperiksa ulang dengan data ini.")
    return redirect("penugasan:permintaan")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the answer back with a reason."""
    akun: Any = request.user
    layanan.kembalikan(
        permintaan=_satu(request, pk),
        catatan=_catatan(request),
        aktor=akun,
        pada=sekarang(),
    )
    messages.success(request, "Jawaban dikembalikan ke OPD.")
    return redirect("penugasan:permintaan")


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the question back."""
    akun: Any = request.user
    layanan.cabut(
        permintaan=_satu(request, pk),
        catatan=_catatan(request),
        aktor=akun,
        pada=sekarang(),
    )
    messages.success(request, "Permintaan dicabut.")
    return redirect("penugasan:permintaan")


@untuk_peran(*PEMBACA, Peran.KEPALA_OPD, Peran.PEGAWAI)
@never_cache
@require_safe
def berkas(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence, never shown inline."""
    permintaan = _satu(request, pk)
    jawaban = unduh_bukti(permintaan.berkas, f"bukti-permintaan-{permintaan.pk}")
    _catat(request.user, 1, "Bukti jawaban", jenis="unduh")
    return jawaban


def _satu(request: HttpRequest, pk: int) -> PermintaanData:
    akun: Any = request.user
    return get_object_or_404(permintaan_terlihat(akun), pk=pk)


def _catatan(request: HttpRequest) -> str:
    form = CatatanForm(request.POST)
    return form.cleaned_data["catatan"] if form.is_valid() else ""


def _catat(akun: Any, jumlah: int, keterangan: str, *, jenis: str = "lihat") -> None:
    catat_akses(
        akun=akun,
        jenis=jenis,
        objek_jenis="penugasan.permintaandata",
        jumlah=jumlah,
        keterangan=keterangan,
    )
