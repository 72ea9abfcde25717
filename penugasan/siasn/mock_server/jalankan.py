"""Start a stand-in: from a data directory and settings to a serving process."""

import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TextIO

from penugasan.siasn.mock_server.dunia import Dunia, Setelan
from penugasan.siasn.mock_server.gangguan import Papan, baca_aturan, baca_teks
from penugasan.siasn.mock_server.muat import baca_berkas, kkmp_bawaan, muat_kkmp
from penugasan.siasn.mock_server.server import ALAMAT, Peladen
from penugasan.siasn.mock_server.simpanan import Simpanan

_MATI = ("0", "mati", "tidak", "false")


def baca_setelan(env: Mapping[str, str]) -> Setelan:
    """Settings from the ``SIASN_TIRUAN_*`` names: BENIH, TUNDA, UJI_PETIK, KETAT, GERBANG, KUNCI,
    UMUR_APIM, UMUR_SSO. Raises ValueError for a number that is none."""
    baku = Setelan()

    def angka(nama: str, bawaan: float) -> float:
        return float(env.get(f"SIASN_TIRUAN_{nama}") or bawaan)

    def nyala(nama: str, bawaan: str) -> bool:
        return (env.get(f"SIASN_TIRUAN_{nama}") or bawaan).casefold() not in _MATI

    return Setelan(
        benih=int(angka("BENIH", baku.benih)),
        tunda=angka("TUNDA", baku.tunda),
        petik=nyala("UJI_PETIK", "1"),
        ketat=nyala("KETAT", "0"),
        gerbang=nyala("GERBANG", "0"),
        kunci=env.get("SIASN_TIRUAN_KUNCI") or baku.kunci,
        umur_apim=int(angka("UMUR_APIM", baku.umur_apim)),
        umur_sso=int(angka("UMUR_SSO", baku.umur_sso)),
    )


def bangun(data: Path, setelan: Setelan, *, gangguan: str = "", muat: Sequence[Path] = ()) -> Dunia:
    """Open (or make) the store in ``data``. Files in ``muat`` replace the people of the same NIP
    and make the stand-in strict: then only loaded people exist.

    Raises MuatSalahError, GangguanSalahError or OSError.
    """
    data.mkdir(parents=True, exist_ok=True)
    simpanan = Simpanan(data / "tiruan.sqlite3")
    aturan = baca_teks(gangguan)
    with simpanan.transaksi():
        if not simpanan.kkmp():
            muat_kkmp(simpanan, kkmp_bawaan())
        for berkas in muat:
            simpanan.muat_orang(baca_berkas(berkas))
        if muat:
            simpanan.pasang_setelan("ketat", isi=True)
        ketat = setelan.ketat or bool(simpanan.setelan("ketat"))
        aturan = aturan or baca_aturan(simpanan.setelan("gangguan") or [])
    setelan = replace(setelan, ketat=ketat)
    return Dunia(simpanan, setelan, papan=Papan(setelan.benih, aturan))


def layani_selamanya(port: int, dunia: Dunia, keluaran: TextIO, alamat: str = "") -> int:
    """Serve until SIGTERM or Ctrl-C; returns the exit code. Prints one line when ready.

    ``alamat``: another address than loopback, for a network of containers.
    """
    try:
        peladen = Peladen(port, dunia, alamat or ALAMAT)
    except OSError as galat:
        sys.stderr.write(f"Port {port} tidak dapat dipakai: {galat.strerror}.\n")
        return 1
    signal.signal(signal.SIGTERM, _berhenti)
    with peladen:
        try:  # the line below tells a watcher that it may stop us: be ready for that
            print(
                f"SIASN tiruan siap di http://{alamat or ALAMAT}:{peladen.port}",
                file=keluaran,
                flush=True,
            )
            peladen.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            pass
        finally:
            dunia.simpanan.tutup()
    return 0


def _berhenti(nomor: int, bingkai: FrameType | None) -> None:
    raise KeyboardInterrupt
