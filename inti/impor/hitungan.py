"""Counting the rows of an import: by outcome, with a warning, left out, and findings by code."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from inti.impor.pengimpor import BarisTerbaca, Status

ASING_PALING_BANYAK = 300
"""How many unknown names one file lists; the rest shows once these are settled."""
DITULIS = (Status.BARU, Status.BERUBAH)


class Hitungan:
    """Counts kept up while rows stream by; a row that is decided anew is taken out and put in."""

    def __init__(self, baris: Iterable[BarisTerbaca] = ()) -> None:
        self._isi: Counter[str] = Counter()
        self._kode: Counter[str] = Counter()
        self._kolom: Counter[str] = Counter()
        self._asing: Counter[tuple[str, str]] = Counter()
        for satu in baris:
            self.tambah(satu)

    @classmethod
    def dari(cls, ringkasan: dict[str, Any]) -> "Hitungan":
        """Go on from what an import had counted."""
        ini = cls()
        kunci = ("baris", *Status.values, "peringatan", "dilewati")
        ini._isi.update({k: ringkasan.get(k, 0) for k in kunci})
        ini._kode.update(ringkasan.get("kode", {}))
        ini._kolom.update(ringkasan.get("ubahan", {}))
        for jenis, semua in ringkasan.get("asing", {}).items():
            ini._asing.update({(jenis, teks): n for teks, n in semua.items()})
        return ini

    @property
    def baris(self) -> int:
        return self._isi["baris"]

    @property
    def ditulis(self) -> int:
        """How many rows applying writes."""
        return sum(self._isi[s] for s in DITULIS) - self._isi["dilewati"]

    def tambah(self, satu: BarisTerbaca) -> None:
        self._catat(satu, 1)

    def kurang(self, satu: BarisTerbaca) -> None:
        self._catat(satu, -1)

    def _catat(self, satu: BarisTerbaca, arah: int) -> None:
        self._isi["baris"] += arah
        self._isi[str(satu.status)] += arah
        if satu.temuan:
            self._isi["peringatan"] += arah * satu.berperingatan
            for temuan in satu.temuan:
                self._kode[temuan.kode] += arah
        if asing := satu.nilai.get("_asing"):
            self._asing[asing["jenis"], asing["teks"]] += arah
        if not satu.ikut and satu.status in DITULIS:
            self._isi["dilewati"] += arah
        if satu.status == Status.BERUBAH:
            for kolom in satu.beda:
                self._kolom[kolom] += arah

    def sebagai_dict(self) -> dict[str, Any]:
        """Return what ``Impor.ringkasan`` keeps of it."""
        asing: dict[str, dict[str, int]] = {}
        for (jenis, teks), n in self._asing.most_common(ASING_PALING_BANYAK):
            if n > 0:
                asing.setdefault(jenis, {})[teks] = n
        return {
            "asing": asing,
            **{k: self._isi[k] for k in ("baris", *Status.values, "peringatan", "dilewati")},
            "kode": {k: n for k, n in self._kode.most_common() if n > 0},
            "ubahan": {k: n for k, n in self._kolom.most_common() if n > 0},
        }
