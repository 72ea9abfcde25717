"""Letters: list, one letter, downloads, and the public page its QR code opens."""

import io
import re
import zipfile
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti import kata
from inti.audit import catat_akses
from inti.laju import halaman_umum
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini
from penugasan.filters.surat import SuratFilter
from penugasan.forms.surat import ArsipForm, CabutForm, TtdForm
from penugasan.models import AjuanSurat, Penugasan, Surat
from penugasan.models.penugasan import TETAP
from penugasan.rules.surat import Bentuk
from penugasan.services.surat import baca_berkas, nama_unduhan
from penugasan.services.surat_isi import PENETAPAN, url_verifikasi

PER_HALAMAN = 25
"""Looks at the public page one address may take in a minute."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,32}", re.ASCII)


@require_safe
@untuk_peran(*PEMBACA, Peran.KEPALA_OPD)
def daftar(request: HttpRequest) -> HttpResponse:
    """List the letters the account may see."""
    akun: Any = request.user
    nama = KeyTextTransform("nama", KeyTextTransform("orang", "isi"))
    semua = Surat.objects.untuk(request.user).annotate(nama_orang=nama).defer("isi")
    saring = SuratFilter(request.GET, queryset=semua, request=request)
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("halaman"))
    jumlah = dict(
        Surat.objects.filter(pk__in=[surat.pk for surat in halaman])
        .annotate(jumlah=Count("penugasan"))
        .values_list("pk", "jumlah")
    )
    for surat in halaman:
        surat.jumlah = jumlah[surat.pk]
    isi = {
        "halaman": halaman,
        "saring": saring,
        "kosong": not jumlah and not semua.exists(),
        "arsip": ArsipForm(),
        "kantor": akun.peran in PEMBACA,
        "petugas": akun.peran == Peran.PETUGAS,
    }
    return render(request, "penugasan/surat/daftar.html", isi)


@require_safe
@untuk_peran(*PEMBACA, Peran.KEPALA_OPD)
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter, whom it is about, and what it leads to."""
    surat = _surat(request, pk)
    akun: Any = request.user
    terlihat = Surat.objects.untuk(akun).defer("isi")
    orang = list(
        surat.penugasan.select_related(
            "pegawai", "opd_asal", "kebutuhan__koperasi__wilayah"
        ).order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor")
    )
    terkait = _terkait(terlihat, surat)
    anak = {
        penugasan.pk: satu
        for satu in terlihat.filter(induk=surat).order_by("pk").prefetch_related("penugasan")
        for penugasan in satu.penugasan.all()
    }
    lain = [pk for pk in (surat.induk_id, surat.diganti_oleh_id) if pk]
    terkait = {satu.pk: satu for satu in terlihat.filter(pk__in=lain)}
    isi = {
        "surat": surat,
        "daftar": [{"penugasan": satu, "surat": anak.get(satu.pk)} for satu in orang],
        "induk": terkait.get(surat.induk_id),
        "pengganti": terkait.get(surat.diganti_oleh_id),
        "masa_berakhir": surat.masa_berakhir(hari_ini()),
        "alamat_publik": url_verifikasi(surat.token),
        "penanda_tangan": _penanda_tangan(surat),
        "kantor": akun.peran in PEMBACA,
        **_tindak(akun, surat, orang),
    }
    catat_akses(
        akun=request.user,
        jenis="lihat",
        objek_jenis="penugasan.surat",
        objek_id=surat.pk,
        jumlah=len(orang),
        keterangan=surat.nomor,
    )
    return render(request, "penugasan/surat/rincian.html", isi)


@require_safe
@never_cache
@untuk_peran(*PEMBACA, Peran.KEPALA_OPD, Peran.PEGAWAI)
def unduh(request: HttpRequest, pk: int) -> FileResponse:
    """Give one letter as PDF; the access log remembers it."""
    surat = _surat(request, pk)
    isi = baca_berkas(surat)
    _catat_unduhan(request, surat, surat.penugasan.count())
    return FileResponse(
        io.BytesIO(isi),
        as_attachment=True,
        filename=nama_unduhan(surat),
        content_type="application/pdf",
    )


