"""The corrected file: the officer's own workbook back, with what is wrong marked in it.

Red and amber cells, a note at each, and one column "Kesalahan". All else stays as it was, byte
for byte. The work is done by a process of its own (``inti.excel.anak_koreksi``).
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from inti.excel.periksa import BATAS_PERINTAH, MB, BerkasDitolak
from inti.excel.tandai.temuan import SelTemuan

__all__ = ["BatasKoreksi", "SelTemuan", "tulis_koreksi"]

AKAR = Path(__file__).resolve().parents[2]
LINGKUNGAN = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE")
"""What the process learns of ours: no secret, for it opens what strangers sent."""
GAGAL = (
    "Berkas koreksi tidak dapat dibuat karena berkas ini terlalu besar. "
    "Bagi menjadi beberapa berkas, lalu unggah lagi."
)


@dataclass(frozen=True)
class BatasKoreksi:
    """What the process may take. Notes beyond ``catatan`` a sheet are left to the column."""

    memori: int = 1024 * MB
    cpu: int = 120
    dinding: int = 180
    bongkar: int = 400 * MB
    rasio: int = BATAS_PERINTAH.rasio
    catatan: int = 20_000


BATAS_KOREKSI = BatasKoreksi()


def tulis_koreksi(
    asal: Path,
    keluaran: Path,
    *,
    temuan: Iterable[SelTemuan],
    kepala: Mapping[str, int],
    batas: BatasKoreksi = BATAS_KOREKSI,
) -> None:
    """Write the marked workbook; a CSV becomes a workbook with one sheet "CSV".

    ``kepala`` names the last heading row of each sheet. Marks of an earlier corrected file are
    replaced, and taken away where nothing is wrong any more.

    Raises:
        BerkasDitolak: the file cannot be written back; the message says what to do.
    """
    sementara = keluaran.with_suffix(".sementara")
    tugas = {
        "asal": str(asal.resolve()),
        "keluaran": str(sementara.resolve()),
        "temuan": [astuple(t) for t in temuan],
        "kepala": dict(kepala),
        "memori": batas.memori,
        "cpu": batas.cpu,
        "bongkar": batas.bongkar,
        "rasio": batas.rasio,
        "catatan": batas.catatan,
    }
    try:
        jawab = _jalankan(json.dumps(tugas), batas.dinding)
        if jawab:
            raise BerkasDitolak(jawab["pesan"], kode=jawab["kode"])
        sementara.replace(keluaran)
    finally:
        sementara.unlink(missing_ok=True)
        sementara.with_suffix(".csv.xlsx").unlink(missing_ok=True)


def _jalankan(tugas: str, detik: int) -> dict[str, str]:
    """Run the process and return its answer; whatever ends it too early is one refusal."""
    try:
        selesai = subprocess.run(
            [sys.executable, "-m", "inti.excel.anak_koreksi"],
            input=tugas,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=AKAR,
            env={nama: os.environ[nama] for nama in LINGKUNGAN if nama in os.environ},
            timeout=detik,
            check=True,
        )
        jawab: dict[str, str] = json.loads(selesai.stdout)
    except (subprocess.SubprocessError, ValueError) as galat:
        raise BerkasDitolak(GAGAL, kode="berkas_terlalu_besar") from galat
    return jawab
