"""House hook: no personal number outside the tests.

    python -m tests.nomor_pribadi [FILE...]      without files: everything git knows or would add

A run of 18 digits is a NIP, one of 16 digits is a NIK. Real ones must never reach the
repository, and invented ones belong under tests/, where they are drawn at random. The one
documented example is written in groups, with spaces.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

AKAR = Path(__file__).parents[1]
NOMOR = re.compile(r"(?<![\w.])(?:\d{18}|\d{16})(?![\w])", re.ASCII)
BOLEH = ("tests/", "static/vendor/", "requirements.lock", "requirements-dev.lock")


def temuan(teks: str) -> Iterator[tuple[int, str]]:
    """Yield (line, kind) of every number that looks personal."""
    for nomor_baris, baris in enumerate(teks.splitlines(), start=1):
        for cocok in NOMOR.finditer(baris):
            yield nomor_baris, "NIP (18 angka)" if len(cocok[0]) == 18 else "NIK (16 angka)"


def periksa(berkas: Iterable[str], akar: Path = AKAR) -> list[str]:
    """Return one line per finding, naming the place but never the number."""
    hasil = []
    for nama in berkas:
        jalur = akar / nama
        if nama.startswith(BOLEH) or not jalur.is_file():
            continue
        try:
            teks = jalur.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and workbooks
        hasil += [f"{nama}:{baris}: {jenis}" for baris, jenis in temuan(teks)]
    return hasil


def berkas_git() -> list[str]:
    """Return every path that git tracks or would track."""
    perintah = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    hasil = subprocess.run(perintah, cwd=AKAR, capture_output=True, text=True, check=True)
    return [nama for nama in hasil.stdout.split("\0") if nama]


def utama(argv: list[str]) -> int:
    """Report findings on stderr; return 1 when there are any."""
    hasil = periksa(argv or berkas_git())
    if hasil:
        sys.stderr.write("Nomor pribadi di luar tests/:\n" + "\n".join(hasil) + "\n")
    return 1 if hasil else 0


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
