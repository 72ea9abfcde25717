"""Which unit of ours SIASN means: by the id of its unit, by name, or by the unit above it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inti.models import Instansi
from pegawai.imports.pencari_opd import PencariOpd
from pegawai.models import Opd


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of ours. ``tepat`` False: SIASN names a part of it that we do not keep apart."""

    pk: int
    nama: str
    jalur: str
    tepat: bool = True

    def mencakup(self, jalur: str) -> bool:
        """Is a unit with this path the same, as far as SIASN's words tell?"""
        return jalur == self.jalur if self.tepat else jalur.startswith(self.jalur)


def samakan(unor_id: str) -> str:
    """The comparable form of an id: dashed, in capitals and plain, it is the same unit."""
    return unor_id.replace("-", "").strip().casefold()


@dataclass
class PencariUnit:
    """The units of one agency; loads them once."""

    instansi: Instansi
    _opd: Mapping[int, Opd] = field(init=False)
    _per_unor: Mapping[str, Opd] = field(init=False)
    _nama: PencariOpd = field(init=False)

    def __post_init__(self) -> None:
        self._opd = {opd.pk: opd for opd in Opd.objects.filter(instansi=self.instansi)}
        aktif = [opd for opd in self._opd.values() if opd.aktif]
        self._per_unor = {samakan(opd.unor_id): opd for opd in aktif if opd.unor_id}
        self._nama = PencariOpd(self.instansi)

    def opd(self, pk: int | None) -> Opd | None:
        """A unit of ours by its key."""
        return self._opd.get(pk) if pk else None

    def cari(self, unor_id: str, nama: str, induk: str) -> Unit | None:
        """The unit that SIASN names; None when it is nowhere among ours."""
        opd = self._per_unor.get(samakan(unor_id)) if unor_id else None
        opd = opd or self._nama.cari("", nama)
        if opd is not None:
            return Unit(opd.pk, opd.nama, opd.jalur)
        atas = self._nama.cari("", induk)
        return Unit(atas.pk, atas.nama, atas.jalur, tepat=False) if atas else None
