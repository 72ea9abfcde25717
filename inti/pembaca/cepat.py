"""The fast reader: a native library, for sheets that the scan found harmless."""

import datetime as dt
from io import BufferedReader

import python_calamine

from inti.pembaca.arsip import Arsip
from inti.pembaca.batas import Batas, Tolak
from inti.pembaca.hasil import IsiLembar
from inti.pembaca.pindai import Pindaian, TidakPolos, periksa_teks, pindai
from inti.pembaca.struktur import Struktur
from inti.pembaca.tulis import Galat, Penulis

# Measured: what one filled cell, one place in the rectangle and one byte of texts cost.
BYTE_SEL, BYTE_TEMPAT, BYTE_TEKS = 80, 24, 2
BAGIAN_MEMORI = 0.7
"""Share of the memory limit that may be spent by estimate."""


def baca(
    berkas: BufferedReader, arsip: Arsip, buku: Struktur, penulis: Penulis, batas: Batas
) -> list[IsiLembar]:
    """Write the rows of all sheets, and return what else is known of them.

    Raises:
        TidakPolos: the slow reader must do it, from the start.
    """
    pindaian = _pindai(arsip, buku, batas)
    try:
        berkas.seek(0)
        with python_calamine.CalamineWorkbook.from_filelike(berkas) as isi:
            nama = isi.sheet_names
            if any(nama[satu.urutan : satu.urutan + 1] != [satu.nama] for satu in buku.lembar):
                raise TidakPolos
            hasil = []
            for lembar, temu in zip(buku.lembar, pindaian, strict=True):
                satu = IsiLembar(lembar.nama, penulis, tersembunyi=lembar.tersembunyi)
                satu.kolom_tersembunyi = temu.kolom_tersembunyi
                satu.gabungan = temu.gabungan
                _salin(isi.get_sheet_by_index(lembar.urutan), temu, satu)
                satu.selesai()
                hasil.append(satu)
            return hasil
    except (Tolak, TidakPolos, OSError):
        raise
    except BaseException as galat:  # a panic of the library is no Exception
        raise TidakPolos from galat


def _pindai(arsip: Arsip, buku: Struktur, batas: Batas) -> list[Pindaian]:
    if not buku.biasa:
        raise TidakPolos
    for bagian in (buku.gaya, buku.teks):
        if bagian and bagian in arsip:
            periksa_teks(arsip.potong(bagian))
    teks = arsip.ukuran(buku.teks) * BYTE_TEKS
    hasil = []
    for lembar in buku.lembar:
        satu = pindai(arsip.potong(lembar.bagian))
        if satu.sel * BYTE_SEL + satu.luas * BYTE_TEMPAT + teks > batas.memori * BAGIAN_MEMORI:
            raise TidakPolos
        hasil.append(satu)
    return hasil


def _salin(kertas: python_calamine.CalamineSheet, temu: Pindaian, satu: IsiLembar) -> None:
    awal = kertas.start
    geser: list[object] = [None] * (awal[1] if awal else 0)
    tanda, tersembunyi = temu.tanda, temu.tersembunyi
    nomor = 0
    for nomor, sel in enumerate(kertas.iter_rows(), 1):
        if temu.negatif and any(s.__class__ is dt.time for s in sel):
            raise TidakPolos  # the library makes a time of day of a negative number
        nilai: list[object] = [*geser, *sel]
        if nomor in tanda:
            _tempel(nilai, tanda.pop(nomor))
        if satu.penulis.tulis(nomor, nilai) and nomor in tersembunyi:
            satu.baris_tersembunyi.append(nomor)
    for nomor, isi in sorted(tanda.items()):
        nilai = []
        _tempel(nilai, isi)
        if satu.penulis.tulis(nomor, nilai) and nomor in tersembunyi:
            satu.baris_tersembunyi.append(nomor)


def _tempel(nilai: list[object], tanda: list[tuple[int, str]]) -> None:
    for kolom, teks in tanda:
        nilai.extend([None] * (kolom + 1 - len(nilai)))
        nilai[kolom] = Galat(teks)
