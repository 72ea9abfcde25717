"""How many cells the rows of a text table were cut into: a comma without quotes makes one more."""

from array import array
from collections import Counter
from collections.abc import Sequence

BLOK_EXCEL = 16
"""Excel leaves the blanks at the end of a row out where so many rows all have them."""
PALING_LEBAR = 65_535
MAKS_LAIN = 20_000
"""Rows of another width that are told; in a file with more of them none is usual."""


class Lebar:
    """Counts the cells of each row, blanks at the end too."""

    def __init__(self) -> None:
        self._semua = array("H")
        self._terisi = array("H")

    def catat(self, sel: Sequence[str]) -> None:
        """Note the next row, as it was cut."""
        terisi = len(sel)
        while terisi and not sel[terisi - 1].strip():
            terisi -= 1
        self._semua.append(min(len(sel), PALING_LEBAR) if terisi else 0)
        self._terisi.append(min(terisi, PALING_LEBAR))

    def rangkum(self) -> dict[str, object]:
        """Return the usual width, how much of it is filled, and the rows of another width.

        ``kurang`` are rows that lack a cell which their program would have written even blank.
        """
        kali = Counter(n for n in self._semua if n)
        biasa = kali.most_common(1)[0][0] if kali else 0
        lain = [(nomor, n) for nomor, n in enumerate(self._semua, 1) if n and n != biasa]
        if len(lain) > MAKS_LAIN:
            lain = []
        pasangan = list(zip(self._semua, self._terisi, strict=True))
        ekor_kosong = any(terisi < n for n, terisi in pasangan)
        kurang = [nomor for nomor, n in lain if n < biasa and ekor_kosong and self._pendek(nomor)]
        return {
            "biasa": biasa,
            "terisi": max((terisi for n, terisi in pasangan if n == biasa), default=0),
            "lain": lain,
            "kurang": kurang,
        }

    def _pendek(self, nomor: int) -> bool:
        """Whether this row is short not because Excel left the same blanks out all around it."""
        awal = (nomor - 1) // BLOK_EXCEL * BLOK_EXCEL
        return max(self._semua[awal : awal + BLOK_EXCEL]) > self._semua[nomor - 1]