@require_safe
@never_cache
@untuk_peran(*PEMBACA)
def unduh_semua(request: HttpRequest, pk: int) -> FileResponse:
    """Give a decision and all its orders as one zip."""
    sk = get_object_or_404(Surat.objects.untuk(request.user), pk=pk, jenis=Surat.Jenis.SK)
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:
        for surat in [sk, *sk.anak_set.order_by("urut")]:
            arsip.writestr(nama_unduhan(surat), baca_berkas(surat))
    wadah.seek(0)
    _catat_unduhan(request, sk, sk.penugasan.count())
    nama = nama_unduhan(sk).removesuffix(".pdf") + ".zip"
    return FileResponse(wadah, as_attachment=True, filename=nama, content_type="application/zip")


@halaman_umum("verifikasi")
@require_safe
def verifikasi(request: HttpRequest, token: str) -> HttpResponse:
    """Tell anybody who holds a letter whether it is in force. No NIP, no full name."""
    surat = Surat.objects.filter(token=token).first() if _TOKEN.fullmatch(token) else None
    if surat is None:
        return render(request, "penugasan/surat/verifikasi_tidak_ada.html", {}, status=404)
    isi = {
        "surat": surat,
        "nama": _nama(surat),
        "sidik": surat.sha256[:16],
        "pengganti": surat.diganti_oleh,
        "masa_berakhir": surat.masa_berakhir(hari_ini()),
    }
    with kata.pakai(surat.instansi_id):
        return render(request, "penugasan/surat/verifikasi.html", isi)


def _terkait(terlihat: QuerySet[Surat], surat: Surat) -> dict[int | None, Surat]:
    """The decision it rests on and the letter that replaced it, as far as the reader sees them."""
    kunci = [pk for pk in (surat.induk_id, surat.diganti_oleh_id) if pk is not None]
    return {satu.pk: satu for satu in terlihat.filter(pk__in=kunci)} if kunci else {}


def _tindak(akun: Any, surat: Surat, orang: list[Penugasan]) -> dict[str, Any]:
    """What the officer may do with it: upload the signed file, ask for its end."""
    petugas = akun.peran == Peran.PETUGAS and surat.status == Surat.Status.BERLAKU
    if not petugas:
        return {}
    menunggu = AjuanSurat.objects.filter(surat=surat, status=AjuanSurat.Status.DIAJUKAN).first()
    berjalan = surat.jenis in PENETAPAN and any(satu.status in TETAP for satu in orang)
    return {
        "form_ttd": TtdForm(),
        "form_cabut": None if menunggu or berjalan else CabutForm(),
        "berjalan": berjalan,
        "ajuan": menunggu,
    }


def _surat(request: HttpRequest, pk: int) -> Surat:
    surat: Surat = get_object_or_404(_terlihat(request), pk=pk)
    return surat


def _terlihat(request: HttpRequest) -> QuerySet[Surat]:
    terlihat: QuerySet[Surat] = Surat.objects.untuk(request.user).select_related(
        "instansi", "aktor", "ttd_oleh"
    )
    return terlihat


def _catat_unduhan(request: HttpRequest, surat: Surat, jumlah: int) -> None:
    catat_akses(
        akun=request.user,
        jenis="unduh",
        objek_jenis="penugasan.surat",
        objek_id=surat.pk,
        jumlah=jumlah,
        keterangan=surat.nomor,
    )


def _penanda_tangan(surat: Surat) -> str:
    """The office that signs, as one line; the last comma belongs to the letter only."""
    jabatan: list[str] = surat.isi.get("penanda_tangan", {}).get("jabatan", [])
    return " ".join(jabatan).rstrip(",")


def _nama(surat: Surat) -> list[str]:
    """Names as the letter prints them, without the titles behind; the template masks them."""
    isi, bentuk = surat.isi, surat.jenisnya.bentuk
    if bentuk is Bentuk.PERINTAH:
        nama = [isi["orang"]["nama"]] if isi.get("orang") else []
    elif bentuk is Bentuk.KEPUTUSAN:
        nama = [satu["nama"] for satu in isi.get("lampiran", ())] or [surat.untuk_siapa]
    else:
        nama = list(isi.get("tentang_siapa", ()))
    return [satu.split(",")[0] for satu in nama if satu]
