"""Rules about time: age on the reference date, end of contract, retirement."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from penugasan.rules.kepegawaian import NAMA_JENIS, tercatat
from penugasan.rules.masa import usia_pensiun
from penugasan.rules.tanggal import (
    awal_bulan_berikut,
    tambah_bulan,
    tulis,
    ulang_tahun,
    umur,
)
from penugasan.rules.types import Ambang, Fakta, SumberFakta, Temuan


class BacaUsia(StrEnum):
    """The two readings of "at most 56 years"."""

    TAHUN_GENAP = "tahun_genap"
    BELUM_LEWAT_ULANG_TAHUN = "belum_lewat_ulang_tahun"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterUsia:
    """Age limit in years and how it is read."""

    maks: int
    baca: BacaUsia

    def __post_init__(self) -> None:
        if not 17 <= self.maks <= 100:
            pesan = "maks harus 17 sampai 100 tahun"
            raise ValueError(pesan)


def hari_lewat_batas_usia(lahir: dt.date, parameter: ParameterUsia) -> dt.date:
    """The first day on which the age limit is exceeded."""
    if parameter.baca is BacaUsia.TAHUN_GENAP:
        return ulang_tahun(lahir, parameter.maks + 1)
    return ulang_tahun(lahir, parameter.maks) + dt.timedelta(days=1)


def usia(fakta: Fakta, ambang: Ambang[ParameterUsia]) -> Temuan:
    """The age on the reference date does not exceed the limit."""
    parameter = ambang.parameter
    syarat = f"Usia paling tinggi {parameter.maks} tahun pada {tulis(ambang.acuan)}"
    if parameter.baca is BacaUsia.BELUM_LEWAT_ULANG_TAHUN:
        syarat = f"Belum melewati ulang tahun ke-{parameter.maks} pada {tulis(ambang.acuan)}"
    if fakta.lahir is None:
        return ambang.belum_pasti(
            "Tanggal lahir belum tercatat.", kurang="Tanggal lahir", syarat=syarat
        )
    sumber = fakta.sumber.get("lahir")
    if fakta.lahir > ambang.acuan:
        return _lahir_sesudah_acuan(fakta.lahir, ambang, syarat, sumber)
    tahun, bulan = umur(fakta.lahir, ambang.acuan)
    nilai = f"{tahun} tahun {bulan} bulan (lahir {tulis(fakta.lahir)})"
    batas = f"batas {parameter.maks} tahun"
    if parameter.baca is BacaUsia.BELUM_LEWAT_ULANG_TAHUN:
        hari = ulang_tahun(fakta.lahir, parameter.maks)
        batas = f"ulang tahun ke-{parameter.maks} pada {tulis(hari)}"
    alasan = f"Usia {tahun} tahun {bulan} bulan pada {tulis(ambang.acuan)}, {batas}."
    if ambang.acuan < hari_lewat_batas_usia(fakta.lahir, parameter):
        return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)


def _lahir_sesudah_acuan(
    lahir: dt.date, ambang: Ambang[Any], syarat: str, sumber: SumberFakta | None
) -> Temuan:
    return ambang.belum_pasti(
        f"Tanggal lahir {tulis(lahir)} sesudah tanggal acuan. Periksa datanya.",
        kurang="Tanggal lahir yang benar",
        syarat=syarat,
        nilai=tulis(lahir),
        sumber=sumber,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterKontrak:
    """Months of contract that must remain after the start."""

    bulan: int

    def __post_init__(self) -> None:
        _periksa_bulan(self.bulan)


def kontrak(fakta: Fakta, ambang: Ambang[ParameterKontrak]) -> Temuan:
    """The work agreement reaches far enough past the start. A PNS has none to run out.

    While the kind is not known, an agreement that is too short decides nothing.
    """
    batas = tambah_bulan(ambang.acuan, ambang.parameter.bulan)
    syarat = f"Perjanjian kerja berlaku paling sedikit sampai {tulis(batas)}"
    jenis = tercatat(fakta.jenis)
    if jenis == "PNS":
        return ambang.layak(
            "PNS tidak terikat perjanjian kerja.",
            nilai="PNS",
            syarat=syarat,
            sumber=fakta.sumber.get("jenis"),
        )
    if fakta.kontrak_akhir is None:
        return ambang.belum_pasti(
            "Akhir perjanjian kerja belum tercatat.",
            kurang="Akhir perjanjian kerja",
            syarat=syarat,
        )
    nilai, sumber = tulis(fakta.kontrak_akhir), fakta.sumber.get("kontrak_akhir")
    alasan = f"Perjanjian kerja berakhir {nilai}; diperlukan sampai {tulis(batas)}."
    if fakta.kontrak_akhir >= batas:
        return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    if jenis not in NAMA_JENIS:
        alasan = f"Perjanjian kerja berakhir {nilai}, tetapi jenis pegawai belum jelas."
        return ambang.belum_pasti(
            alasan, kurang="Jenis pegawai", syarat=syarat, nilai=nilai, sumber=sumber
        )
    return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterBup:
    """Months to retirement that must remain; retirement ages in years, by words of the position."""

    bulan: int
    usia_umum: int
    usia_jabatan: Mapping[str, int]

    def __post_init__(self) -> None:
        _periksa_bulan(self.bulan)


def bup(fakta: Fakta, ambang: Ambang[ParameterBup]) -> Temuan:
    """Retirement (first of the month after the birthday) is far enough past the start."""
    parameter = ambang.parameter
    batas = tambah_bulan(ambang.acuan, parameter.bulan)
    syarat = f"Pensiun paling cepat {tulis(batas)}"
    jabatan, sumber = tercatat(fakta.jabatan), fakta.sumber.get("lahir")
    if fakta.lahir is None or not jabatan:
        kurang = "Tanggal lahir" if fakta.lahir is None else "Jabatan"
        return ambang.belum_pasti(f"{kurang} belum tercatat.", kurang=kurang, syarat=syarat)
    if fakta.lahir > ambang.acuan:
        return _lahir_sesudah_acuan(fakta.lahir, ambang, syarat, sumber)
    batas_usia = usia_pensiun(
        jabatan, umum=parameter.usia_umum, menurut_jabatan=parameter.usia_jabatan
    )
    pensiun = awal_bulan_berikut(ulang_tahun(fakta.lahir, batas_usia))
    nilai = tulis(pensiun)
    alasan = f"Pensiun pada {nilai} (BUP {batas_usia} tahun); diperlukan sampai {tulis(batas)}."
    if pensiun >= batas:
        return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)


def _periksa_bulan(bulan: int) -> None:
    if not 0 <= bulan <= 120:
        pesan = "bulan harus 0 sampai 120"
        raise ValueError(pesan)
