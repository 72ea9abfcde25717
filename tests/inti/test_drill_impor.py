"""A fixed sample of the import drill (``make drill-impor``): the same files, the same scales."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.drill import mutasi
from tests.drill.arena import Arena
from tests.drill.asli import asli
from tests.drill.kasus import Jawaban, Kasus
from tests.drill.keluarga import BERANTAKAN, JAHAT
from tests.drill.penilai import Nilai, nilai, tata_krama
from tests.drill.persiapan import siapkan_arena

SEED = 7
MUTASI = 200
BAGIAN = 4
SASARAN_BENAR = 0.98


@pytest.fixture
def arena(db: None) -> Arena:
    return siapkan_arena(migrasi=False)


@pytest.fixture(scope="module", params=["jahat", "berantakan"])
def berkas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One file of each family, made by another process: it takes memory to make a bomb."""
    daftar: str = request.param
    folder = tmp_path_factory.mktemp(daftar)
    perintah = [sys.executable, "-m", "tests.drill.buat", daftar, str(SEED), str(folder), "1"]
    subprocess.run(perintah, cwd=settings.AKAR, check=True)
    semua = sorted(folder.glob("*.pkl"))
    assert len(semua) == len({"jahat": JAHAT, "berantakan": BERANTAKAN}[daftar])
    return semua


def muat(semua: list[Path]) -> Iterator[Kasus]:
    for satu in semua:
        yield pickle.loads(satu.read_bytes())  # noqa: S301 - written by the fixture above


def test_one_file_of_each_family_is_answered_as_its_maker_knows(
    arena: Arena, berkas: list[Path]
) -> None:
    semua = Nilai()
    for kasus in muat(berkas):
        semua.tambah(nilai(kasus, arena.jawab(kasus)))
    # Seconds are for the drill to measure: here other tests share the processor.
    boleh = {"beda", "tak_terbaca", "lambat"}
    assert [x for x in semua.luput if x.diam or x.sebab not in boleh] == []
    assert semua.benar >= SASARAN_BENAR * semua.baris > 0, semua.luput


@pytest.mark.parametrize("bagian", range(BAGIAN))
def test_a_broken_workbook_is_refused_or_read_as_the_whole_one(arena: Arena, bagian: int) -> None:
    luput = []
    for ke in range(bagian, MUTASI, BAGIAN):
        mutan = mutasi.buat(SEED, ke)
        kasus = mutasi.kasus(mutan, ke)
        jawab = arena.jawab(kasus, terapkan=False)
        jawab.detik = 0.0
        luput += [*tata_krama(kasus, jawab), *mutasi.periksa(mutan, jawab, kasus.nama)]
    assert luput == []


def test_the_drill_notices_an_invented_number(arena: Arena) -> None:
    mutan = mutasi.Mutan(asli(SEED)[0], b"", "contoh")
    nip, isi = next(iter(mutan.asli.orang.items()))
    baris = {"lembar": "Data", "baris": 2, "status": "baru", "temuan": [], "data": {}}
    baik = baris | {"kunci": nip, "judul": isi["nama"]}
    lain = baris | {"kunci": nip[::-1], "judul": isi["nama"]}
    salah = baris | {"kunci": nip, "judul": "orang lain"}
    sebab = [x.sebab for x in mutasi.periksa(mutan, Jawaban(baris=[baik, lain, salah]), "contoh")]
    assert sebab == ["nip_karangan", "isi_karangan"]
