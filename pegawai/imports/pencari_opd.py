"""Find the unit a file names: by SIASN's unor id, its exact name or alias, or an accepted name."""

import difflib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from inti.impor.teks import kunci_nama
from inti.models import Instansi, Padanan
from pegawai.models import Opd

CUKUP_MIRIP = 0.85
PANTAS_DITAWARKAN = 0.55
"""How alike a name must be to be offered in a list, where a person chooses."""


def samakan_unor(unor_id: str) -> str:
    """The comparable form of an id: dashed, in capitals and plain, it is the same unit."""
    return unor_id.replace("-", "").strip().casefold()


class PencariOpd:
    """The units of one agency; loads them once."""

    def __init__(self, instansi: Instansi) -> None:
        self._unor: dict[str, Opd] = {}
        self._nama: dict[str, set[Opd]] = defaultdict(set)
        self.nama: dict[int, str] = {}
        self.per_kode: dict[str, Opd] = {}
        for opd in Opd.objects.filter(instansi=instansi):
            self.nama[opd.pk] = opd.nama
            if not opd.aktif:
                continue
            self.per_kode[opd.kode] = opd
            if opd.unor_id:
                self._unor[samakan_unor(opd.unor_id)] = opd
            for sebutan in (opd.nama, *opd.alias):
                self._nama[kunci_nama(sebutan)].add(opd)
        diterima = Padanan.objects.filter(instansi=instansi, jenis=Padanan.Jenis.OPD)
        self._diterima = dict(diterima.values_list("teks", "tujuan"))

    def cari(self, unor_id: str, nama: str) -> Opd | None:
        """Return the unit, or None; a name that two units bear decides nothing."""
        if unor_id and (opd := self._unor.get(samakan_unor(unor_id))):
            return opd
        if not nama:
            return None
        kunci = kunci_nama(nama)
        temu = self._nama.get(kunci, set())
        if len(temu) == 1:
            return next(iter(temu))
        return self.per_kode.get(self._diterima.get(kunci, ""))

    def paling_mirip(self, nama: str) -> str:
        """Return the most similar name, to be offered to a person, or ``""``."""
        dekat = difflib.get_close_matches(kunci_nama(nama), self._nama, n=1, cutoff=CUKUP_MIRIP)
        return next(iter(self._nama[dekat[0]])).nama if dekat else ""

    def calon(self, nama: str, banyak: int) -> list[Opd]:
        """Return the units whose names resemble this one, most alike first."""
        dekat = difflib.get_close_matches(
            kunci_nama(nama), self._nama, n=banyak, cutoff=PANTAS_DITAWARKAN
        )
        return list(dict.fromkeys(opd for kunci in dekat for opd in self._nama[kunci]))[:banyak]


class PenyebutOpd:
    """Resolves unknown unit names on the import page (``inti.impor.padanan``)."""

    def tujuan(self, instansi: Instansi) -> Sequence[tuple[str, str]]:
        """Return (code, name) of every unit."""
        unit = Opd.objects.filter(instansi=instansi, aktif=True).order_by("nama")
        return list(unit.values_list("kode", "nama"))

    def mirip(self, instansi: Instansi, teks: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return the codes of the units each text resembles."""
        pencari = PencariOpd(instansi)
        return {satu: [opd.kode for opd in pencari.calon(satu, 3)] for satu in teks}
