"""Where the stand-in's people and cooperatives come from."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from penugasan.siasn.mock_server.orang import id_tetap, lahir_dari_nip, turunan, undi
from penugasan.siasn.mock_server.simpanan import Simpanan

_KOLOM: Final[Mapping[str, str]] = {
    "PNS ID": "id",
    "NIP BARU": "nipBaru",
    "NAMA": "nama",
    "GELAR DEPAN": "gelarDepan",
    "GELAR BELAKANG": "gelarBelakang",
    "TEMPAT LAHIR NAMA": "tempatLahir",
    "TANGGAL LAHIR": "tglLahir",
    "JENIS KELAMIN": "jenisKelamin",
    "KEDUDUKAN HUKUM ID": "kedudukanPnsId",
    "KEDUDUKAN HUKUM NAMA": "kedudukanPnsNama",
    "TMT CPNS": "tmtCpns",
    "GOL AKHIR NAMA": "golRuangAkhir",
    "JABATAN NAMA": "jabatanNama",
    "TINGKAT PENDIDIKAN ID": "tkPendidikanTerakhirId",
    "TINGKAT PENDIDIKAN NAMA": "tkPendidikanTerakhir",
    "PENDIDIKAN NAMA": "pendidikanTerakhirNama",
    "TAHUN LULUS": "tahunLulus",
    "LOKASI KERJA NAMA": "lokasiKerja",
    "UNOR ID": "unorId",
    "UNOR NAMA": "unorNama",
    "INSTANSI KERJA ID": "instansiKerjaId",
    "INSTANSI KERJA NAMA": "instansiKerjaNama",
    "SATUAN KERJA KERJA NAMA": "satuanKerjaKerjaNama",
}
_BARIS_KEPALA_MAKS: Final = 20
_KUOTA: Final = 3


class MuatSalahError(ValueError):
    """A file that holds no people; the text says why."""


def baca_berkas(berkas: Path) -> list[dict[str, Any]]:
    """People of a SIASN export (.xlsx) or of a JSON list of data-utama rows.

    Raises MuatSalahError when the file is neither.
    """
    if berkas.suffix.casefold() == ".json":
        isi = json.loads(berkas.read_text(encoding="utf-8"))
        if not isinstance(isi, list):
            pesan = f"{berkas.name} harus berisi daftar data-utama."
            raise MuatSalahError(pesan)
        return [orang for orang in isi if isinstance(orang, dict)]
    return list(_dari_ekspor(berkas))


def _dari_ekspor(berkas: Path) -> Iterator[dict[str, Any]]:
    buku = load_workbook(berkas, read_only=True, data_only=True)
    try:
        baris = buku.worksheets[0].iter_rows(values_only=True)
        kepala = _kepala(baris)
        if not kepala:
            pesan = f"{berkas.name} tidak mempunyai kolom NIP BARU."
            raise MuatSalahError(pesan)
        for isi in baris:
            orang = {
                nama: "" if isi[letak] is None else str(isi[letak]).strip()
                for nama, letak in kepala.items()
                if letak < len(isi)
            }
            if orang.get("nipBaru"):
                yield orang
    finally:
        buku.close()


def _kepala(baris: Iterable[tuple[Any, ...]]) -> dict[str, int]:
    for nomor, isi in enumerate(baris):
        judul = [" ".join(str(sel or "").upper().split()) for sel in isi]
        if "NIP BARU" in judul:
            return {_KOLOM[j]: letak for letak, j in enumerate(judul) if j in _KOLOM}
        if nomor >= _BARIS_KEPALA_MAKS:
            break
    return {}


def karang(jumlah: int, benih: int) -> list[dict[str, Any]]:
    """Synthetic PPPK, drawn from the seed alone."""
    hasil = []
    for nomor in range(jumlah):
        acak = undi(benih, "karang", str(nomor))
        lahir = f"{1975 + acak % 25}{acak // 31 % 12 + 1:02}{acak // 401 % 28 + 1:02}"
        nip = f"{lahir}{2020 + acak // 7 % 5}21{acak // 13 % 2 + 1}{nomor % 999 + 1:03}"
        if lahir_dari_nip(nip) is not None:
            hasil.append(turunan(nip, benih))
    return hasil


def muat_kkmp(simpanan: Simpanan, semua: Iterable[Mapping[str, Any]]) -> int:
    """Take in cooperatives ``{kodeWilayah, nama, kuota?, nomorBadanHukum?}``; ids are ours."""
    return simpanan.muat_kkmp(
        (
            id_tetap("kkmp", str(satu["kodeWilayah"])),
            str(satu["kodeWilayah"]),
            str(satu.get("nama", "")),
            _KUOTA if satu.get("kuota") in (None, "") else int(satu["kuota"]),
            str(satu.get("nomorBadanHukum") or ""),
        )
        for satu in semua
        if satu.get("kodeWilayah")
    )


def kkmp_bawaan() -> list[dict[str, Any]]:
    """The 27 cooperatives of Kota Pekalongan, so that the stand-in works as it comes."""
    berkas = Path(__file__).with_name("kkmp.csv")
    with berkas.open(encoding="utf-8", newline="") as isi:
        return [
            {
                "kodeWilayah": baris["kode_kelurahan"],
                "nama": baris["nama"],
                "kuota": baris["kuota_maks_pppk"],
            }
            for baris in csv.DictReader(isi)
        ]
