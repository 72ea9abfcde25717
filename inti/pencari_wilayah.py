"""Find a kelurahan or desa by the name an office wrote. Never by likeness alone."""

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from inti.impor.teks import kunci_nama
from inti.models import Instansi, Padanan, Wilayah

_BAGIAN = re.compile(r",|\bkec(?:amatan)?\b\.?|\brt\b\W*\d+(?:\W*\brw\b\W*\d+)?", re.IGNORECASE)
_IKUTAN = re.compile(r"/|\(|\s-\s")
"""What a kecamatan is written after: "Kauman/Pekalongan Timur"."""
_KATA = re.compile(r"\w+")
_SEBUTAN = re.compile(r"^(?:kelurahan|kel|desa|ds)\b[\s.]*", re.IGNORECASE)
_KECAMATAN = re.compile(r"\bkec", re.IGNORECASE)
_KABUPATEN = re.compile(r"\bkab", re.IGNORECASE)
CUKUP_MIRIP = 0.82
CUKUP_PANJANG = 4
"""Letters that part of a name needs to be offered: "Kraton" may be Padukuhan Kraton."""


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
        self._lama: dict[str, list[Wilayah]] = defaultdict(list)
        self.per_kode: dict[str, Wilayah] = {}
        for satu in wilayah:
            self.per_kode[satu.kode] = satu
            for sebutan in {rapikan(s) for s in (satu.nama, *satu.alias)}:
                self._nama[sebutan].append(satu)
            for sebutan in {rapikan(s) for s in satu.nama_lama}:
                self._lama[sebutan].append(satu)
        diterima = Padanan.objects.filter(instansi=instansi, jenis=Padanan.Jenis.WILAYAH)
        self._diterima = dict(diterima.values_list("teks", "tujuan"))

    def cari(self, teks: str, *, kecamatan: str = "") -> Wilayah | None:
        """Return the one region of this name, or None.

        A kecamatan (given, or written after the name) must agree, and tells apart two of a
        name. A place "Kab. ..." is somewhere else.
        """
        nama, *lain = _BAGIAN.split(teks)
        if _KABUPATEN.search(teks):
            return None
        temu = self._nama.get(rapikan(nama), [])
        if not temu and len(bagian := _IKUTAN.split(nama)) > 1:
            temu, kecamatan = self._nama.get(rapikan(bagian[0]), []), kecamatan or bagian[-1]
        if not kecamatan and lain and _KECAMATAN.search(teks):
            kecamatan = lain[-1]
        if kecamatan:
            temu = [w for w in temu if w.induk and rapikan(w.induk.nama) == rapikan(kecamatan)]
        if len(temu) == 1:
            return temu[0]
        return self.per_kode.get(self._diterima.get(kunci_nama(teks), ""))

    def calon(self, teks: str, banyak: int = 1) -> list[Wilayah]:
        """Return what this text may mean, to be offered to a person: old names first, last the
        names that stand somewhere in it ("Jl. Merak 5 Kauman")."""
        if _KABUPATEN.search(teks):
            return []
        nama = rapikan(_BAGIAN.split(teks)[0])
        temu = list(self._lama.get(nama, ()))
        dekat = difflib.get_close_matches(nama, self._nama, n=banyak, cutoff=CUKUP_MIRIP)
        temu += [w for kunci in dekat for w in self._nama[kunci]]
        if len(nama) >= CUKUP_PANJANG:
            temu += [w for kunci, w2 in self._nama.items() if nama in kunci for w in w2]
        kata = " ".join(["", *_KATA.findall(teks.casefold()), ""])
        temu += [w for w in self.per_kode.values() if f" {w.nama.casefold()} " in kata]
        return list(dict.fromkeys(temu))[:banyak]

    def mirip(self, teks: str) -> str:
        """Return the name that looks most like this one, to be offered to a person, or ``""``."""
        calon = self.calon(teks)
        return calon[0].nama if calon else ""


class PenyebutWilayah:
    """Resolves unknown kelurahan on the import page (``inti.impor.padanan``)."""

    def tujuan(self, instansi: Instansi) -> Sequence[tuple[str, str]]:
        """Return (code, name) of every kelurahan or desa."""
        semua = PencariWilayah(instansi).per_kode.values()
        return sorted(((w.kode, w.nama) for w in semua), key=lambda w: w[1])

    def mirip(self, instansi: Instansi, teks: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return the codes of what each text resembles."""
        pencari = PencariWilayah(instansi)
        return {satu: [w.kode for w in pencari.calon(satu, 3)] for satu in teks}
