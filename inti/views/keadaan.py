"""The state of this installation: a page for people, numbers for a monitor."""

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import generate_latest

from inti import keadaan as layanan
from inti.metrik import CONTENT_TYPE, pendaftar
from inti.peran import Peran, publik, untuk_peran


@untuk_peran(Peran.ADMIN, Peran.PETUGAS)
@never_cache
@require_safe
def keadaan(request: HttpRequest) -> HttpResponse:
    """Every part of the portal: how it stands, and what to do."""
    semua = layanan.semua(request.user)
    buruk = sum(butir.keadaan != layanan.BAIK for butir in semua)
    return render(request, "inti/keadaan.html", {"semua": semua, "buruk": buruk})


@publik
@never_cache
@require_safe
def metrik(request: HttpRequest) -> HttpResponse:
    """Counts for Prometheus. Without the token that the operator has set there is no such page."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRIK_TOKEN or not compare_digest(
        token.encode(), settings.METRIK_TOKEN.encode()
    ):
        raise Http404
    return HttpResponse(generate_latest(pendaftar), content_type=CONTENT_TYPE)
