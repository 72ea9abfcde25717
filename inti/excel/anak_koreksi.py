"""The process that writes a corrected file: it has limits, and may die without harm.

It reads its task as JSON from its standard input, and answers with JSON: ``{}``, or the message
and code of a refusal. Run by ``inti.excel.koreksi`` only.
"""

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

from inti.excel.periksa import RUSAK, BerkasDitolak
from inti.excel.tandai.buku import tandai
from inti.excel.tandai.csv import LEMBAR, buku_dari_csv
from inti.excel.tandai.temuan import SelTemuan
from inti.pembaca.batas import Batas, Tolak
from inti.pembaca.jenis import ZIP

TERLALU_BESAR = (
    "Berkas ini terlalu besar untuk ditandai. Bagi menjadi beberapa berkas, lalu unggah lagi."
)


def jalan(tugas: dict[str, Any]) -> None:
    """Write the corrected file. Raises Tolak or BerkasDitolak."""
    asal, keluaran = Path(tugas["asal"]), Path(tugas["keluaran"])
    temuan = [SelTemuan(*satu) for satu in tugas["temuan"]]
    kepala = tugas["kepala"]
    with asal.open("rb") as berkas:
        if berkas.read(len(ZIP)) != ZIP:
            berkas.seek(0)
            asal = keluaran.with_suffix(".csv.xlsx")
            buku_dari_csv(berkas, asal)
            temuan = [SelTemuan(LEMBAR, t.baris, t.sel, t.tingkat, t.pesan) for t in temuan]
            kepala = {LEMBAR: max(kepala.values(), default=0)}
    batas = Batas(tugas["bongkar"], tugas["rasio"], tugas["memori"])
    tandai(
        asal,
        keluaran,
        temuan=temuan,
        kepala=kepala,
        batas=batas,
        maks_catatan=tugas["catatan"],
    )


def batasi(memori: int, cpu: int) -> None:
    """Take no more than this; where the system knows no such limit, the parent's clock remains."""
    for jenis, batas in ((resource.RLIMIT_AS, memori), (resource.RLIMIT_CPU, cpu)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(jenis, (batas, batas))


def utama() -> None:
    """Read the task, do it, answer."""
    tugas = json.load(sys.stdin)
    batasi(tugas["memori"], tugas["cpu"])
    try:
        jalan(tugas)
        jawab: dict[str, str] = {}
    except (BerkasDitolak, Tolak) as tolak:
        jawab = {"pesan": tolak.pesan, "kode": tolak.kode}
    except MemoryError:
        jawab = {"pesan": TERLALU_BESAR, "kode": "berkas_terlalu_besar"}
    except Exception:  # noqa: BLE001 - a damaged file breaks in many ways, all with one advice
        jawab = {"pesan": RUSAK, "kode": "berkas_rusak"}
    json.dump(jawab, sys.stdout)


if __name__ == "__main__":
    utama()
