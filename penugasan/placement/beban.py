"""What a home unit loses when people leave, and how many it may lose at all.

The harm grows with each further person of one unit, so that the optimum spreads the burden: the
k-th leaver of a unit of n costs `beban_unit * k / n` points. The last holder of a position costs
extra. Both are convex in the number of leavers, which is what makes the flow model exact.
"""

from collections import Counter
from collections.abc import Iterable
from math import ceil

from penugasan.placement.types import Calon, Masukan, Unit


class Beban:
    """Harm and limits per unit; numbers of leavers count this plan only, locked rows included."""

    def __init__(self, masukan: Masukan) -> None:
        self.bobot = masukan.bobot
        self.batas = masukan.batas
        self.unit = {satu.kode: satu for satu in masukan.unit}
        for satu in masukan.calon:
            self.unit.setdefault(satu.unit, Unit(kode=satu.unit, nama=satu.unit, jumlah=0))
        self._calon = Counter(satu.unit for satu in masukan.calon)
        calon = Counter((satu.unit, satu.jabatan) for satu in masukan.calon)
        self._pemegang = {
            (unit, jabatan): max(banyak, self.unit[unit].pemegang.get(jabatan, 0))
            for (unit, jabatan), banyak in calon.items()
        }

    def marjinal_unit(self, unit: str, ke: int) -> int:
        """Points lost when the `ke`-th person (1, 2, ..) of the unit leaves."""
        data = self.unit[unit]
        return self.bobot.beban_unit * (data.sudah_pergi + ke) // max(data.jumlah, 1)

    def pemegang(self, unit: str, jabatan: str) -> int:
        """How many people of the unit hold the position now."""
        return self._pemegang[unit, jabatan]

    def terakhir(self, unit: str, jabatan: str, ke: int) -> int:
        """Points lost when the `ke`-th holder leaves: only the last one counts."""
        habis = bool(jabatan) and ke >= self._pemegang[unit, jabatan]
        return self.bobot.pemegang_terakhir if habis else 0

    def jatah_unit(self, unit: str) -> int:
        """How many people of the unit may leave in this plan (>= 0)."""
        data, batas = self.unit[unit], self.batas
        pagar = [self._calon[unit]]
        if batas.opd_maks is not None:
            pagar.append(batas.opd_maks - data.sudah_pergi)
        if batas.opd_persen is not None and data.jumlah:
            pagar.append(ceil(data.jumlah * batas.opd_persen / 100) - data.sudah_pergi)
        if batas.jaga_minimum and data.minimum is not None:
            pagar.append(data.jumlah - data.sudah_pergi - data.minimum)
        return max(0, min(pagar))

    def jatah_rumpun(self, rumpun: str) -> int | None:
        """How many people of one position family may leave one unit; None means no limit."""
        return self.batas.rumpun_maks if rumpun else None

    def bagi(self, pergi: Iterable[Calon]) -> dict[str, dict[str, int]]:
        """The plan's harm as parts of its rows, shared evenly among those who cause it.

        The sum over all rows is exactly the harm of the plan; a remainder of points falls to the
        first rows in the given order.
        """
        orang = list(pergi)
        bagian = {satu.kunci: {"beban_unit": 0, "pemegang_terakhir": 0} for satu in orang}
        per_unit: dict[str, list[str]] = {}
        per_jabatan: dict[tuple[str, str], list[str]] = {}
        for satu in orang:
            per_unit.setdefault(satu.unit, []).append(satu.kunci)
            per_jabatan.setdefault((satu.unit, satu.jabatan), []).append(satu.kunci)
        for unit, kunci in per_unit.items():
            jumlah = sum(self.marjinal_unit(unit, ke) for ke in range(1, len(kunci) + 1))
            _bagi_rata(bagian, "beban_unit", kunci, jumlah)
        for (unit, jabatan), kunci in per_jabatan.items():
            _bagi_rata(bagian, "pemegang_terakhir", kunci, self.terakhir(unit, jabatan, len(kunci)))
        return bagian


def _bagi_rata(bagian: dict[str, dict[str, int]], nama: str, kunci: list[str], jumlah: int) -> None:
    rata, sisa = divmod(jumlah, len(kunci))
    for nomor, satu in enumerate(kunci):
        bagian[satu][nama] = -(rata + (1 if nomor < sisa else 0))
