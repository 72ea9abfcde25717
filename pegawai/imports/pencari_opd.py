"""Find the unit a file names: by SIASN's unor id, else by its exact name or alias."""

import difflib
from collections import defaultdict

from inti.impor.teks import kunci_nama
from inti.models import Instansi
from pegawai.models import Opd

CUKUP_MIRIP = 0.85


class PencariOpd:
    """The units of one agency; loads them once."""

    def __init__(self, instansi: Instansi) -> None:
        self._unor: dict[str, Opd] = {}
        self._nama: dict[str, set[Opd]] = defaultdict(set)
        self.nama: dict[int, str] = {}
        for opd in Opd.objects.filter(instansi=instansi, aktif=True):
            self.nama[opd.pk] = opd.nama
            if opd.unor_id:
                self._unor[opd.unor_id] = opd
            for sebutan in (opd.nama, *opd.alias):
                self._nama[kunci_nama(sebutan)].add(opd)

    def cari(self, unor_id: str, nama: str) -> Opd | None:
        """Return the unit, or None; a name that two units bear decides nothing."""
        if unor_id in self._unor:
            return self._unor[unor_id]
        temu = self._nama.get(kunci_nama(nama), set()) if nama else set()
        return next(iter(temu)) if len(temu) == 1 else None

    def mirip(self, nama: str) -> str:
        """Return the most similar name, to be offered to a person, or ``""``."""
        dekat = difflib.get_close_matches(kunci_nama(nama), self._nama, n=1, cutoff=CUKUP_MIRIP)
        return next(iter(self._nama[dekat[0]])).nama if dekat else ""
