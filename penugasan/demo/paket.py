"""A pack of its own for the sample agency, made from the one that the portal ships."""

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Final

from penugasan.demo.akun import BERISI, KOSONG
from penugasan.demo.kota import FOLDER_PAKET
from penugasan.rules import tanggal

MASA_TAHUN: Final = 5
SIASN_CONTOH: Final = "C0" * 16


def tulis_paket(akar: Path, tmt: dt.date) -> None:
    """Write the pack of the sample agency below ``akar``; its round starts on ``tmt``.

    A pack that is there already is left alone: its text is the fingerprint of a rule version.
    """
    folder = akar / BERISI
    if folder.exists():
        return
    sementara = akar / f".{BERISI}"
    shutil.rmtree(sementara, ignore_errors=True)
    shutil.copytree(FOLDER_PAKET, sementara)
    berkas = sementara / "paket.toml"
    berkas.write_text(ubah(berkas.read_text(encoding="utf-8"), tmt), encoding="utf-8")
    sementara.rename(folder)


def ubah(teks: str, tmt: dt.date) -> str:
    """Return the pack's text with another agency and another round in it."""
    akhir = tmt.replace(year=tmt.year + MASA_TAHUN) - dt.timedelta(days=1)
    ganti = {
        "kode": {f'"{KOSONG}"': f'"{BERISI}"', '"2026-1"': f'"{tmt.year}-{tmt.month}"'},
        "nama": {
            '"Kota Pekalongan"': '"Kota Contoh"',
            '"Pemerintah Kota Pekalongan"': '"Pemerintah Kota Contoh"',
        },
        "siasn_id": {},
        "siasn_satuan_kerja_id": {},
    }
    for kunci, pasangan in ganti.items():
        for lama, baru in pasangan.items():
            teks = teks.replace(f"\n{kunci} = {lama}", f"\n{kunci} = {baru}")
    teks = teks.replace("KOTA PEKALONGAN", "KOTA CONTOH")  # letterhead and signatory
    teks = re.sub(r'^(siasn_\w+) = ".*"$', rf'\1 = "{SIASN_CONTOH}"', teks, flags=re.MULTILINE)
    for kunci, hari in (("tanggal_acuan", tmt), ("mulai", tmt), ("selesai", akhir)):
        teks = re.sub(rf"^{kunci} = \d.*$", f"{kunci} = {hari}", teks, flags=re.MULTILINE)
    return re.sub(r'^nama = "Penugasan KKMP .*"$', _nama_periode(tmt), teks, flags=re.MULTILINE)


def _nama_periode(tmt: dt.date) -> str:
    return f'nama = "Penugasan KKMP mulai {tanggal.tulis(tmt)}"'
