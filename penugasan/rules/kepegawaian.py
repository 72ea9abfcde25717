"""Rules about the person's standing as a civil servant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from penugasan.rules.tanggal import tulis
from penugasan.rules.types import Ambang, Fakta, Temuan

NAMA_JENIS = {"PNS": "PNS", "PPPK": "PPPK", "PPPK_PW": "PPPK Paruh Waktu"}


def sebut(kata: Iterable[str], sambung: str = "atau") -> str:
    """``A, B, atau C``."""
    daftar = list(kata)
    if len(daftar) < 3:
        return f" {sambung} ".join(daftar)
    return f"{', '.join(daftar[:-1])}, {sambung} {daftar[-1]}"


def sama(nama: str, daftar: Iterable[str]) -> bool:
    """Whether a name stands in a list, whatever its case and spacing."""
    bersih = " ".join(nama.split()).casefold()
    return any(" ".join(satu.split()).casefold() == bersih for satu in daftar)


def mengandung(teks: str, kata: Iterable[str]) -> str:
    """The first of these words that stands at a word's start in the text, or ""."""
    bersih = _kata(teks)
    return next((satu for satu in kata if _kata(satu) in bersih), "")


def _kata(teks: str) -> str:
    return " " + " ".join(re.split(r"\W+", teks.casefold())).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterJenisAsn:
    """Kinds of civil servant that may be assigned."""

    jenis: tuple[str, ...]


def jenis_asn(fakta: Fakta, ambang: Ambang[ParameterJenisAsn]) -> Temuan:
    """The kind (PNS, PPPK, PPPK Paruh Waktu) is one that the policy accepts."""
    boleh = sebut(NAMA_JENIS.get(jenis, jenis) for jenis in ambang.parameter.jenis)
    syarat = f"Jenis pegawai {boleh}"
    if not fakta.jenis:
        return ambang.belum_pasti(
            "Jenis pegawai belum tercatat.", kurang="Jenis pegawai", syarat=syarat
        )
    nilai = NAMA_JENIS.get(fakta.jenis, fakta.jenis)
    sumber = fakta.sumber.get("jenis")
    if fakta.jenis in ambang.parameter.jenis:
        alasan = f"Jenis pegawai {nilai} termasuk yang boleh ditugaskan."
        return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    alasan = f"Jenis pegawai {nilai}; yang boleh ditugaskan hanya {boleh}."
    return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterKedudukanHukum:
    """Names and SIASN ids that mean active, and those known to mean something else."""

    nama_aktif: tuple[str, ...]
    id_aktif: tuple[str, ...]
    nama_tidak_aktif: tuple[str, ...]
    id_tidak_aktif: tuple[str, ...]


def kedudukan_hukum(fakta: Fakta, ambang: Ambang[ParameterKedudukanHukum]) -> Temuan:
    """The person is in active service.

    The name decides; the id counts when the name is missing. Anything on neither list, and an id
    that contradicts its name, is a question.
    """
    parameter = ambang.parameter
    nama, kode = fakta.kedudukan_hukum, fakta.kedudukan_hukum_id
    syarat = f"Kedudukan hukum {sebut(parameter.nama_aktif)}"
    kurang = "Kedudukan hukum menurut SIASN"
    sumber = fakta.sumber.get("kedudukan_hukum") or fakta.sumber.get("kedudukan_hukum_id")
    if not nama and not kode:
        return ambang.belum_pasti("Kedudukan hukum belum tercatat.", kurang=kurang, syarat=syarat)
    nilai = nama or f"id {kode}"
    menurut_nama = _aktif(nama, parameter.nama_aktif, parameter.nama_tidak_aktif)
    menurut_id = _aktif(kode, parameter.id_aktif, parameter.id_tidak_aktif)
    if menurut_nama is not None and menurut_id is not None and menurut_nama != menurut_id:
        alasan = f"Kedudukan hukum {nama} tidak sesuai dengan id SIASN {kode}."
        return ambang.belum_pasti(
            alasan, kurang=kurang, syarat=syarat, nilai=f"{nama} (id {kode})", sumber=sumber
        )
    aktif = menurut_nama if nama else menurut_id
    if aktif is None:
        alasan = f"Kedudukan hukum {nilai} belum dikenal. Perlu dipastikan aktif atau tidak."
        return ambang.belum_pasti(alasan, kurang=kurang, syarat=syarat, nilai=nilai, sumber=sumber)
    if aktif:
        alasan = f"Kedudukan hukum {nilai}."
        return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    alasan = f"Kedudukan hukum {nilai}; yang boleh ditugaskan hanya pegawai aktif."
    return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)


