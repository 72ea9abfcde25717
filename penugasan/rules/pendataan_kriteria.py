"""The criteria of the 2022 registry of non-ASN workers, each with three answers and a reason.

SE MenPANRB B/185/M.SM.02.03/2022 and B/1511/M.SM.01.00/2022. K1 to K6 must hold; X1 to X3 keep
somebody out. Everybody stays in the registry, with the reason, whatever the answer.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from penugasan.rules.tanggal import tulis, umur
from penugasan.rules.types import Ambang, SumberFakta, Temuan

SUMBER_HONOR = {
    "APBN": "APBN, dibayar langsung",
    "APBD": "APBD, dibayar langsung",
    "BLU": "BLU",
    "BLUD": "BLUD",
    "PENGADAAN": "Pengadaan barang dan jasa",
    "ALIH_DAYA": "Alih daya atau pihak ketiga",
    "LAIN": "Sumber lain",
}
"""Who pays a non-ASN worker, in the words of the registry."""
KURANG_HONOR = "Sumber honorarium"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaTenaga:
    """What is known about one worker. None or "" = not known.

    ``unit_dikenal`` says whether ``unit`` is one of the agency's units; ``berbukti_bayar`` that
    both the SK used for payment from APBN/APBD and a proof of payment are there.
    """

    nomor_thk2: str = ""
    unit: str = ""
    unit_dikenal: bool = False
    sumber_honor: str = ""
    berbukti_bayar: bool = False
    jenis_penandatangan: str = ""
    jabatan: str = ""
    mulai: dt.date | None = None
    akhir: dt.date | None = None
    lahir: dt.date | None = None
    aktif: bool | None = None
    sumber: Mapping[str, SumberFakta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterInstansi:
    """Words in the name of a unit that show a private employer."""

    bukan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterHonor:
    """Sources (codes of ``SUMBER_HONOR``) that count as direct payment."""

    diterima: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterPenandatangan:
    """Who may have signed the SK, by the words of the column; others ask for a decision."""

    diterima: tuple[str, ...]
    ditolak: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterMasaKerja:
    """The last day on which work may have begun: a whole year before the reference date."""

    mulai_paling_lambat: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterLahir:
    """The span of birth dates, both days included: 20 to 56 years on 31 December 2021."""

    dari: dt.date
    sampai: dt.date

    def __post_init__(self) -> None:
        if self.dari > self.sampai:
            pesan = "dari harus sebelum sampai"
            raise ValueError(pesan)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterAktif:
    """The day on which somebody must still be at work."""

    pada: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSumber:
    """Sources of pay that keep out, and units that pay that way."""

    sumber: tuple[str, ...]
    unit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterAlihDaya:
    """Outsourced sources of pay; words of positions in doubt; whether these words decide alone."""

    sumber: tuple[str, ...]
    jabatan: tuple[str, ...]
    jabatan_saja: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSkBaru:
    """An SK that begins after this day came too late."""

    sesudah: dt.date


def k1(fakta: FaktaTenaga, ambang: Ambang[ParameterInstansi]) -> Temuan:
    """K1: former THK-II in BKN's database, or at work in a government unit."""
    syarat = "Eks THK-II, atau bekerja di instansi pemerintah"
    asal = fakta.sumber.get("nomor_thk2" if fakta.nomor_thk2 else "unit")
    if fakta.nomor_thk2:
        alasan = "Tercatat sebagai eks THK-II"
        return ambang.layak(alasan, nilai=fakta.nomor_thk2, syarat=syarat, sumber=asal)
    if fakta.unit_dikenal:
        alasan = f"Bekerja di {fakta.unit}"
        return ambang.layak(alasan, nilai=fakta.unit, syarat=syarat, sumber=asal)
    if fakta.unit and _cocok(fakta.unit, ambang.parameter.bukan):
        alasan = f"{fakta.unit} bukan instansi pemerintah"
        return ambang.tidak(alasan, nilai=fakta.unit, syarat=syarat, sumber=asal)
    alasan = "Unit kerja belum tercatat"
    if fakta.unit:
        alasan = f"Unit kerja {fakta.unit} belum dikenal pada instansi ini"
    return ambang.belum_pasti(
        alasan, kurang="Unit kerja", nilai=fakta.unit, syarat=syarat, sumber=asal
    )


def k2(fakta: FaktaTenaga, ambang: Ambang[ParameterHonor]) -> Temuan:
    """K2: paid directly by APBN/APBD, not by procurement or a third party."""
    syarat = "Honorarium dibayar langsung APBN/APBD"
    asal = fakta.sumber.get("sumber_honor")
    if fakta.sumber_honor:
        kata = SUMBER_HONOR[fakta.sumber_honor]
        nilai = {"nilai": kata, "syarat": syarat, "sumber": asal}
        if fakta.sumber_honor in ambang.parameter.diterima:
            return ambang.layak(f"Honorarium: {kata}", **nilai)  # type: ignore[arg-type]
        return ambang.tidak(f"Honorarium bukan dari APBN/APBD: {kata}", **nilai)  # type: ignore[arg-type]
    if fakta.berbukti_bayar:
        alasan = "Ada SK pembayaran APBN/APBD dan bukti honorariumnya"
        asal = fakta.sumber.get("nomor_sk")
        return ambang.layak(alasan, nilai="SK dan bukti bayar", syarat=syarat, sumber=asal)
    alasan = "SK pembayaran atau bukti honorariumnya belum ada"
    return ambang.belum_pasti(alasan, kurang=KURANG_HONOR, syarat=syarat)


