"""What the processes of one installation share: one login at a time."""

import contextlib
from typing import Any

import pytest
from django.core.cache import cache

from penugasan.siasn import garis
from tests.siasn.tiruan import Tiruan


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
