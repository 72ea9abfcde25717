"""Every race of the list, so often as BALAPAN_ULANG says (``make drill-balapan`` says 200)."""

import os
import random
import time
from collections import Counter

import pytest

from tests.balapan.daftar import R9, SEMUA
from tests.balapan.panggung import Panggung

ULANG = int(os.environ.get("BALAPAN_ULANG", "4"))
BOLEH_SEARAH = 100
"""So many rounds that all go one way have not raced."""
SEED = int(os.environ.get("BALAPAN_SEED", "1"))


def test_the_list_has_the_eighteen_races_of_the_plan() -> None:
    assert len(R9) == 18
    assert len(set(SEMUA.values())) == len(SEMUA)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("nama", SEMUA)
def test_one_wins_the_others_are_told_and_nothing_breaks(
    nama: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arah: Counter[str] = Counter()
    mulai = time.monotonic()
    for putaran in range(ULANG):
        panggung = Panggung(random.Random(f"{SEED} {nama} {putaran}"))  # noqa: S311
        arah[SEMUA[nama](panggung)] += 1
        panggung.tutup()
    if "BALAPAN_ULANG" in os.environ:
        isi = ", ".join(f"{kata} {n}" for kata, n in sorted(arah.items()))
        with capsys.disabled():
            print(f"\n  {nama}: {ULANG} x, {isi} ({time.monotonic() - mulai:.0f} detik)")  # noqa: T201
    if ULANG >= BOLEH_SEARAH:
        assert len(arah) > 1, f"hanya satu arah yang terjadi: {arah}"
