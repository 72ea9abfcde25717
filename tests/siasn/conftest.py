"""A stand-in per test, as its own process."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from penugasan.siasn.client import KlienSiasn
from tests.siasn.tiruan import Tiruan


@pytest.fixture
def buat_tiruan(tmp_path: Path) -> Iterator[Callable[..., Tiruan]]:
    """Return a function that starts a stand-in of its own with ``SIASN_TIRUAN_*`` settings."""
    semua: list[Tiruan] = []

    def buat(**env: str) -> Tiruan:
        tiruan = Tiruan(tmp_path / f"tiruan-{len(semua)}", **{"tunda": "-1", **env})
        tiruan.hidupkan()
        semua.append(tiruan)
        return tiruan

    yield buat
    for tiruan in semua:
        if tiruan.proses is not None and tiruan.proses.poll() is None:
            tiruan.hentikan()


@pytest.fixture(scope="session")
def _tiruan_bersama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tiruan]:
    tiruan = Tiruan(tmp_path_factory.mktemp("tiruan"), tunda="-1")
    tiruan.hidupkan()
    yield tiruan
    tiruan.hentikan()


@pytest.fixture
def tiruan(_tiruan_bersama: Tiruan) -> Tiruan:
    """A clean stand-in that decides nothing by itself; one process, emptied for each test."""
    _tiruan_bersama.kendali("POST", "reset", {"benih": 1})
    return _tiruan_bersama


@pytest.fixture
def tiruan_sendiri(buat_tiruan: Callable[..., Tiruan]) -> Tiruan:
    """A stand-in that may be killed."""
    return buat_tiruan()


@pytest.fixture
def klien(tiruan: Tiruan) -> Iterator[KlienSiasn]:
    with tiruan.klien() as klien:
        yield klien


@pytest.fixture
def acak() -> random.Random:
    return random.Random(20260301)  # noqa: S311 - synthetic numbers, the same every time


@pytest.fixture
def kkmp_id(klien: KlienSiasn) -> str:
    return klien.ref_kkmp()[0].id
