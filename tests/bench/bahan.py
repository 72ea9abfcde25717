"""The people that are measured with, and the workbooks that hold them. Same seed, same files."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from pegawai.models import Pegawai
from penugasan.demo import bahan as kata
from penugasan.demo.buku import _baris_ekspor
from penugasan.demo.kota import Kota, buat_kota

KOLOM_25 = (
    "PNS ID",
    "NIP BARU",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID",
    "KEDUDUKAN HUKUM NAMA",
    "STATUS CPNS PNS",
    "TMT CPNS",
    "GOL AKHIR NAMA",
    "MK TAHUN",
    "MK BULAN",
    "JENIS JABATAN NAMA",
    "JABATAN NAMA",
    "TINGKAT PENDIDIKAN ID",
    "TINGKAT PENDIDIKAN NAMA",
    "PENDIDIKAN NAMA",
    "LOKASI KERJA NAMA",
    "UNOR ID",
    "UNOR NAMA",
    "SATUAN KERJA KERJA NAMA",
)
JENIS = {"PNS": "PNS", "PPPK": "PPPK", "PPPK_PW": "PPPK Paruh Waktu"}
TIAP = 50
"""One row in so many is changed in the second file: 2 %."""
JABATAN_BARU = "Penata Kelola Koperasi"


def tulis_berkas(*, seed: int, orang: int, kolom: int, folder: Path) -> None:
    """Write the workbook ``<kolom>.xlsx`` and, with 2 % changed, ``<kolom>-ubah.xlsx``."""
    kota = buat_kota(seed=seed, orang=orang)
    judul = KOLOM_25 if kolom == len(KOLOM_25) else kata.JUDUL_EKSPOR
    baris = [_isi(kota, nomor, len(judul)) for nomor in range(len(kota.orang))]
    _tulis(folder / f"{kolom}.xlsx", judul, baris)
    for satu in baris[::TIAP]:
        satu["JABATAN NAMA"] = JABATAN_BARU
    _tulis(folder / f"{kolom}-ubah.xlsx", judul, baris)


def _isi(kota: Kota, nomor: int, kolom: int) -> dict[str, Any]:
    orang = kota.orang[nomor]
    isi = _baris_ekspor(orang, kota, iso=False)
    if kolom == len(KOLOM_25):  # the words a peer can take as they stand
        isi["JENIS KELAMIN"] = "P" if orang.perempuan else "L"
        isi["JENIS PEGAWAI NAMA"] = JENIS[orang.jenis]
        return isi
    tanggal = f"{kota.acuan - dt.timedelta(days=nomor % 9000):%d-%m-%Y}"
    for judul in kata.JUDUL_EKSPOR:  # the offices' own exports leave few columns empty
        if isi.get(judul) is None and not judul.startswith(("JENIS PEGAWAI", "GELAR", "STATUS")):
            isi[judul] = tanggal if judul.startswith(("T", "U")) else f"{judul.title()} {nomor}"
    return isi | {
        kunci: nilai
        for kunci, nilai in _baris_ekspor(orang, kota, iso=False).items()
        if kunci.startswith(("TINGKAT", "KEDUDUKAN", "PENDIDIKAN", "TANGGAL LAHIR"))
    }


def _tulis(jalur: Path, judul: Sequence[str], baris: list[dict[str, Any]]) -> None:
    with xlsxwriter.Workbook(str(jalur), {"strings_to_numbers": False}) as buku:
        lembar = buku.add_worksheet("Data")
        lembar.write_row(0, 0, judul, buku.add_format({"bold": True}))
        for nomor, satu in enumerate(baris, start=1):
            for kolom, nama in enumerate(judul):
                nilai = satu.get(nama)
                if isinstance(nilai, int):
                    lembar.write_number(nomor, kolom, nilai)
                elif nilai:
                    lembar.write_string(nomor, kolom, nilai)


def baris_jadi(*, seed: int, orang: int, instansi: int, opd: dict[str, int]) -> list[Pegawai]:
    """Return the same people as records that only have to be written."""
    return [
        Pegawai(
            instansi_id=instansi,
            nip=satu.nip,
            siasn_id=satu.siasn_id,
            jenis=satu.jenis,
            nama=satu.nama.upper(),
            gelar_belakang=satu.gelar,
            tempat_lahir=satu.tempat_lahir,
            lahir=satu.lahir,
            jenis_kelamin="P" if satu.perempuan else "L",
            tingkat_pendidikan=satu.tingkat,
            pendidikan=satu.pendidikan,
            jabatan=satu.jabatan,
            jenis_jabatan=satu.jenis_jabatan,
            golongan=satu.golongan,
            tmt_cpns=satu.tmt,
            lokasi_kerja="Kota Pekalongan",
            opd_id=opd[satu.unit.nama],
            unor_id=satu.unit.unor_id,
            unor_nama=satu.unit.nama,
            kedudukan_hukum_id=satu.kedudukan_id,
            kedudukan_hukum=satu.kedudukan,
        )
        for satu in buat_kota(seed=seed, orang=orang).orang
    ]
