"""Writes a synthetic city as the three workbooks that an officer would hold, and its truth."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from penugasan.demo import bahan
from penugasan.demo.kebenaran import kebenaran
from penugasan.demo.kota import Kota, Orang

EKSPOR: Final = "siasn-export-asn.xlsx"
PENDATAAN: Final = "pendataan-opd.xlsx"
KEBENARAN: Final = "kebenaran.json"
JENIS_PEGAWAI: Final = {
    "PNS": "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota",
    "PPPK": "PPPK",
    "PPPK_PW": "PPPK Paruh Waktu",
}


@dataclass(frozen=True, slots=True)
class BerkasKota:
    """Where the files of one city lie."""

    ekspor: Path
    pendataan: Path
    kebutuhan: Path
    kebenaran: Path


def tulis(kota: Kota, folder: Path) -> BerkasKota:
    """Write the workbooks and the truth of a city into ``folder``, which is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    berkas = BerkasKota(
        ekspor=folder / EKSPOR,
        pendataan=folder / PENDATAAN,
        kebutuhan=folder / f"kebutuhan-{kota.daerah.paket.kata.koperasi_singkat.lower()}.xlsx",
        kebenaran=folder / KEBENARAN,
    )
    _tulis_ekspor(kota, berkas.ekspor)
    _tulis_pendataan(kota, berkas.pendataan)
    _tulis_kebutuhan(kota, berkas.kebutuhan)
    berkas.kebenaran.write_text(json.dumps(kebenaran(kota), indent=1), encoding="utf-8")
    return berkas


def _tulis_ekspor(kota: Kota, jalur: Path) -> None:
    """SIASN's own export: one sheet, the header on row 1, everything text but the service years."""
    with _buku(jalur) as buku:
        lembar = buku.add_worksheet("Data")
        lembar.write_row(0, 0, bahan.JUDUL_EKSPOR, buku.add_format({"bold": True}))
        for nomor, orang in enumerate(kota.orang, start=1):
            fakta = _baris_ekspor(orang, kota, iso=kota.ragam and nomor % 7 == 0)
            for kolom, judul in enumerate(bahan.JUDUL_EKSPOR):
                _isi(lembar, nomor, kolom, fakta.get(judul))


def _baris_ekspor(orang: Orang, kota: Kota, *, iso: bool) -> dict[str, Any]:
    tanggal = "%Y-%m-%d" if iso else "%d-%m-%Y"
    tmt = f"{orang.tmt:{tanggal}}"
    instansi = kota.daerah.paket.instansi
    return {
        "PNS ID": orang.siasn_id,
        "NIP BARU": orang.nip,
        "NAMA": f" {orang.nama.upper()}  " if iso else orang.nama.upper(),
        "GELAR BELAKANG": orang.gelar,
        "TEMPAT LAHIR NAMA": orang.tempat_lahir,
        "TANGGAL LAHIR": f"{orang.lahir:{tanggal}}",
        "JENIS KELAMIN": "F" if orang.perempuan else "M",
        "JENIS PEGAWAI ID": "15" if orang.jenis == "PNS" else None,
        "JENIS PEGAWAI NAMA": JENIS_PEGAWAI[orang.jenis],
        "KEDUDUKAN HUKUM ID": orang.kedudukan_id,
        "KEDUDUKAN HUKUM NAMA": orang.kedudukan,
        "STATUS CPNS PNS": "P" if orang.jenis == "PNS" else None,
        "TMT CPNS": tmt,
        "GOL AKHIR NAMA": orang.golongan,
        "MK TAHUN": max(0, kota.acuan.year - orang.tmt.year),
        "MK BULAN": orang.tmt.month % 12,
        "JENIS JABATAN NAMA": orang.jenis_jabatan,
        "JABATAN NAMA": orang.jabatan,
        "TMT JABATAN": tmt,
        "TINGKAT PENDIDIKAN ID": orang.tingkat,
        "TINGKAT PENDIDIKAN NAMA": orang.tingkat_nama,
        "PENDIDIKAN NAMA": orang.pendidikan,
        "TAHUN LULUS": str(orang.lahir.year + 23),
        "LOKASI KERJA NAMA": instansi.nama_wilayah,
        "UNOR ID": orang.unit.unor_id,
        "UNOR NAMA": orang.unit.nama,
        "INSTANSI INDUK NAMA": instansi.nama,
        "INSTANSI KERJA NAMA": instansi.nama,
        "SATUAN KERJA INDUK NAMA": instansi.nama,
        "SATUAN KERJA KERJA NAMA": instansi.nama,
        "IS VALID NIK": "true",
    }


