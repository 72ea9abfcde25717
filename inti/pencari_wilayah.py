"""Find a kelurahan or desa by the name an office wrote. Never by likeness alone."""

import difflib
import re
from collections import defaultdict

from inti.models import Instansi, Wilayah

_BAGIAN = re.compile(r",|\bkec(?:amatan)?\b\.?", re.IGNORECASE)
_SEBUTAN = re.compile(r"^(?:kelurahan|kel|desa|ds)\b[\s.]*", re.IGNORECASE)
_KECAMATAN = re.compile(r"\bkec", re.IGNORECASE)
_KABUPATEN = re.compile(r"\bkab", re.IGNORECASE)
CUKUP_MIRIP = 0.82


def rapikan(nama: str) -> str:
    """Return a name as it is compared: case-folded, no blanks, no signs, no "Kel."."""
    return "".join(c for c in _SEBUTAN.sub("", nama.strip()).casefold() if c.isalnum())


class PencariWilayah:
    """The kelurahan and desa of one agency by name and alias; loads them once."""

    def __init__(self, instansi: Instansi) -> None:
        wilayah = Wilayah.objects.filter(
            jenis__in=[Wilayah.Jenis.KELURAHAN, Wilayah.Jenis.DESA]
        ).select_related("induk")
        if instansi.wilayah_id:
            wilayah = wilayah.filter(kode__startswith=f"{instansi.wilayah_id}.")
        self._nama: dict[str, list[Wilayah]] = defaultdict(list)
        for satu in wilayah:
            for sebutan in {rapikan(s) for s in (satu.nama, *satu.alias)}:
                self._nama[sebutan].append(satu)

    def cari(self, teks: str, *, kecamatan: str = "") -> Wilayah | None:
        """Return the one region of this name, or None.

        A kecamatan (given, or written after the name) must agree, and tells apart two of a
        name. A place "Kab. ..." is somewhere else.
        """
        nama, *lain = _BAGIAN.split(teks)
        if _KABUPATEN.search(teks):
            return None
        temu = self._nama.get(rapikan(nama), [])
        if not kecamatan and lain and _KECAMATAN.search(teks):
            kecamatan = lain[-1]
        if kecamatan:
            temu = [w for w in temu if w.induk and rapikan(w.induk.nama) == rapikan(kecamatan)]
        return temu[0] if len(temu) == 1 else None

    def mirip(self, teks: str) -> str:
        """Return the name that looks most like this one, to be offered to a person, or ``""``."""
        dekat = difflib.get_close_matches(
            rapikan(_BAGIAN.split(teks)[0]), self._nama, n=1, cutoff=CUKUP_MIRIP
        )
        return self._nama[dekat[0]][0].nama if dekat else ""
