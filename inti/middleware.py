"""Request id, whose words hold, and the one place where a DomainError becomes a message."""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from inti import kata
from inti.errors import DomainError
from inti.halaman_galat import halaman_galat
from inti.konteks import bertanda, pilih_id

logger = logging.getLogger(__name__)

Jawab = Callable[[HttpRequest], HttpResponse]


class PermintaanId:
    """Give each request an id: in its log lines, its audit rows, its answer, its error pages.

    A proxy in front may have chosen it (``X-Request-ID``); see ``inti.konteks.pilih_id``.
    """

    def __init__(self, get_response: Jawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        satu = pilih_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        request.META["HTTP_X_REQUEST_ID"] = satu  # what reads it after us reads the same
        with bertanda(satu):
            jawaban = self.get_response(request)
            jawaban["X-Request-ID"] = jawaban["X-Permintaan-Id"] = satu
            return jawaban


class KataInstansi:
    """Speak to each visitor in the words of the agency whose account he has."""

    def __init__(self, get_response: Jawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with kata.pakai(lambda: request.user):
            return self.get_response(request)


class TanpaNul:
    """Refuse an address with a NUL character: no text of ours holds one, and PostgreSQL none."""

    def __init__(self, get_response: Jawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            pesan = "NUL in the address"
            raise BadRequest(pesan)
        return self.get_response(request)


class PesanDomain:
    """Turn a DomainError into a message on the page the officer came from.

    A database that does not answer becomes the retry page: the transaction was undone. The address
    of a form opened as a page (the back button, a link kept) says so instead of staying blank.
    """

    def __init__(self, get_response: Jawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        jawaban = self.get_response(request)
        if jawaban.status_code == 405 and request.method == "GET":
            halaman = render(request, "405.html", status=405)
            halaman.headers["Allow"] = jawaban.headers.get("Allow", "")
            return halaman
        return jawaban

    def process_exception(self, request: HttpRequest, galat: Exception) -> HttpResponse | None:
        if isinstance(galat, OperationalError):
            logger.error("basis data tidak menjawab", exc_info=galat)
            isi = halaman_galat("503.html")
            return HttpResponse(isi, status=503, headers={"Retry-After": "10"})
        if not isinstance(galat, DomainError):
            return None
        asal = request.headers.get("referer", "")
        aman = url_has_allowed_host_and_scheme(asal, {request.get_host()}, request.is_secure())
        if request.method == "POST" and aman and urlsplit(asal).path:
            messages.error(request, galat.pesan)
            return HttpResponseRedirect(asal)
        return render(request, "inti/ditolak.html", {"galat": galat}, status=409)
