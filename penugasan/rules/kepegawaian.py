"""Rules about the person's standing as a civil servant."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from penugasan.rules.tanggal import tulis
from penugasan.rules.types import Ambang, Fakta, Hukuman, Temuan

NAMA_JENIS = {"PNS": "PNS", "PPPK": "PPPK", "PPPK_PW": "PPPK Paruh Waktu"}
TINGKAT_HUKUMAN = ("ringan", "sedang", "berat")


def tercatat(teks: str | None) -> str:
    """The text without outer blanks; "" when nothing is recorded."""
    return (teks or "").strip()


def sebut(kata: Iterable[str], sambung: str = "atau") -> str:
    """``A, B, atau C``."""
    daftar = list(kata)
    if len(daftar) < 3:
        return f" {sambung} ".join(daftar) or "(daftar kosong)"
    return f"{', '.join(daftar[:-1])}, {sambung} {daftar[-1]}"


def sama(nama: str, daftar: Iterable[str]) -> bool:
    """Whether a name stands in a list, whatever its case and spacing."""
    bersih = " ".join(nama.split()).casefold()
    return any(" ".join(satu.split()).casefold() == bersih for satu in daftar)


def mengandung(teks: str, kata: Iterable[str]) -> str:
    """The first of these that stands in the text in whole words (no Bidan in "Bidang"), or ""."""
    bersih = _kata(teks)
    return next((satu for satu in kata if _kata(satu) in bersih), "")


def _kata(teks: str) -> str:
    return " " + " ".join(re.findall(r"\w+", teks.casefold())) + " "


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterJenisAsn:
    """Kinds of civil servant that may be assigned."""

    jenis: tuple[str, ...]


def jenis_asn(fakta: Fakta, ambang: Ambang[ParameterJenisAsn]) -> Temuan:
    """The kind (PNS, PPPK, PPPK Paruh Waktu) is one that the policy accepts."""
    boleh = sebut(NAMA_JENIS.get(jenis, jenis) for jenis in ambang.parameter.jenis)
    syarat = f"Jenis pegawai {boleh}"
    jenis = tercatat(fakta.jenis)
    if not jenis:
        return ambang.belum_pasti(
            "Jenis pegawai belum tercatat.", kurang="Jenis pegawai", syarat=syarat
        )
    nilai = NAMA_JENIS.get(jenis, jenis)
    sumber = fakta.sumber.get("jenis")
    if jenis in ambang.parameter.jenis:
        alasan = f"Jenis pegawai {nilai} termasuk yang boleh ditugaskan."
        return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    if jenis not in NAMA_JENIS:
        alasan = f"Jenis pegawai {nilai} belum dikenal."
        return ambang.belum_pasti(
            alasan, kurang="Jenis pegawai", syarat=syarat, nilai=nilai, sumber=sumber
        )
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
    nama, kode = tercatat(fakta.kedudukan_hukum), tercatat(fakta.kedudukan_hukum_id)
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


def _aktif(kata: str, aktif: tuple[str, ...], lain: tuple[str, ...]) -> bool | None:
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
    jabatan = tercatat(fakta.jabatan)
    if not jabatan:
        return ambang.belum_pasti("Jabatan belum tercatat.", kurang="Jabatan", syarat=syarat)
    sumber = fakta.sumber.get("jabatan")
    rumpun = mengandung(jabatan, ambang.parameter.dikecualikan)
    if rumpun:
        alasan = f"Jabatan {jabatan} termasuk rumpun {rumpun} yang dikecualikan."
        return ambang.tidak(alasan, nilai=jabatan, syarat=syarat, sumber=sumber)
    alasan = f"Jabatan {jabatan} tidak termasuk rumpun yang dikecualikan."
    return ambang.layak(alasan, nilai=jabatan, syarat=syarat, sumber=sumber)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterHukumanDisiplin:
    """Levels of sanction that bar an assignment while they run."""

    tingkat: tuple[str, ...]


def hukuman_disiplin(fakta: Fakta, ambang: Ambang[ParameterHukumanDisiplin]) -> Temuan:
    """No sanction of a barred level runs on the reference date; an unknown level is a question."""
    syarat = f"Tidak sedang menjalani hukuman disiplin tingkat {sebut(ambang.parameter.tingkat)}"
    if fakta.hukuman is None:
        return ambang.belum_pasti(
            "Riwayat hukuman disiplin belum tercatat.",
            kurang="Riwayat hukuman disiplin",
            syarat=syarat,
        )
    sumber = fakta.sumber.get("hukuman")
    berjalan = [satu for satu in fakta.hukuman if _berjalan(satu, ambang.acuan)]
    for hukuman in berjalan:
        if sama(hukuman.tingkat, ambang.parameter.tingkat):
            nilai = f"Hukuman {hukuman.tingkat} sejak {tulis(hukuman.mulai)}"
            alasan = f"Sedang menjalani hukuman disiplin tingkat {hukuman.tingkat}."
            return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)
    for hukuman in berjalan:
        if not sama(hukuman.tingkat, TINGKAT_HUKUMAN):
            return ambang.belum_pasti(
                "Sedang menjalani hukuman disiplin yang tingkatnya belum dikenal.",
                kurang="Tingkat hukuman disiplin",
                syarat=syarat,
                nilai=f"Hukuman {hukuman.tingkat} sejak {tulis(hukuman.mulai)}",
                sumber=sumber,
            )
    # A lighter sanction may run: the sentence says no more than what was looked for.
    nilai = f"Hukuman {berjalan[0].tingkat}" if berjalan else "Tidak ada"
    return ambang.layak(f"{syarat}.", nilai=nilai, syarat=syarat, sumber=sumber)


def _berjalan(hukuman: Hukuman, pada: dt.date) -> bool:
    return hukuman.mulai <= pada and (hukuman.selesai is None or hukuman.selesai >= pada)
