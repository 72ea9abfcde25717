"""Where backups lie, which is the newest, and which are old enough to go."""

import datetime as dt
from pathlib import Path
from typing import Final

from django.conf import settings

from inti.waktu import ZONA

_POLA: Final = "portal-%Y%m%d-%H%M%S.age"


def folder_cadangan() -> Path:
    """The folder named by ``CADANGAN_DIR``, else one below the data folder."""
    return Path(settings.CADANGAN_DIR or Path(settings.DATA_DIR) / "cadangan")


def nama_baru(kini: dt.datetime) -> str:
    """The name of a backup: it sorts by its time."""
    return kini.astimezone(ZONA).strftime(_POLA)


def semua(folder: Path) -> list[tuple[dt.datetime, Path]]:
    """The finished backups of a folder, the oldest first; other files are none of ours."""
    ada = []
    for berkas in sorted(folder.glob("portal-*.age")):
        try:
            kapan = dt.datetime.strptime(berkas.name, _POLA).replace(tzinfo=ZONA)
        except ValueError:
            continue
        ada.append((kapan, berkas))
    return ada


def cadangan_terakhir() -> dt.datetime | None:
    """When the newest backup was taken."""
    ada = semua(folder_cadangan())
    return ada[-1][0] if ada else None


def sisakan(folder: Path, jumlah: int) -> list[Path]:
    """Remove all but the newest ``jumlah`` (at least 1) and return what went."""
    lama = [berkas for _, berkas in semua(folder)[: -max(jumlah, 1)]]
    for berkas in lama:
        berkas.unlink()
    return lama
