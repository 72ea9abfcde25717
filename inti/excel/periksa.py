"""What is refused, and from which size: the limits of reading, for uploads and for commands."""

from dataclasses import dataclass

from inti.errors import DomainError
from inti.pembaca.batas import MB, PESAN_BERAT, PESAN_RUSAK as RUSAK

__all__ = ["BATAS_PERINTAH", "BATAS_UNGGAH", "BERAT", "MB", "RUSAK", "Batas", "BerkasDitolak"]

BERAT = PESAN_BERAT


@dataclass(frozen=True)
class Batas:
    """Limits of one reading. Bytes and seconds; the last five bind the reading process.

    ``ukuran`` and ``bongkar`` are the file before and after unpacking, ``rasio`` the highest
    packing ratio, ``keluaran`` what the reader may write. ``waktu`` counts on the wall, because
    a machine can be busy; ``cpu`` is what a hostile file can cost.
    """

    ukuran: int
    bongkar: int
    rasio: int = 200
    memori: int = 512 * MB
    keluaran: int = 256 * MB
    cpu: int = 8
    waktu: int = 40


BATAS_UNGGAH = Batas(ukuran=5 * MB, bongkar=100 * MB)
BATAS_PERINTAH = Batas(ukuran=64 * MB, bongkar=1024 * MB, keluaran=1024 * MB, cpu=170, waktu=180)


class BerkasDitolak(DomainError):  # noqa: N818 - the officer's word
    """A file that is not read at all. ``kode`` is one of the import codes of the contract."""

    kode = "berkas_rusak"
