"""The table of contents of a backup, and the zip it stands in."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from inti.cadangan.baris import Sidik, sidik
from inti.cadangan.galat import CadanganDitolakError

BENTUK: Final = 1
"""Version of this form; a reader refuses one that it does not know."""
DAFTAR_ISI: Final = "isi.json"
RUSAK: Final = "Isi cadangan tidak utuh ({}). Pakai cadangan yang lain."


@dataclass(frozen=True, slots=True)
class Meja:
    """One table: its columns in the order of each line, and its fingerprint."""

    kolom: list[str]
    baris: int
    sidik: str


@dataclass(slots=True)
class Isi:
    """What a backup holds and where it came from."""

    portal: str
    dibuat: str
    basis: str
    migrasi: list[list[str]]
    bentuk: int = BENTUK
    meja: dict[str, Meja] = field(default_factory=dict)
    berkas: dict[str, str] = field(default_factory=dict)
    """Path below the data folder -> SHA-256."""
    rantai: dict[str, list[Any]] = field(default_factory=dict)
    """Agency -> number and fingerprint of the last row of its audit chain."""

    @property
    def baris(self) -> int:
        return sum(satu.baris for satu in self.meja.values())

    def tulis(self, arsip: zipfile.ZipFile) -> None:
        """Write the table of contents as the last member."""
        arsip.writestr(DAFTAR_ISI, json.dumps(asdict(self), ensure_ascii=False, sort_keys=True))


def baca(arsip: zipfile.ZipFile) -> Isi:
    """Read the table of contents. Raises CadanganDitolakError when there is none we know."""
    try:
        mentah = json.loads(arsip.read(DAFTAR_ISI))
        bentuk = mentah["bentuk"]
        if bentuk == BENTUK:
            tabel = {nama: Meja(**satu) for nama, satu in mentah.pop("meja").items()}
            return Isi(**mentah, meja=tabel)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as galat:
        raise CadanganDitolakError(RUSAK.format("daftar isinya")) from galat
    pesan = f"Cadangan ini berbentuk {bentuk}, dibuat oleh portal yang lebih baru. Naikkan portal."
    raise CadanganDitolakError(pesan)


def periksa(arsip: zipfile.ZipFile, isi: Isi) -> None:
    """Recompute every fingerprint; raises CadanganDitolakError for the first that differs."""
    nama = sorted(arsip.namelist())
    if nama != sorted([DAFTAR_ISI, *map(nama_meja, isi.meja), *map(nama_berkas, isi.berkas)]):
        raise CadanganDitolakError(RUSAK.format("anggotanya bukan yang tercatat"))
    try:
        for label, meja in isi.meja.items():
            with arsip.open(nama_meja(label)) as baris:
                if sidik(baris) != Sidik(meja.baris, meja.sidik):
                    raise CadanganDitolakError(RUSAK.format(f"tabel {label}"))
        for jalur, harapan in isi.berkas.items():
            if not _jalur_aman(jalur):
                raise CadanganDitolakError(RUSAK.format(f"nama berkas {jalur}"))
            with arsip.open(nama_berkas(jalur)) as berkas:
                if sidik_alir(berkas) != harapan:
                    raise CadanganDitolakError(RUSAK.format(f"berkas {jalur}"))
    except (zipfile.BadZipFile, EOFError) as galat:
        raise CadanganDitolakError(RUSAK.format("arsipnya")) from galat


def nama_meja(label: str) -> str:
    """The member that holds a table."""
    return f"meja/{label}.jsonl"


def nama_berkas(jalur: str) -> str:
    """The member that holds a file of the data folder."""
    return f"data/{jalur}"


def sidik_alir(berkas: IO[bytes]) -> str:
    """SHA-256 of what is left of a stream."""
    return hashlib.file_digest(berkas, "sha256").hexdigest()  # type: ignore[arg-type]


def potongan(berkas: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces of 1 MiB."""
    while satu := berkas.read(1 << 20):
        yield satu


def _jalur_aman(jalur: str) -> bool:
    bagian = Path(jalur)
    return not bagian.is_absolute() and ".." not in bagian.parts
