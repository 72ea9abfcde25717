"""One process of the drill: its own database, its own stand-in, and an eye on every log line."""

import logging
import os
import re
from collections import Counter
from importlib import import_module
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Final

import django

from tests.drill_siasn.jumlah import Jumlah

# A number of sixteen digits or more is a NIK or a NIP; a JWT or a bearer is a token.
RAHASIA: Final = re.compile(
    r"(?P<nomor>\d{16,})"
    r"|(?P<token>eyJ[\w-]{8,}|[Bb]earer\s+[\w.~+/-]{8,})"
    r"|(?P<surel>[\w.+-]+@[\w.-]*\w\.(?:id|com|net|org)\b)"
    r"|(?P<telepon>(?<![\w.-])(?:\+?62|0)8\d{7,11}(?![\w-]))"
)
_dunia: dict[str, Any] = {}


class Telinga(logging.Handler):
    """Listens to every log line of the process and counts what must not be in one."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.hitung: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.hitung["baris"] += 1
        for temuan in RAHASIA.finditer(self.format(record)):
            self.hitung[temuan.lastgroup or ""] += 1


def mulai(folder: str) -> None:
    """Bring up database, people and stand-in; once per process, before any model is imported."""
    sendiri = Path(folder) / str(os.getpid())
    sendiri.mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(sendiri),
        "DATABASE_URL": f"sqlite:///{sendiri / 'drill.sqlite3'}",
        "SECRET_KEY": "d" * 60,
    }
    django.setup()
    telinga = Telinga()
    logging.root.handlers = [telinga]
    logging.root.setLevel(logging.DEBUG)
    medan = import_module("tests.drill_siasn.dunia").bangun(sendiri)
    Finalize(medan, medan.tiruan.hentikan, exitpriority=1)  # a pool worker runs no atexit
    _dunia.update(medan=medan, telinga=telinga)


def kerjakan(
    nomor: int, panggilan: list[str], benih: list[int]
) -> tuple[int, Jumlah, Counter[str]]:
    """All calls under one fault with these seeds; its number, the sums, and the log scan."""
    jumlah = import_module("tests.drill_siasn.kasus").semua_panggilan(
        nomor, panggilan, benih, _dunia["medan"]
    )
    dengar, _dunia["telinga"].hitung = _dunia["telinga"].hitung, Counter()
    return nomor, jumlah, dengar
