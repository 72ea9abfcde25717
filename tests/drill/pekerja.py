"""One process of the drill: stages its share of the files and writes what it found.

    python -m tests.drill.pekerja TUGAS BAGIAN/SEMUA FOLDER SEED [BANYAK]

A line of JSON per file, so that a process that dies leaves behind how far it came.
"""

import json
import pickle
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.drill.latih import django_sendiri

HABIS = 45
"""Seconds after which a file counts as hanging."""


def kerja(tugas: str, bagian: int, semua: int, folder: Path, seed: int, banyak: int) -> None:
    """Do every file of this share."""
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as sementara:
        arena = django_sendiri(Path(sementara))
        signal.signal(signal.SIGALRM, _habis)
        with (folder / f"hasil-{tugas}-{bagian}.jsonl").open("a", encoding="utf-8") as keluar:
            if tugas == "pulang_pergi":
                hasil = _pulang_pergi(arena, seed)
            elif tugas == "mutasi":
                hasil = _mutasi(arena, seed, range(bagian, banyak, semua))
            else:
                hasil = _berkas(arena, sorted(folder.glob(f"{tugas}-*.pkl"))[bagian::semua])
            for satu in hasil:
                keluar.write(json.dumps(satu, default=str) + "\n")
                keluar.flush()


def _berkas(arena: Any, jalur: list[Path]) -> Iterator[dict[str, Any]]:
    from tests.drill.penilai import nilai  # noqa: PLC0415 - needs Django set up

    for satu in jalur:
        kasus = pickle.loads(satu.read_bytes())  # noqa: S301 - written by this drill
        yield {"mulai": kasus.nama}
        signal.alarm(HABIS)
        jawab = arena.jawab(kasus)
        signal.alarm(0)
        skor = nilai(kasus, jawab)
        luput = [asdict(x) for x in skor.luput]
        yield _ringkas(kasus, jawab) | {"baris": skor.baris, "benar": skor.benar, "luput": luput}


def _mutasi(arena: Any, seed: int, nomor: range) -> Iterator[dict[str, Any]]:
    from tests.drill import mutasi  # noqa: PLC0415 - needs Django set up
    from tests.drill.penilai import tata_krama  # noqa: PLC0415 - needs Django set up

    for ke in nomor:
        mutan = mutasi.buat(seed, ke)
        kasus = mutasi.kasus(mutan, ke)
        yield {"mulai": kasus.nama}
        signal.alarm(HABIS)
        jawab = arena.jawab(kasus, terapkan=False)
        signal.alarm(0)
        luput = [*tata_krama(kasus, jawab), *mutasi.periksa(mutan, jawab, kasus.nama)]
        yield _ringkas(kasus, jawab) | {"luput": [asdict(x) for x in luput]}


def _pulang_pergi(arena: Any, seed: int) -> Iterator[dict[str, Any]]:
    from tests.drill.pulang_pergi import semua  # noqa: PLC0415 - needs Django set up

    mulai = time.monotonic()
    for satu in semua(arena, seed):
        detik, mulai = time.monotonic() - mulai, time.monotonic()
        yield {
            "nama": satu.nama,
            "keluarga": satu.skenario,
            "detik": round(detik, 3),
            "rss": 0,
            "luput": [asdict(x) for x in satu.luput],
        }


def _ringkas(kasus: Any, jawab: Any) -> dict[str, Any]:
    return {
        "nama": kasus.nama,
        "keluarga": kasus.keluarga,
        "status": jawab.status,
        "kode": jawab.kode,
        "detik": round(jawab.detik, 3),
        "rss": jawab.rss,
    }


def _habis(*_: object) -> None:
    pesan = f"tidak selesai dalam {HABIS} detik"
    raise TimeoutError(pesan)


if __name__ == "__main__":
    tugas, bagian, folder, seed, *lain = sys.argv[1:]
    ke, _, semua = bagian.partition("/")
    kerja(tugas, int(ke), int(semua), Path(folder), int(seed), int(lain[0]) if lain else 0)
