"""The score of a person in a post: named integer parts, each explainable in one sentence.

A part never punishes a missing fact: unknown gives 0 points, like "nothing in favour". What the
home unit loses is counted in `beban`, because it depends on who else leaves.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from penugasan.placement.kecocokan import kata_untuk, persen_cocok
from penugasan.placement.types import Bobot, Calon, Kata, Kecocokan, Kursi, Masukan, Tempat

Bilangan = npt.NDArray[np.int64]

SAMA, TETANGGA, SEKECAMATAN, JARAK, LUAR, TAK_DIKETAHUI = (
    "sama",
    "tetangga",
    "sekecamatan",
    "jarak",
    "luar",
    "tak_diketahui",
)
PERSEN_PREDIKAT = {1: 100, 2: 75, 3: 25}
TINGKAT_KOMPUTER_TERTINGGI = 4
BUMI_M = 6_371_000


@dataclass(frozen=True, slots=True, order=True)
class Kelompok:
    """Posts that differ in nothing but their number: one cooperative, one role."""

    koperasi: str
    peran: str
    wilayah: str


def kelompok_dari(kursi: Kursi) -> Kelompok:
    """The group of equal posts that `kursi` belongs to."""
    return Kelompok(kursi.koperasi, kursi.peran, kursi.wilayah)


def jarak_m(satu: Tempat, lain: Tempat) -> int | None:
    """Great-circle distance of the centroids in whole metres; None when one is unknown."""
    if satu.lat is None or satu.lng is None or lain.lat is None or lain.lng is None:
        return None
    lintang = math.radians(lain.lat - satu.lat)
    bujur = math.radians(lain.lng - satu.lng)
    tinggi = (
        math.sin(lintang / 2) ** 2
        + math.cos(math.radians(satu.lat))
        * math.cos(math.radians(lain.lat))
        * math.sin(bujur / 2) ** 2
    )
    return round(2 * BUMI_M * math.asin(min(1.0, math.sqrt(tinggi))))


def kedekatan(rumah: Tempat | None, tujuan: Tempat | None, bobot: Bobot) -> tuple[str, int]:
    """How near a home is to a cooperative: (kind, 0..100 of the domicile weight)."""
    if rumah is None or tujuan is None:
        return TAK_DIKETAHUI, 0
    if rumah.kode == tujuan.kode:
        return SAMA, 100
    if tujuan.kode in rumah.tetangga or rumah.kode in tujuan.tetangga:
        return TETANGGA, bobot.persen_tetangga
    if rumah.kecamatan and rumah.kecamatan == tujuan.kecamatan:
        return SEKECAMATAN, bobot.persen_sekecamatan
    jarak = jarak_m(rumah, tujuan)
    if jarak is None:
        return LUAR, 0
    sisa = bobot.jarak_nol_km * 1000 - jarak
    return JARAK, max(0, bobot.persen_jarak * sisa // (bobot.jarak_nol_km * 1000))


class Penilai:
    """Scores persons in groups of equal posts, one pair in words or all pairs at once."""

    def __init__(self, masukan: Masukan) -> None:
        self.bobot = masukan.bobot
        self.peta: Kecocokan = masukan.kecocokan
        self.wilayah = {satu.kode: satu for satu in masukan.wilayah}
        self.pensiun_unit = {
            satu.kode: self.bobot.pensiun * satu.pensiun // max(satu.jumlah, 1)
            for satu in masukan.unit
        }
        self._cocok: dict[tuple[str, str, str], int] = {}

    def bagian(self, calon: Calon, kelompok: Kelompok) -> dict[str, int]:
        """Every part of the score that does not depend on who else leaves, in points."""
        return {
            "domisili": self._domisili(calon.domisili, kelompok.wilayah),
            "prodi": self._prodi(calon.prodi, kelompok.peran),
            "jabatan": self._jabatan(calon.jabatan, kelompok.peran),
            **self._pribadi(calon),
        }

    def matriks(self, calon: tuple[Calon, ...], kelompok: tuple[Kelompok, ...]) -> Bilangan:
        """The sum of `bagian` for every person (row) and group of posts (column)."""
        lajur = np.zeros((len(calon), len(kelompok)), dtype=np.int64)
        if not calon or not kelompok:
            return lajur
        wilayah = sorted({satu.wilayah for satu in kelompok})
        peran = sorted({satu.peran for satu in kelompok})
        letak_wilayah = [wilayah.index(satu.wilayah) for satu in kelompok]
        letak_peran = [peran.index(satu.peran) for satu in kelompok]
        dekat = {
            rumah: np.array([self._domisili(rumah, kode) for kode in wilayah])[letak_wilayah]
            for rumah in {satu.domisili for satu in calon}
        }
        cocok = {
            (prodi, jabatan): np.array(
                [self._prodi(prodi, satu) + self._jabatan(jabatan, satu) for satu in peran]
            )[letak_peran]
            for prodi, jabatan in {(satu.prodi, satu.jabatan) for satu in calon}
        }
        for nomor, satu in enumerate(calon):
            lajur[nomor] = dekat[satu.domisili] + cocok[satu.prodi, satu.jabatan]
            lajur[nomor] += sum(self._pribadi(satu).values())
        return lajur

    def _domisili(self, rumah: str | None, tujuan: str) -> int:
        _, persen = kedekatan(self.wilayah.get(rumah or ""), self.wilayah.get(tujuan), self.bobot)
        return self.bobot.domisili * persen // 100

    def _prodi(self, prodi: str, peran: str) -> int:
        return self.bobot.prodi * self._persen("prodi", self.peta.prodi, prodi, peran) // 100

    def _jabatan(self, jabatan: str, peran: str) -> int:
        persen = self._persen("jabatan", self.peta.jabatan, jabatan, peran)
        return self.bobot.jabatan * persen // 100

    def _persen(self, jenis: str, peta: Mapping[str, Kata], teks: str, peran: str) -> int:
        """`persen_cocok`, remembered: thousands of people share a few hundred texts."""
        kunci = (jenis, teks, peran)
        if kunci not in self._cocok:
            self._cocok[kunci] = persen_cocok(teks, kata_untuk(peta, peran))
        return self._cocok[kunci]

    def _pribadi(self, calon: Calon) -> dict[str, int]:
        """The parts that are the same in every post."""
        tingkat = min(max(calon.komputer, 0), TINGKAT_KOMPUTER_TERTINGGI)
        persen = [PERSEN_PREDIKAT.get(satu, 0) for satu in calon.predikat[:2]]
        tawaran = {"ditawarkan": self.bobot.ditawarkan} if calon.ditawarkan else {}
        return {
            **tawaran,
            "komputer": self.bobot.komputer * tingkat // TINGKAT_KOMPUTER_TERTINGGI,
            "kinerja": self.bobot.kinerja * sum(persen) // (100 * max(len(persen), 1)),
            "kecamatan": self.bobot.kecamatan if calon.di_kecamatan else 0,
            "pensiun": -self.pensiun_unit.get(calon.unit, 0),
            "layanan_dasar": -self.bobot.layanan_dasar if calon.layanan_dasar else 0,
        }
