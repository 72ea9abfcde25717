"""Trying a change of the policy: move a value, read what it would do, propose it."""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti.errors import DomainError
from inti.excel_tulis import Lembar, tulis
from inti.peran import PEMBACA, Peran, untuk_peran
from inti.waktu import hari_ini, sekarang
from penugasan.exports import simulasi as ekspor
from penugasan.forms.simulasi import SimulasiForm, UsulanAturanForm
from penugasan.models import Periode
from penugasan.queries import simulasi_tempat as baca
from penugasan.queries.periode import periode_aktif
from penugasan.queries.simulasi import CONTOH, Pindahan, Simulasi, simulasikan
from penugasan.rules.banding import banding
from penugasan.rules.kelayakan import ATURAN
from penugasan.rules.paket import PaketGalat
from penugasan.rules.types import Hasil
from penugasan.services import simulasi as layanan
from penugasan.views.ekspor import XLSX

RUPA = {
    Hasil.LAYAK: ("baik", "check-circle-fill"),
    Hasil.BELUM_PASTI: ("ragu", "question-circle-fill"),
    Hasil.TIDAK: ("buruk", "x-circle-fill"),
}


@dataclass(frozen=True, slots=True)
class Banding:
    """One figure before and after."""

    nama: str
    lama: int
    baru: int
    nada: str = ""
    ikon: str = ""

    @property
    def selisih(self) -> str:
        """``+12``, ``-3`` or ``0``."""
        beda = self.baru - self.lama
        return f"{beda:+d}" if beda else "0"


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def coba(request: HttpRequest) -> HttpResponse:
    """The values of the policy, and what another choice of them would mean."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    if periode is None:
        return render(request, "penugasan/simulasi/coba.html", {"periode": None})
    form = _form(request.GET, periode)
    isi: dict[str, Any] = {
        "periode": periode,
        "form": form,
        "boleh_mengusulkan": akun.peran == Peran.PETUGAS,
        "tanya": request.GET.urlencode(),
    }
    if form.is_bound and form.is_valid():
        isi |= _hasil(akun, periode, form)
    return render(request, "penugasan/simulasi/coba.html", isi)


@untuk_peran(Peran.PETUGAS)
@never_cache
@require_POST
def usulkan(request: HttpRequest) -> HttpResponse:
    """Make the tried values a proposal for a second person."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    form = _form(request.POST, periode) if periode else None
    alasan = UsulanAturanForm(request.POST)
    if form is None or not form.is_valid() or periode is None:
        sebab = form.non_field_errors() if form else ()
        pesan = "Nilai yang dicoba tidak terbaca. Buka simulasi, lalu coba lagi."
        raise DomainError(" ".join(map(str, sebab)) or pesan)
    if not alasan.is_valid():
        isi = {"periode": periode, "form": form, "form_usulan": alasan, "boleh_mengusulkan": True}
        isi |= {"tanya": _tanya(form)} | _hasil(akun, periode, form, usulan=alasan)
        return render(request, "penugasan/simulasi/coba.html", isi, status=422)
    versi = layanan.usulkan(
        periode=periode,
        isi=form.isi_baru,
        alasan=alasan.cleaned_data["alasan"],
        berlaku_mulai=alasan.cleaned_data["berlaku_mulai"],
        aktor=akun,
        pada=sekarang(),
    )
    messages.success(request, f"{versi} diusulkan. Penyetuju akan memutuskannya.")
    return redirect("penugasan:versi_rincian", nomor=versi.nomor)


@untuk_peran(*PEMBACA)
@never_cache
@require_safe
def unduh(request: HttpRequest) -> HttpResponseBase:
    """Everybody whose eligibility would change, as a workbook."""
    akun: Any = request.user
    periode = periode_aktif(akun.instansi)
    form = _form(request.GET, periode) if periode else None
    if form is None or periode is None or not form.is_bound or not form.is_valid():
        return redirect("penugasan:simulasi")
    hasil = _jalankan(periode, form)
    baris = _semua(hasil)
    layanan.unduh(akun=akun, jumlah=len(baris))
    berkas = io.BytesIO()
    beda = banding(periode.versi.isi, form.isi_baru)
    tulis(
        berkas,
        judul="Simulasi aturan",
        lembar=[Lembar("Perubahan", ekspor.kolom(), baris)],
        keterangan=[
            ("Dibuat oleh", akun.nama),
            ("Periode", periode.nama),
            ("Aturan sekarang", str(periode.versi)),
            ("Tanggal acuan baru", f"{hasil.acuan:%d-%m-%Y}"),
            *((b.nama, f"{b.lama} menjadi {b.baru}") for b in beda),
        ],
        pada=sekarang(),
    )
    berkas.seek(0)
    return FileResponse(
        berkas, as_attachment=True, filename="simulasi-aturan.xlsx", content_type=XLSX
    )


