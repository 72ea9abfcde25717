"""The child: limits itself, reads one file, and hands over rows and a table of contents.

It is started with the file as standard input and two open files to write to. Whatever goes
wrong ends in a refusal in the table of contents, or in no table at all: then the parent knows.
"""

import contextlib
import gc
import json
import os
import resource
import sys
from io import BufferedReader, FileIO

from inti.pembaca import cepat, lambat, teks_csv
from inti.pembaca.arsip import Arsip
from inti.pembaca.batas import BESAR, PESAN_BERAT, PESAN_RUSAK, RUSAK, Batas, Tolak
from inti.pembaca.hasil import IsiLembar
from inti.pembaca.jenis import ZIP, tolak_bukan_tabel, tolak_kosong
from inti.pembaca.pindai import TidakPolos
from inti.pembaca.struktur import Struktur
from inti.pembaca.tulis import Penulis


def utama(argumen: list[str]) -> None:
    """Run as the child; ``argumen`` is one JSON object (see ``inti.excel.baca``)."""
    minta = json.loads(argumen[0])
    _batasi(minta)
    gc.disable()  # nothing here goes in circles
    with (
        open(0, "rb", closefd=False) as berkas,
        FileIO(minta["isi"], "w") as isi,
        FileIO(minta["daftar"], "w") as daftar,
    ):
        batas = Batas(minta["bongkar"], minta["rasio"], minta["memori"])
        hasil = kerjakan(berkas, isi, batas, pelan=minta["pelan"])
        daftar.write(json.dumps(hasil, separators=(",", ":")).encode())
    os._exit(0)  # nothing to tidy up, and freeing a million cells takes time


def kerjakan(
    berkas: BufferedReader, isi: FileIO, batas: Batas, *, pelan: bool = False
) -> dict[str, object]:
    """Read a file and return its table of contents, or the refusal."""
    try:
        return _baca(berkas, isi, batas, pelan=pelan)
    except Tolak as tolak:
        return {"tolak": [tolak.kode, tolak.pesan]}
    except (MemoryError, OSError):  # OSError: no room to write to, or a line above the limit
        return {"tolak": [BESAR, PESAN_BERAT]}
    except Exception as galat:  # noqa: BLE001 - a damaged file finds ways nobody thought of
        return {"tolak": [RUSAK, PESAN_RUSAK], "galat": type(galat).__name__}


def _baca(berkas: BufferedReader, isi: FileIO, batas: Batas, *, pelan: bool) -> dict[str, object]:
    awal = berkas.read(4096)
    tolak_kosong(len(awal))
    if not awal.startswith(ZIP):
        tolak_bukan_tabel(awal, berkas)
        penulis = Penulis(isi)
        return _daftar("csv", teks_csv.baca(berkas, awal, penulis), pembaca="csv")
    arsip = Arsip(berkas, batas)
    buku = Struktur(arsip)
    if not pelan:
        with contextlib.suppress(TidakPolos):
            penulis = Penulis(isi, sistem_1904=buku.sistem_1904)
            lembar = cepat.baca(berkas, arsip, buku, penulis, batas)
            return _daftar("xlsx", lembar, pembaca="cepat", sistem_1904=buku.sistem_1904)
        isi.seek(0)
        isi.truncate()
    penulis = Penulis(isi, sistem_1904=buku.sistem_1904)
    lembar = lambat.baca(arsip, buku, penulis)
    return _daftar("xlsx", lembar, pembaca="lambat", sistem_1904=buku.sistem_1904)


def _daftar(
    jenis: str, lembar: list[IsiLembar], *, pembaca: str, sistem_1904: bool = False
) -> dict[str, object]:
    return {
        "jenis": jenis,
        "pembaca": pembaca,
        "sistem_1904": sistem_1904,
        "lembar": [satu.rangkum() for satu in lembar],
    }


def _batasi(minta: dict[str, int]) -> None:
    """Take away what a reader does not need. The parent's clock is left in any case."""
    for nama, nilai in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_FSIZE", minta["keluaran"]),
        ("RLIMIT_CPU", minta["cpu"]),
        ("RLIMIT_AS", minta["memori"]),
    ):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, nama), (nilai, nilai))


if __name__ == "__main__":
    utama(sys.argv[1:])