def _aktif(kata: str | None, aktif: tuple[str, ...], lain: tuple[str, ...]) -> bool | None:
    """True or False when the word stands on one of the lists, None when on neither."""
    if not kata:
        return None
    if sama(kata, aktif):
        return True
    return False if sama(kata, lain) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterBelumDitugaskan:
    """This rule has nothing to set."""


def belum_ditugaskan(fakta: Fakta, ambang: Ambang[ParameterBelumDitugaskan]) -> Temuan:
    """No live assignment reaches into the time from the reference date on (full-time work)."""
    syarat = "Tidak sedang ditugaskan pada koperasi"
    if fakta.penugasan is None:
        return ambang.belum_pasti(
            "Catatan penugasan belum dapat diperiksa.", kurang="Catatan penugasan", syarat=syarat
        )
    for tugas in fakta.penugasan:
        if tugas.selesai is None or tugas.selesai >= ambang.acuan:
            sampai = f" sampai {tulis(tugas.selesai)}" if tugas.selesai else ""
            alasan = f"Sudah ada penugasan: {tugas.keterangan}, mulai {tulis(tugas.mulai)}{sampai}."
            return ambang.tidak(alasan, nilai=tugas.keterangan, syarat=syarat)
    return ambang.layak("Tidak ada penugasan lain.", nilai="Tidak ada", syarat=syarat)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRumpunJabatan:
    """Words that mark the excluded families of positions."""

    dikecualikan: tuple[str, ...]


def rumpun_jabatan(fakta: Fakta, ambang: Ambang[ParameterRumpunJabatan]) -> Temuan:
    """The position belongs to no excluded family (teachers, health workers)."""
    syarat = f"Jabatan bukan {sebut(ambang.parameter.dikecualikan)}"
    if not fakta.jabatan:
        return ambang.belum_pasti("Jabatan belum tercatat.", kurang="Jabatan", syarat=syarat)
    sumber = fakta.sumber.get("jabatan")
    rumpun = mengandung(fakta.jabatan, ambang.parameter.dikecualikan)
    if rumpun:
        alasan = f"Jabatan {fakta.jabatan} termasuk rumpun {rumpun} yang dikecualikan."
        return ambang.tidak(alasan, nilai=fakta.jabatan, syarat=syarat, sumber=sumber)
    alasan = f"Jabatan {fakta.jabatan} tidak termasuk rumpun yang dikecualikan."
    return ambang.layak(alasan, nilai=fakta.jabatan, syarat=syarat, sumber=sumber)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterHukumanDisiplin:
    """Levels of sanction that bar an assignment while they run."""

    tingkat: tuple[str, ...]


def hukuman_disiplin(fakta: Fakta, ambang: Ambang[ParameterHukumanDisiplin]) -> Temuan:
    """No sanction of a barred level runs on the reference date."""
    syarat = f"Tidak sedang menjalani hukuman disiplin tingkat {sebut(ambang.parameter.tingkat)}"
    if fakta.hukuman is None:
        return ambang.belum_pasti(
            "Riwayat hukuman disiplin belum tercatat.",
            kurang="Riwayat hukuman disiplin",
            syarat=syarat,
        )
    sumber = fakta.sumber.get("hukuman")
    for hukuman in fakta.hukuman:
        berjalan = hukuman.mulai <= ambang.acuan and (
            hukuman.selesai is None or hukuman.selesai >= ambang.acuan
        )
        if berjalan and sama(hukuman.tingkat, ambang.parameter.tingkat):
            nilai = f"Hukuman {hukuman.tingkat} sejak {tulis(hukuman.mulai)}"
            return ambang.tidak(
                f"Sedang menjalani hukuman disiplin tingkat {hukuman.tingkat}.",
                nilai=nilai,
                syarat=syarat,
                sumber=sumber,
            )
    return ambang.layak(
        "Tidak sedang menjalani hukuman disiplin.", nilai="Tidak ada", syarat=syarat, sumber=sumber
    )
