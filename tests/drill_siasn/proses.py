"""One process of the drill: its own database, its own stand-in, and an eye on every log line."""

import atexit
import logging
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.drill_siasn.__main__ import Jumlah
    from tests.drill_siasn.medan import Medan

# A number of sixteen digits or more is a NIK or a NIP; a JWT or a bearer is a token.
_RAHASIA: Final = re.compile(r"\d{16,}|eyJ[\w-]{8,}|[Bb]earer\s+[\w.~+/-]{8,}")
_medan: "Medan | None" = None
_telinga: "Telinga | None" = None


class Telinga(logging.Handler):
    """Listens to every log line of the process and counts what must not be in one."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.hitung: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.hitung["baris"] += 1
        for temuan in _RAHASIA.findall(self.format(record)):
            self.hitung["token" if not temuan.isdigit() else "nomor"] += 1


def mulai(folder: Path) -> None:
    """Bring up database, people and stand-in; once per process."""
    global _medan, _telinga  # noqa: PLW0603 - one world per process
    sendiri = folder / str(os.getpid())
    sendiri.mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(sendiri),
        "DATABASE_URL": f"sqlite:///{sendiri / 'drill.sqlite3'}",
        "SECRET_KEY": "d" * 60,
    }
    import django

    django.setup()
    _telinga = Telinga()
    logging.root.handlers = [_telinga]
    logging.root.setLevel(logging.DEBUG)
    from tests.drill_siasn.dunia import bangun

    _medan = bangun(sendiri)
    atexit.register(_medan.tiruan.hentikan)


def kerjakan(
    nomor: int, panggilan: list[str], benih: list[int]
) -> tuple[int, "Jumlah", Counter[str]]:
    """All calls under one fault with these seeds; returns its number, the sums, and the log scan."""
    from tests.drill_siasn import gangguan
    from tests.drill_siasn import panggilan as pintu
    from tests.drill_siasn.__main__ import Jumlah
    from tests.drill_siasn.kasus import jalankan

    assert _medan is not None
    assert _telinga is not None
    [ganggu] = [g for g in gangguan.SEMUA if g.nomor == nomor]
    jumlah = Jumlah()
    for satu in pintu.SEMUA:
        if panggilan and satu.nama not in panggilan:
            continue
        for ke in benih:
            hasil = jalankan(ganggu, satu(), ke, _medan)
            tempat = f"{nomor} pada {satu.nama}"
            jumlah.tambah(
                Jumlah(
                    kasus=1,
                    kena=hasil.kena,
                    dikirim_ulang=hasil.dikirim_ulang,
                    pulih=hasil.pulih.total_seconds(),
                    luput=[f"{tempat} (benih {ke}): {teks}" for teks in hasil.luput],
                )
            )
    dengar, _telinga.hitung = _telinga.hitung, Counter()
    return nomor, jumlah, dengar
