"""What a drill file is, and what is true of it: known because the generator made the file."""

from dataclasses import dataclass, field
from typing import Any

from penugasan.demo.kota import Orang


@dataclass
class Baris:
    """One row of a file: where it stands, what it says, and which cells are doubtful.

    ``nilai`` maps a field to what a careful person reads there; a tuple lists readings that are
    all fine. ``tanda`` are the fields whose cell must carry a finding. ``terima`` False: nothing
    of the row may be written. ``hitung`` False: nobody could read it for certain, so it is not
    counted, but it must not be read wrong either.
    """

    lembar: str
    nomor: int
    nip: str
    nilai: dict[str, Any] = field(default_factory=dict)
    sel: dict[str, str] = field(default_factory=dict)
    judul: dict[str, str] = field(default_factory=dict)
    """Heading over each field, as written."""
    tanda: set[str] = field(default_factory=set)
    terima: bool = True
    hitung: bool = True


@dataclass
class Kasus:
    """One file to upload. ``tolak``: the refusal codes that fit, None when it must be read.

    With ``boleh`` both are fine: refused with one of these codes, or read right. ``sudah`` are
    the people on record before the upload.
    """

    keluarga: str
    nama: str
    isi: bytes
    tolak: frozenset[str] | None = None
    boleh: bool = False
    baris: list[Baris] = field(default_factory=list)
    sudah: list[Orang] = field(default_factory=list)
    terbaca: bool = True
    """Whether rows that are right are demanded; False: only that nothing wrong is written."""
    lembar: tuple[str, ...] = ()
    """Sheets of the file, to hold the addresses of findings against; empty when not checked."""


@dataclass
class Jawaban:
    """What the portal answered to one upload, and what it would write."""

    status: str = ""
    kode: str = ""
    pesan: str = ""
    temuan: list[dict[str, Any]] = field(default_factory=list)
    """Findings about the file as a whole."""
    baris: list[dict[str, Any]] = field(default_factory=list)
    diabaikan: list[str] = field(default_factory=list)
    """Headings that the preview names as not known."""
    detik: float = 0.0
    rss: int = 0
    """Most memory, in MiB, of any process that read the file."""
    galat: str = ""
    """What broke, if anything did: an exception, a job that failed, a table that changed."""
    tertulis: dict[str, dict[str, Any]] = field(default_factory=dict)
    """After applying: facts on record by NIP (people) or region code (cooperatives)."""

    def bertemuan(self, lembar: str, nomor: int) -> list[dict[str, Any]]:
        """Return the findings on one row, staged or skipped."""
        milik = [t for b in self.baris if _di(b, lembar, nomor) for t in b["temuan"]]
        return milik + [t for t in self.temuan if _pada(t, lembar, nomor)]


@dataclass(frozen=True)
class Luput:
    """One thing that went wrong. ``diam``: wrong, and the officer is not told."""

    keluarga: str
    kasus: str
    sebab: str
    tempat: str
    pesan: str
    diam: bool = False


def _di(baris: dict[str, Any], lembar: str, nomor: int) -> bool:
    return baris["baris"] == nomor and (not lembar or baris["lembar"] == lembar)


def _pada(temuan: dict[str, Any], lembar: str, nomor: int) -> bool:
    angka = "".join(c for c in temuan.get("sel", "").partition(":")[0] if c.isdigit())
    return angka == str(nomor) and (not lembar or temuan.get("lembar") == lembar)
