"""The list of all rules, the policy that switches them on, and the verdict.

A new rule is one function, one entry in ``ATURAN`` and one test.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from penugasan.rules import kemampuan, kepegawaian, tempat, waktu
from penugasan.rules.types import Ambang, Fakta, Hasil, Kelayakan, Temuan


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule: its stable code, its name on the card, the function and its parameters' type."""

    kode: str
    nama: str
    fungsi: Callable[[Fakta, Ambang[Any]], Temuan]
    parameter: type[Any]


ATURAN: tuple[Aturan, ...] = (
    Aturan("jenis_asn", "Jenis pegawai", kepegawaian.jenis_asn, kepegawaian.ParameterJenisAsn),
    Aturan(
        "kedudukan_hukum",
        "Kedudukan hukum",
        kepegawaian.kedudukan_hukum,
        kepegawaian.ParameterKedudukanHukum,
    ),
    Aturan("pendidikan", "Pendidikan", kemampuan.pendidikan, kemampuan.ParameterPendidikan),
    Aturan("usia", "Usia", waktu.usia, waktu.ParameterUsia),
    Aturan("komputer", "Kemampuan komputer", kemampuan.komputer, kemampuan.ParameterKomputer),
    Aturan(
        "belum_ditugaskan",
        "Belum ditugaskan",
        kepegawaian.belum_ditugaskan,
        kepegawaian.ParameterBelumDitugaskan,
    ),
    Aturan(
        "rumpun_jabatan",
        "Rumpun jabatan",
        kepegawaian.rumpun_jabatan,
        kepegawaian.ParameterRumpunJabatan,
    ),
    Aturan("kontrak", "Masa perjanjian kerja", waktu.kontrak, waktu.ParameterKontrak),
    Aturan("bup", "Batas usia pensiun", waktu.bup, waktu.ParameterBup),
    Aturan(
        "predikat_kinerja",
        "Predikat kinerja",
        kemampuan.predikat_kinerja,
        kemampuan.ParameterPredikat,
    ),
    Aturan(
        "hukuman_disiplin",
        "Hukuman disiplin",
        kepegawaian.hukuman_disiplin,
        kepegawaian.ParameterHukumanDisiplin,
    ),
    Aturan("domisili", "Domisili", tempat.domisili, tempat.ParameterDomisili),
)
MENURUT_KODE = {aturan.kode: aturan for aturan in ATURAN}


@dataclass(frozen=True, slots=True)
class AturanAktif:
    """A rule that the policy switches on, with its parameters and legal basis."""

    aturan: Aturan
    parameter: Any
    dasar_hukum: str

    def periksa(self, fakta: Fakta, acuan: dt.date) -> Temuan:
        """Ask this one rule."""
        ambang = Ambang(
            kode=self.aturan.kode,
            parameter=self.parameter,
            acuan=acuan,
            dasar_hukum=self.dasar_hukum,
        )
        return self.aturan.fungsi(fakta, ambang)


@dataclass(frozen=True, slots=True)
class Kebijakan:
    """The rules in force, in the order of ``ATURAN``. A rule that is off leaves no finding."""

    aturan: tuple[AturanAktif, ...]

    def parameter(self, kode: str) -> Any | None:
        """Parameters of a rule in force, None when it is off."""
        return next((satu.parameter for satu in self.aturan if satu.aturan.kode == kode), None)


def dan(hasil: Iterable[Hasil]) -> Hasil:
    """Strong Kleene AND: any TIDAK decides, else any BELUM PASTI; nothing asked is LAYAK."""
    semua = set(hasil)
    for putusan in (Hasil.TIDAK, Hasil.BELUM_PASTI):
        if putusan in semua:
            return putusan
    return Hasil.LAYAK


def periksa(fakta: Fakta, kebijakan: Kebijakan, acuan: dt.date) -> Kelayakan:
    """Ask every rule in force about one person on one day."""
    temuan = tuple(satu.periksa(fakta, acuan) for satu in kebijakan.aturan)
    return Kelayakan(dan(satu.hasil for satu in temuan), acuan, temuan)
