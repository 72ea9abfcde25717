"""How often one address may ask for a public page."""

from django.core.cache import cache
from django.http import HttpRequest

from inti.alamat import alamat_pengunjung
from inti.waktu import sekarang


def terlalu_sering(request: HttpRequest, halaman: str, batas: int) -> bool:
    """Count this address's looks within the minute; True once they are more than ``batas``."""
    kunci = f"{halaman}:{alamat_pengunjung(request)}:{sekarang():%H%M}"
    if cache.add(kunci, 1, 120):
        return False
    try:
        return cache.incr(kunci) > batas
    except ValueError:  # the count was lost between the two calls, or its time was over
        return False
