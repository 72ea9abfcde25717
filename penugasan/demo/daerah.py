"""The places that synthetic cities are drawn for: the files of their pack, their mix of people.

What a pack says (names, words, kinds of staff) is read from it; only chance has its numbers here.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from penugasan.rules.paket import Paket, baca_paket

FOLDER: Final = Path(__file__).parents[1] / "paket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Daerah:
    """One place. Weights say how many times the size of the others a unit has."""

    kode: str
    campuran: tuple[int, int, int]  # PNS, PPPK, PPPK Paruh Waktu
    berat_unit: Mapping[str, int] = field(hash=False)
    khas: Mapping[str, str] = field(hash=False)  # unit -> whose typical positions it has
    tempat_lahir: tuple[str, ...]
    luar: tuple[str, ...]  # where people live who live elsewhere
    ejaan_lain: Mapping[str, str] = field(hash=False)
    dinas_koperasi: str
    kecamatan: tuple[str, ...] = ()  # only these have cooperatives in the demo; empty = all
    koperasi_tiap: int = 0  # cooperatives of each; 0 = all
    survei_pns: bool = False

    @property
    def folder(self) -> Path:
        return FOLDER / self.kode

    @property
    def paket(self) -> Paket:
        return _paket(self.folder)

    def baris_opd(self) -> list[dict[str, str]]:
        return self._csv(self.paket.rujukan.opd)

    def baris_wilayah(self) -> list[dict[str, str]]:
        """The villages people live in: those of the chosen kecamatan."""
        semua = self._csv(self.paket.rujukan.kelurahan)
        return [satu for satu in semua if self._dipakai(satu["kecamatan"])]

    def baris_koperasi(self) -> list[dict[str, str]]:
        """The cooperatives of the demo, in the order of the pack: of each kecamatan the first."""
        menurut: dict[str, list[dict[str, str]]] = {}
        for satu in self._csv(self.paket.rujukan.koperasi):
            usual = satu["nama"].startswith(self.paket.kata.koperasi)
            if usual and self._dipakai(satu["kecamatan"]):
                menurut.setdefault(satu["kecamatan"], []).append(satu)
        batas = self.koperasi_tiap or None
        dipakai = [satu["kode_internal"] for semua in menurut.values() for satu in semua[:batas]]
        semua = self._csv(self.paket.rujukan.koperasi)
        return [satu for satu in semua if satu["kode_internal"] in dipakai]

    def _dipakai(self, kecamatan: str) -> bool:
        return not self.kecamatan or kecamatan in self.kecamatan

    def _csv(self, nama: str) -> list[dict[str, str]]:
        with (self.folder / nama).open(encoding="utf-8", newline="") as berkas:
            return list(csv.DictReader(berkas))


@cache
def _paket(folder: Path) -> Paket:
    return baca_paket((folder / "paket.toml").read_text(encoding="utf-8"))


PEKALONGAN: Final = Daerah(
    kode="kota-pekalongan",
    campuran=(40, 22, 38),
    berat_unit={"DINDIK": 12, "DINKES": 5, "RSUD": 4},
    khas={"DINDIK": "guru", "DINKES": "kesehatan"},
    tempat_lahir=("PEKALONGAN", "BATANG", "PEMALANG", "TEGAL", "KENDAL", "BREBES", "SEMARANG"),
    luar=("Batang", "Kec. Wiradesa"),
    ejaan_lain={
        "Kali Baros": "Kalibaros",
        "Kandang Panjang": "Kandangpanjang",
        "Pasirkratonkramat": "Pasir Kraton Kramat",
        "Podosugih": "Podo Sugih",
    },
    dinas_koperasi="DINAS PERDAGANGAN, KOPERASI, DAN UKM",
)
_PUSAT: Final = (
    *("Sangatta Utara", "Sangatta Selatan", "Bengalon"),
    *("Muara Wahau", "Kombeng", "Sangkulirang"),
)
KUTAI_TIMUR: Final = Daerah(
    kode="kutai-timur",
    campuran=(45, 35, 20),
    berat_unit={
        "DISDIKBUD": 10,
        "DINKES": 5,
        "RSUD": 4,
        **{f"KEC-{nama.upper().replace(' ', '-')}": 6 for nama in _PUSAT},
    },
    khas={"DISDIKBUD": "guru", "DINKES": "kesehatan"},
    tempat_lahir=("SANGATTA", "BONTANG", "SAMARINDA", "TENGGARONG", "BALIKPAPAN", "BERAU"),
    luar=("Bontang", "Kota Samarinda"),
    ejaan_lain={},
    dinas_koperasi="DINAS KOPERASI DAN USAHA KECIL MENENGAH",
    kecamatan=_PUSAT,
    koperasi_tiap=2,
    survei_pns=True,
)
