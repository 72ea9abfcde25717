"""Tables of people for the drill: what stands in each cell, and what is true of the row."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from penugasan.demo.bahan import JUDUL_EKSPOR
from penugasan.demo.kota import Kota, Orang, buat_kota
from tests.drill.kasus import Baris
from tests.drill.kertas import Kertas, alamat

TANPA_JARAK = {"PNS": "PNS", "PPPK": "PPPK", "PPPK_PW": "PPPK Paruh Waktu"}
PREDIKAT = {"SANGAT BAIK": 1, "BAIK": 2, "BUTUH PERBAIKAN": 3, "KURANG": 4, "SANGAT KURANG": 5}
# Level of proof and whether it speaks for the person: domain handbook, section 6.
BUKTI = {
    "Uji praktik BKPSDM": 3,
    "Sertifikat kursus Microsoft Office": 3,
    "Sertifikat Diklat TIK": 2,
    "Ijazah D-III Manajemen Informatika": 4,
    "Surat pernyataan atasan": 1,
    "Pernyataan sendiri": 0,
    "Tidak lulus uji praktik BKPSDM": 3,
    "": 0,
}

# Field -> usual heading of SIASN's export, and of the survey.
SIASN = {
    "siasn_id": "PNS ID",
    "nip": "NIP BARU",
    "nama": "NAMA",
    "gelar": "GELAR BELAKANG",
    "tempat": "TEMPAT LAHIR NAMA",
    "lahir": "TANGGAL LAHIR",
    "jk": "JENIS KELAMIN",
    "jenis": "JENIS PEGAWAI NAMA",
    "kedudukan_id": "KEDUDUKAN HUKUM ID",
    "kedudukan": "KEDUDUKAN HUKUM NAMA",
    "tmt": "TMT CPNS",
    "gol": "GOL AKHIR NAMA",
    "jenis_jabatan": "JENIS JABATAN NAMA",
    "jabatan": "JABATAN NAMA",
    "tingkat_id": "TINGKAT PENDIDIKAN ID",
    "tingkat": "TINGKAT PENDIDIKAN NAMA",
    "pendidikan": "PENDIDIKAN NAMA",
    "lokasi": "LOKASI KERJA NAMA",
    "unor_id": "UNOR ID",
    "opd": "UNOR NAMA",
}
SURVEI = {
    "no": "NO",
    "nip": "NIP",
    "nama": "NAMA",
    "domisili": "KELURAHAN DOMISILI",
    "mampu": "MAMPU KOMPUTER",
    "bukti": "BUKTI",
    "kontrak": "AKHIR KONTRAK",
    "skp:2024": "SKP 2024",
    "skp:2025": "SKP 2025",
}
DAFTAR = ("no", "nip", "nama", "lahir", "jk", "jenis", "kedudukan", "tingkat", "pendidikan", "opd")
"""Columns of a list that an office types itself."""


@lru_cache(maxsize=4)
def kota(seed: int) -> Kota:
    """Return the city whose people fill the files of this seed."""
    return buat_kota(seed=seed, orang=400)


def ambil(acak: random.Random, seed: int, banyak: int, *, survei: bool = False) -> list[Orang]:
    """Draw people whose every fact is known; for a survey only those that it covers."""
    calon = [
        o
        for o in kota(seed).orang
        if o.tingkat and o.kedudukan in {"Aktif", "PPPK Aktif"} and (o.disurvei or not survei)
    ]
    return acak.sample(calon, banyak)


def isi_siasn(orang: Orang) -> dict[str, Any]:
    """Return the cells of one person as SIASN writes them."""
    return {
        "siasn_id": orang.siasn_id,
        "nip": orang.nip,
        "nama": orang.nama.upper(),
        "gelar": orang.gelar or None,
        "tempat": orang.tempat_lahir,
        "lahir": f"{orang.lahir:%d-%m-%Y}",
        "jk": "F" if orang.perempuan else "M",
        "jenis": TANPA_JARAK[orang.jenis],
        "kedudukan_id": orang.kedudukan_id or None,
        "kedudukan": orang.kedudukan,
        "tmt": f"{orang.tmt:%d-%m-%Y}",
        "gol": orang.golongan or None,
        "jenis_jabatan": orang.jenis_jabatan,
        "jabatan": orang.jabatan,
        "tingkat_id": orang.tingkat,
        "tingkat": orang.tingkat_nama,
        "pendidikan": orang.pendidikan,
        "lokasi": "Kota Pekalongan",
        "unor_id": orang.unit.unor_id,
        "opd": orang.unit.nama,
    }


def isi_survei(orang: Orang) -> dict[str, Any]:
    """Return the cells of one person as an OPD fills in the survey."""
    akhir = orang.akhir_kontrak
    return {
        "nip": orang.nip,
        "nama": orang.nama,
        "domisili": orang.domisili or None,
        "mampu": orang.mampu or None,
        "bukti": orang.bukti or None,
        "kontrak": dt.datetime.combine(akhir, dt.time()) if akhir else None,
        "skp:2024": orang.predikat[0] or None,
        "skp:2025": orang.predikat[1] or None,
    }


def benar_siasn(orang: Orang) -> dict[str, Any]:
    """Return what the register must hold of a person after such a row."""
    return {
        "nip": orang.nip,
        "nama": orang.nama,
        "lahir": orang.lahir.isoformat(),
        "jenis": orang.jenis,
        "tingkat": orang.tingkat,
        "opd": orang.unit.kode,
    }


def benar_survei(orang: Orang, seed: int) -> dict[str, Any]:
    """Return what the register must hold of a person after such a row."""
    kode = kota(seed).kelurahan.get(orang.domisili)
    return {
        "nip": orang.nip,
        "domisili": kode or orang.domisili,
        "mampu": benar_mampu(orang),
        "kontrak": orang.akhir_kontrak.isoformat() if orang.akhir_kontrak else None,
        "skp:2024": PREDIKAT.get(orang.predikat[0]),
        "skp:2025": PREDIKAT.get(orang.predikat[1]),
    }


def benar_mampu(orang: Orang) -> tuple[Any, ...]:
    """Return the acceptable (level, for or against) of the two computer cells."""
    if not orang.mampu and not orang.bukti:
        return ((None, None),)
    if orang.mampu == "Tidak":
        return ((0, False), (BUKTI[orang.bukti], False))
    tingkat = BUKTI[orang.bukti]
    # A self-declaration leaves the question open: whether "Ya" is kept beside it decides nothing.
    return ((tingkat, True), (tingkat, None)) if tingkat == 0 else ((tingkat, True),)


@dataclass
class Tabel:
    """A table under construction: columns in order, the next free row, and the truth so far."""

    kertas: Kertas
    kolom: Sequence[str]
    isi: Callable[[Orang], dict[str, Any]]
    benar: Callable[[Orang], dict[str, Any]]
    nomor: int = 1
    kolom_awal: int = 1
    baris: list[Baris] = field(default_factory=list)
    urut: int = 0
    judul: dict[str, str] = field(default_factory=dict)

    def kepala(self, judul: dict[str, str]) -> None:
        """Write one heading line in the next row."""
        self.judul = {k: judul.get(k, k) for k in self.kolom}
        self.kertas.baris(self.nomor, list(self.judul.values()), self.kolom_awal)
        self.nomor += 1

    def tambah(self, orang: Orang, *, ganti: dict[str, Any] | None = None, **ubah: Any) -> Baris:
        """Write one person; ``ganti`` replaces cells, keywords replace fields of the truth row."""
        self.urut += 1
        isi = {"no": self.urut} | self.isi(orang) | (ganti or {})
        self.kertas.baris(self.nomor, [isi.get(k) for k in self.kolom], self.kolom_awal)
        sel = {k: alamat(self.nomor, self.kolom_awal + i) for i, k in enumerate(self.kolom)}
        benar = {k: v for k, v in self.benar(orang).items() if k in sel or k in {"mampu", "nip"}}
        if "mampu" in benar:
            sel.setdefault("mampu", sel.get("bukti", sel["nip"]))
        satu = Baris(self.kertas.nama, self.nomor, orang.nip, benar, sel, self.judul)
        for nama, nilai in ubah.items():
            setattr(satu, nama, nilai)
        for nama in satu.tanda:
            satu.nilai.pop(nama, None)
        self.baris.append(satu)
        self.nomor += 1
        return satu


def tabel_siasn(kertas: Kertas, kolom: Sequence[str] = (), **lain: Any) -> Tabel:
    """Return a table of SIASN's export, or of a list with these columns."""
    return Tabel(kertas, kolom or tuple(SIASN), isi_siasn, benar_siasn, **lain)


def tabel_survei(kertas: Kertas, seed: int, kolom: Sequence[str] = (), **lain: Any) -> Tabel:
    """Return a table of the survey."""
    return Tabel(
        kertas, kolom or tuple(SURVEI), isi_survei, lambda o: benar_survei(o, seed), **lain
    )


def kolom_penuh(*, eselon: bool = False) -> tuple[str, ...]:
    """Return the 67 (or 69) columns in SIASN's order, by field where the drill fills them."""
    medan = {judul: medan for medan, judul in SIASN.items()}
    judul = [*JUDUL_EKSPOR, *(("ESELON ID", "ESELON NAMA") if eselon else ())]
    return tuple(medan.get(satu, satu) for satu in judul)
