"""A small part of ``make drill-siasn``: every fault on every call, once."""

import json
from collections.abc import Iterator

import pytest

from inti.models import Instansi
from pegawai.models import Akun
from penugasan.siasn.mock_server.orang import data_utama, turunan
from tests.drill_siasn import gangguan, panggilan
from tests.drill_siasn.dunia import hidupkan_tiruan
from tests.drill_siasn.kasus import jalankan
from tests.drill_siasn.medan import Medan
from tests.drill_siasn.proses import RAHASIA
from tests.penugasan.kirim import buat_sk, tetapkan
from tests.siasn.tiruan import Tiruan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def tiruan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tiruan]:
    tiruan = hidupkan_tiruan(tmp_path_factory.mktemp("tiruan"))
    yield tiruan
    tiruan.hentikan()


@pytest.fixture
def medan(tiruan: Tiruan, instansi: Instansi, petugas: Akun) -> Medan:
    penugasan = tetapkan(instansi, 3)
    return Medan(tiruan, instansi, petugas, penugasan, buat_sk(penugasan))


@pytest.mark.parametrize("ganggu", gangguan.SEMUA, ids=lambda g: f"{g.nomor} {g.nama}")
def test_each_fault_on_each_call_is_survived(ganggu: gangguan.Ganggu, medan: Medan) -> None:
    luput = {
        satu.nama: hasil.luput
        for satu in panggilan.SEMUA
        if (hasil := jalankan(ganggu, satu(), 1, medan)).luput
    }
    assert luput == {}


def test_the_scan_of_the_log_knows_what_the_stand_in_tells_of_a_person() -> None:
    for urut in range(1, 20):
        orang = json.dumps(data_utama(turunan(f"199002152024211{urut:03}", 1), 1))
        temuan = {satu.lastgroup for satu in RAHASIA.finditer(orang)}
        assert temuan == {"nomor", "surel", "telepon"}
    assert not RAHASIA.search("celery@web redis://x@127.0.0.1 0.0812345678 a-0812345678-b")
