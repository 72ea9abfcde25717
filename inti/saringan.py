"""Saved filters: what of a list's address may be kept under a name, and proof that we wrote it.

The words somebody searched for are never kept: they may be a name or a NIP. What the page offers
to save is signed for its account, so no other address can be brought back.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse

_GARAM = "saringan-tersimpan"


@dataclass(frozen=True, slots=True)
class Saringan:
    """A filter of one list: the list's url name, its title, and the query that narrows it."""

    daftar: str
    judul: str
    tanya: str

    @property
    def url(self) -> str:
        """Its address, or "" when there is no such list any more."""
        try:
            return f"{reverse(self.daftar)}?{self.tanya}"
        except NoReverseMatch:
            return ""


def tersimpan(request: HttpRequest, kunci: list[str], judul: str) -> dict[str, Any]:
    """What the panel of a list shows: the account's filters of this list, and one to keep.

    ``kunci`` are the active keys that may be kept. A list that belongs to one object (an import,
    a plan) keeps none: the object goes, the filter would stay.
    """
    tempat, akun = request.resolver_match, getattr(request, "user", None)
    if tempat is None or tempat.kwargs or akun is None:
        return {}
    kini = Saringan(tempat.view_name, judul, _tanya(request, kunci))
    milik = [
        satu | {"kini": satu["tanya"] == kini.tanya}
        for satu in akun.saringan
        if satu["daftar"] == kini.daftar
    ]
    baru = bool(kunci) and not any(satu["kini"] for satu in milik)
    return {"tersimpan": milik, "titipan": titipkan(kini, akun) if baru else ""}


def _tanya(request: HttpRequest, kunci: list[str]) -> str:
    """The query of these keys and the order, always spelled the same."""
    tanya = QueryDict(mutable=True)
    for satu in sorted({*kunci, "urut"}):
        if nilai := [n for n in request.GET.getlist(satu) if n]:
            tanya.setlist(satu, nilai)
    return tanya.urlencode()


def titipkan(saringan: Saringan, akun: Any) -> str:
    """Sign it, for a form of this account."""
    return signing.dumps(asdict(saringan), salt=f"{_GARAM}:{akun.pk}", compress=True)


def ambil(titipan: str, akun: Any) -> Saringan | None:
    """What was signed for this account, or None."""
    try:
        return Saringan(**signing.loads(titipan, salt=f"{_GARAM}:{akun.pk}"))
    except signing.BadSignature:
        return None
