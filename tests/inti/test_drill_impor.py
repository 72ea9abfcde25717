"""A fixed sample of ``make drill-impor``: one hostile and one messy file per family, 200 mutations.

It runs as the drill does, in processes of its own on a scratch database.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).parents[2]
SAMPEL = {
    "jahat": ["--sampel", "1"],
    "berantakan": ["--sampel", "1"],
    "mutasi": ["--mutasi", "200"],
}


@pytest.mark.parametrize("tugas", SAMPEL)
def test_the_sample_of_the_drill_passes(tugas: str, tmp_path: Path) -> None:
    perintah = [sys.executable, "-m", "tests.drill", "--hanya", tugas, "--proses", "1"]
    perintah += ["--keluaran", str(tmp_path), *SAMPEL[tugas]]
    bersih = {
        k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "REDIS", "COV_"))
    }
    hasil = subprocess.run(
        perintah, cwd=AKAR, env=bersih, capture_output=True, text=True, check=False
    )
    assert hasil.returncode == 0, hasil.stdout[-3_000:] + hasil.stderr[-1_000:]
