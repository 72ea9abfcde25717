"""The visitor's network address, for counting attempts."""

from django.conf import settings
from django.http import HttpRequest


def alamat_pengunjung(request: HttpRequest) -> str:
    """Return the visitor's address; behind our own proxy the last one it added.

    That one nobody can fake: what a visitor writes into the header stands before it.
    """
    terusan = request.headers.get("X-Forwarded-For", "")
    if settings.PRODUKSI and terusan:
        return terusan.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
