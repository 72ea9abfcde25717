"""The person's own data on a phone: what is on record, and a correction with its evidence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inti.audit import catat_akses
from inti.kata import sebut
from inti.peran import Peran, untuk_peran
from inti.waktu import sekarang
from pegawai.models import Pegawai
from penugasan.forms.permintaan_sendiri import PerbaikiForm
from penugasan.models import PermintaanData
from penugasan.queries import permintaan_fakta as fakta
from penugasan.queries.periode import periode_menurut
from penugasan.services import permintaan_sendiri as layanan


@untuk_peran(Peran.PEGAWAI)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Each fact as it is on record, what is being checked, and a way to correct it."""
    pegawai = _diri(request)
    isi: dict[str, Any] = {"pegawai": pegawai}
    if pegawai:
        _catat(request, pegawai, "Data sendiri")
        terbuka = _terbuka(pegawai)
        nilai = fakta.tercatat(pegawai, [m for k in fakta.SENDIRI for m in fakta.FAKTA[k].medan])
        isi["daftar"] = [
            {
                "kode": kode,
                "nama": nama,
                "nilai": ", ".join(n for m in fakta.FAKTA[kode].medan if (n := nilai.get(m))),
                "permintaan": terbuka.get(kode),
            }
            for kode, (nama, _aturan) in fakta.SENDIRI.items()
        ]
    return render(request, "penugasan/permintaan/sendiri_daftar.html", isi)


@untuk_peran(Peran.PEGAWAI)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def perbaiki(request: HttpRequest, kode: str) -> HttpResponse:
    """One fact: what it should be, the photo, send."""
    akun: Any = request.user
    pegawai = _diri(request)
    if pegawai is None or kode not in fakta.SENDIRI:
        raise Http404
    ada = _terbuka(pegawai).get(kode)
    if ada:
        return redirect("penugasan:permintaan_jawab", pk=ada.pk)
    permintaan = layanan.rancang(pegawai, periode_menurut(instansi=akun.instansi), kode)
    diminta = fakta.FAKTA[kode]
    form = PerbaikiForm(
        request.POST or None, request.FILES or None, permintaan=permintaan, diminta=diminta
    )
    if request.method == "POST" and form.is_valid():
        layanan.usulkan(
            permintaan=permintaan,
            jawaban=form.jawaban,
            penjelasan=form.cleaned_data["penjelasan"],
            berkas=form.cleaned_data["bukti_berkas"],
            aktor=akun,
            pada=sekarang(),
        )
        pesan = sebut("Usul perbaikan terkirim. Berlaku sesudah diperiksa {badan}.")
        messages.success(request, pesan)
        return redirect("penugasan:permintaan_sendiri")
    _catat(request, pegawai, "Usul perbaikan data sendiri")
    nilai = fakta.tercatat(pegawai, diminta.medan)
    isi = {
        "form": form,
        "tanya": diminta.tanya.format(siapa="Anda"),
        "nilai": ", ".join(n for n in nilai.values() if n),
    }
    return render(request, "penugasan/permintaan/sendiri_perbaiki.html", isi)


def _diri(request: HttpRequest) -> Pegawai | None:
    milik = Pegawai.objects.untuk(request.user).select_related("instansi", "opd", "domisili__induk")
    pegawai: Pegawai | None = milik.first()
    return pegawai


def _terbuka(pegawai: Pegawai) -> dict[str, PermintaanData]:
    """What is being asked or checked about the person, by fact."""
    semua = PermintaanData.objects.terbuka().filter(pegawai=pegawai)
    return {diminta.kode: satu for satu in semua if (diminta := fakta.untuk(satu))}


def _catat(request: HttpRequest, pegawai: Pegawai, keterangan: str) -> None:
    catat_akses(
        akun=request.user,
        jenis="lihat",
        objek_jenis="pegawai.pegawai",
        objek_id=pegawai.pk,
        keterangan=keterangan,
    )