def k3(fakta: FaktaTenaga, ambang: Ambang[ParameterPenandatangan]) -> Temuan:
    """K3: appointed at least by the head of a unit."""
    syarat = "Diangkat paling rendah oleh pimpinan unit kerja"
    isi = fakta.jenis_penandatangan
    asal = fakta.sumber.get("jenis_penandatangan")
    if isi and _cocok(isi, ambang.parameter.ditolak):
        alasan = f"SK ditandatangani {isi}, bukan pimpinan unit kerja"
        return ambang.tidak(alasan, nilai=isi, syarat=syarat, sumber=asal)
    if isi and _cocok(isi, ambang.parameter.diterima):
        return ambang.layak(f"SK ditandatangani {isi}", nilai=isi, syarat=syarat, sumber=asal)
    alasan = "Penanda tangan SK belum tercatat"
    if isi:
        alasan = f"Belum pasti apakah {isi} pimpinan unit kerja"
    return ambang.belum_pasti(
        alasan, kurang="Jenis jabatan penanda tangan SK", nilai=isi, syarat=syarat, sumber=asal
    )


def k4(fakta: FaktaTenaga, ambang: Ambang[ParameterMasaKerja]) -> Temuan:
    """K4: at least one year of work on the reference date."""
    batas = ambang.parameter.mulai_paling_lambat
    syarat = f"Mulai kerja paling lambat {tulis(batas)}"
    asal = fakta.sumber.get("mulai")
    if fakta.mulai is None:
        alasan = "Tanggal mulai kerja belum tercatat"
        return ambang.belum_pasti(alasan, kurang="Tanggal mulai kerja", syarat=syarat)
    nilai = {"nilai": tulis(fakta.mulai), "syarat": syarat, "sumber": asal}
    if fakta.mulai <= batas:
        return ambang.layak(f"Mulai kerja {tulis(fakta.mulai)}", **nilai)  # type: ignore[arg-type]
    return ambang.tidak(
        f"Mulai kerja {tulis(fakta.mulai)}, masa kerjanya kurang dari 1 tahun",
        **nilai,  # type: ignore[arg-type]
    )


def k5(fakta: FaktaTenaga, ambang: Ambang[ParameterLahir]) -> Temuan:
    """K5: 20 to 56 years old on the reference date."""
    batas = ambang.parameter
    syarat = f"Lahir {tulis(batas.dari)} sampai {tulis(batas.sampai)}"
    if fakta.lahir is None:
        alasan = "Tanggal lahir belum tercatat"
        return ambang.belum_pasti(alasan, kurang="Tanggal lahir", syarat=syarat)
    asal = fakta.sumber.get("lahir")
    lahir = tulis(fakta.lahir)
    if fakta.lahir > ambang.acuan:
        alasan = f"Tanggal lahir {lahir} sesudah {tulis(ambang.acuan)}"
        return ambang.belum_pasti(
            alasan, kurang="Tanggal lahir yang benar", nilai=lahir, syarat=syarat, sumber=asal
        )
    tahun, _ = umur(fakta.lahir, ambang.acuan)
    alasan = f"Usia {tahun} tahun pada {tulis(ambang.acuan)}"
    if batas.dari <= fakta.lahir <= batas.sampai:
        return ambang.layak(alasan, nilai=lahir, syarat=syarat, sumber=asal)
    return ambang.tidak(alasan, nilai=lahir, syarat=syarat, sumber=asal)


def k6(fakta: FaktaTenaga, ambang: Ambang[ParameterAktif]) -> Temuan:
    """K6: still at work when the registry was made."""
    pada = ambang.parameter.pada
    syarat = f"Masih aktif bekerja pada {tulis(pada)}"
    if fakta.aktif is not None:
        asal = fakta.sumber.get("aktif")
        if fakta.aktif:
            return ambang.layak("Masih aktif bekerja", nilai="Ya", syarat=syarat, sumber=asal)
        return ambang.tidak("Sudah tidak bekerja", nilai="Tidak", syarat=syarat, sumber=asal)
    asal = fakta.sumber.get("akhir")
    if fakta.akhir is not None and fakta.akhir >= pada:
        alasan = f"SK berlaku sampai {tulis(fakta.akhir)}"
        return ambang.layak(alasan, nilai=tulis(fakta.akhir), syarat=syarat, sumber=asal)
    alasan, nilai = "Belum tercatat apakah masih bekerja", ""
    if fakta.akhir is not None:
        nilai = tulis(fakta.akhir)
        alasan = f"SK berakhir {nilai}; belum tercatat apakah diperpanjang"
    return ambang.belum_pasti(
        alasan, kurang="Keterangan masih aktif", nilai=nilai, syarat=syarat, sumber=asal
    )


