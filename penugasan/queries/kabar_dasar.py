"""What a notice is, and who may be told one."""

import datetime as dt
from dataclasses import dataclass

from inti.models import Instansi
from pegawai.models import Akun
from pegawai.queries import dapat_menjawab

JENDELA = dt.timedelta(days=4)
"""How far back the sweep looks for what happened; longer than any outage we accept."""
PENGINGAT = (3, 1, 0)
"""Working days before a deadline on which it is told, unless the policy says others."""


@dataclass(frozen=True, slots=True)
class Kabar:
    """One notice for some accounts."""

    akun: tuple[int, ...]
    kunci: str
    judul: str
    url: str
    penting: bool = False


class Kepala:
    """Who heads a unit today: the nearest office above it with an account that may log in."""

    def __init__(self, instansi: Instansi, hari: dt.date) -> None:
        jabatan = dapat_menjawab(instansi, hari)
        self._jalur = sorted(jabatan.values_list("opd__jalur", "akun_id"), key=lambda j: -len(j[0]))

    def dari(self, jalur: str | None) -> tuple[int, ...]:
        """The accounts of the nearest office; empty when nobody heads the unit."""
        cocok = [(satu, akun) for satu, akun in self._jalur if jalur and jalur.startswith(satu)]
        return tuple(akun for satu, akun in cocok if satu == cocok[0][0])


def berperan(instansi: Instansi, *peran: str) -> tuple[int, ...]:
    """The accounts of these roles that may log in."""
    aktif = Akun.objects.filter(instansi=instansi, peran__in=peran, is_active=True)
    return tuple(aktif.values_list("pk", flat=True))
