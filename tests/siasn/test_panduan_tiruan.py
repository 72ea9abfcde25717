"""The guide to the stand-in is true: its examples are run as they stand, in their order."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.siasn.tiruan import AKAR, Tiruan

PANDUAN = (AKAR / "docs" / "siasn-tiruan.md").read_text(encoding="utf-8")
BLOK = re.findall(r"^```sh\n(.*?)^```", PANDUAN, re.MULTILINE | re.DOTALL)
ALAT = ("bash", "curl", "openssl", "python3")


@pytest.mark.skipif(
    any(shutil.which(nama) is None for nama in ALAT), reason=f"needs {', '.join(ALAT)}"
)
def test_every_example_says_what_the_guide_promises(tiruan: Tiruan) -> None:
    naskah = "".join(BLOK)
    hasil = subprocess.run(
        [shutil.which("bash") or "", "-eu", "-c", naskah],
        cwd=AKAR,
        env={
            "PATH": os.environ["PATH"],
            "S": f"http://127.0.0.1:{tiruan.port}",
            "PY": sys.executable,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr
    terucap = hasil.stdout.splitlines()
    for janji in re.findall(r"#> (.*)$", naskah, re.MULTILINE):
        assert janji in terucap, f"not in its turn: {janji}"
        terucap = terucap[terucap.index(janji) + 1 :]
