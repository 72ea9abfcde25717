"""The words of a verdict: what is known (Fakta), what is asked (Ambang), what follows (Temuan)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar


class Hasil(StrEnum):
    """Three answers, not two: a missing fact is a question to somebody, never a "no"."""

    LAYAK = "layak"
    BELUM_PASTI = "belum_pasti"
    TIDAK = "tidak"

    @property
    def label(self) -> str:
        """What officers read."""
        return {"layak": "Layak", "belum_pasti": "Belum pasti", "tidak": "Tidak"}[self.value]


@dataclass(frozen=True, slots=True)
class SumberFakta:
    """Where a fact was read, in words an officer recognises, and the day it was recorded."""

    keterangan: str
    tanggal: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Bukti:
    """One dated piece of evidence about computer skill; `tingkat` 0..4, `mampu` None = open."""

    jenis: str
    tingkat: int
    mampu: bool | None
    keterangan: str
    tanggal: dt.date
    sumber: SumberFakta | None = None


@dataclass(frozen=True, slots=True)
class Tugas:
    """A live assignment; `selesai` is its last day, None while open."""

    mulai: dt.date
    selesai: dt.date | None
    keterangan: str


@dataclass(frozen=True, slots=True)
class Hukuman:
    """A disciplinary sanction: `tingkat` ringan, sedang or berat; `selesai` its last day."""

    tingkat: str
    mulai: dt.date
    selesai: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fakta:
    """What is known about one person. None = not known; an empty tuple = known to be none.

    `bukti_komputer` runs from the oldest to the newest. `wilayah_tujuan` holds the region codes
    of the cooperatives in question, `tetangga` those next to the person's own.
    `pengecualian` names the rules that an officer and a second person overruled, each with the
    reason and document. `sumber` says per field where the value was read.
    """

    jenis: str | None = None
    kedudukan_hukum_id: str | None = None
    kedudukan_hukum: str | None = None
    tingkat_pendidikan: str | None = None
    pendidikan: str | None = None
    lahir: dt.date | None = None
    jabatan: str | None = None
    bukti_komputer: tuple[Bukti, ...] = ()
    penugasan: tuple[Tugas, ...] | None = None
    kontrak_akhir: dt.date | None = None
    predikat: Mapping[int, int] = field(default_factory=dict)
    hukuman: tuple[Hukuman, ...] | None = None
    domisili: str | None = None
    tetangga: frozenset[str] = frozenset()
    wilayah_tujuan: frozenset[str] | None = None
    pengecualian: Mapping[str, str] = field(default_factory=dict)
    sumber: Mapping[str, SumberFakta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temuan:
    """One rule's answer. A reason is given when it passes, too.

    `nilai` is the value used, `syarat` what it was held against, `kurang` the missing fact of a
    BELUM PASTI (empty otherwise). `dikecualikan` says why this answer does not count for the
    person; the answer itself stays what it is.
    """

    kode: str
    hasil: Hasil
    nilai: str
    syarat: str
    alasan: str
    dasar_hukum: str
    sumber: SumberFakta | None = None
    kurang: str = ""
    dikecualikan: str = ""

    @property
    def menghalangi(self) -> bool:
        """Whether this answer keeps the person from being eligible."""
        return self.hasil is not Hasil.LAYAK and not self.dikecualikan


P = TypeVar("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambang(Generic[P]):
    """What one rule measures against: its parameters, the reference date, its legal basis."""

    kode: str
    parameter: P
    acuan: dt.date
    dasar_hukum: str

    def layak(
        self, alasan: str, *, nilai: str, syarat: str, sumber: SumberFakta | None = None
    ) -> Temuan:
        """A pass, with its reason."""
        return self._temuan(Hasil.LAYAK, alasan, nilai=nilai, syarat=syarat, sumber=sumber)

    def tidak(
        self, alasan: str, *, nilai: str, syarat: str, sumber: SumberFakta | None = None
    ) -> Temuan:
        """A refusal that rests on a known fact."""
        return self._temuan(Hasil.TIDAK, alasan, nilai=nilai, syarat=syarat, sumber=sumber)

    def belum_pasti(
        self,
        alasan: str,
        *,
        kurang: str,
        syarat: str,
        nilai: str = "",
        sumber: SumberFakta | None = None,
    ) -> Temuan:
        """An open question; `kurang` names the fact somebody must supply."""
        return self._temuan(
            Hasil.BELUM_PASTI, alasan, nilai=nilai, syarat=syarat, sumber=sumber, kurang=kurang
        )

    def _temuan(
        self,
        hasil: Hasil,
        alasan: str,
        *,
        nilai: str,
        syarat: str,
        sumber: SumberFakta | None,
        kurang: str = "",
    ) -> Temuan:
        return Temuan(
            kode=self.kode,
            hasil=hasil,
            nilai=nilai,
            syarat=syarat,
            alasan=alasan,
            dasar_hukum=self.dasar_hukum,
            sumber=sumber,
            kurang=kurang,
        )


@dataclass(frozen=True, slots=True)
class Kelayakan:
    """The verdict of one person on one day, with every rule's answer."""

    hasil: Hasil
    acuan: dt.date
    temuan: tuple[Temuan, ...]

    @property
    def gagal(self) -> tuple[str, ...]:
        """Codes of the rules that say TIDAK and were not overruled."""
        return tuple(t.kode for t in self.temuan if t.menghalangi and t.hasil is Hasil.TIDAK)

    @property
    def ragu(self) -> tuple[str, ...]:
        """Codes of the rules that lack a fact and were not overruled."""
        return tuple(t.kode for t in self.temuan if t.menghalangi and t.hasil is Hasil.BELUM_PASTI)

    @property
    def dikecualikan(self) -> tuple[str, ...]:
        """Codes of the rules whose answer was overruled for this person."""
        return tuple(t.kode for t in self.temuan if t.dikecualikan)