def _tulis_pendataan(kota: Kota, jalur: Path) -> None:
    """The survey: one sheet per OPD that has PPPK, letterhead rows above the header."""
    tahun = (kota.acuan.year - 2, kota.acuan.year - 1)
    paket = kota.daerah.paket
    judul = (*_judul(bahan.JUDUL_PENDATAAN, kota), f"SKP {tahun[0]}", f"SKP {tahun[1]}")
    with _buku(jalur) as buku:
        tanggal = buku.add_format({"num_format": "dd-mm-yyyy"})
        tebal = buku.add_format({"bold": True, "align": "center"})
        survei = f"DAFTAR KEMAMPUAN KOMPUTER DAN DOMISILI {_siapa(kota)}"
        for unit in kota.unit:
            anggota = [o for o in kota.orang if o.disurvei and o.unit.kode == unit.kode]
            if not anggota:
                continue
            lembar = buku.add_worksheet(unit.kode)
            _kop(
                lembar,
                (paket.instansi.nama.upper(), unit.nama.upper(), survei, ""),
                len(judul),
                tebal,
            )
            lembar.write_row(4, 0, judul, tebal)
            for nomor, orang in enumerate(anggota, start=1):
                _baris_pendataan(lembar, nomor, orang, kota, tanggal)


def _siapa(kota: Kota) -> str:
    return "ASN" if kota.daerah.survei_pns else "PPPK"


def _judul(judul: Iterable[str], kota: Kota) -> list[str]:
    """The headings in the words of the place."""
    wilayah = kota.daerah.paket.kata.wilayah.upper()
    return [satu.replace("{WILAYAH}", wilayah) for satu in judul]


def _baris_pendataan(lembar: Any, nomor: int, orang: Orang, kota: Kota, tanggal: Any) -> None:
    baris = nomor + 4
    lain = kota.ragam and nomor % 5 == 0
    nip = _kelompok(orang.nip) if lain else orang.nip
    domisili = (
        kota.daerah.ejaan_lain.get(orang.domisili, orang.domisili) if lain else orang.domisili
    )
    isi = (nip, orang.nama, domisili, orang.mampu, orang.bukti)
    lembar.write_number(baris, 0, nomor)
    for kolom, nilai in enumerate(isi, start=1):
        _isi(lembar, baris, kolom, nilai)
    if orang.akhir_kontrak:
        saat = dt.datetime.combine(orang.akhir_kontrak, dt.time())
        lembar.write_datetime(baris, len(isi) + 1, saat, tanggal)
    for kolom, predikat in enumerate(orang.predikat, start=len(isi) + 2):
        _isi(lembar, baris, kolom, predikat)


def _tulis_kebutuhan(kota: Kota, jalur: Path) -> None:
    """The posts: a letterhead, then one row per cooperative."""
    with _buku(jalur) as buku:
        tebal = buku.add_format({"bold": True, "align": "center"})
        lembar = buku.add_worksheet("Kebutuhan")
        kop = (
            kota.daerah.dinas_koperasi,
            f"KEBUTUHAN TENAGA {kota.daerah.paket.kata.koperasi.upper()}",
        )
        _kop(lembar, kop, len(bahan.JUDUL_KEBUTUHAN), tebal)
        lembar.write_row(2, 0, _judul(bahan.JUDUL_KEBUTUHAN, kota), tebal)
        for nomor, koperasi in enumerate(kota.koperasi, start=1):
            isi: Sequence[Any] = (
                nomor,
                koperasi.nama,
                koperasi.kelurahan,
                koperasi.kecamatan,
                koperasi.badan_hukum,
                koperasi.status,
                len(koperasi.peran),
                *koperasi.peran,
            )
            for kolom, nilai in enumerate(isi):
                _isi(lembar, nomor + 2, kolom, nilai)


def _buku(jalur: Path) -> xlsxwriter.Workbook:
    pilihan = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(str(jalur), pilihan)


def _kop(lembar: Any, teks: Iterable[str], lebar: int, bentuk: Any) -> None:
    for baris, kata in enumerate(teks):
        lembar.merge_range(baris, 0, baris, lebar - 1, kata, bentuk)


def _isi(lembar: Any, baris: int, kolom: int, nilai: Any) -> None:
    if isinstance(nilai, int):
        lembar.write_number(baris, kolom, nilai)
    elif nilai:
        lembar.write_string(baris, kolom, nilai)


def _kelompok(nip: str) -> str:
    """The way people write a NIP: 8-6-1-3."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
