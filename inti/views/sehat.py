"""Whether this installation can serve, for health checks. Tells nothing about anybody."""

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from inti.peran import publik


@publik
@require_safe
def sehat(request: HttpRequest) -> JsonResponse:
    """Name what works: 503 without database or data folder, 200 without the cache.

    The portal serves without its cache, so nobody should take it out of service for that.
    """
    bagian = {"basis_data": _basis_data, "simpanan": _simpanan, "folder_data": _folder_data}
    keadaan = {nama: _jalan(periksa) for nama, periksa in bagian.items()}
    melayani = keadaan["basis_data"] and keadaan["folder_data"]
    jawaban = JsonResponse(keadaan, status=200 if melayani else 503)
    jawaban["Cache-Control"] = "no-store"
    return jawaban


def _jalan(periksa: Callable[[], bool]) -> bool:
    try:
        return periksa()
    except Exception:  # noqa: BLE001 - whatever it is, this part does not work
        return False


def _basis_data() -> bool:
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
        return bool(kursor.fetchone() == (1,))


def _simpanan() -> bool:
    kunci, isi = f"sehat:{uuid4().hex}", 1
    cache.set(kunci, isi, 10)
    return bool(cache.get(kunci) == isi) and not getattr(cache, "putus", False)


def _folder_data() -> bool:
    """Whether files can be written: an upload or a letter would need it."""
    berkas = settings.DATA_DIR / f".sehat-{uuid4().hex}"
    berkas.touch()
    berkas.unlink()
    return True
