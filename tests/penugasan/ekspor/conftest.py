"""The city every export test looks at, and people as files and hands leave them behind."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from inti.models import Instansi, Wilayah
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import Opd, Pegawai
from tests.inti.factories import WilayahFactory
from tests.pegawai.factories import OpdFactory, PegawaiFactory
from tests.penugasan.ekspor.bantu import Kota

NAMA_SULIT = [
    "=1+1",
    "+62",
    "-SITI",
    "@BUDI",
    "'Aini binti Umar",
    'Sri "Yayuk" Lestari',
    "Ni'mah, Siti",
    "<b>Tebal</b> & Co",
    "{{7*7}} ${x}",
    "Jumlah Total",
    "Total",
    "NAMA",
    "محمد بن علي",
    "李小龍 😀",
    "O" * 160,
    "TRUE",
    "12345",
    "1.99E+17",
    "2026-01-02",
]


@pytest.fixture
def kota(instansi: Instansi, opd: Opd, opd_lain: Opd) -> Kota:
    return Kota(instansi, opd, opd_lain)


@pytest.fixture
def kelurahan(instansi: Instansi) -> dict[str, Wilayah]:
    """Kelurahan of the agency: one alone, two of one name in different kecamatan."""
    kota = WilayahFactory.create(kode="33.75", nama="Kota Pekalongan", jenis="kota")
    barat = WilayahFactory.create(
        kode="33.75.01", nama="Pekalongan Barat", jenis="kecamatan", induk=kota
    )
    timur = WilayahFactory.create(
        kode="33.75.02", nama="Pekalongan Timur", jenis="kecamatan", induk=kota
    )
    instansi.wilayah = kota
    instansi.save()
    return {
        "medono": WilayahFactory.create(kode="33.75.01.1001", nama="Medono", induk=barat),
        "barat": WilayahFactory.create(kode="33.75.01.1002", nama="Kauman", induk=barat),
        "timur": WilayahFactory.create(kode="33.75.02.1002", nama="Kauman", induk=timur),
        "sepi": WilayahFactory.create(kode="33.75.02.1003", nama="Klego (Utara)", induk=timur),
        "besar": WilayahFactory.create(kode="33.75.02.1004", nama="Noyontaan", induk=timur),
    }


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Callable[..., Pegawai]:
    """Return a function that makes one more person of the agency."""

    def buat(**sifat: Any) -> Pegawai:
        pegawai: Pegawai = PegawaiFactory.create(**{"instansi": instansi, "opd": opd} | sifat)
        return pegawai

    return buat


@pytest.fixture
def banyak(orang: Callable[..., Pegawai], instansi: Instansi, opd: Opd) -> list[Pegawai]:
    """People as files and hands leave them behind."""
    bernama_lain = OpdFactory.create(
        instansi=instansi, kode="PKM", nama="Puskesmas Tirto", alias=["UPTD Puskesmas Tirto"]
    )
    berkoma = OpdFactory.create(instansi=instansi, kode="SATPOL", nama="=Satuan Polisi, Damkar")
    return [
        *[orang(nama=nama) for nama in NAMA_SULIT],
        *[orang(tingkat_pendidikan=kode, pendidikan=nama) for kode, nama in TINGKAT.items()],
        orang(gelar_depan="Drs.", gelar_belakang="S.H., M.Si."),
        orang(gelar_belakang="=S.Kom", tempat_lahir="-Batang", jabatan="+Guru", golongan="@1"),
        orang(lahir=None, tmt_cpns=None),
        orang(nip="199002152024212999", lahir=dt.date(1990, 2, 16)),
        orang(tanpa_pendidikan=True, jenis_kelamin="", siasn_id="", golongan="", jabatan=""),
        orang(pns=True, golongan="III/a"),
        orang(paruh_waktu=True, kedudukan_hukum=""),
        orang(opd=bernama_lain, unor_id="", unor_nama="UPTD PUSKESMAS TIRTO"),
        orang(opd=berkoma, unor_id=""),
        orang(unor_id="", unor_nama=""),
        orang(unor_nama="DINAS KESEHATAN KOTA"),
        orang(tingkat_pendidikan="99"),
        orang(lokasi_kerja="", jenis_jabatan="", pendidikan="S-1 PEND. AGAMA/ISLAM (A'LA)"),
    ]
