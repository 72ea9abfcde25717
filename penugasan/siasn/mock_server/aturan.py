"""How the stand-in judges: what it refuses at once, and what its verifier decides later.

Its own code on purpose. It shares the policy's numbers with the portal, not its rules, so that a
disagreement shows up as a refusal, as it would at BKN.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from penugasan.siasn.mock_server.orang import lahir_dari_nip, pns, undi
from penugasan.siasn.mock_server.simpanan import UsulanSimpan
from penugasan.siasn.wire import (
    JENIS_PENUGASAN_KKMP,
    StatusUsulan,
    baca_tanggal,
    samakan_id,
    tulis_tanggal,
)

_WAJIB: Final = (
    "referensiId",
    "nipBaru",
    "instansiId",
    "kkmpId",
    "tmtPenugasan",
    "nomorSuratUsulan",
    "tanggalSuratUsulan",
)
_TANGGAL_WAJIB: Final = ("tmtPenugasan", "tanggalSuratUsulan")
_PENDIDIKAN_MIN: Final = 30
_USIA_MAKS: Final = 56
PETIK_PER: Final = 40
"""One proposal in so many is drawn for a closer look at its papers."""


@dataclass(frozen=True, kw_only=True)
class Putusan:
    """What the verifier decided, in SIASN's numbers and words."""

    status: StatusUsulan
    nomor: str
    alasan: str = ""
    tambahan: str = ""


def salah_bentuk(badan: Mapping[str, Any]) -> str:
    """Why a body cannot be read as a proposal; empty when it can."""
    for nama in _WAJIB:
        if not str(badan.get(nama) or "").strip():
            return f"{nama} wajib diisi"
    nip = badan["nipBaru"]
    if not isinstance(nip, str) or len(nip) != 18 or not nip.isdigit():
        return "nipBaru tidak valid"
    for nama in (*_TANGGAL_WAJIB, "tanggalAkhir"):
        nilai = str(badan.get(nama) or "")
        if nilai and tulis_tanggal(baca_tanggal(nilai)) != nilai:
            return f"{nama} tidak valid, gunakan dd-mm-yyyy"
    if badan.get("jenisPenugasanId", JENIS_PENUGASAN_KKMP) != JENIS_PENUGASAN_KKMP:
        return "jenisPenugasanId tidak dikenal"
    if not isinstance(badan.get("path", []), list):
        return "path harus berupa larik"
    return _salah_urutan(badan)


def _salah_urutan(badan: Mapping[str, Any]) -> str:
    tmt = baca_tanggal(badan["tmtPenugasan"]) or date.max
    akhir = baca_tanggal(badan.get("tanggalAkhir"))
    if tmt < (baca_tanggal(badan["tanggalSuratUsulan"]) or date.min):
        return "tmtPenugasan mendahului tanggalSuratUsulan"
    if akhir is not None and akhir < tmt:
        return "tanggalAkhir mendahului tmtPenugasan"
    return ""


def keberatan_orang(badan: Mapping[str, Any], orang: Mapping[str, Any]) -> str:
    """Why this person cannot be proposed by this agency; empty when he can."""
    instansi = samakan_id(orang.get("instansiKerjaId"))
    if instansi and instansi != samakan_id(badan["instansiId"]):
        return "NIP tidak terdaftar pada instansi pengusul"
    if pns(badan["nipBaru"]):
        return "Pegawai berstatus PNS, usulan hanya untuk PPPK"
    kedudukan = str(orang.get("kedudukanPnsNama", "")).casefold().split()
    if "aktif" not in kedudukan or "tidak" in kedudukan:
        return f"Kedudukan hukum pegawai: {orang.get('kedudukanPnsNama') or 'tidak diketahui'}"
    pns_id = samakan_id(badan.get("pnsId"))
    if pns_id and pns_id != samakan_id(orang.get("id")):
        return "pnsId tidak sesuai dengan nipBaru"
    return ""


def dipetik(usulan: UsulanSimpan, benih: int) -> bool:
    """Is this person in the verifier's sample? The same answer for the same seed, for ever."""
    return undi(benih, "petik", usulan.nip) % PETIK_PER == 0


def putuskan(usulan: UsulanSimpan, orang: Mapping[str, Any], *, petik: bool) -> Putusan:
    """The verifier's decision on a proposal.

    ``petik``: it was drawn for the closer look, which asks for a statement of full-time work; a
    filled ``keterangan`` or an attached document answers it.
    """
    lampiran = str(usulan.badan.get("keterangan") or "").strip() or usulan.badan.get("path")
    if petik and not lampiran:
        return Putusan(
            status=StatusUsulan.PERBAIKAN,
            nomor="67",
            alasan="BTS - Berkas Tidak Sesuai",
            tambahan="Surat pernyataan kesediaan bertugas penuh waktu belum dicantumkan."
            " Lengkapi keterangan atau lampiran, kemudian usulkan kembali.",
        )
    tingkat = str(orang.get("tkPendidikanTerakhirId") or "")
    if not tingkat.isdigit() or int(tingkat) < _PENDIDIKAN_MIN:
        nama = orang.get("tkPendidikanTerakhir") or "kosong"
        return _tms(f"Tingkat pendidikan pada SIASN ({nama}) belum D-III")
    tahun = (baca_tanggal(usulan.badan["tmtPenugasan"]) or date.max).year
    lahir = baca_tanggal(orang.get("tglLahir")) or lahir_dari_nip(usulan.nip)
    # Counted on 1 January of the year of the TMT: another office's reading of the same limit.
    if lahir is None or tahun - lahir.year - 1 > _USIA_MAKS:
        return _tms(f"Usia melewati {_USIA_MAKS} tahun")
    return Putusan(status=StatusUsulan.DITERIMA, nomor="15")


def _tms(sebab: str) -> Putusan:
    return Putusan(
        status=StatusUsulan.DITOLAK,
        nomor="13",
        alasan="TMS - Tidak Memenuhi Syarat",
        tambahan=f"{sebab}.",
    )
