"""The packs of the sample agencies, made from those that the portal ships."""

import csv
import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Final

from penugasan.demo.akun import BERISI, KOSONG
from penugasan.demo.daerah import PEKALONGAN, Daerah
from penugasan.rules import tanggal

MASA_TAHUN: Final = 5
SIASN_CONTOH: Final = "C0" * 16


def tulis_paket(akar: Path, tmt: dt.date, daerah: Daerah = PEKALONGAN) -> str:
    """Write the pack of a sample agency below ``akar``; its round starts on ``tmt``.

    A pack that is there already is left alone: its text is the fingerprint of a rule version.
    Returns the pack's code.
    """
    kode = BERISI if daerah is PEKALONGAN else daerah.kode
    folder = akar / kode
    if folder.exists():
        return kode
    sementara = akar / f".{kode}"
    shutil.rmtree(sementara, ignore_errors=True)
    shutil.copytree(daerah.folder, sementara)
    berkas = sementara / "paket.toml"
    teks = berkas.read_text(encoding="utf-8")
    teks = ubah(teks, tmt) if daerah is PEKALONGAN else ubah_putaran(teks, tmt)
    berkas.write_text(teks, encoding="utf-8")
    _sisakan(sementara / daerah.paket.rujukan.koperasi, daerah)
    sementara.rename(folder)
    return kode


def ubah(teks: str, tmt: dt.date) -> str:
    """Return the pack's text with another agency and another round in it."""
    ganti = {
        "kode": {f'"{KOSONG}"': f'"{BERISI}"'},
        "nama": {
            '"Kota Pekalongan"': '"Kota Contoh"',
            '"Pemerintah Kota Pekalongan"': '"Pemerintah Kota Contoh"',
        },
    }
    for kunci, pasangan in ganti.items():
        for lama, baru in pasangan.items():
            teks = teks.replace(f"\n{kunci} = {lama}", f"\n{kunci} = {baru}")
    teks = teks.replace("KOTA PEKALONGAN", "KOTA CONTOH")  # letterhead and signatory
    teks = re.sub(r'^(siasn_\w+) = ".*"$', rf'\1 = "{SIASN_CONTOH}"', teks, flags=re.MULTILINE)
    return ubah_putaran(teks, tmt)


def ubah_putaran(teks: str, tmt: dt.date) -> str:
    """Return the pack's text with a first round that starts on ``tmt``."""
    akhir = tmt.replace(year=tmt.year + MASA_TAHUN) - dt.timedelta(days=1)
    teks = teks.replace('\nkode = "2026-1"', f'\nkode = "{tmt.year}-{tmt.month}"')
    for kunci, hari in (("tanggal_acuan", tmt), ("mulai", tmt), ("selesai", akhir)):
        teks = re.sub(rf"^{kunci} = \d.*$", f"{kunci} = {hari}", teks, flags=re.MULTILINE)
    return re.sub(
        r'^nama = "Penugasan (\w+) 2026 .*"$',
        rf'nama = "Penugasan \1 mulai {tanggal.tulis(tmt)}"',
        teks,
        flags=re.MULTILINE,
    )


def _sisakan(jalur: Path, daerah: Daerah) -> None:
    """Leave only the cooperatives of the demo in the pack's list."""
    baris = daerah.baris_koperasi()
    with jalur.open("w", encoding="utf-8", newline="") as berkas:
        penulis = csv.DictWriter(berkas, fieldnames=list(baris[0]), lineterminator="\n")
        penulis.writeheader()
        penulis.writerows(baris)
