"""The lock on a backup: age (age-encryption.org/v1), which any operator can open without us too.

A backup is written with a public recipient and opened with the secret that belongs to it, so a
server needs nothing secret to make one: production names a recipient (``CADANGAN_PENERIMA``) and
keeps the secret off the machine. With none named, a secret is made once beside the data.
"""

import os
from pathlib import Path

from django.conf import settings
from pyrage import DecryptError, IdentityError, RecipientError, decrypt_file, encrypt_file
from pyrage.x25519 import Identity, Recipient

from inti.cadangan.galat import CadanganDitolakError

PEMBUKA = b"age-encryption.org/v1\n"
"""How every such file begins."""


def berkas_kunci() -> Path:
    """Where the secret stands when this installation made it itself."""
    return Path(settings.DATA_DIR) / "kunci_cadangan"


def penerima() -> list[Recipient]:
    """Whom a backup is written for. Raises CadanganDitolakError for a name that is none."""
    nama = settings.CADANGAN_PENERIMA
    if not nama:
        return [_kunci_sendiri().to_public()]
    try:
        return [Recipient.from_str(satu) for satu in nama]
    except RecipientError as galat:
        pesan = f"CADANGAN_PENERIMA bukan kunci age yang sah ({galat}). Bentuknya: age1..."
        raise CadanganDitolakError(pesan) from galat


def baca(berkas: Path) -> Identity:
    """Read a secret. Raises CadanganDitolakError when the file is missing or holds none."""
    try:
        baris = berkas.read_text(encoding="ascii").splitlines()
        return Identity.from_str(next(b for b in baris if b and not b.startswith("#")).strip())
    except FileNotFoundError as galat:
        pesan = f"Berkas kunci {berkas} tidak ada. Sebutkan kuncinya dengan --kunci."
        raise CadanganDitolakError(pesan) from galat
    except (OSError, UnicodeDecodeError, StopIteration, IdentityError) as galat:
        pesan = f"{berkas} bukan berkas kunci. Isinya harus satu baris AGE-SECRET-KEY-..."
        raise CadanganDitolakError(pesan) from galat


def kunci(polos: Path, terkunci: Path) -> None:
    """Encrypt one file into another for ``penerima``."""
    encrypt_file(str(polos), str(terkunci), penerima())


def buka(terkunci: Path, polos: Path, kunci_rahasia: Identity) -> None:
    """Decrypt. Raises CadanganDitolakError for another key, a cut file or a changed byte."""
    try:
        with terkunci.open("rb") as berkas:
            pembuka = berkas.read(len(PEMBUKA))
    except OSError as galat:
        pesan = f"Cadangan {terkunci} tidak dapat dibaca: {galat.strerror}."
        raise CadanganDitolakError(pesan) from galat
    if pembuka != PEMBUKA:
        pesan = f"{terkunci} bukan berkas cadangan, atau awalnya rusak. Pakai cadangan yang lain."
        raise CadanganDitolakError(pesan)
    try:
        decrypt_file(str(terkunci), str(polos), [kunci_rahasia])
    except (DecryptError, OSError) as galat:
        if "matching" in str(galat):
            pesan = f"Kunci ini bukan pasangan cadangan {terkunci}. Pakai kunci yang lain."
        else:
            pesan = f"Cadangan {terkunci} terpotong atau rusak. Pakai cadangan yang lain."
        raise CadanganDitolakError(pesan) from galat


def _kunci_sendiri() -> Identity:
    berkas = berkas_kunci()
    if not berkas.exists():
        rahasia = Identity.generate()
        isi = f"# Kunci cadangan Portal Penugasan. Simpan salinannya di tempat lain.\n{rahasia}\n"
        sementara = berkas.with_suffix(f".{os.getpid()}")
        gagang = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(gagang, "w", encoding="ascii") as tulis:
            tulis.write(isi)
        try:
            os.link(sementara, berkas)  # whoever was first keeps his
        except FileExistsError:
            pass
        finally:
            sementara.unlink()
    return baca(berkas)
