"""The people of the non-ASN registry: list, one worker with every reason, corrections, PPPK."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.audit import catat_akses
from inti.berkas import unduh_bukti
from inti.errors import SudahDiproses
from inti.isian import baca_kunci
from inti.models import Sumber
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import sekarang
from pegawai.imports import rekam_tenaga as rekam
from pegawai.imports.tenaga import kata
from pegawai.models import KoreksiTenaga, Pendataan, TenagaNonAsn
from pegawai.nik import samarkan
from penugasan.filters.pendataan import PendataanFilter
from penugasan.forms.pendataan import KoreksiForm
from penugasan.queries.pendataan import pendataan_terlihat, tenaga_terlihat
from penugasan.rules.pendataan import KRITERIA_MENURUT_KODE
from penugasan.rules.types import Hasil
from penugasan.services import pendataan as layanan, pendataan_taut

PER_HALAMAN = 50
URUTAN = (Hasil.TIDAK, Hasil.BELUM_PASTI, Hasil.LAYAK)
TAK_TAMPIL = frozenset({"nik", "nama"})


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Everybody of the registry, whatever he counts as."""
    akun: Any = request.user
    saring = PendataanFilter(request.GET, queryset=tenaga_terlihat(akun), request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    for satu in halaman:
        satu.nik_samar = samarkan(satu.nik)
        satu.nama_sebab = _sebab(satu)
    _catat(akun, len(halaman), "Daftar pendataan non-ASN, NIK disamarkan")
    isi = {"saring": saring, "halaman": halaman, "pendataan": pendataan_terlihat(akun).first()}
    return render(request, "penugasan/pendataan/daftar.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One worker: the criteria with their reasons, the facts with their sources."""
    akun: Any = request.user
    tenaga, pendataan = _satu(request, pk), _pendataan(request)
    golongan = layanan.golongan(pendataan, tenaga)
    _catat(akun, 1, "Pendataan non-ASN")
    sumber = {s.pk: s for s in Sumber.objects.filter(pk__in=tenaga.sumber.values())}
    isi = {
        "tenaga": tenaga,
        "nik_samar": samarkan(tenaga.nik),
        "pendataan": pendataan,
        "golongan": golongan,
        "temuan": [
            {
                "nama": f"{t.kode} {t.syarat}",
                "hasil": t.hasil,
                "alasan": t.alasan,
                "sumber": t.sumber.keterangan if t.sumber else "",
            }
            for t in sorted(golongan.temuan, key=lambda t: URUTAN.index(t.hasil))
        ],
        "fakta": [
            (rekam.label(k), _kata(tenaga, k), sumber.get(tenaga.sumber.get(k, 0)))
            for k in rekam.FAKTA
            if k not in TAK_TAMPIL
        ],
        "sumber_utama": sumber.get(_tersering(tenaga.sumber.values())),
        "koreksi": [
            (k, [(rekam.label(kolom), *nilai) for kolom, nilai in k.isi.items()])
            for k in tenaga.koreksi_set.select_related("oleh")
        ],
        "boleh_mengoreksi": akun.peran == Peran.PETUGAS and pendataan.terbuka,
        "boleh_melepas": akun.peran == Peran.PETUGAS and tenaga.pegawai_id is not None,
    }
    return render(request, "penugasan/pendataan/rincian.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def koreksi(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct facts on a paper."""
    akun: Any = request.user
    tenaga, pendataan = _satu(request, pk), _pendataan(request)
    form = KoreksiForm(request.POST or None, request.FILES or None, instance=tenaga)
    if request.method == "POST" and form.is_valid():
        try:
            _koreksi(akun, pendataan, tenaga, form)
        except SudahDiproses as galat:
            tenaga = _satu(request, pk)
            form.segarkan(tenaga)
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, "Koreksi tersimpan. Orang ini sudah dinilai ulang.")
            return redirect("penugasan:pendataan_rincian", pk=pk)
    _catat(akun, 1, "Koreksi pendataan non-ASN")
    isi = {
        "tenaga": tenaga,
        "nik_samar": samarkan(tenaga.nik),
        "form": form,
        "pendataan": pendataan,
        "golongan": layanan.golongan(pendataan, tenaga),
    }
    return render(request, "penugasan/pendataan/koreksi.html", isi)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def berkas(request: HttpRequest, pk: int) -> FileResponse:
    """The paper of a correction, never shown inline."""
    satu = get_object_or_404(KoreksiTenaga.objects.untuk(request.user), pk=pk)
    jawaban = unduh_bukti(satu.berkas, f"koreksi-{satu.pk}")
    _catat(request.user, 1, "Bukti koreksi pendataan", jenis="unduh")
    return jawaban


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pppk(request: HttpRequest) -> HttpResponse:
    """Pairs of worker and PPPK that name and birth date allow; link some or all."""
    akun: Any = request.user
    pendataan = _pendataan(request)
    if request.method == "POST":
        semua = "semua" in request.POST
        kunci = {k for satu in request.POST.getlist("pilih") if (k := baca_kunci(satu))}
        jumlah = pendataan_taut.tautkan(
            pendataan=pendataan, tenaga=None if semua else kunci, aktor=akun, pada=sekarang()
        )
        messages.success(request, f"{jumlah} orang ditautkan ke data pegawai.")
        return redirect("penugasan:pendataan_pppk")
    pasangan = pendataan_taut.calon(pendataan.instansi)
    _catat(akun, len(pasangan), "Calon tautan non-ASN ke PPPK, NIP disamarkan")
    isi = {
        "pasangan": pasangan[:PER_HALAMAN],
        "jumlah": len(pasangan),
        "tertaut": tenaga_terlihat(akun).filter(pegawai__isnull=False).count(),
    }
    return render(request, "penugasan/pendataan/pppk.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def lepaskan(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a link."""
    pendataan_taut.lepaskan(
        pendataan=_pendataan(request),
        tenaga=_satu(request, pk),
        aktor=request.user,  # type: ignore[arg-type]
        pada=sekarang(),
    )
    messages.success(request, "Tautan ke data pegawai dilepas.")
    return redirect("penugasan:pendataan_rincian", pk=pk)


def _koreksi(akun: Any, pendataan: Pendataan, tenaga: TenagaNonAsn, form: KoreksiForm) -> None:
    layanan.koreksi(
        pendataan=pendataan,
        tenaga=tenaga,
        isian=form.isian,
        sidik_lama=form.cleaned_data["sidik"],
        dasar=form.cleaned_data["dasar"],
        berkas=form.cleaned_data["bukti"],
        aktor=akun,
        pada=sekarang(),
    )


def _tersering(sumber: Collection[int]) -> int:
    """The source of most facts: it is said once, the others beside their fact."""
    return Counter(sumber).most_common(1)[0][0] if sumber else 0


def _satu(request: HttpRequest, pk: int) -> TenagaNonAsn:
    akun: Any = request.user
    return get_object_or_404(tenaga_terlihat(akun).select_related("instansi"), pk=pk)


def _pendataan(request: HttpRequest) -> Pendataan:
    akun: Any = request.user
    pendataan = pendataan_terlihat(akun).first()
    if pendataan is None:
        raise Http404
    return pendataan


def _sebab(tenaga: TenagaNonAsn) -> str:
    hasil = getattr(tenaga, "hasil", None)
    if hasil is None or not hasil.sebab:
        return ""
    if hasil.hasil == Hasil.BELUM_PASTI:
        return "Perlu: " + ", ".join(hasil.kurang)
    return f"{hasil.sebab} {KRITERIA_MENURUT_KODE[hasil.sebab].nama}"


def _kata(tenaga: TenagaNonAsn, kolom: str) -> str:
    if kolom == "opd":
        return tenaga.opd.nama if tenaga.opd else ""
    return kata(kolom, rekam.nilai(tenaga, kolom))


def _catat(akun: Any, jumlah: int, keterangan: str, *, jenis: str = "lihat") -> None:
    catat_akses(
        akun=akun,
        jenis=jenis,
        objek_jenis="pegawai.tenaganonasn",
        jumlah=jumlah,
        keterangan=keterangan,
    )
