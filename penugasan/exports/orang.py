"""The columns that lists of people share.

Two sorts of lists: those that are read back in (``kolom_jati_diri``, ``kolom_data``) write each
fact the way the importers of ``pegawai`` read it; the others write it the way letters do.
"""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, TypeVar

from inti.excel_tulis import Jenis, Kolom
from inti.models import Instansi
from pegawai.imports.pencari_opd import PencariOpd
from pegawai.imports.pendidikan import TINGKAT, tingkat_dari_nama
from pegawai.models import Pegawai

T = TypeVar("T")
JENIS_PEGAWAI = tuple(Pegawai.Jenis.labels)
JENIS_KELAMIN = tuple(Pegawai.JenisKelamin.values)


def kolom_nomor() -> Kolom[Any]:
    """A running number, counted from 1 for each file."""
    hitung = count(1)
    return Kolom("NO", lambda _: next(hitung), Jenis.BULAT, 6)


def kolom_orang(pegawai: Callable[[T], Pegawai]) -> list[Kolom[T]]:
    """NIP and full name, as lists begin that are read by people only."""
    return [
        Kolom("NIP", lambda b: pegawai(b).nip, Jenis.KODE, 21),
        Kolom("NAMA", lambda b: pegawai(b).nama_lengkap, lebar=32),
    ]


def kolom_jati_diri(pegawai: Callable[[T], Pegawai]) -> list[Kolom[T]]:
    """NIP and bare name with its titles beside it, as lists begin that are read back in."""
    return [
        Kolom("NIP", lambda b: pegawai(b).nip, Jenis.KODE, 21),
        Kolom("NAMA", lambda b: pegawai(b).nama, lebar=32),
        Kolom("GELAR DEPAN", lambda b: pegawai(b).gelar_depan, lebar=13),
        Kolom("GELAR BELAKANG", lambda b: pegawai(b).gelar_belakang, lebar=17),
    ]


def kolom_lahir(pegawai: Callable[[T], Pegawai], usia: Callable[[T], int | None]) -> list[Kolom[T]]:
    """Birth, age and sex."""
    return [
        Kolom("TEMPAT LAHIR", lambda b: pegawai(b).tempat_lahir, lebar=16),
        Kolom("TGL LAHIR", lambda b: pegawai(b).lahir, Jenis.TANGGAL, 12),
        Kolom("USIA", usia, Jenis.BULAT, 7),
        Kolom("JK", lambda b: pegawai(b).jenis_kelamin, lebar=5, pilihan=JENIS_KELAMIN),
    ]


def kolom_pendidikan(pegawai: Callable[[T], Pegawai], tingkat: Mapping[str, str]) -> list[Kolom[T]]:
    """The level in the words of the pack, and the diploma."""
    kata_tingkat = Tingkat(tingkat)
    return [
        Kolom(
            "TK PENDIDIKAN",
            lambda b: kata_tingkat(pegawai(b).tingkat_pendidikan),
            lebar=15,
            pilihan=kata_tingkat.semua,
        ),
        Kolom("PENDIDIKAN TERAKHIR", lambda b: pegawai(b).pendidikan, lebar=28),
    ]


def kolom_kerja(pegawai: Callable[[T], Pegawai], instansi: Instansi) -> list[Kolom[T]]:
    """Kind of employment, legal standing, grade, position; the unit as files and the portal say."""
    unit = UnitKerja(instansi)
    return [
        Kolom(
            "STATUS KEPEGAWAIAN",
            lambda b: pegawai(b).get_jenis_display(),
            lebar=17,
            pilihan=JENIS_PEGAWAI,
        ),
        Kolom("KEDUDUKAN HUKUM", lambda b: pegawai(b).kedudukan_hukum, lebar=18),
        Kolom("GOL", lambda b: pegawai(b).golongan, lebar=7),
        Kolom("JABATAN", lambda b: pegawai(b).jabatan, lebar=30),
        Kolom("UNIT KERJA", lambda b: unit.nama(pegawai(b)), lebar=36),
        Kolom("OPD", lambda b: opd.nama if (opd := pegawai(b).opd) else "", lebar=36),
    ]


class Tingkat:
    """Levels of education in words that read back to the same id; an unknown id says nothing."""

    def __init__(self, menurut: Mapping[str, str]) -> None:
        self._kata = {
            kode: kata if tingkat_dari_nama(kata) == kode else resmi
            for kode, resmi in TINGKAT.items()
            for kata in [menurut.get(kode, "")]
        }
        self.semua = tuple(self._kata.values())

    def __call__(self, kode: str) -> str:
        return self._kata.get(kode, "")

    def dikenal(self, kode: str) -> str:
        """The id itself, as far as SIASN's list has it."""
        return kode if kode in self._kata else ""


class UnitKerja:
    """What files called a person's unit, where it still leads the importer to the same one."""

    def __init__(self, instansi: Instansi) -> None:
        self._pencari = PencariOpd(instansi)

    def nama(self, pegawai: Pegawai) -> str:
        """The name that files gave, as far as it alone leads to the unit on record."""
        tepat = pegawai.opd is None or self._tepat(pegawai, "")
        return pegawai.unor_nama if tepat else ""

    def unor(self, pegawai: Pegawai) -> tuple[str, str]:
        """Id and name of the unor as recorded; both blank when they lead elsewhere.

        Somebody moved by hand keeps his old unor: written out, it would move him back.
        """
        if pegawai.opd is None or self._tepat(pegawai, pegawai.unor_id):
            return pegawai.unor_id, pegawai.unor_nama
        return "", ""

    def _tepat(self, pegawai: Pegawai, unor_id: str) -> bool:
        if not (unor_id or pegawai.unor_nama):
            return False
        opd = self._pencari.cari(unor_id, pegawai.unor_nama)
        return opd is not None and opd.pk == pegawai.opd_id


def unit_kerja(pegawai: Pegawai) -> str:
    """The home unit as the portal knows it, else as the file named it."""
    return pegawai.opd.nama if pegawai.opd else pegawai.unor_nama


def kata(kode: str) -> str:
    """Turn a code into words for a heading: ``kedudukan_hukum`` is KEDUDUKAN HUKUM."""
    return kode.replace("_", " ").upper()
