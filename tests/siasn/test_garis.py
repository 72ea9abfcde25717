"""What the processes of one installation share: the pace of the line, and one login at a time."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from inti.simpanan import simpanan_berkas
from penugasan.siasn import garis
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.laju import Laju
from tests.operasi.putus import JENIS, terputus
from tests.siasn.tiruan import AKAR, Tiruan

_PEREBUT = """
import sys
from django.conf import settings
settings.configure()
from inti.simpanan import SimpananBerkas
simpanan = SimpananBerkas(sys.argv[1], {})
print("siap", flush=True)
sys.stdin.readline()
print(" ".join(str(n) for n in range(250) if simpanan.add(f"kunci-{n}", 1, 60)))
"""


def test_ten_drains_make_ten_calls_in_one_pace(tiruan: Tiruan, settings: Any) -> None:
    jeda = 0.05
    settings.SIASN = tiruan.env_portal(SIASN_JEDA=str(jeda))
    with contextlib.ExitStack() as tumpukan:
        for klien in [tumpukan.enter_context(garis.klien()) for _ in range(10)]:
            klien.ref_kkmp()
    saat = [satu["waktu"] for satu in tiruan.jejak()]
    assert len(saat) == 12  # two logins among them
    assert saat[-1] - saat[0] >= 11 * jeda - 0.02


def test_each_turn_is_one_pace_after_the_last_of_anybody() -> None:
    assert [garis.giliran(2.0) for _ in range(3)] == pytest.approx([0, 2, 4], abs=1)


@pytest.mark.parametrize("lompat", [-86400.0, 3600.0, 120.0])
def test_a_turn_left_by_a_clock_that_was_wrong_is_ignored(lompat: float) -> None:
    asli = time.time()
    with pytest.MonkeyPatch.context() as jam:
        jam.setattr(time, "time", lambda: asli + lompat)
        garis.giliran(2.0)
    assert garis.giliran(2.0) == pytest.approx(0, abs=0.01)
    assert garis.giliran(2.0) == pytest.approx(2, abs=1)


def test_a_short_queue_is_not_taken_for_a_wrong_clock() -> None:
    antre = [garis.giliran(2.0) or 0.0 for _ in range(25)]
    assert antre == pytest.approx([2.0 * ke for ke in range(25)], abs=2)


@pytest.mark.parametrize("jenis", JENIS)
def test_without_the_shared_store_a_process_keeps_its_own_pace(jenis: str, tmp_path: Path) -> None:
    with terputus(jenis, tmp_path):
        assert [garis.giliran(2.0) for _ in range(2)] == pytest.approx([0, 2], abs=1)


def test_who_cannot_ask_the_others_keeps_its_own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garis, "_SABAR_GILIRAN", 0.01)
    cache.add(garis._KUNCI_GILIRAN, "orang lain", 60)
    tidur: list[float] = []
    laju = Laju(2.0, tidur.append, garis.giliran)
    for _ in range(3):
        laju.tunggu()
    assert tidur == pytest.approx([2, 4], abs=1)
    assert cache.get(garis._KUNCI_GILIRAN) == "orang lain"


def test_without_a_pace_nobody_is_asked(tiruan: Tiruan) -> None:
    def jangan(_jeda: float) -> float:
        raise AssertionError

    with KlienSiasn(tiruan.konfigurasi(SIASN_JEDA="0"), giliran=jangan) as klien:
        assert klien.ref_kkmp()


def test_of_processes_that_add_at_once_one_wins(tmp_path: Path) -> None:
    letak = simpanan_berkas(tmp_path)["default"]["LOCATION"]
    with contextlib.ExitStack() as tumpukan:
        semua = [
            tumpukan.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", _PEREBUT, letak],
                    cwd=AKAR,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(4)
        ]
        for satu in semua:
            assert satu.stdout is not None
            assert satu.stdout.readline() == "siap\n"
        for satu in semua:
            assert satu.stdin is not None
            satu.stdin.write("\n")
            satu.stdin.flush()
        menang = [int(n) for satu in semua for n in satu.communicate()[0].split()]
    assert sorted(menang) == list(range(250))


def test_a_login_lock_outlives_a_slow_login_and_is_its_owners_alone(
    tiruan: Tiruan, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    umur: list[float] = []
    asli = cache.add

    def rekam(kunci: str, nilai: object, lama: float) -> bool:
        if kunci == garis._KUNCI:
            umur.append(lama)
        return bool(asli(kunci, nilai, lama))

    monkeypatch.setattr(cache, "add", rekam, raising=False)
    settings.SIASN = tiruan.env_portal(SIASN_TIMEOUT_SAMBUNG="10", SIASN_TIMEOUT_BACA="60")
    with garis.klien() as klien:
        klien.ref_kkmp()
    assert umur
    assert min(umur) > 10 + 60


def test_who_was_late_takes_away_nobody_elses_login_lock() -> None:
    with contextlib.ExitStack() as lambat:
        lambat.enter_context(garis.TokenCache().kunci())
        cache.clear()  # its time is over
        with garis.TokenCache().kunci():
            punya = cache.get(garis._KUNCI)
            lambat.close()
            assert cache.get(garis._KUNCI) == punya
        assert cache.get(garis._KUNCI) is None