def x1(fakta: FaktaTenaga, ambang: Ambang[ParameterSumber]) -> Temuan:
    """X1: staff of a BLU or BLUD are not registered."""
    syarat = "Bukan pegawai BLU atau BLUD"
    if fakta.sumber_honor:
        return _menurut_sumber(fakta, ambang, syarat)
    if fakta.unit and _cocok(fakta.unit, ambang.parameter.unit):
        alasan = f"{fakta.unit} ialah BLUD; belum tercatat dari mana honorariumnya"
        asal = fakta.sumber.get("unit")
        return ambang.belum_pasti(
            alasan, kurang=KURANG_HONOR, nilai=fakta.unit, syarat=syarat, sumber=asal
        )
    return _menurut_bukti(fakta, ambang, syarat)


def x2(fakta: FaktaTenaga, ambang: Ambang[ParameterAlihDaya]) -> Temuan:
    """X2: cleaners, drivers, security and others paid by outsourcing are not registered.

    Whether the position alone keeps out, or only with outsourced pay, is ``jabatan_saja``.
    """
    syarat = "Bukan jabatan yang dibayar dengan alih daya"
    asal = fakta.sumber.get("jabatan")
    terkena = bool(fakta.jabatan) and _cocok(fakta.jabatan, ambang.parameter.jabatan)
    if terkena and ambang.parameter.jabatan_saja:
        alasan = f"Jabatan {fakta.jabatan} dikecualikan"
        return ambang.tidak(alasan, nilai=fakta.jabatan, syarat=syarat, sumber=asal)
    if not fakta.jabatan and ambang.parameter.jabatan_saja:
        alasan = "Jabatan belum tercatat"
        return ambang.belum_pasti(alasan, kurang="Jabatan", syarat=syarat)
    if fakta.sumber_honor:
        return _menurut_sumber(fakta, ambang, syarat)
    if terkena:
        alasan = f"Jabatan {fakta.jabatan} sering alih daya; sumber honorariumnya belum tercatat"
        return ambang.belum_pasti(
            alasan, kurang=KURANG_HONOR, nilai=fakta.jabatan, syarat=syarat, sumber=asal
        )
    return _menurut_bukti(fakta, ambang, syarat)


def x3(fakta: FaktaTenaga, ambang: Ambang[ParameterSkBaru]) -> Temuan:
    """X3: an SK that begins after 31 December 2021."""
    batas = ambang.parameter.sesudah
    syarat = f"SK tidak dimulai sesudah {tulis(batas)}"
    if fakta.mulai is None:
        alasan = "Tanggal mulai kerja belum tercatat"
        return ambang.belum_pasti(alasan, kurang="Tanggal mulai kerja", syarat=syarat)
    nilai, asal = tulis(fakta.mulai), fakta.sumber.get("mulai")
    if fakta.mulai > batas:
        return ambang.tidak(f"SK dimulai {nilai}", nilai=nilai, syarat=syarat, sumber=asal)
    return ambang.layak(f"SK dimulai {nilai}", nilai=nilai, syarat=syarat, sumber=asal)


def _menurut_sumber(
    fakta: FaktaTenaga,
    ambang: Ambang[ParameterSumber] | Ambang[ParameterAlihDaya],
    syarat: str,
) -> Temuan:
    kata = SUMBER_HONOR[fakta.sumber_honor]
    asal = fakta.sumber.get("sumber_honor")
    alasan = f"Honorarium: {kata}"
    if fakta.sumber_honor in ambang.parameter.sumber:
        return ambang.tidak(alasan, nilai=kata, syarat=syarat, sumber=asal)
    return ambang.layak(alasan, nilai=kata, syarat=syarat, sumber=asal)


def _menurut_bukti(fakta: FaktaTenaga, ambang: Ambang[Any], syarat: str) -> Temuan:
    """Without a named source the payment papers speak: they are those of APBN/APBD."""
    if fakta.berbukti_bayar:
        alasan = "Ada SK pembayaran APBN/APBD dan bukti honorariumnya"
        asal = fakta.sumber.get("nomor_sk")
        return ambang.layak(alasan, nilai="SK dan bukti bayar", syarat=syarat, sumber=asal)
    alasan = "Belum tercatat dari mana honorariumnya"
    return ambang.belum_pasti(alasan, kurang=KURANG_HONOR, syarat=syarat)


def _cocok(isi: str, kata: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the text, as whole words, whatever the case."""
    dirapikan = f" {_rapi(isi)} "
    return any(f" {_rapi(satu)} " in dirapikan for satu in kata)


def _rapi(isi: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in isi.casefold()).split())
