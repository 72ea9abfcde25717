"""What an importer is, and the register of them.

An importer names its columns, reads one row at a time without the database, compares portions of
rows with the database in a few queries, writes the accepted ones the same way, and undoes it.
"""

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from inti.excel import Nilai
from inti.impor.temuan import Temuan, Tingkat
from inti.kata import sebut
from inti.models import BarisImpor, Impor, Instansi, Sumber

Status = BarisImpor.Status
Lapor = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Kolom:
    """A column an importer understands.

    ``judul`` is the usual heading, ``alias`` other spellings of it (best first); headings are
    compared case-folded and without punctuation. ``sebutan`` is the heading in the words of the
    agency ("{WILAYAH}"), where these differ; each of them is an alias. ``pola`` matches a family
    of headings ("SKP 2024", "SKP 2025"): each match becomes a column of its own, ``nama:2024``.
    The rest is for the template that offices download: what to write, an example, the cell's
    kind, and for a family its headings ("SKP {tahun}", "PERAN {nomor}").
    """

    nama: str
    judul: str
    alias: tuple[str, ...] = ()
    pola: re.Pattern[str] | None = None
    petunjuk: str = ""
    contoh: str = ""
    di_templat: bool = True
    bentuk: Literal["teks", "kode", "tanggal", "bulat"] = "teks"
    rumpun: str = ""
    sebutan: str = ""

    @property
    def kepala(self) -> str:
        """The heading as this agency says it."""
        return sebut(self.sebutan or self.judul)


@dataclass(frozen=True)
class KolomTemu:
    """Where a column stands in one sheet: index from 0, letter, and the heading as written."""

    indeks: int
    huruf: str
    judul: str


@dataclass(frozen=True, slots=True)
class BarisMentah:
    """A row as it stands in the sheet, cells by column name.

    ``galat`` names the columns whose cell holds an Excel error or a formula without a result;
    ``temuan`` is what is wrong with the row as a whole.
    """

    lembar: str
    nomor: int
    sel: Mapping[str, Nilai]
    kolom: Mapping[str, KolomTemu]
    galat: Mapping[str, str] = field(default_factory=dict)
    temuan: tuple[Temuan, ...] = ()


@dataclass(slots=True)
class BarisTerbaca:
    """A row as understood: its key, values fit for JSON, findings, and what it would change.

    ``nilai`` holds values of record under their column, and under names that begin with ``_``
    what only the import itself needs (a doubtful date, the text of an unknown unit). ``beda``
    maps a column to [old, new] in words for people; empty for a new record, whose values say it.
    ``objek`` is the record it meets in the database, kept only between comparing and writing.
    """

    lembar: str
    nomor: int
    kolom: Mapping[str, KolomTemu]
    kunci: str = ""
    judul: str = ""
    nilai: dict[str, Any] = field(default_factory=dict)
    temuan: list[Temuan] = field(default_factory=list)
    status: str = Status.SAMA
    beda: dict[str, list[str]] = field(default_factory=dict)
    ikut: bool = True
    objek: Any = None
    pk: int | None = None

    @property
    def bergalat(self) -> bool:
        return any(t.tingkat == Tingkat.GALAT for t in self.temuan)

    @property
    def berperingatan(self) -> bool:
        return any(t.tingkat == Tingkat.PERINGATAN for t in self.temuan)

    @property
    def isian(self) -> dict[str, Any]:
        """The values of record, without the import's own notes."""
        return {k: v for k, v in self.nilai.items() if k[0] != "_"}

    def galat(self, kode: str, kolom: str, pesan: str) -> None:
        """Note what keeps this row from being applied, at the cell of ``kolom``."""
        self._catat(kode, kolom, pesan, Tingkat.GALAT)

    def ingatkan(self, kode: str, kolom: str, pesan: str) -> None:
        """Note a doubt, at the cell of ``kolom``."""
        self._catat(kode, kolom, pesan, Tingkat.PERINGATAN)

    def sebut_asal(self, kolom: str, sumber: int | None) -> None:
        """Note which source the value on record came from, to be shown beside it."""
        if sumber:
            self.nilai.setdefault("_asal", {})[kolom] = sumber

    def lepas(self, *kode: str) -> None:
        """Drop the findings of these codes: somebody settled them."""
        self.temuan = [t for t in self.temuan if t.kode not in kode]

    def _catat(self, kode: str, kolom: str, pesan: str, tingkat: Tingkat) -> None:
        temu = self.kolom.get(kolom)
        sel = f"{temu.huruf}{self.nomor}" if temu else str(self.nomor)
        judul = temu.judul if temu else ""
        self.temuan.append(Temuan(kode, tingkat, pesan, self.lembar, sel, judul))