def _form(data: Any, periode: Periode) -> SimulasiForm:
    """The tried values; without the form's own mark it is the first look at the page."""
    terisi = data if "coba" in data else None
    return SimulasiForm(terisi, versi=periode.versi, tanggal=periode.tanggal_acuan)


def _tanya(form: SimulasiForm) -> str:
    return urlencode(_isian(form))


def _jalankan(periode: Periode, form: SimulasiForm) -> Simulasi:
    try:
        return simulasikan(periode=periode, isi=form.isi_baru, acuan=form.cleaned_data["tanggal"])
    except PaketGalat as galat:
        pesan = f"Nilai ini belum dapat dicoba. {galat}."
        raise DomainError(pesan) from galat


def _hasil(
    akun: Any, periode: Periode, form: SimulasiForm, usulan: UsulanAturanForm | None = None
) -> dict[str, Any]:
    hasil = _jalankan(periode, form)
    beda = banding(periode.versi.isi, form.isi_baru)
    tempat = baca.tempat(periode.instansi)
    target = {
        "lama": periode.versi.isi["koperasi"]["kuota_target"],
        "baru": form.cleaned_data["kuota_target"],
    }
    koperasi = baca.koperasi(periode.instansi, tempat, hasil.layak, target)
    contoh = {"masuk": _contoh(hasil.masuk), "keluar": _contoh(hasil.keluar)}
    layanan.lihat(akun=akun, jumlah=len(contoh["masuk"]) + len(contoh["keluar"]))
    return {
        "hasil": hasil,
        "beda": beda,
        "berubah": bool(beda) or hasil.acuan != periode.tanggal_acuan,
        "angka": [
            Banding(h.label, hasil.hasil["lama"][h], hasil.hasil["baru"][h], *RUPA[h])
            for h in Hasil
        ],
        "syarat": _syarat(hasil),
        "koperasi": koperasi,
        "tanpa_calon": sum(not (k.sewilayah_baru or k.tetangga_baru) for k in koperasi),
        "formasi": Banding(
            "Formasi yang dituju",
            sum(k.formasi_lama for k in koperasi),
            sum(k.formasi_baru for k in koperasi),
        ),
        "unit": baca.unit(periode.instansi, tempat, hasil.layak),
        "contoh": contoh,
        "isian": _isian(form),
        "form_usulan": usulan or UsulanAturanForm(initial={"berlaku_mulai": _besok()}),
    }


def _syarat(hasil: Simulasi) -> list[tuple[Banding, Banding]]:
    """Per rule that stops anybody under either policy: refusals and open questions."""
    return [
        (
            Banding(a.nama, hasil.gagal["lama"][a.kode], hasil.gagal["baru"][a.kode]),
            Banding(a.nama, hasil.ragu["lama"][a.kode], hasil.ragu["baru"][a.kode]),
        )
        for a in ATURAN
        if any(bagian[sisi][a.kode] for bagian in (hasil.gagal, hasil.ragu) for sisi in bagian)
    ]


def _contoh(pindahan: list[Pindahan]) -> list[dict[str, Any]]:
    sebagian = pindahan[:CONTOH]
    orang = baca.nama_orang([p.pegawai_id for p in sebagian])
    return [orang[p.pegawai_id] | {"pindahan": p} for p in sebagian if p.pegawai_id in orang]


def _semua(hasil: Simulasi) -> list[ekspor.Baris]:
    orang = baca.nama_orang([p.pegawai_id for p in (*hasil.masuk, *hasil.keluar)])
    return [
        (sebutan, orang[p.pegawai_id]["pegawai"], orang[p.pegawai_id]["opd"], p)
        for sebutan, daftar in (("Menjadi layak", hasil.masuk), ("Tidak lagi layak", hasil.keluar))
        for p in daftar
        if p.pegawai_id in orang
    ]


def _isian(form: SimulasiForm) -> list[tuple[str, str]]:
    """The tried values once more, for the form that proposes them."""
    data: Any = form.data
    return [
        (nama, nilai)
        for nama, daftar in data.lists()
        if nama in form.fields or nama == "coba"
        for nilai in daftar
    ]


def _besok() -> dt.date:
    return hari_ini() + dt.timedelta(days=1)
