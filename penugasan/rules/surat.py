"""The kinds of letters: one row each, for whoever numbers, fills, prints, edits or shows one.

A new kind is a row here, its texts in ``documents/templat/bawaan.toml`` and its source of rows in
``queries/surat_sumber.py``. The set follows the usual papers of an assignment.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LUBANG = re.compile(r"\{([a-z_]+)(?::0(\d)d)?\}")
"""A placeholder: ``{nama}``, or ``{urut:04d}`` for a number with leading zeros."""
_KURUNG = re.compile(r"\{[^{}]*\}|[{}]")
_BARIS_MAKS, _HURUF_MAKS = 60, 2000


class Bentuk(StrEnum):
    """How a letter is built; each has one layout and one list of parts."""

    KEPUTUSAN = "keputusan"
    PERINTAH = "perintah"
    DINAS = "dinas"
    PERNYATAAN = "pernyataan"
    BERITA_ACARA = "berita_acara"


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of a letter's text that an agency may word itself; ``banyak`` = a list of lines."""

    kode: str
    nama: str
    banyak: bool = True
    wajib: bool = False


@dataclass(frozen=True, slots=True)
class JenisSurat:
    """One kind. ``lubang`` are its placeholders, each with a sample for the preview.

    ``per_orang``: about one person, who may read it, as may the head of the home unit.
    ``orang_kedua``: a decision; issuing it and changing its words need a second person.
    ``milik_opd``: exchanged with one unit, whose head may read it.
    ``nominatif``: the list of names is attached. ``otomatis``: issued by another act, not by hand.
    """

    kode: str
    nama: str
    singkat: str
    bentuk: Bentuk
    lubang: Mapping[str, str]
    per_orang: bool = False
    orang_kedua: bool = False
    milik_opd: bool = False
    nominatif: bool = False
    otomatis: bool = False

    @property
    def bagian(self) -> tuple[Bagian, ...]:
        """The editable parts in the order of the letter."""
        lampiran = (Bagian("judul_lampiran", "Judul lampiran", banyak=False, wajib=True),)
        return (*KEPALA, *ISI[self.bentuk], *(lampiran if self.nominatif else ()), *KAKI)


def _satu(kode: str, nama: str, *, wajib: bool = False) -> Bagian:
    return Bagian(kode, nama, banyak=False, wajib=wajib)


KEPALA = (
    _satu("nama", "Nama surat", wajib=True),
    _satu("klasifikasi", "Klasifikasi arsip", wajib=True),
    _satu("pola_nomor", "Pola nomor", wajib=True),
)
KAKI = (
    Bagian("penanda_tangan", "Jabatan penanda tangan", wajib=True),
    _satu("nama_penanda_tangan", "Nama penanda tangan"),
    Bagian("keterangan_penanda_tangan", "Pangkat dan NIP penanda tangan"),
    Bagian("tembusan", "Tembusan"),
)
_BADAN = (
    Bagian("pembuka", "Pembuka", wajib=True),
    Bagian("butir", "Butir"),
    Bagian("penutup", "Penutup"),
)
ISI: Mapping[Bentuk, tuple[Bagian, ...]] = {
    Bentuk.KEPUTUSAN: (
        Bagian("kop", "Kepala naskah"),
        _satu("pejabat", "Pejabat yang memutuskan", wajib=True),
        _satu("tentang", "Tentang", wajib=True),
        Bagian("menimbang", "Menimbang", wajib=True),
        Bagian("mengingat", "Mengingat", wajib=True),
        Bagian("memperhatikan", "Memperhatikan"),
        Bagian("diktum", "Diktum", wajib=True),
    ),
    Bentuk.PERINTAH: (
        Bagian("menimbang", "Menimbang"),
        Bagian("dasar", "Dasar", wajib=True),
        Bagian("untuk", "Untuk", wajib=True),
    ),
    Bentuk.DINAS: (
        Bagian("kop", "Kepala surat"),
        _satu("sifat", "Sifat"),
        _satu("hal", "Hal", wajib=True),
        Bagian("kepada", "Kepada", wajib=True),
        *_BADAN,
    ),
    Bentuk.PERNYATAAN: (Bagian("kop", "Kepala surat"), *_BADAN),
    Bentuk.BERITA_ACARA: (Bagian("kop", "Kepala surat"), *_BADAN),
}
UMUM = {
    "badan": "Badan Kepegawaian",
    "instansi": "Kabupaten/Kota Contoh",
    "kepala_daerah": "kepala daerah",
    "koperasi_umum": "Koperasi Merah Putih",
    "tanggal": "20 Februari 2026",
}
"""Placeholders of every kind: the words of the agency, and the letter's own date."""
POLA = frozenset({"klasifikasi", "urut", "unit", "tahun", "bulan_romawi"})
"""What a number may be built of; without ``urut`` and ``tahun`` numbers would repeat."""
_SK = {
    "nama_sk": "Keputusan Kepala Daerah",
    "nomor_sk": "800.1.11.1/0001 TAHUN 2026",
    "tanggal_sk": "20 Februari 2026",
}
_ORANG = {
    "nama": "Siti Contoh, A.Md.",
    "jabatan": "Pengelola Keuangan",
    "unit_kerja": "Dinas Contoh",
}
_TEMPAT = {"koperasi": "Koperasi Merah Putih Contoh", "peran": "keuangan"}
_OPD = {"opd": "Dinas Contoh", "periode": "Penugasan 2026 tahap 1"}