class Pembaca(Protocol):
    """An importer at work on one file. Rows come in portions; each is compared on its own."""

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row. No query here."""

    def padankan(self, baris: BarisTerbaca, jenis: str, tujuan: str) -> None:
        """Put what an officer said an unknown name stands for into the row.

        The name itself is in ``nilai["_asing"]``: {"jenis", "teks"}; ``tujuan`` is a code.
        """

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """Set status, ``beda`` and further findings of the rows without a galat."""

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, saat: dt.datetime) -> None:
        """Write the rows, all BARU or BERUBAH and just compared, in the caller's transaction.

        What a record held before goes to RiwayatFakta; a file is dated by the day it came in.
        """


@dataclass(frozen=True)
class Konteks:
    """What an importer may need to know of the run.

    ``calon`` holds, per importer, the keys (with a title) that files uploaded together would
    add: a survey finds people who are still staged. ``awal_hitungan`` is the serial-date day 0.
    """

    instansi: Instansi
    hari_ini: dt.date
    awal_hitungan: dt.date
    calon: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pilihan:
    """One way to settle a doubt, as a button."""

    kode: str
    judul: str


@dataclass(frozen=True)
class Hilang:
    """A record that the portal has and the file does not name."""

    kunci: str
    judul: str
    keterangan: str


@dataclass
class Urungan:
    """What undoing an import did, and what it left because somebody changed it later."""

    dihapus: int = 0
    dikembalikan: int = 0
    dipertahankan: list[dict[str, str]] = field(default_factory=list)

    def pertahankan(self, judul: str, kolom: str, sebab: str) -> None:
        """Note one value, or one whole record, that stays as it is."""
        self.dipertahankan.append({"judul": judul, "kolom": kolom, "sebab": sebab})


class Pengimpor(ABC):
    """A kind of workbook.

    ``wajib`` lists groups of column names: of each group at least one must be there, else the
    file is refused (``kolom_hilang``). ``dianjurkan`` columns are only missed with a warning.
    ``pribadi`` are headings whose cells are never read, ``turunan`` those that the portal's own
    exports add for people, ``tak_perlu`` those that are known and not needed. ``urutan`` orders
    files given together; ``bergantung`` names the kinds whose staged rows this one may build on.
    ``unik`` maps further values that may stand only once in a file to the code of that finding.
    ``kode_banding`` are the findings that ``bandingkan`` makes: made anew at each comparison.
    ``baru_tanpa_objek`` says that a BARU row meets no record: it is written as it was compared.
    """

    kode: str
    judul: str
    penjelasan: str
    benda: str
    urutan: int
    peran: frozenset[str]
    kolom: tuple[Kolom, ...]
    kolom_kunci: str
    kode_ganda: str
    wajib: tuple[tuple[str, ...], ...]
    dianjurkan: tuple[str, ...] = ()
    pribadi: tuple[str, ...] = ()
    turunan: tuple[str, ...] = ()
    tak_perlu: tuple[str, ...] = ()
    bergantung: tuple[str, ...] = ()
    unik: Mapping[str, str] = {}
    kode_banding: frozenset[str] = frozenset()
    baru_tanpa_objek: bool = False

    @abstractmethod
    def siapkan(self, konteks: Konteks) -> Pembaca:
        """Load the reference data and return a reader for one file."""

    @abstractmethod
    def label(self, kolom: str) -> str:
        """Return the words people use for a value's name."""

    @abstractmethod
    def kata(self, kolom: str, nilai: Any) -> str:
        """Return a staged value in words for people."""

    @abstractmethod
    def urungkan(self, impor: Impor, sumber: Sumber, *, saat: dt.datetime) -> Urungan:
        """Put back what the import wrote, in the caller's transaction."""

    def pilihan(self, baris: BarisTerbaca) -> list[Pilihan]:
        """Return what a person may decide about the doubts of this row."""
        return []

    def putuskan(self, baris: BarisTerbaca, kode: str) -> None:
        """Carry out one of the choices. Raises KeyError when the row does not offer it."""
        raise KeyError(kode)

    def hilang(self, impor: Impor) -> Iterable[Hilang]:
        """Yield the records within the reach of this file that it does not name."""
        return ()

    def daftar_pilihan(self, instansi: Instansi) -> Mapping[str, Sequence[str]]:
        """Return what may be chosen in a column of the template, by column name."""
        return {}


URUTAN_TERAKHIR = 1_000
_daftar: dict[str, Pengimpor] = {}


def daftarkan(pengimpor: Pengimpor) -> Pengimpor:
    """Register an importer; called once, from the ``imports`` module of an app."""
    _daftar[pengimpor.kode] = pengimpor
    return pengimpor


def ambil(kode: str) -> Pengimpor:
    """Return the importer of this kind. Raises KeyError."""
    return _daftar[kode]


def semua(*, peran: str = "") -> list[Pengimpor]:
    """Return the importers, in the order their files are taken; of one role if it is given."""
    urut = sorted(_daftar.values(), key=lambda p: p.urutan)
    return [p for p in urut if not peran or peran in p.peran]


def urutan(kode: str) -> int:
    """Return the turn of a kind among files given together; unknown kinds come last."""
    return _daftar[kode].urutan if kode in _daftar else URUTAN_TERAKHIR
