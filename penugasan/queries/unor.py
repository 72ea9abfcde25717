"""Which unit of ours SIASN means: by the id of its unit, by name, or by the unit above it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inti.impor.teks import kunci_nama
from inti.models import Instansi
from pegawai.imports.pencari_opd import PencariOpd, samakan_unor as samakan
from pegawai.models import Opd
from penugasan.models import PadananSiasn, RujukanSiasn

__all__ = ["PencariUnit", "Unit", "samakan"]
_MAKS_TINGKAT = 12


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


@dataclass
class PencariUnit:
    """The units of one agency, SIASN's tree of units and the accepted positions; loads them
    once."""

    instansi: Instansi
    _opd: Mapping[int, Opd] = field(init=False)
    _per_unor: Mapping[str, Opd] = field(init=False)
    _nama: PencariOpd = field(init=False)
    _atasan: Mapping[str, str] = field(init=False)
    _jabatan: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._opd = {opd.pk: opd for opd in Opd.objects.filter(instansi=self.instansi)}
        aktif = [opd for opd in self._opd.values() if opd.aktif]
        self._per_unor = {samakan(opd.unor_id): opd for opd in aktif if opd.unor_id}
        self._nama = PencariOpd(self.instansi)
        unor = RujukanSiasn.objects.filter(
            instansi=self.instansi, daftar=RujukanSiasn.Daftar.UNOR
        ).exclude(atasan="")
        self._atasan = dict(unor.values_list("kunci", "atasan"))
        diterima = PadananSiasn.objects.filter(instansi=self.instansi, opd__isnull=True)
        self._jabatan = dict(diterima.values_list("jabatan", "rujukan__kunci_nama"))

    def opd(self, pk: int | None) -> Opd | None:
        """A unit of ours by its key."""
        return self._opd.get(pk) if pk else None

    def cari(self, unor_id: str, nama: str, induk: str) -> Unit | None:
        """The unit that SIASN names; None when it is nowhere among ours.

        What was mapped decides. Below a mapped unit a name only counts for a unit of ours that
        stands below it, too: a Sekretariat is one of many.
        """
        kunci = samakan(unor_id)
        if opd := self._per_unor.get(kunci):
            return Unit(opd.pk, opd.nama, opd.jalur)
        atas, bernama = self._di_atas(kunci), self._nama.cari("", nama)
        if bernama is not None and (atas is None or bernama.jalur.startswith(atas.jalur)):
            return Unit(bernama.pk, bernama.nama, bernama.jalur)
        atas = atas or self._nama.cari("", induk)
        return Unit(atas.pk, atas.nama, atas.jalur, tepat=False) if atas else None

    def _di_atas(self, kunci: str) -> Opd | None:
        """The nearest mapped unit above this one in SIASN's tree, which may run in a circle."""
        for _ in range(_MAKS_TINGKAT):
            kunci = self._atasan.get(kunci, "")
            if not kunci or kunci in self._per_unor:
                return self._per_unor.get(kunci)
        return None

    def sama_jabatan(self, kita: str, bkn: str) -> bool:
        """Was the position that we write so accepted as the one that BKN names?"""
        nama = self._jabatan.get(kunci_nama(kita)[:200])
        return nama is not None and nama == kunci_nama(bkn)[:300]
