"""A kelurahan is found by name and alias, in any spelling, and never by likeness."""

import pytest

from inti.models import Instansi, Wilayah
from inti.pencari_wilayah import PencariWilayah
from tests.inti.factories import WilayahFactory


@pytest.fixture
def pencari(instansi: Instansi) -> PencariWilayah:
    utara, barat = (
        WilayahFactory.create(kode=kode, nama=nama, jenis=Wilayah.Jenis.KECAMATAN)
        for kode, nama in (("33.75.03", "Pekalongan Utara"), ("33.75.01", "Pekalongan Barat"))
    )
    for kode, nama, alias, induk in (
        ("33.75.03.1003", "Kandang Panjang", ["Kandangpanjang"], utara),
        ("33.75.03.1010", "Panjang Baru", [], utara),
        ("33.75.01.1008", "Pasirkratonkramat", ["Pasir Kraton Kramat", "Kramatsari"], barat),
        ("33.75.01.1002", "Sama", [], barat),
        ("33.75.03.1099", "Sama", [], utara),
    ):
        WilayahFactory.create(kode=kode, nama=nama, alias=alias, induk=induk)
    WilayahFactory.create(kode="33.26.01.2001", nama="Wiradesa", jenis=Wilayah.Jenis.DESA)
    instansi.wilayah = WilayahFactory.create(kode="33.75", nama="Kota", jenis=Wilayah.Jenis.KOTA)
    return PencariWilayah(instansi)


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("Pasir Kraton  Kramat", "33.75.01.1008"),
        ("kel. pasirkratonkramat", "33.75.01.1008"),
        ("Kramatsari", "33.75.01.1008"),
        ("KELURAHAN PANJANG BARU", "33.75.03.1010"),
        ("Sama, Kecamatan Pekalongan Utara", "33.75.03.1099"),
        ("Panjang Baru, Kota Pekalongan", "33.75.03.1010"),
        ("Panjang Baru/Pekalongan Utara", "33.75.03.1010"),
        ("Sama - Pekalongan Utara", "33.75.03.1099"),
        ("Kel. Sama (Pekalongan Barat)", "33.75.01.1002"),
        ("Panjang Baru RT 02 RW 05", "33.75.03.1010"),
        ("Panjang Baru RT.02/RW.05, Kec. Pekalongan Utara", "33.75.03.1010"),
    ],
)
def test_found(pencari: PencariWilayah, teks: str, kode: str) -> None:
    temu = pencari.cari(teks)
    assert temu
    assert temu.kode == kode


@pytest.mark.parametrize(
    "teks",
    [
        *("", "Panjang", "Sama", "Wiradesa", "Panjang Baru, Kab. Batang", "Kec. Barat"),
        *("Panjang Baru/Pekalongan Barat", "Jl. Merak 5 Panjang Baru"),
    ],
)
def test_not_found(pencari: PencariWilayah, teks: str) -> None:
    assert pencari.cari(teks) is None


def test_a_given_kecamatan_must_agree(pencari: PencariWilayah) -> None:
    temu = pencari.cari("Sama", kecamatan="Pekalongan Barat")
    assert temu
    assert temu.kode == "33.75.01.1002"
    assert pencari.cari("Panjang Baru", kecamatan="Pekalongan Barat") is None


def test_the_nearest_name_is_only_offered(pencari: PencariWilayah) -> None:
    assert pencari.mirip("Kandang Panjan") == "Kandang Panjang"
    assert pencari.mirip("Wiradesa") == ""
    assert pencari.mirip("Jl. Merak 5 Panjang Baru") == "Panjang Baru"
    assert pencari.mirip("Panjang Baru/Pekalongan Barat") == "Panjang Baru"
