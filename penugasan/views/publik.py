"""The placement as everybody may read it, without a login."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from inti import kata
from inti.laju import halaman_umum
from inti.models import Instansi
from penugasan.queries import publik as bacaan


@halaman_umum("penugasan-umum")
@require_safe
def penugasan(request: HttpRequest, kode: str) -> HttpResponse:
    """Seats and stages of one agency; a 404 where its policy does not open the page."""
    instansi = get_object_or_404(Instansi, kode=kode)
    versi = bacaan.aturan_umum(instansi)
    if versi is None:
        raise Http404
    orang = bacaan.penempatan(instansi)
    pengisian = bacaan.pengisian(instansi, orang)
    with kata.pakai(instansi.pk):
        isi = {
            "instansi": instansi,
            "versi": versi,
            "pengisian": pengisian,
            "butuh": sum(satu.butuh for satu in pengisian),
            "terisi": sum(satu.terisi for satu in pengisian),
            "asal": list(bacaan.asal(instansi, orang)),
            "tahap": bacaan.tahap(orang),
            "syarat": bacaan.syarat(versi),
        }
        return render(request, "penugasan/publik/penugasan.html", isi)
