"""Start a stand-in: from a data directory and settings to a serving process."""

import argparse
import contextlib
import signal
import ssl
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """Settings from the ``SIASN_TIRUAN_*`` names: BENIH, TUNDA, UJI_PETIK, KETAT, GERBANG,
    REFERENSI, KUNCI, UMUR_APIM, UMUR_SSO. Raises ValueError for a number that is none."""
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
        referensi=nyala("REFERENSI", "1"),
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


@dataclass(frozen=True, kw_only=True)
class Tls:
    """A second port that speaks TLS. The certificate is the caller's: sound, expired, or made out
    to another host, as the rehearsal needs it."""

    port: int
    sertifikat: Path
    kunci: Path

    def konteks(self) -> ssl.SSLContext:
        """Raises OSError or ssl.SSLError (one too) when the files are no certificate and key."""
        konteks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        konteks.load_cert_chain(self.sertifikat, self.kunci)
        return konteks


def tambah_pilihan_tls(urai: argparse.ArgumentParser) -> None:
    """The three options of the TLS port, the same at both doors."""
    urai.add_argument("--tls-port", type=int, default=0, help="port kedua, dengan TLS")
    urai.add_argument("--tls-sertifikat", type=Path, metavar="BERKAS", help="rantai PEM")
    urai.add_argument("--tls-kunci", type=Path, metavar="BERKAS", help="kunci PEM")


def baca_tls(port: int, sertifikat: Path | None, kunci: Path | None) -> Tls | None:
    """The TLS port, or None without a certificate. Raises ValueError when half of it is named."""
    if sertifikat is None and kunci is None and not port:
        return None
    if sertifikat is None or kunci is None:
        pesan = "Port TLS memerlukan --tls-sertifikat dan --tls-kunci."
        raise ValueError(pesan)
    return Tls(port=port, sertifikat=sertifikat, kunci=kunci)


def layani_selamanya(
    port: int, dunia: Dunia, keluaran: TextIO, alamat: str = "", tls: Tls | None = None
) -> int:
    """Serve until SIGTERM or Ctrl-C; returns the exit code. Prints one line a port when ready.

    ``alamat``: another address than loopback, for a network of containers.
    """
    alamat = alamat or ALAMAT
    with contextlib.ExitStack() as tumpukan:
        try:
            if tls is not None:
                aman = Peladen(tls.port, dunia, alamat, tls.konteks())
                tumpukan.enter_context(_di_utas(aman))
                print(f"SIASN tiruan bersertifikat di https://{alamat}:{aman.port}", file=keluaran)
            peladen = tumpukan.enter_context(Peladen(port, dunia, alamat))
        except OSError as galat:
            sys.stderr.write(f"SIASN tiruan tidak dapat dimulai: {galat.strerror or galat}.\n")
            return 1
        signal.signal(signal.SIGTERM, _berhenti)
        try:  # the line below tells a watcher that it may stop us: be ready for that
            print(f"SIASN tiruan siap di http://{alamat}:{peladen.port}", file=keluaran, flush=True)
            peladen.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            pass
        finally:
            dunia.simpanan.tutup()
    return 0


@contextlib.contextmanager
def _di_utas(peladen: Peladen) -> Iterator[None]:
    """Serve in a thread beside the main one, until the block is left."""
    with peladen:
        utas = threading.Thread(target=peladen.serve_forever, kwargs={"poll_interval": 0.2})
        utas.start()
        try:
            yield
        finally:
            peladen.shutdown()
            utas.join()


def _berhenti(nomor: int, bingkai: FrameType | None) -> None:
    raise KeyboardInterrupt
