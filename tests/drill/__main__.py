"""The drill of imports: ``make drill-impor``.

    python -m tests.drill [--seed 1] [--mutasi 20000] [--proses 2] [--hanya jahat,mutasi,...]

R1 hostile files and mutations, R2 messy files, R3 round trips. Prints seed, counts, times and
every miss; the exit code is 1 when there is one.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

AKAR = Path(__file__).parents[2]
TUGAS = ("jahat", "berantakan", "pulang_pergi", "mutasi")
SASARAN_BENAR = 0.98
JEDA = 30.0
LUPUT_DITULIS = 400


def utama(argv: list[str]) -> int:
    """Run what was asked and return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--mutasi", type=int, default=20_000)
    pengurai.add_argument("--proses", type=int, default=2)
    pengurai.add_argument("--hanya", default=",".join(TUGAS))
    pengurai.add_argument("--sampel", type=int, default=0, help="files per family, 0 = all")
    pengurai.add_argument("--keluaran", type=Path, help="folder for the results, to look closer")
    pilihan = pengurai.parse_args(argv)
    gagal = 0
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as sementara:
        folder = pilihan.keluaran or Path(sementara)
        folder.mkdir(parents=True, exist_ok=True)
        for tugas in pilihan.hanya.split(","):
            mulai = time.monotonic()
            _tulis(f"\n=== {tugas}, seed {pilihan.seed} ===")
            hasil = _jalankan(tugas, pilihan, folder)
            gagal += _laporkan(tugas, hasil, time.monotonic() - mulai)
    _tulis("\nLulus." if not gagal else f"\nTidak lulus: {gagal} hal luput.")
    return 1 if gagal else 0


def _jalankan(tugas: str, pilihan: Any, folder: Path) -> list[dict[str, Any]]:
    """Make the files, let the workers stage them, and gather what they wrote."""
    seed = str(pilihan.seed)
    if tugas in {"jahat", "berantakan"}:
        perintah = [sys.executable, "-m", "tests.drill.buat", tugas, seed, str(folder)]
        perintah += [str(pilihan.sampel)] if pilihan.sampel else []
        subprocess.run(perintah, cwd=AKAR, check=True)
    proses = 1 if tugas == "pulang_pergi" else pilihan.proses
    pekerja = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.drill.pekerja", tugas, f"{ke}/{proses}"),
                *(str(folder), seed, str(pilihan.mutasi)),
            ],
            cwd=AKAR,
            env=os.environ | {"PYTHONHASHSEED": "0"},
            stderr=(folder / f"galat-{tugas}-{ke}.txt").open("w"),
        )
        for ke in range(proses)
    ]
    berkas = [folder / f"hasil-{tugas}-{ke}.jsonl" for ke in range(proses)]
    mulai = terakhir = time.monotonic()
    while any(satu.poll() is None for satu in pekerja):
        time.sleep(0.2)
        if time.monotonic() - terakhir > JEDA:
            terakhir = time.monotonic()
            selesai = sum(len(_baris(satu)) for satu in berkas)
            _tulis(f"  ... {selesai} berkas dalam {terakhir - mulai:.0f} detik")
    hasil = [satu for jalur in berkas for satu in _baris(jalur)]
    for ke, satu in enumerate(pekerja):
        if satu.returncode:
            hasil.append(_mati(tugas, ke, satu.returncode, berkas[ke], folder))
    return hasil


def _baris(jalur: Path) -> list[dict[str, Any]]:
    """Return the finished files; a line that only says "begun" is none."""
    if not jalur.exists():
        return []
    semua = [json.loads(b) for b in jalur.read_text().splitlines() if b.endswith("}")]
    return [satu for satu in semua if "mulai" not in satu]


def _mati(tugas: str, ke: int, kode: int, jalur: Path, folder: Path) -> dict[str, Any]:
    terakhir = jalur.read_text().splitlines()[-1:] if jalur.exists() else []
    ekor = (folder / f"galat-{tugas}-{ke}.txt").read_text()[-800:]
    pesan = f"proses berakhir dengan kode {kode} pada {''.join(terakhir)}: {ekor}"
    luput = {"keluarga": tugas, "kasus": "", "sebab": "mati", "tempat": "", "pesan": pesan}
    return {"keluarga": tugas, "detik": 0, "rss": 0, "luput": [luput | {"diam": False}]}


def _laporkan(tugas: str, hasil: list[dict[str, Any]], detik: float) -> int:
    """Print counts per family and every miss; return how many keep the drill from passing."""
    per: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for satu in hasil:
        per[satu["keluarga"]].append(satu)
    _tulis(
        f"{'keluarga':<32}{'berkas':>7}{'baris':>7}{'benar':>7}{'luput':>7}{'detik':>8}{'MiB':>6}"
    )
    for keluarga, semua in per.items():
        _tulis(_garis(keluarga, semua))
    _tulis(_garis("seluruhnya", hasil))
    luput = [x for satu in hasil for x in satu["luput"]]
    status = Counter(f"{s.get('status', '')} {s.get('kode', '')}".strip() for s in hasil)
    _tulis("jawaban: " + ", ".join(f"{k} {n}" for k, n in status.most_common()))
    for (sebab, diam), banyak in Counter((x["sebab"], x["diam"]) for x in luput).most_common():
        _tulis(f"  luput {sebab}{' (diam-diam)' if diam else ''}: {banyak}")
    for contoh, banyak in _lipat(luput)[:LUPUT_DITULIS]:
        tempat = f"{contoh['kasus']} {contoh['tempat']}"
        _tulis(f"  - {banyak} x [{contoh['sebab']}] {tempat}: {contoh['pesan'][:300]}")
    _tulis(f"waktu {detik:.0f} detik")
    return _penentu(tugas, hasil, luput)


def _lipat(luput: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Fold misses that say the same of one family, the silent ones first."""
    lipat: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for x in luput:
        pesan = re.sub(r"“[^”]*”|'[^']*'|[\d!A-Z]*\d", "…", x["pesan"])[:120]
        lipat[x["keluarga"], x["sebab"], x["diam"], pesan].append(x)
    urut = sorted(lipat.values(), key=lambda s: (not s[0]["diam"], s[0]["keluarga"], -len(s)))
    return [(satu[0], len(satu)) for satu in urut]


def _penentu(tugas: str, hasil: list[dict[str, Any]], luput: list[dict[str, Any]]) -> int:
    """Messy files may miss two rows in a hundred, when it is said; everything else nothing."""
    if tugas != "berantakan":
        return len(luput)
    baris, benar = (sum(s.get(k, 0) for s in hasil) for k in ("baris", "benar"))
    _tulis(f"baris terbaca benar: {benar} dari {baris} ({benar / max(baris, 1):.2%})")
    berat = [x for x in luput if x["diam"] or x["sebab"] not in {"beda", "tak_terbaca"}]
    return len(berat) + (benar < SASARAN_BENAR * baris) + (baris == 0)


def _garis(nama: str, semua: list[dict[str, Any]]) -> str:
    baris, benar = (sum(s.get(k, 0) for s in semua) for k in ("baris", "benar"))
    luput = sum(len(s["luput"]) for s in semua)
    detik, rss = (max((s[k] for s in semua), default=0) for k in ("detik", "rss"))
    return f"{nama:<32}{len(semua):>7}{baris:>7}{benar:>7}{luput:>7}{detik:>8.2f}{rss:>6.0f}"


def _tulis(teks: str) -> None:
    sys.stdout.write(teks + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
