"""What a letter says. Values are typed; their Indonesian spelling is made while printing."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """The letterhead: lines from the highest office down, then the address.

    ``lambang_svg`` is the office's own emblem as SVG text, empty when it is not installed.
    """

    baris: tuple[str, ...]
    alamat: str = ""
    lambang_svg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PenandaTangan:
    """Who signs. Only the *place* of the signature is printed: the TTE is put on it later.

    ``jabatan`` may have several lines ("a.n. WALI KOTA ..." above the real signer's office).
    An empty ``nama`` prints a dotted line to be filled, never a made-up name.
    """

    jabatan: tuple[str, ...]
    nama: str = ""
    keterangan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """The person a Surat Perintah Tugas is for. ``nip`` has 18 digits."""

    nama: str
    nip: str
    golongan: str
    jabatan: str
    unit_kerja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisLampiran:
    """One row of the annex, the columns of the usual *daftar nominatif* in their order.

    ``usia`` is in completed years on the first day of the assignment, None when unknown.
    """

    nip: str
    nama: str
    tempat_lahir: str
    lahir: dt.date | None
    usia: int | None
    jenis_kelamin: str
    tingkat_pendidikan: str
    pendidikan: str
    golongan: str
    jabatan: str
    unit_kerja: str
    status: str
    akhir_kontrak: dt.date | None
    komputer: str
    domisili: str
    koperasi: str
    keterangan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surat:
    """What every letter has: number, date, head, signer and the address that proves it."""

    nomor: str
    tanggal: dt.date
    kop: Kop
    tempat: str
    penanda_tangan: PenandaTangan
    url_verifikasi: str
    tembusan: tuple[str, ...] = ()
    templat: str = ""
    """Which installed layout prints it; empty is the usual one of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkPenugasan(Surat):
    """A head of region's decision over one batch of people, with its annex.

    ``pejabat`` is the deciding office as it stands under the title ("WALI KOTA PEKALONGAN").
    ``diktum`` are the numbered decisions; KESATU, KEDUA, ... are added while printing.
    """

    pejabat: str
    tentang: str
    menimbang: tuple[str, ...]
    mengingat: tuple[str, ...]
    memperhatikan: tuple[str, ...]
    diktum: tuple[str, ...]
    judul_lampiran: str
    lampiran: tuple[BarisLampiran, ...]
    judul_domisili: str = "DOMISILI (KEL/KEC)"
    judul_koperasi: str = "KKMP TUJUAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratPerintahTugas(Surat):
    """The order to one person: on what ground (``dasar``) and to do what (``untuk``).

    ``menimbang`` is printed by layouts that state the reasons; ``nama`` is the letter's title.
    """

    dasar: tuple[str, ...]
    orang: Orang
    untuk: tuple[str, ...]
    menimbang: tuple[str, ...] = ()
    nama: str = "Surat Perintah Tugas"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratDinas(Surat):
    """A letter of plain parts: to an office, a statement, or minutes (``bentuk`` says which).

    ``kepala`` are the lines above the address ("Sifat", "Biasa"), ``rincian`` what it is about
    as label and value, ``tentang_siapa`` the names in it, for the public page only.
    """

    bentuk: str
    nama: str
    pembuka: tuple[str, ...]
    kepala: tuple[tuple[str, str], ...] = ()
    kepada: tuple[str, ...] = ()
    rincian: tuple[tuple[str, str], ...] = ()
    butir: tuple[str, ...] = ()
    penutup: tuple[str, ...] = ()
    tentang_siapa: tuple[str, ...] = ()
    judul_lampiran: str = ""
    lampiran: tuple[BarisLampiran, ...] = ()
    judul_domisili: str = "DOMISILI (KEL/KEC)"
    judul_koperasi: str = "KKMP TUJUAN"
