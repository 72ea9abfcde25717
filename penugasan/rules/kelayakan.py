"""The list of all rules, the policy that switches them on, and the verdict.

A new rule is one function, one entry in ``ATURAN`` and one test.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from penugasan.rules import kemampuan, kepegawaian, tempat, waktu
from penugasan.rules.types import Ambang, Fakta, Hasil, Kelayakan, Temuan


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule: its stable code, its name on the card, the function and its parameters' type.

    ``bahan`` names the fields of ``Fakta`` that the function reads, and no others: people who
    are equal in them get the same answer, so that a large population is judged by distinct
    values and not one by one.
    """

    kode: str
    nama: str
    fungsi: Callable[[Fakta, Ambang[Any]], Temuan]
    parameter: type[Any]
    bahan: tuple[str, ...]


ATURAN: tuple[Aturan, ...] = (
    Aturan(
        "jenis_asn",
        "Jenis pegawai",
        kepegawaian.jenis_asn,
        kepegawaian.ParameterJenisAsn,
        ("jenis",),
    ),
    Aturan(
        "kedudukan_hukum",
        "Kedudukan hukum",
        kepegawaian.kedudukan_hukum,
        kepegawaian.ParameterKedudukanHukum,
        ("kedudukan_hukum", "kedudukan_hukum_id"),
    ),
    Aturan(
        "pendidikan",
        "Pendidikan",
        kemampuan.pendidikan,
        kemampuan.ParameterPendidikan,
        ("tingkat_pendidikan", "pendidikan"),
    ),
    Aturan("usia", "Usia", waktu.usia, waktu.ParameterUsia, ("lahir",)),
    Aturan(
        "komputer",
        "Kemampuan komputer",
        kemampuan.komputer,
        kemampuan.ParameterKomputer,
        ("bukti_komputer", "jabatan", "pendidikan"),
    ),
    Aturan(
        "belum_ditugaskan",
        "Belum ditugaskan",
        kepegawaian.belum_ditugaskan,
        kepegawaian.ParameterBelumDitugaskan,
        ("penugasan",),
    ),
    Aturan(
        "rumpun_jabatan",
        "Rumpun jabatan",
        kepegawaian.rumpun_jabatan,
        kepegawaian.ParameterRumpunJabatan,
        ("jabatan",),
    ),
    Aturan(
        "kontrak",
        "Masa perjanjian kerja",
        waktu.kontrak,
        waktu.ParameterKontrak,
        ("jenis", "kontrak_akhir"),
    ),
    Aturan("bup", "Batas usia pensiun", waktu.bup, waktu.ParameterBup, ("lahir", "jabatan")),
    Aturan(
        "predikat_kinerja",
        "Predikat kinerja",
        kemampuan.predikat_kinerja,
        kemampuan.ParameterPredikat,
        ("predikat", "jenis"),
    ),
    Aturan(
        "hukuman_disiplin",
        "Hukuman disiplin",
        kepegawaian.hukuman_disiplin,
        kepegawaian.ParameterHukumanDisiplin,
        ("hukuman",),
    ),
    Aturan(
        "domisili",
        "Domisili",
        tempat.domisili,
        tempat.ParameterDomisili,
        ("domisili", "tetangga", "wilayah_tujuan"),
    ),
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
    return putuskan(temuan, fakta.pengecualian, acuan)


def putuskan(
    temuan: tuple[Temuan, ...], pengecualian: Mapping[str, str], acuan: dt.date
) -> Kelayakan:
    """The verdict on these answers; one that was overruled is marked and does not count."""
    if pengecualian:
        temuan = tuple(
            replace(satu, dikecualikan=pengecualian[satu.kode])
            if satu.hasil is not Hasil.LAYAK and satu.kode in pengecualian
            else satu
            for satu in temuan
        )
    hasil = dan(satu.hasil for satu in temuan if not satu.dikecualikan)
    return Kelayakan(hasil, acuan, temuan)
