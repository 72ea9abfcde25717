"""The facts of a person in words for people: their names, their groups, their values."""

import datetime as dt
from typing import Any

from inti.kata import sebut_lambat
from inti.models import Wilayah
from inti.templatetags.portal import tanggal
from pegawai.imports import rekam
from pegawai.imports.kata import kata as kata_impor
from pegawai.models import Pegawai

LABEL = {
    "nip": "NIP",
    "siasn_id": "Kode pegawai di SIASN",
    "jenis": "Jenis pegawai",
    "nama": "Nama tanpa gelar",
    "gelar_depan": "Gelar depan",
    "gelar_belakang": "Gelar belakang",
    "tempat_lahir": "Tempat lahir",
    "lahir": "Tanggal lahir",
    "jenis_kelamin": "Jenis kelamin",
    "tingkat_pendidikan": "Tingkat pendidikan",
    "pendidikan": "Pendidikan terakhir",
    "jabatan": "Jabatan",
    "jenis_jabatan": "Jenis jabatan",
    "golongan": "Golongan",
    "tmt_cpns": "TMT CPNS atau PPPK",
    "lokasi_kerja": "Lokasi kerja",
    "opd": "Unit kerja",
    "unor_id": "Kode unit di SIASN",
    "unor_nama": "Unit menurut berkas",
    "kedudukan_hukum_id": "Kode kedudukan hukum",
    "kedudukan_hukum": "Kedudukan hukum",
    "domisili": sebut_lambat("{Wilayah} domisili"),
    "domisili_teks": "Domisili menurut berkas",
}
KELOMPOK = (
    (
        "Data diri",
        ("nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tempat_lahir", "lahir"),
    ),
    ("Domisili", ("domisili", "domisili_teks")),
    ("Pendidikan", ("tingkat_pendidikan", "pendidikan")),
    (
        "Kepegawaian",
        (
            *("jenis", "kedudukan_hukum", "opd", "jabatan", "jenis_jabatan", "golongan"),
            *("tmt_cpns", "lokasi_kerja"),
        ),
    ),
    ("Pengenal di SIASN", ("siasn_id", "unor_id", "unor_nama", "kedudukan_hukum_id")),
)
"""How the page of a person groups the facts."""


def kata(kolom: str, nilai: Any) -> str:
    """Return a value in words; a unit or a kelurahan must be looked up by the caller."""
    if not nilai:
        return ""
    if kolom in rekam.TANGGAL:
        return tanggal(dt.date.fromisoformat(nilai))
    if kolom == "jenis_kelamin":
        return str(Pegawai.JenisKelamin(nilai).label)
    return kata_impor(kolom, nilai)


def nama_wilayah(wilayah: Wilayah) -> str:
    """Name a kelurahan with its kecamatan: two of a name are not rare."""
    return f"{wilayah.nama}, {wilayah.induk.nama}" if wilayah.induk else wilayah.nama
