"""A map of the regions as SVG paths: drawn by the server, no tiles, no script.

An equirectangular projection with the longitude shortened at the middle latitude is exact enough
for one city or regency (below 1 % over 200 km).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inti.models import Wilayah

LEBAR = 1000
"""Width of the drawing in its own units; its height follows from the region."""
TEPI = 12

Titik = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bidang:
    """One region: its path data, and where its label stands."""

    wilayah: Wilayah
    jejak: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Peta:
    """All regions on one drawing of `lebar` x `tinggi` units."""

    lebar: int
    tinggi: int
    bidang: list[Bidang]


def peta(daftar: Iterable[Wilayah]) -> Peta | None:
    """Draw the regions whose outline is known; None when there is none."""
    cincin = {satu.kode: (satu, _cincin(satu)) for satu in daftar if satu.garis_batas}
    titik = [titik for _, bagian in cincin.values() for satu in bagian for titik in satu]
    if not titik:
        return None
    proyeksi = _Proyeksi(titik)
    return Peta(
        lebar=LEBAR,
        tinggi=proyeksi.tinggi,
        bidang=[_bidang(wilayah, bagian, proyeksi) for wilayah, bagian in cincin.values()],
    )


def _cincin(wilayah: Wilayah) -> list[list[Titik]]:
    garis: Sequence[Sequence[Sequence[float]]] = wilayah.garis_batas or []
    return [[(titik[0], titik[1]) for titik in satu] for satu in garis]


class _Proyeksi:
    """Longitude and latitude to whole units of the drawing."""

    def __init__(self, titik: Sequence[Titik]) -> None:
        bujur = [satu for satu, _ in titik]
        lintang = [satu for _, satu in titik]
        self.barat, self.utara = min(bujur), max(lintang)
        self.pendek = math.cos(math.radians((min(lintang) + self.utara) / 2))
        lebar = max((max(bujur) - self.barat) * self.pendek, 1e-9)
        self.skala = (LEBAR - 2 * TEPI) / lebar
        self.tinggi = round((self.utara - min(lintang)) * self.skala) + 2 * TEPI

    def __call__(self, bujur: float, lintang: float) -> tuple[int, int]:
        return (
            round((bujur - self.barat) * self.pendek * self.skala) + TEPI,
            round((self.utara - lintang) * self.skala) + TEPI,
        )


def _bidang(wilayah: Wilayah, bagian: list[list[Titik]], proyeksi: _Proyeksi) -> Bidang:
    jejak = "".join(_jejak(cincin, proyeksi) for cincin in bagian)
    terbesar = max(bagian, key=lambda cincin: abs(_luas(cincin)))
    x, y = proyeksi(*_pusat(terbesar))
    return Bidang(wilayah=wilayah, jejak=jejak, x=x, y=y)


def _jejak(cincin: list[Titik], proyeksi: _Proyeksi) -> str:
    """Path data of one ring; points that fall on the one before are left out."""
    titik: list[tuple[int, int]] = []
    for satu in cincin:
        kini = proyeksi(*satu)
        if not titik or titik[-1] != kini:
            titik.append(kini)
    return "M" + "L".join(f"{x} {y}" for x, y in titik) + "Z"


def _luas(cincin: list[Titik]) -> float:
    """Signed area of a ring in square degrees (shoelace)."""
    pasang = zip(cincin, cincin[1:] + cincin[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pasang) / 2


def _pusat(cincin: list[Titik]) -> Titik:
    """Centre of mass of a ring; of a line, the mean of its points."""
    luas = _luas(cincin)
    if abs(luas) < 1e-12:
        jumlah = len(cincin)
        return sum(x for x, _ in cincin) / jumlah, sum(y for _, y in cincin) / jumlah
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(cincin, cincin[1:] + cincin[:1], strict=True):
        silang = x1 * y2 - x2 * y1
        x += (x1 + x2) * silang
        y += (y1 + y2) * silang
    return x / (6 * luas), y / (6 * luas)