SEMUA = (
    JenisSurat(
        "permintaan_nama",
        "Permintaan nama ke OPD",
        "PN",
        Bentuk.DINAS,
        {**_OPD, "jumlah": "3", "batas": "27 Februari 2026"},
        milik_opd=True,
    ),
    JenisSurat(
        "usulan_opd",
        "Usulan OPD",
        "UO",
        Bentuk.DINAS,
        {**_OPD, "jumlah": "3"},
        milik_opd=True,
        nominatif=True,
    ),
    JenisSurat(
        "usulan_pengganti",
        "Usulan pengganti",
        "UP",
        Bentuk.DINAS,
        {
            **_OPD,
            **_TEMPAT,
            "nama_lama": "Siti Contoh, A.Md.",
            "nama_baru": "Budi Misal, S.Kom.",
            "alasan": "Tenaga kunci, tidak ada pengganti tugas",
        },
        milik_opd=True,
    ),
    JenisSurat(
        "berita_acara",
        "Berita acara verifikasi",
        "BA",
        Bentuk.BERITA_ACARA,
        {
            "periode": _OPD["periode"],
            "hari": "Jumat",
            "jumlah": "3",
            "layak": "2",
            "belum_pasti": "1",
            "tidak": "0",
        },
        nominatif=True,
    ),
    JenisSurat(
        "sk",
        "Surat Keputusan",
        "SK",
        Bentuk.KEPUTUSAN,
        {"jumlah": "3", "mulai": "1 Maret 2026", "berlaku": "ditetapkan"},
        orang_kedua=True,
        nominatif=True,
        otomatis=True,
    ),
    JenisSurat(
        "surat_tugas",
        "Surat Perintah Tugas",
        "SPT",
        Bentuk.PERINTAH,
        {**_SK, **_TEMPAT, "tentang": "Penugasan", "mulai": "1 Maret 2026"}
        | {"selesai": "28 Februari 2031"},
        per_orang=True,
        orang_kedua=True,
        otomatis=True,
    ),
    JenisSurat(
        "spmt",
        "Surat Pernyataan Melaksanakan Tugas",
        "SPMT",
        Bentuk.PERNYATAAN,
        {**_SK, **_ORANG, **_TEMPAT, "tiba": "2 Maret 2026"},
        per_orang=True,
    ),
    JenisSurat(
        "pengantar_bkn",
        "Surat pengantar ke BKN",
        "PB",
        Bentuk.DINAS,
        {**_SK, "tentang": "Penugasan", "jumlah": "3"},
        nominatif=True,
    ),
    JenisSurat(
        "evaluasi",
        "Evaluasi tahunan",
        "EV",
        Bentuk.BERITA_ACARA,
        {
            **_ORANG,
            **_TEMPAT,
            "tahun_ke": "1",
            "dari": "1 Maret 2026",
            "sampai": "28 Februari 2027",
            "rekomendasi": "Lanjut",
        },
        per_orang=True,
    ),
    JenisSurat(
        "sk_pengakhiran",
        "Keputusan pengakhiran",
        "SKP",
        Bentuk.KEPUTUSAN,
        {
            **_SK,
            **_ORANG,
            **_TEMPAT,
            "sebab": "Pengembalian ke OPD",
            "mulai": "1 Maret 2026",
            "akhir": "30 Juni 2026",
            "lanjutan": "kembali melaksanakan tugas pada Dinas Contoh",
            "berlaku": "ditetapkan",
        },
        per_orang=True,
        orang_kedua=True,
    ),
)
JENIS: Mapping[str, JenisSurat] = {satu.kode: satu for satu in SEMUA}
PER_ORANG = tuple(satu.kode for satu in SEMUA if satu.per_orang)
MILIK_OPD = tuple(satu.kode for satu in SEMUA if satu.milik_opd)
DENGAN_TANGAN = tuple(satu for satu in SEMUA if not satu.otomatis)


