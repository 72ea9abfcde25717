"""Pages for strangers: open to all, so often a minute for one address, and kept by nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from inti.alamat import alamat_pengunjung
from inti.peran import View, publik
from inti.waktu import sekarang

PER_MENIT = 60


def halaman_umum(nama: str, per_menit: int = PER_MENIT) -> Callable[[View], View]:
    """Open a page to strangers under this name of its own count; search engines stay out."""

    def bungkus(view: View) -> View:
        @wraps(view)
        def dijaga(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if terlalu_sering(request, nama, per_menit):
                jawaban: HttpResponseBase = render(request, "429.html", {}, status=429)
                jawaban["Retry-After"] = "60"
            else:
                jawaban = view(request, *args, **kwargs)
            jawaban["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            return jawaban

        return publik(never_cache(dijaga))

    return bungkus


def terlalu_sering(request: HttpRequest, halaman: str, batas: int) -> bool:
    """Count this address's looks within the minute; True once they are more than ``batas``."""
    kunci = f"{halaman}:{alamat_pengunjung(request)}:{sekarang():%H%M}"
    if cache.add(kunci, 1, 120):
        return False
    try:
        return cache.incr(kunci) > batas
    except ValueError:  # the count was lost between the two calls, or its time was over
        return False
