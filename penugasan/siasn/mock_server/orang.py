"""The people the stand-in knows, and the shapes in which it tells of them.

People are loaded from a SIASN export or over the control interface. Until then anybody with a
well-formed NIP exists: a synthetic person drawn from the NIP and the seed, the same every time, so
that the portal can be tried with the files of any city.
"""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from penugasan.siasn.wire import samakan_id, tulis_tanggal

_RUANG: Final = uuid.UUID("5d3c3d0e-1b3f-5a52-9d0e-6f1f0c9b7a11")
_KATA_DEPAN: Final = (
    "ADI AGUNG AHMAD AINUN ANIS ARIF AYU BAGUS BUDI CITRA DEWI DIAN DWI EKO ENDAH FAJAR FITRI GALIH"
    " HANI HENDRA INDAH IRFAN JOKO KARTIKA LESTARI LINA MAYA NANDA NUR PUTRI RATNA RINA SARI SITI"
    " SLAMET SRI TEGUH TRI WAHYU YULIA"
)
_KATA_BELAKANG: Final = (
    "ANGGRAINI ARYANI FATMAWATI FIRMANSYAH HANDAYANI HARTONO HIDAYAT KURNIAWAN KUSUMA LESTARI"
    " MAHARANI NUGROHO NURHAYATI PERMATASARI PRASETYO PRATAMA PURNOMO RAHAYU RAMADHAN SANTOSO"
    " SAPUTRA SETIAWAN SUSANTI SUSILO UTAMI WIBOWO WIDODO WULANDARI"
)
_DEPAN: Final = _KATA_DEPAN.split()
_BELAKANG: Final = _KATA_BELAKANG.split()
_PENDIDIKAN: Final = (
    ("30", "Diploma III/Sarjana Muda", "D-III MANAJEMEN INFORMATIKA"),
    ("40", "S-1/Sarjana", "S-1 AKUNTANSI"),
    ("40", "S-1/Sarjana", "S-1 ADMINISTRASI NEGARA"),
    ("35", "Diploma IV", "D-IV ADMINISTRASI BISNIS"),
)


def undi(benih: int, *bagian: str) -> int:
    """A number that depends on the seed and the words only; the same on every machine."""
    teks = ":".join((str(benih), *bagian))
    return int.from_bytes(hashlib.sha256(teks.encode()).digest()[:8])


def id_tetap(*bagian: str) -> str:
    """A stable id, 32 lower-case hex digits."""
    return uuid.uuid5(_RUANG, ":".join(bagian)).hex


def ragam_id(nilai: str, ragam: int) -> str:
    """One id in one of its three living forms: dashed, 32 upper, 32 lower."""
    bersih = samakan_id(nilai)
    if len(bersih) != 32:
        return nilai
    if ragam % 3 == 0:
        return f"{bersih[:8]}-{bersih[8:12]}-{bersih[12:16]}-{bersih[16:20]}-{bersih[20:]}"
    return bersih.upper() if ragam % 3 == 1 else bersih


def lahir_dari_nip(nip: str) -> date | None:
    """The birth date in the first eight digits, or None when they are no date."""
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None


def nip_berbentuk(nip: str) -> bool:
    """18 digits: a plausible birth date, a later year of appointment, a month or PPPK mark."""
    if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
        return False
    lahir = lahir_dari_nip(nip)
    if lahir is None or not 1940 <= lahir.year <= int(nip[8:12]) - 15:
        return False
    bulan = int(nip[12:14])
    return 1 <= bulan <= 12 or bulan >= 21


def pns(nip: str) -> bool:
    """A PNS number carries a month where a PPPK number carries 21 and above."""
    return 1 <= int(nip[12:14]) <= 12


def id_pns(orang: Mapping[str, Any]) -> str:
    """The id of a person, 32 lower-case hex digits; drawn from the NIP when none was loaded."""
    return samakan_id(orang.get("id")) or id_tetap("pns", str(orang.get("nipBaru", "")))


def turunan(nip: str, benih: int) -> dict[str, Any]:
    """The synthetic person behind a well-formed NIP."""
    acak = undi(benih, "orang", nip)
    tingkat, nama_tingkat, prodi = _PENDIDIKAN[acak % len(_PENDIDIKAN)]
    mulai = date(int(nip[8:12]), int(nip[12:14]) if pns(nip) else 3, 1)
    return {
        "id": id_tetap("pns", nip),
        "nipBaru": nip,
        "nama": f"{_DEPAN[acak // 7 % len(_DEPAN)]} {_BELAKANG[acak // 401 % len(_BELAKANG)]}",
        "tglLahir": tulis_tanggal(lahir_dari_nip(nip)),
        "jenisKelamin": "F" if nip[14] == "2" else "M",
        "kedudukanPnsId": "01" if pns(nip) else "71",
        "kedudukanPnsNama": "Aktif" if pns(nip) else "PPPK Aktif",
        "tkPendidikanTerakhirId": tingkat,
        "tkPendidikanTerakhir": nama_tingkat,
        "pendidikanTerakhirNama": prodi,
        "tmtCpns": tulis_tanggal(mulai),
        "unorNama": "UNIT KERJA TIRUAN",
        "unorIndukNama": "INSTANSI TIRUAN",
        "jabatanNama": "PENGELOLA LAYANAN OPERASIONAL",
    }


def data_utama(orang: Mapping[str, Any], benih: int) -> dict[str, Any]:
    """One row of data-utama, with every quirk of the real one (notes on reading)."""
    nip = str(orang.get("nipBaru", ""))
    acak = undi(benih, "ragam", nip)
    pns_id = str(orang.get("id") or id_pns(orang))
    baris = {
        "id": ragam_id(pns_id, acak),
        "pnsId": ragam_id(pns_id, acak + 1),
        "nipLama": "",
        "gelarDepan": "",
        "gelarBelakang": "",
        "tempatLahir": "",
        "email": f"pegawai{acak % 10**6:06}@contoh.go.id",
        "noHp": f"0800{acak % 10**7:07}",
        "tahunLulus": "2012",
        "tmtPensiun": "01-01-0001",
        "bupPensiun": "58",
        "mkTahun": "4",
        "mkBulan": "0",
        "jenisJabatanId": "4",
        "tmtJabatan": orang.get("tmtCpns", ""),
        "statusPegawai": None,
        "validNik": "true",
        "flagIkdBaru": None,
        "path": {"": {"dok_id": "", "dok_nama": "", "dok_uri": "", "object": "", "slug": ""}},
        **orang,
    }
    baris["id"] = ragam_id(pns_id, acak)
    baris["nama"] = _berantak(str(orang.get("nama", "")).upper(), acak)
    if unor := baris.pop("unorId", ""):
        baris["unor_id" if acak % 2 else "unorId"] = unor
    return baris


def _berantak(nama: str, acak: int) -> str:
    """Names come with stray spaces."""
    return (nama + " ", nama, " " + nama.replace(" ", "  ", 1))[acak % 3]
