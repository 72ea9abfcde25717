"""The language of the table: one row per URL, one expected answer per role."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from inti.peran import Peran
from tests.otorisasi.dunia import Dunia, Isi

SEMUA = frozenset(Peran.values)
BKPSDM = frozenset({Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR})
PUBLIK = SEMUA | {"anonim"}
TIDAK_BOLEH = 403
TIDAK_ADA = 404
KE_LOGIN = 302


@dataclass(frozen=True)
class Baris:
    """What one URL answers.

    ``boleh`` are the roles whose own row answers ``jawab``; the others get 403, strangers the
    login page. With ``kunci`` the URL names a row: a foreign one is a 404 for every role let in.
    ``lingkup`` are the roles that see only their own unit: to them a neighbour's row is foreign.
    ``khusus`` overrides the answer of a role for its own row (an OPD head never sees an SK: 404).
    ``tetap`` are URL parts that name no row; roles of ``kecuali`` get a 404 for this value of it.
    """

    url: str
    boleh: frozenset[str]
    kunci: Callable[[Isi], dict[str, Any]] | None = None
    metode: str = "get"
    isi: Callable[[Isi], dict[str, Any]] = field(default=lambda _isi: {})
    jawab: int = 200
    lingkup: frozenset[str] = frozenset({Peran.KEPALA_OPD})
    khusus: dict[str, int] = field(default_factory=dict)
    kueri: str = ""
    tetap: dict[str, Any] = field(default_factory=dict)
    kecuali: frozenset[str] = frozenset()

    @property
    def nama(self) -> str:
        rincian = "".join(f" {nilai}" for nilai in self.tetap.values())
        return f"{self.metode.upper()} {self.url}{rincian}{self.kueri}"

    def harapan(self, peran: str, milik: str) -> int:
        """The expected status for a role and a row that is milik, tetangga or asing."""
        pemeran = Peran.KEPALA_OPD if peran == "mantan_kepala" else peran
        if pemeran in self.kecuali:
            return TIDAK_ADA
        if pemeran not in self.boleh:
            return KE_LOGIN if peran == "anonim" else TIDAK_BOLEH
        if self.kunci is None:
            return self.khusus.get(peran, self.jawab)
        asing = milik == "asing" or (
            pemeran in self.lingkup and (milik == "tetangga" or peran == "mantan_kepala")
        )
        return TIDAK_ADA if asing else self.khusus.get(peran, self.jawab)


def isi_dari(dunia: Dunia, milik: str) -> Isi:
    pilihan: Isi = getattr(dunia, milik)
    return pilihan


def semua_url() -> set[str]:
    """Names of every URL of the portal, with their namespaces."""
    return set(_telusuri(get_resolver().url_patterns, ""))


def _telusuri(pola: Iterable[Any], awalan: str) -> Iterable[str]:
    for satu in pola:
        if isinstance(satu, URLResolver):
            ruang = f"{awalan}{satu.namespace}:" if satu.namespace else awalan
            yield from _telusuri(satu.url_patterns, ruang)
        elif isinstance(satu, URLPattern):
            yield f"{awalan}{satu.name or satu.pattern}"
