"""All criteria of the 2022 registry, in force by its pack, and what somebody counts as."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from penugasan.rules.kelayakan import dan
from penugasan.rules.pendataan_kriteria import (
    FaktaTenaga,
    ParameterAktif,
    ParameterAlihDaya,
    ParameterHonor,
    ParameterInstansi,
    ParameterLahir,
    ParameterMasaKerja,
    ParameterPenandatangan,
    ParameterSkBaru,
    ParameterSumber,
    k1,
    k2,
    k3,
    k4,
    k5,
    k6,
    x1,
    x2,
    x3,
)
from penugasan.rules.types import Ambang, Hasil, Temuan


@dataclass(frozen=True, slots=True)
class Kriteria:
    """One criterion: its code in the circular, the function, its parameters.

    ``nama`` is what somebody is outside for, ``tanya`` what is not known about others.
    """

    kode: str
    nama: str
    tanya: str
    fungsi: Callable[[FaktaTenaga, Ambang[Any]], Temuan]
    parameter: type[Any]


KRITERIA: tuple[Kriteria, ...] = (
    Kriteria("X1", "Pegawai BLU atau BLUD", "Dari mana honorariumnya", x1, ParameterSumber),
    Kriteria("X2", "Dibayar dengan alih daya", "Alih daya atau bukan", x2, ParameterAlihDaya),
    Kriteria("X3", "SK sesudah batas", "Kapan mulai kerja", x3, ParameterSkBaru),
    Kriteria(
        "K1",
        "Bukan eks THK-II dan bukan pegawai instansi",
        "Unit kerja mana",
        k1,
        ParameterInstansi,
    ),
    Kriteria(
        "K2",
        "Honorarium tidak langsung dari APBN/APBD",
        "Dari mana honorariumnya",
        k2,
        ParameterHonor,
    ),
    Kriteria(
        "K3",
        "Tidak diangkat pimpinan unit kerja",
        "Siapa penanda tangan SK",
        k3,
        ParameterPenandatangan,
    ),
    Kriteria("K4", "Masa kerja kurang dari 1 tahun", "Kapan mulai kerja", k4, ParameterMasaKerja),
    Kriteria("K5", "Usia di luar 20 sampai 56 tahun", "Kapan lahir", k5, ParameterLahir),
    Kriteria("K6", "Tidak aktif lagi", "Masih aktif atau tidak", k6, ParameterAktif),
)
"""In the order in which a reason is named: whom the circular leaves out, then what he lacks."""
KRITERIA_MENURUT_KODE = {satu.kode: satu for satu in KRITERIA}


@dataclass(frozen=True, slots=True)
class KriteriaAktif:
    """A criterion that the pack switches on, with its parameters and legal basis."""

    kriteria: Kriteria
    parameter: Any
    dasar_hukum: str

    def periksa(self, fakta: FaktaTenaga, acuan: dt.date) -> Temuan:
        """Ask this one criterion."""
        ambang = Ambang(
            kode=self.kriteria.kode,
            parameter=self.parameter,
            acuan=acuan,
            dasar_hukum=self.dasar_hukum,
        )
        return self.kriteria.fungsi(fakta, ambang)


@dataclass(frozen=True, slots=True)
class Golongan:
    """What a worker is counted as. ``sebab`` is the one criterion that the count names, or ""."""

    hasil: Hasil
    sebab: str
    temuan: tuple[Temuan, ...]

    @property
    def kurang(self) -> tuple[str, ...]:
        """The facts that are missing, each once."""
        return tuple(dict.fromkeys(t.kurang for t in self.temuan if t.kurang))


def golongkan(fakta: FaktaTenaga, kriteria: tuple[KriteriaAktif, ...], acuan: dt.date) -> Golongan:
    """Ask every criterion about one worker; the first that decides is the reason counted."""
    temuan = tuple(satu.periksa(fakta, acuan) for satu in kriteria)
    hasil = dan(satu.hasil for satu in temuan)
    sebab = "" if hasil is Hasil.LAYAK else next(t.kode for t in temuan if t.hasil is hasil)
    return Golongan(hasil, sebab, temuan)
