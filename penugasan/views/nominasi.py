"""Naming a person: the list of all nominations, the page of one, and a new one by name or NIP."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
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
from penugasan.filters.nominasi import NominasiFilter
from penugasan.forms.nominasi import AlasanForm, NominasiForm
from penugasan.models import Penugasan, Periode
from penugasan.notifications import untuk_kepala_opd
from penugasan.queries import nominasi as bacaan
from penugasan.queries.periode import periode_aktif
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.types import Hasil
from penugasan.services import nominasi as layanan, penetapan as layanan_penetapan, sinkronisasi
from penugasan.services.kelayakan import (
    lihat,
    periksa_banyak,
    periksa_pegawai,
    putar_ulang,
    temuan_json,
)
from penugasan.siasn.wire import samakan_id

PER_HALAMAN = 25
URUTAN = {Hasil.LAYAK: 0, Hasil.BELUM_PASTI: 1, Hasil.TIDAK: 2}
"""Who can be nominated stands first among those who match."""


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All assignments of the agency: unanswered ones first, the nearest deadline on top."""
    akun: Any = request.user
    semua = bacaan.daftar(akun)
    saring = NominasiFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    bacaan.pasang_tenggat(halaman, akun.instansi, hari_ini())
    catat_akses(
        akun=akun,
        jenis="lihat",
        objek_jenis="penugasan.penugasan",
        jumlah=len(halaman),
        keterangan="Daftar nominasi",
    )
    isi = {
        "saring": saring,
        "halaman": halaman,
        "jumlah": bacaan.hitung(semua, hari_ini()),
        "boleh_menambah": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/nominasi/daftar.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Type a name or NIP, read unit and verdict, choose the cooperative, nominate."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    if periode is None:
        return render(request, "penugasan/nominasi/baru.html", {"periode": None})
    bebas = bacaan.formasi_bebas(akun)
    if request.method == "POST":
        form = NominasiForm(request.POST, akun=akun, bebas=bebas)
        if form.is_valid():
            return _nominasikan(request, form, periode)
    else:
        form = NominasiForm(initial=request.GET.dict(), akun=akun, bebas=bebas)
    isi = {"form": form, "periode": periode, "ada_formasi": bool(bebas)}
    dipilih = form.data.get("pegawai") or request.GET.get("pegawai", "")
    if dipilih:
        return render(
            request, "penugasan/nominasi/baru.html", isi | _dipilih(request, dipilih, periode)
        )
    halaman, potongan = "penugasan/nominasi/baru.html", "penugasan/nominasi/_hasil.html"
    return render(request, potongan if _htmx(request) else halaman, isi | _dicari(request, periode))


def _nominasikan(request: HttpRequest, form: NominasiForm, periode: Periode) -> HttpResponse:
    akun: Any = request.user
    penugasan = layanan.nominasikan(
        pegawai=form.cleaned_data["pegawai"],
        kebutuhan=form.cleaned_data["kebutuhan"],
        periode=periode,
        aktor=akun,
        pada=sekarang(),
    )
    unit = penugasan.opd_asal.nama if penugasan.opd_asal else ""
    nama = penugasan.pegawai.nama_lengkap
    messages.success(request, f"{nama} dinominasikan. {unit} diminta menjawab.")
    return redirect("penugasan:nominasi_rincian", pk=penugasan.pk)


def _dicari(request: HttpRequest, periode: Periode) -> dict[str, Any]:
    """The people who match what was typed, each with the verdict of the round."""
    akun: Any = request.user
    kata = request.GET.get("cari", "").strip()
    orang = bacaan.cari_pegawai(akun, kata)
    putusan = periksa_banyak(
        orang, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
    )
    if orang:
        catat_akses(
            akun=akun,
            jenis="lihat",
            objek_jenis="pegawai.pegawai",
            jumlah=len(orang),
            keterangan="Mencari nama untuk nominasi",
        )
    orang.sort(key=lambda p: URUTAN[putusan[p.pk].hasil])
    hasil = [{"pegawai": p, "hasil": putusan[p.pk].hasil.value} for p in orang]
    return {"kata": kata, "hasil": hasil, "paling_banyak": bacaan.HASIL_PENCARIAN}


def _dipilih(request: HttpRequest, kunci: str, periode: Periode) -> dict[str, Any]:
    """The chosen person with the verdict of the round, rule by rule."""
    if baca_kunci(kunci) is None:
        raise Http404
    akun: Any = request.user
    milik = Pegawai.objects.untuk(akun).select_related("opd", "instansi", "domisili")
    pegawai = get_object_or_404(milik, pk=kunci)
    lihat(pegawai=pegawai, aktor=akun)
    kelayakan = periksa_pegawai(
        pegawai, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
    )
    return {
        "pegawai": pegawai,
        "kelayakan": kelayakan,
        "boleh": kelayakan.hasil is Hasil.LAYAK and pegawai.opd is not None,
        "temuan": bernama(temuan_json(kelayakan)),
    }


def bernama(temuan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings as they were kept, each with the name its rule has on the card."""
    return [
        {**satu, "nama": MENURUT_KODE[satu["kode"]].nama}
        for satu in temuan
        if satu["kode"] in MENURUT_KODE
    ]


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_safe
def siasn(request: HttpRequest, pk: int) -> HttpResponse:
    """What SIASN says about the person now; a fragment of the naming page, or a page of its own."""
    milik = Pegawai.objects.untuk(request.user).select_related("opd")
    pegawai: Pegawai = get_object_or_404(milik, pk=pk)
    periksa = sinkronisasi.periksa_nip(pegawai.nip)
    orang = periksa.orang
    isi = {
        "pegawai": pegawai,
        "periksa": periksa,
        "sama_nama": orang is not None and _sama(orang.nama, pegawai.nama),
        "sama_unor": orang is not None and samakan_id(orang.unor_id) == samakan_id(pegawai.unor_id),
    }
    halaman = "penugasan/nominasi/siasn.html"
    potongan = "penugasan/nominasi/_siasn.html"
    return render(request, potongan if _htmx(request) else halaman, isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment with everything that led to it and came of it."""
    akun: Any = request.user
    penugasan = _penugasan(request, pk)
    catat_akses(akun=akun, jenis="lihat", objek_jenis="penugasan.penugasan", objek_id=penugasan.pk)
    bacaan.pasang_tenggat([penugasan], akun.instansi, hari_ini())
    hari = hari_ini()
    unit = penugasan.opd_asal
    isi = {
        "penugasan": penugasan,
        "temuan": bernama(penugasan.temuan),
        "dampak": bacaan.dampak(penugasan.pegawai, unit, hari) if unit else None,
        "usulan": penugasan.usulan_set.select_related("pengganti", "diajukan_oleh"),
        "surat": penugasan.surat_set.defer("isi").order_by("jenis", "urut"),
        "pesan": penugasan.pesan_set.order_by("-pk"),
        "riwayat": bacaan.riwayat(penugasan),
        **_tugas(penugasan),
        "form": AlasanForm(),
        "boleh_batal": penugasan.status in layanan.BISA_DIBATALKAN
        and permissions.boleh(akun, "penugasan.batalkan", penugasan, hari),
        "boleh_cabut": penugasan.status in layanan_penetapan.BISA_DICABUT
        and permissions.boleh(akun, "penugasan.cabut_penetapan", penugasan, hari),
        "kabar": untuk_kepala_opd(penugasan),
    }
    if "putar_ulang" in request.GET:
        isi["ulang"] = [
            {"nama": MENURUT_KODE[beda.kode].nama, "beda": beda}
            for beda in putar_ulang(penugasan)
            if beda.kode in MENURUT_KODE
        ]
    return render(request, "penugasan/nominasi/rincian.html", isi)


def _tugas(penugasan: Penugasan) -> dict[str, int]:
    """How many tasks of the person are listed, and how many have no new owner."""
    tugas = list(penugasan.tugas_set.all())
    return {"tugas_jumlah": len(tugas), "tugas_sisa": sum(not t.bertuan for t in tugas)}


@untuk_peran(Peran.PETUGAS)
@require_POST
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a nomination back, with a reason the OPD reads."""
    akun: Any = request.user
    penugasan = _penugasan(request, pk)
    form = AlasanForm(request.POST)
    alasan = form.cleaned_data["alasan"] if form.is_valid() else ""
    layanan.batalkan(penugasan=penugasan, alasan=alasan, aktor=akun, pada=sekarang())
    messages.success(request, "Nominasi dibatalkan. Orang dan formasinya bebas lagi.")
    return redirect("penugasan:nominasi_rincian", pk=pk)


def _penugasan(request: HttpRequest, pk: int) -> Penugasan:
    penugasan: Penugasan = get_object_or_404(
        Penugasan.objects.untuk(request.user).select_related(
            "instansi",
            "periode",
            "versi",
            "pegawai__opd",
            "pegawai__domisili",
            "opd_asal",
            "kebutuhan__koperasi__wilayah__induk",
            "dibuat_oleh",
            "dijawab_oleh",
            "ditetapkan_oleh",
            "menggantikan__pegawai",
        ),
        pk=pk,
    )
    return penugasan


def _sama(satu: str, lain: str) -> bool:
    """Names as people compare them: capitals and spaces aside."""
    return satu.casefold().split() == lain.casefold().split()


def _htmx(request: Any) -> bool:
    return bool(request.htmx)
