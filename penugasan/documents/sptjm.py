"""The statement of full responsibility over a registry, as PDF to be signed by hand."""

import datetime as dt
from dataclasses import dataclass

from penugasan.documents import ejaan
from penugasan.documents.cetak import cetak_isi, isi_kop
from penugasan.documents.isi import Kop


@dataclass(frozen=True, slots=True, kw_only=True)
class Sptjm:
    """What the statement says; ``hitungan`` are its counts with their words.

    ``sidik`` is the fingerprint of the list it speaks of.
    """

    judul: str
    tentang: str
    instansi: str
    kop: Kop
    tempat: str
    tanggal: dt.date
    jabatan: str
    dasar: tuple[str, ...]
    pernyataan: tuple[str, ...]
    hitungan: tuple[tuple[str, int], ...]
    sidik: str


def cetak_sptjm(surat: Sptjm) -> bytes:
    """Print the statement. Raises typst.TypstError when it cannot conform."""
    isi = {
        "judul": ejaan.bersih(surat.judul),
        "tentang": ejaan.bersih(surat.tentang),
        "penerbit": ejaan.bersih(surat.instansi),
        "nomor": "",
        "tanggal": ejaan.tanggal(surat.tanggal),
        "hari": [surat.tanggal.year, surat.tanggal.month, surat.tanggal.day],
        "tempat": ejaan.bersih(surat.tempat),
        "kop": isi_kop(surat.kop),
        "jabatan": ejaan.bersih(surat.jabatan),
        "dasar": [ejaan.bersih(satu) for satu in surat.dasar],
        "pernyataan": [ejaan.bersih(satu) for satu in surat.pernyataan],
        "hitungan": [[ejaan.bersih(kata), _angka(n)] for kata, n in surat.hitungan],
        "sidik": surat.sidik,
    }
    return cetak_isi("sptjm.typ", isi, surat.tanggal)


def _angka(angka: int) -> str:
    return f"{angka:,}".replace(",", ".")
