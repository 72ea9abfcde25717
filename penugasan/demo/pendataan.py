"""The sample agency's registry of non-ASN workers: a file of synthetic people, imported."""

import datetime as dt
from pathlib import Path
from typing import Final

from inti.excel_tulis import Jenis, Kolom, Lembar, tulis
from inti.models import Instansi
from pegawai.imports.kolom_tenaga import KOLOM
from pegawai.models import Opd, Pegawai
from penugasan.demo.tenaga import Isi, susun
from penugasan.services.pendataan import siapkan_pendataan

KODE: Final = "pendataan-non-asn-2022"
ORANG: Final = 240
MENJADI_PPPK: Final = 12
LAHIR: Final = (dt.date(1966, 1, 1), dt.date(2000, 1, 1))


def siapkan_contoh(instansi: Instansi, folder: Path, pada: dt.datetime) -> Path:
    """Load the pack and write the workbook to import; some of its people are PPPK by now."""
    siapkan_pendataan(kode=KODE, instansi=instansi, pada=pada)
    unit = list(Opd.objects.filter(instansi=instansi, induk=None).values_list("nama", flat=True))
    baris = [satu.baris for satu in susun(ORANG, unit)]
    pppk = Pegawai.objects.filter(
        instansi=instansi,
        jenis=Pegawai.Jenis.PPPK,
        lahir__range=(dt.date(1966, 1, 1), dt.date(2000, 1, 1)),
    ).order_by("nip")
    for isi, orang in zip(baris, pppk[:MENJADI_PPPK], strict=False):
        assert orang.lahir is not None  # noqa: S101 - the filter asks for it
        isi["Nama Lengkap tanpa Gelar"], isi["Tanggal Lahir"] = orang.nama, orang.lahir
        isi["Jenis Kelamin"] = orang.jenis_kelamin
        isi["NIK"] = _nik(isi["NIK"], orang.lahir, orang.jenis_kelamin)
    return _tulis(baris, folder / "pendataan-non-asn.xlsx", pada)


def _nik(nik: str, lahir: dt.date, jenis_kelamin: str) -> str:
    return f"{nik[:6]}{lahir.day + 40 * (jenis_kelamin == 'P'):02}{lahir:%m%y}{nik[12:]}"


def _tulis(baris: list[Isi], jalur: Path, pada: dt.datetime) -> Path:
    jalur.parent.mkdir(parents=True, exist_ok=True)
    kolom = [
        Kolom(
            k.judul,
            lambda isi, judul=k.judul: isi[judul],  # type: ignore[misc]
            Jenis.TANGGAL if k.bentuk == "tanggal" else Jenis.TEKS,
            18,
        )
        for k in KOLOM
    ]
    with jalur.open("wb") as keluaran:
        tulis(
            keluaran,
            judul="Pendataan non-ASN (contoh)",
            lembar=[Lembar("Non-ASN", kolom, baris)],
            keterangan=[("Isi", "Orang rekaan untuk percobaan")],
            pada=pada,
        )
    return jalur