@dataclass(frozen=True, slots=True)
class Salah:
    """What is wrong with a text, and where: the part, and the line of a list (from 1, else 0)."""

    bagian: str
    baris: int
    pesan: str


def periksa_teks(jenis: JenisSurat, isi: Mapping[str, Any]) -> list[Salah]:
    """Everything that makes these texts unusable for the kind; an empty list is a go."""
    return [salah for bagian in jenis.bagian for salah in _periksa_bagian(jenis, bagian, isi)]


def _periksa_bagian(jenis: JenisSurat, bagian: Bagian, isi: Mapping[str, Any]) -> Iterator[Salah]:
    nilai = isi.get(bagian.kode) or ()
    baris: Sequence[str] = [nilai] if isinstance(nilai, str) else list(nilai)
    if bagian.wajib and not any(satu.strip() for satu in baris):
        yield Salah(bagian.kode, 0, f"{bagian.nama} wajib diisi.")
    if len(baris) > _BARIS_MAKS:
        yield Salah(bagian.kode, 0, f"{bagian.nama} paling banyak {_BARIS_MAKS} baris.")
    boleh = POLA if bagian.kode == "pola_nomor" else {*jenis.lubang, *UMUM}
    for nomor, teks in enumerate(baris, 1):
        letak = nomor if bagian.banyak else 0
        if len(teks) > _HURUF_MAKS:
            pesan = f"{_tempat(bagian, letak)} lebih panjang dari {_HURUF_MAKS} huruf."
            yield Salah(bagian.kode, letak, pesan)
        yield from _periksa_lubang(bagian, letak, teks, boleh)
    if bagian.kode == "pola_nomor" and baris:
        ada = {cocok[1] for cocok in LUBANG.finditer(baris[0])}
        if not {"urut", "tahun"} <= ada:
            yield Salah(bagian.kode, 0, "Pola nomor harus memuat {urut} dan {tahun}.")


def _periksa_lubang(
    bagian: Bagian, letak: int, teks: str, boleh: "set[str] | frozenset[str]"
) -> Iterator[Salah]:
    """Name each placeholder nobody can fill, and the one that was probably meant."""
    for cocok in _KURUNG.finditer(teks):
        lubang = LUBANG.fullmatch(cocok[0])
        if lubang and lubang[1] in boleh:
            continue
        mirip = difflib.get_close_matches(cocok[0].strip("{}").lower(), sorted(boleh), 1)
        saran = f" Maksudnya {{{mirip[0]}}}?" if mirip else ""
        pesan = f"{_tempat(bagian, letak)}: isian {cocok[0]} tidak dikenal.{saran}"
        yield Salah(bagian.kode, letak, pesan)


def _tempat(bagian: Bagian, letak: int) -> str:
    return f"{bagian.nama} baris {letak}" if letak else bagian.nama
