"""Write the files of one list to a folder, in a process of its own.

    python -m tests.drill.buat DAFTAR SEED FOLDER [PER_KELUARGA]

A process of its own, because making a bomb takes memory, and the kernel counts a parent's memory
against the children it starts afterwards.
"""

import pickle
import sys
from pathlib import Path

from tests.drill.keluarga import bangkitkan


def tulis(daftar: str, seed: int, folder: Path, per_keluarga: int = 0) -> int:
    """Write every file and return how many."""
    banyak = 0
    for banyak, kasus in enumerate(bangkitkan(daftar, seed, per_keluarga=per_keluarga), start=1):
        (folder / f"{daftar}-{banyak:04d}.pkl").write_bytes(pickle.dumps(kasus))
    return banyak


if __name__ == "__main__":
    daftar, seed, folder, *lain = sys.argv[1:]
    tulis(daftar, int(seed), Path(folder), int(lain[0]) if lain else 0)
