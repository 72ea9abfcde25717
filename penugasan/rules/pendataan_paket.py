"""Reads the pack of the non-ASN registry: dates, legal basis and criteria."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from penugasan.rules.paket import IdentitasPaket, PaketGalat, baca_bagian, baca_isian, biasa
from penugasan.rules.pendataan import KRITERIA, KRITERIA_MENURUT_KODE, KriteriaAktif


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanPendataan:
    """The reference date, the calendar days of both public periods, and who signs the SPTJM."""

    tanggal_acuan: dt.date
    pengumuman_hari: int
    koreksi_hari: int
    penanda_tangan: str
    dasar_hukum: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (1 <= self.pengumuman_hari <= 90 and 1 <= self.koreksi_hari <= 90):
            pesan = "pengumuman_hari dan koreksi_hari harus 1 sampai 90"
            raise ValueError(pesan)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeksSptjm:
    """The words of the statement; ``{riil}``, ``{memenuhi}``, ``{luar}`` are filled in."""

    judul: str
    tentang: str
    pernyataan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaketPendataan:
    """The whole pack; `isi` is everything as JSON keeps it."""

    identitas: IdentitasPaket
    acuan: AcuanPendataan
    kriteria: tuple[KriteriaAktif, ...]
    sptjm: TeksSptjm
    isi: dict[str, Any]


def baca_paket_pendataan(teks: str) -> PaketPendataan:
    """Read the pack's text. Raises PaketGalat."""
    try:
        isi = biasa(tomllib.loads(teks))
    except tomllib.TOMLDecodeError as galat:
        pesan = f"Berkas paket tidak dapat dibaca: {galat}"
        raise PaketGalat(pesan) from galat
    return paket_pendataan_dari(isi)


def paket_pendataan_dari(isi: Mapping[str, Any]) -> PaketPendataan:
    """Read the pack from its JSON form. Raises PaketGalat."""
    return PaketPendataan(
        identitas=baca_bagian(IdentitasPaket, isi, "paket"),
        acuan=baca_bagian(AcuanPendataan, isi, "pendataan"),
        kriteria=_kriteria(isi),
        sptjm=baca_bagian(TeksSptjm, isi, "sptjm"),
        isi=dict(isi),
    )


def _kriteria(isi: Mapping[str, Any]) -> tuple[KriteriaAktif, ...]:
    tabel = isi.get("kriteria")
    if not isinstance(tabel, Mapping) or not tabel:
        pesan = "Bagian [kriteria] tidak ada"
        raise PaketGalat(pesan)
    asing = [kode for kode in tabel if kode not in KRITERIA_MENURUT_KODE]
    if asing:
        pesan = f"[kriteria.{asing[0]}]: kriteria tidak dikenal"
        raise PaketGalat(pesan)
    aktif = []
    for satu in KRITERIA:
        nilai = dict(tabel.get(satu.kode, {"aktif": False}))
        letak = f"kriteria.{satu.kode}"
        hidup, dasar_hukum = nilai.pop("aktif", None), nilai.pop("dasar_hukum", "")
        if not isinstance(hidup, bool) or not isinstance(dasar_hukum, str):
            pesan = f"[{letak}] aktif harus true atau false, dasar_hukum harus teks"
            raise PaketGalat(pesan)
        if hidup or nilai:  # one that is off is read too, so that a slip shows at once
            parameter = baca_isian(satu.parameter, nilai, letak)
            if hidup:
                aktif.append(KriteriaAktif(satu, parameter, dasar_hukum))
    return tuple(aktif)
