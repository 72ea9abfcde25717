"""Packs as files: what another regency takes over, compares with its own values, and adopts.

A pack travels as one zip: ``paket.toml`` and a list of fingerprints. Only the policy is taken
over; region, units, words, letters and the first round stay those of the agency.

Whether a file is the one that its agency published is told by its fingerprint (SHA-256 of
``paket.toml``), which the officer gets another way than the file (docs/keputusan/0026).
"""

import datetime as dt
import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inti import audit
from inti.errors import DomainError
from pegawai.models import Akun
from penugasan.models import VersiAturan
from penugasan.rules import banding
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.paket import PaketGalat, baca_paket
from penugasan.rules.paket_tulis import tulis_paket
from penugasan.services import versi as layanan_versi
from penugasan.services.paket import FOLDER, daftar_paket

DIAMBIL = ("aturan", "koperasi", "tenggat", "bobot", "penempatan", "pengecualian")
"""Parts of a foreign pack that an agency may adopt."""
ISI, DAFTAR = "paket.toml", "sidik.json"
MAKS_BERKAS, MAKS_TEKS = 1024 * 1024, 512 * 1024
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class PaketLuar:
    """A pack that came from elsewhere: its name, values and fingerprint."""

    kode: str
    nama: str
    isi: dict[str, Any]
    sidik: str


def sidik_versi(versi: VersiAturan) -> str:
    """Fingerprint of the pack that ``bungkus`` writes; the same each time it is written."""
    return hashlib.sha256(_teks(versi).encode()).hexdigest()


def _teks(versi: VersiAturan) -> str:
    """The pack as text, in one order: PostgreSQL keeps JSON in an order of its own."""
    return tulis_paket(_urut(versi.isi, [*banding.BAGIAN, *MENURUT_KODE, "aktif"]))


def _urut(isi: Mapping[str, Any], dahulu: list[str]) -> dict[str, Any]:
    """The named keys first, the others by name, the legal basis last."""
    tempat = {kunci: n for n, kunci in enumerate(dahulu)}
    kunci = sorted(isi, key=lambda k: (k == "dasar_hukum", tempat.get(k, len(tempat)), k))
    return {k: _urut(isi[k], dahulu) if isinstance(isi[k], Mapping) else isi[k] for k in kunci}


def cocokkan(luar: PaketLuar, sidik: str) -> None:
    """Hold a pack against the fingerprint its sender told. Raises DomainError."""
    if not hmac.compare_digest(luar.sidik, sidik):
        pesan = (
            f"Sidik berkas ini {luar.sidik[:8]}…, tidak sama dengan sidik dari pengirim "
            f"({sidik[:8]}…). Berkasnya bukan yang diterbitkan. Jangan dipakai; minta lagi kepada "
            "pengirimnya."
        )
        raise DomainError(pesan, kode="sidik_beda")


def bungkus(*, versi: VersiAturan, aktor: Akun, pada: dt.datetime) -> bytes:
    """Return a version as a pack file, and note who took it."""
    teks = _teks(versi).encode()
    daftar = {
        "paket": versi.isi["paket"]["kode"],
        "versi": versi.nomor,
        "dibuat": pada.isoformat(timespec="seconds"),
        "berkas": {ISI: hashlib.sha256(teks).hexdigest()},
    }
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr(ISI, teks)
        arsip.writestr(DAFTAR, json.dumps(daftar, indent=1, ensure_ascii=False))
    with audit.keputusan(versi.instansi):
        audit.catat(
            aksi="paket.ekspor",
            aktor=aktor,
            instansi=versi.instansi,
            objek=versi,
            sesudah={"sha256": daftar["berkas"][ISI]},
        )
    return keluar.getvalue()


def baca_berkas(isi: bytes) -> PaketLuar:
    """Read a pack file (zip or TOML). Raises DomainError saying what is wrong and what to do."""
    if len(isi) > MAKS_BERKAS:
        pesan = "Berkas paket lebih besar dari 1 MB. Pilih berkas paket yang benar."
        raise DomainError(pesan)
    teks = _dari_zip(isi) if isi.startswith(ZIP) else isi
    return _baca_teks(teks)


def bawaan(kode: str) -> PaketLuar:
    """Return an installed pack. Raises DomainError when there is none of that code."""
    if kode not in daftar_paket():
        pesan = f"Paket {kode} tidak ada."
        raise DomainError(pesan)
    return _baca_teks((FOLDER / kode / ISI).read_bytes())


def isi_diambil(versi: VersiAturan, luar: PaketLuar) -> dict[str, Any]:
    """The agency's own policy with the adoptable parts of the foreign one in it."""
    return {
        **versi.isi,
        **{bagian: luar.isi[bagian] for bagian in DIAMBIL if bagian in luar.isi},
    }


def adopsi(
    *,
    versi: VersiAturan,
    isi: Mapping[str, Any],
    asal: str,
    sidik: str,
    alasan: str,
    berlaku_mulai: dt.date,
    aktor: Akun,
    pada: dt.datetime,
) -> VersiAturan:
    """Make the taken values a draft for a second person, who reads where they come from.

    ``versi`` is the version that the pack was compared with. Raises as ``versi.usulkan`` does.
    """
    with audit.keputusan(versi.instansi):
        usulan = layanan_versi.usulkan(
            instansi=versi.instansi,
            isi=isi,
            alasan=f"{alasan.strip()} (dari paket {asal}, sidik {sidik[:8]}…)"
            if alasan.strip()
            else "",
            berlaku_mulai=berlaku_mulai,
            aktor=aktor,
            pada=pada,
            dasar=versi,
        )
        audit.catat(
            aksi="paket.adopsi",
            aktor=aktor,
            instansi=versi.instansi,
            objek=usulan,
            sesudah={"asal": asal, "sha256": sidik},
        )
    return usulan


def _dari_zip(isi: bytes) -> bytes:
    """Return the pack inside a zip, its fingerprint checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            if (
                arsip.getinfo(ISI).file_size > MAKS_TEKS
                or arsip.getinfo(DAFTAR).file_size > MAKS_TEKS
            ):
                pesan = "Isi paket terlalu besar. Minta berkas paket yang benar kepada pengirimnya."
                raise DomainError(pesan)
            teks, daftar = arsip.read(ISI), json.loads(arsip.read(DAFTAR))
            sidik = daftar["berkas"][ISI]
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, NotImplementedError) as galat:
        pesan = f"Berkas ini bukan paket kebijakan. Di dalamnya harus ada {ISI} dan {DAFTAR}."
        raise DomainError(pesan) from galat
    if hashlib.sha256(teks).hexdigest() != sidik:
        pesan = "Isi paket tidak cocok dengan sidiknya. Minta berkas yang utuh kepada pengirimnya."
        raise DomainError(pesan, kode="sidik_beda")
    return teks


def _baca_teks(teks: bytes) -> PaketLuar:
    try:
        paket = baca_paket(teks.decode("utf-8"))
    except (PaketGalat, UnicodeDecodeError) as galat:
        pesan = f"Paket ini tidak dapat dipakai. {galat}"
        raise DomainError(pesan) from galat
    sidik = hashlib.sha256(teks).hexdigest()
    return PaketLuar(paket.identitas.kode, paket.identitas.nama, paket.isi, sidik)
