"""The person's own page behind the status: the Kartu Kelayakan, with every rule and its source."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inti.audit import catat_akses
from inti.peran import Peran, untuk_peran
from pegawai.models import Pegawai
from penugasan.models import Penugasan
from penugasan.queries.penetapan import kelayakan_kini, lengkap
from penugasan.queries.periode import periode_aktif
from penugasan.views.kelayakan import putusan_kartu


@untuk_peran(Peran.PEGAWAI)
@never_cache
@require_safe
def kartu(request: HttpRequest) -> HttpResponse:
    """Why me, or why not: the visitor's own verdict, rule by rule."""
    akun: Any = request.user
    milik = Pegawai.objects.untuk(akun).select_related("instansi", "opd", "domisili__induk")
    pegawai: Pegawai | None = milik.first()
    if pegawai is None:
        return render(request, "penugasan/saya/kartu.html", {"pegawai": None})
    catat_akses(akun=akun, jenis="lihat", objek_jenis="pegawai.pegawai", objek_id=pegawai.pk)
    periode = periode_aktif(akun.instansi)
    isi: dict[str, Any] = {"pegawai": pegawai, "periode": periode}
    if periode:
        sendiri = lengkap(Penugasan.objects.hidup().filter(pegawai=pegawai)).first()
        putusan = kelayakan_kini([sendiri])[sendiri.pk] if sendiri else None
        isi |= putusan_kartu(pegawai, periode, periode.tanggal_acuan, putusan)
        isi["boleh_dikecualikan"] = ()
    return render(request, "penugasan/saya/kartu.html", isi)
