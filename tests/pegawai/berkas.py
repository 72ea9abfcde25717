"""Rows of SIASN's export and of the survey, about people who do not exist."""

import datetime as dt
from itertools import count
from typing import Any

from tests.inti.buku import dmy
from tests.pegawai.factories import nip_acak

# The 67 headings of "Export Data ASN", in SIASN's order.
KOLOM_SIASN = """
PNS ID
NIP BARU
NIP LAMA
NAMA
GELAR DEPAN
GELAR BELAKANG
TEMPAT LAHIR ID
TEMPAT LAHIR NAMA
TANGGAL LAHIR
JENIS KELAMIN
AGAMA ID
AGAMA NAMA
JENIS KAWIN ID
JENIS KAWIN NAMA
NIK
NOMOR HP
EMAIL
EMAIL GOV
ALAMAT
NPWP NOMOR
BPJS
JENIS PEGAWAI ID
JENIS PEGAWAI NAMA
KEDUDUKAN HUKUM ID
KEDUDUKAN HUKUM NAMA
STATUS CPNS PNS
KARTU ASN VIRTUAL
NOMOR SK CPNS
TANGGAL SK CPNS
TMT CPNS
NOMOR SK PNS
TANGGAL SK PNS
TMT PNS
GOL AWAL ID
GOL AWAL NAMA
GOL AKHIR ID
GOL AKHIR NAMA
TMT GOLONGAN
MK TAHUN
MK BULAN
JENIS JABATAN ID
JENIS JABATAN NAMA
JABATAN ID
JABATAN NAMA
TMT JABATAN
TINGKAT PENDIDIKAN ID
TINGKAT PENDIDIKAN NAMA
PENDIDIKAN ID
PENDIDIKAN NAMA
TAHUN LULUS
KPKN ID
KPKN NAMA
LOKASI KERJA ID
LOKASI KERJA NAMA
UNOR ID
UNOR NAMA
INSTANSI INDUK ID
INSTANSI INDUK NAMA
INSTANSI KERJA ID
INSTANSI KERJA NAMA
SATUAN KERJA INDUK ID
SATUAN KERJA INDUK NAMA
SATUAN KERJA KERJA ID
SATUAN KERJA KERJA NAMA
IS VALID NIK
NAMA SEKOLAH
FLAG IKD
""".strip().splitlines()

KOLOM_SURVEI = [
    "NO",
    "NIP",
    "NAMA",
    "KELURAHAN DOMISILI",
    "MAMPU KOMPUTER",
    "BUKTI",
    "AKHIR KONTRAK",
    "SKP 2024",
    "SKP 2025",
]
PRIBADI = {
    "AGAMA NAMA": "AGAMA-RAHASIA",
    "JENIS KAWIN NAMA": "KAWIN-RAHASIA",
    "NIK": "NIK-RAHASIA",
    "NOMOR HP": "HP-RAHASIA",
    "EMAIL": "SUREL-RAHASIA",
    "ALAMAT": "ALAMAT-RAHASIA",
    "NPWP NOMOR": "NPWP-RAHASIA",
    "BPJS": "BPJS-RAHASIA",
}
_nomor = count(1)


def baris_siasn(**ubah: Any) -> dict[str, Any]:
    """Return one row of the export; keywords replace cells, ``_`` standing for a blank."""
    urut = next(_nomor)
    lahir = dt.date(1970, 1, 1) + dt.timedelta(days=urut * 7_919 % 10_000)
    baris = {
        "PNS ID": f"{urut:032X}",
        "NIP BARU": nip_acak(lahir, urut=urut),
        "NAMA": f"UJI ORANG {urut}",
        "GELAR BELAKANG": "S.E.",
        "TEMPAT LAHIR NAMA": "PEKALONGAN",
        "TANGGAL LAHIR": dmy(lahir),
        "JENIS KELAMIN": "M",
        "JENIS PEGAWAI NAMA": "PPPK",
        "KEDUDUKAN HUKUM NAMA": "PPPK Aktif",
        "TMT CPNS": "01-04-2024",
        "GOL AKHIR NAMA": "IX",
        "MK TAHUN": 1,
        "JENIS JABATAN NAMA": "Jabatan Fungsional Umum",
        "JABATAN NAMA": "Penata Layanan Operasional",
        "TINGKAT PENDIDIKAN ID": "40",
        "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "PENDIDIKAN NAMA": "S-1 MANAJEMEN",
        "LOKASI KERJA NAMA": "Kota Pekalongan",
        "UNOR ID": "unor-dinkes",
        "UNOR NAMA": "Dinas Kesehatan",
        **PRIBADI,
    }
    return baris | {nama.replace("_", " "): nilai for nama, nilai in ubah.items()}


def lembar_survei(
    unit: str, baris: list[dict[str, Any]], kolom: list[str] | None = None
) -> list[list[Any]]:
    """Return a sheet of the survey: letterhead, title, heading in row 5, rows, signature."""
    kolom = kolom or KOLOM_SURVEI
    return [
        ["PEMERINTAH KOTA PEKALONGAN"],
        [unit.upper()],
        ["DAFTAR KEMAMPUAN KOMPUTER DAN DOMISILI PPPK"],
        [],
        kolom,
        *[[satu.get(judul) for judul in kolom] for satu in baris],
        [],
        [None, None, None, "Pekalongan, 1 Maret 2026"],
        [None, None, None, "Kepala"],
    ]
