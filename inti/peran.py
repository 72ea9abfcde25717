"""Roles of the portal, and the door guard every view declares.

A role says *which pages* an account may open; *which rows* it sees is decided in the query
(``objects.untuk(akun)``), so that a foreign row is a 404 and not a 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol, cast
from urllib.parse import urlsplit, urlunsplit

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from inti.kata import sebut_lambat


class Peran(models.TextChoices):
    ADMIN = "admin", "Admin"
    PETUGAS = "petugas", sebut_lambat("Petugas {badan}")
    PENYETUJU = "penyetuju", sebut_lambat("Penyetuju {badan}")
    KEPALA_OPD = "kepala_opd", "Kepala OPD"
    DINAS_KOPERASI = "dinas_koperasi", "Dinas Koperasi"
    PIMPINAN = "pimpinan", "Pimpinan (Sekda/Asisten)"
    AUDITOR = "auditor", "Auditor"
    PENGURUS_KOPERASI = "pengurus_koperasi", "Pengurus koperasi"
    PEGAWAI = "pegawai", "Pegawai"


SEMUA_PERAN: frozenset[str] = frozenset(Peran.values)
PEMBACA: frozenset[str] = frozenset({Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR})
"""Who reads everything of the agency: its office, and who checks it."""

View = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]


class PunyaPeran(Protocol):
    """What a view guard needs of an account."""

    peran: str
    is_authenticated: bool


def untuk_peran(*peran: str) -> Callable[[View], View]:
    """Let only these roles in: anonymous visitors are sent to the login, others get a 403.

    The declared roles stay readable as ``view.peran_boleh``; a structural test refuses a view
    without them.
    """

    boleh = frozenset(str(p) for p in peran)

    def bungkus(view: View) -> View:
        @wraps(view)
        def dijaga(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                tujuan = urlencode({"next": _kembali(request)})
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?{tujuan}")
            if request.user.peran not in boleh:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        dijaga.peran_boleh = boleh  # type: ignore[attr-defined]
        return dijaga

    return bungkus


def _kembali(request: HttpRequest) -> str:
    """Where to go on after the login: the page asked for, or the one a form was sent from.

    The address of a form alone answers no GET: a session that ended meanwhile would lead nowhere.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return _asal(request)


def _asal(request: HttpRequest) -> str:
    """The page of the portal from which a request came; the front page when it does not say."""
    asal = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asal, {request.get_host()}, request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    bagian = urlsplit(asal)
    return urlunsplit(("", "", bagian.path or "/", bagian.query, ""))


semua_peran = untuk_peran(*SEMUA_PERAN)


def publik(view: View) -> View:
    """Mark a view that strangers may open."""
    view.peran_boleh = None  # type: ignore[attr-defined]
    return view


def sandi_lagi(view: View) -> View:
    """Ask for the password once more, unless it was given within the set time (step-up)."""
    return cast(View, reauthentication_required(view))


@sandi_lagi
def _sandi_masih_baru(_request: HttpRequest) -> HttpResponseBase:
    return HttpResponse()


def sandi_dulu(request: HttpRequest, pesan: str) -> HttpResponseBase | None:
    """Ask for the password before a file leaves; None when it was given within the set time.

    A file that comes after the password would leave the officer before the form he has filled
    in: he is led back to the page he came from, and ``pesan`` says to press once more there.
    """
    try:
        _sandi_masih_baru(request)
    except ReauthenticationRequired:
        messages.info(request, pesan)
        tujuan = urlencode({"next": _asal(request)})
        return redirect(f"{resolve_url('account_reauthenticate')}?{tujuan}")
    return None
