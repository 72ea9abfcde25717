"""What the client hands back: typed readings of SIASN's rows, tolerant of their quirks.

Unknown columns are ignored, one field may come under several names, numbers come as strings, names
in capitals with stray spaces. A reading never fails on a missing field; it is empty instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from penugasan.siasn.wire import (
    NAMA_STATUS,
    PETA_STATUS,
    STATUS_AKTIF,
    StatusUsulan,
    baca_tanggal,
    baca_waktu,
    samakan_id,
)

Baris = Mapping[str, Any]

_ALIAS: Final[Mapping[str, Sequence[str]]] = {
    "id": ("id", "pnsId", "idPns", "pns_orang_id", "Id", "ID"),
    "unorId": ("unorId", "unor_id", "UnorId"),
    "unorNama": ("unorNama", "unor_nama", "namaUnor", "NamaUnor"),
    "nipBaru": ("nipBaru", "nip_baru", "nip"),
    "tkPendidikanNama": ("tkPendidikanTerakhir", "tkPendidikanTerakhirNama"),
    "usulanId": ("usulanId", "id", "usulan_id"),
    "nama": ("nama", "Nama", "NamaUnor"),
    "kodeWilayah": ("kodeWilayah", "kode_wilayah"),
}


def teks(baris: Baris, kolom: str, peta: Mapping[str, str] | None = None) -> str:
    """The first non-empty value among the known names of ``kolom``, blanks collapsed.

    ``peta`` (``SIASN_PETA_KOLOM``) names the column that a particular installation uses.
    """
    dari_setelan = (peta or {}).get(kolom)
    for nama in (*((dari_setelan,) if dari_setelan else ()), *_ALIAS.get(kolom, (kolom,))):
        nilai = baris.get(nama)
        if nilai is not None and not isinstance(nilai, (dict, list)):
            bersih = " ".join(str(nilai).split())
            if bersih:
                return bersih
    return ""


def bulat(baris: Baris, kolom: str) -> int:
    """A whole number that may have come as a string; 0 when it is none."""
    angka = teks(baris, kolom)
    return int(angka) if angka.isascii() and angka.isdigit() else 0


def terhapus(baris: Baris) -> bool:
    """Softly deleted rows travel along with the living ones."""
    return bool(teks(baris, "deletedAt")) and baca_tanggal(baris.get("deletedAt")) is not None


@dataclass(frozen=True, kw_only=True)
class DataUtama:
    """One person as SIASN knows him. ``nip`` is masked in repr: it must not reach a log."""

    nip: str = field(repr=False)
    id: str
    nama: str = field(repr=False)
    gelar_depan: str
    gelar_belakang: str
    lahir: date | None = field(repr=False)
    kedudukan_id: str
    kedudukan: str
    tingkat_pendidikan: str
    tingkat_nama: str = ""
    pendidikan: str
    jabatan: str
    unor_id: str
    unor: str
    unor_induk: str
    instansi: str
    paruh_waktu: bool = False


def baca_data_utama(
    baris: Baris, peta: Mapping[str, str] | None = None, *, paruh_waktu: bool = False
) -> DataUtama:
    """Read one row of data-utama."""
    return DataUtama(
        nip=teks(baris, "nipBaru", peta),
        id=teks(baris, "id", peta),
        nama=teks(baris, "nama", peta),
        gelar_depan=teks(baris, "gelarDepan", peta),
        gelar_belakang=teks(baris, "gelarBelakang", peta),
        lahir=baca_tanggal(baris.get("tglLahir")),
        kedudukan_id=teks(baris, "kedudukanPnsId", peta),
        kedudukan=teks(baris, "kedudukanPnsNama", peta),
        tingkat_pendidikan=teks(baris, "tkPendidikanTerakhirId", peta),
        tingkat_nama=teks(baris, "tkPendidikanNama", peta),
        pendidikan=teks(baris, "pendidikanTerakhirNama", peta),
        jabatan=teks(baris, "jabatanNama", peta),
        unor_id=teks(baris, "unorId", peta),
        unor=teks(baris, "unorNama", peta),
        unor_induk=teks(baris, "unorIndukNama", peta),
        instansi=teks(baris, "instansiKerjaNama", peta),
        paruh_waktu=paruh_waktu,
    )


@dataclass(frozen=True, kw_only=True)
class UsulanSiasn:
    """One proposal as BKN keeps it.

    ``status`` is None when BKN's number is unknown to us: then ``nomor_status`` and ``nama_status``
    are shown as they came. ``versi`` grows with every change: it tells stale answers from new ones.
    """

    id: str
    referensi_id: str
    nip: str = field(repr=False)
    status: StatusUsulan | None
    nomor_status: str
    nama_status: str
    alasan: str
    kkmp_id: str
    tmt: date | None
    nomor_sk: str
    versi: int
    diubah: datetime | None
    mentah: Mapping[str, Any] = field(repr=False)

    @property
    def aktif(self) -> bool:
        """Does this proposal still occupy the person?"""
        return self.status is None or self.status in STATUS_AKTIF

    def milik(self, referensi_id: str) -> bool:
        """Was it made with this key of ours?"""
        return bool(self.referensi_id) and samakan_id(self.referensi_id) == samakan_id(referensi_id)


def baca_usulan(
    baris: Baris,
    peta_status: Mapping[str, StatusUsulan] = PETA_STATUS,
    peta: Mapping[str, str] | None = None,
) -> UsulanSiasn:
    """Read a row of the list, or the ``mapData`` of a save."""
    nomor = teks(baris, "statusUsulan", peta)
    nama = teks(baris, "statusUsulanNama", peta) or NAMA_STATUS.get(nomor, "")
    return UsulanSiasn(
        id=teks(baris, "usulanId", peta),
        referensi_id=teks(baris, "referensiId", peta),
        nip=teks(baris, "nipBaru", peta),
        status=_status(teks(baris, "status", peta), nomor, peta_status),
        nomor_status=nomor,
        nama_status=nama,
        alasan=_alasan(baris, peta),
        kkmp_id=teks(baris, "kkmpId", peta),
        tmt=baca_tanggal(baris.get("tmtPenugasan")),
        nomor_sk=teks(baris, "no_sk", peta),
        versi=bulat(baris, "versi"),
        diubah=baca_waktu(baris.get("diubahPada")),
        mentah=dict(baris),
    )


def _status(kata: str, nomor: str, peta_status: Mapping[str, StatusUsulan]) -> StatusUsulan | None:
    """The number decides when it is known: real services send numbers, the word is our proposal."""
    if nomor in peta_status:
        return peta_status[nomor]
    if not nomor and kata in StatusUsulan.__members__:
        return StatusUsulan(kata)
    return None


def _alasan(baris: Baris, peta: Mapping[str, str] | None) -> str:
    semua = [teks(baris, nama, peta) for nama in ("alasanTolakNama", "alasanTolakTambahan")]
    bagian = [satu for satu in semua if satu]
    return ". ".join([*(satu.rstrip(".") for satu in bagian[:-1]), *bagian[-1:]])


@dataclass(frozen=True, kw_only=True)
class KkmpSiasn:
    """One cooperative as SIASN lists it; ``kode_wilayah`` (Kemendagri) is how we recognise it."""

    id: str
    nama: str
    kode_wilayah: str
    kuota: int
    terisi: int


def baca_kkmp(baris: Baris, peta: Mapping[str, str] | None = None) -> KkmpSiasn:
    """Read one row of ref-kkmp."""
    return KkmpSiasn(
        id=teks(baris, "id", peta),
        nama=teks(baris, "nama", peta),
        kode_wilayah=teks(baris, "kodeWilayah", peta),
        kuota=bulat(baris, "kuota"),
        terisi=bulat(baris, "terisi"),
    )


@dataclass(frozen=True, kw_only=True)
class UnorSiasn:
    """One unit of the agency; these rows have PascalCase keys."""

    id: str
    nama: str
    atasan_id: str


def baca_unor(baris: Baris, peta: Mapping[str, str] | None = None) -> UnorSiasn:
    """Read one row of ref-unor."""
    return UnorSiasn(
        id=teks(baris, "id", peta),
        nama=teks(baris, "nama", peta),
        atasan_id=teks(baris, "DiatasanId", peta),
    )


@dataclass(frozen=True, kw_only=True)
class JabatanSiasn:
    """One position of a general list."""

    id: str
    nama: str


def baca_jabatan(baris: Baris, peta: Mapping[str, str] | None = None) -> JabatanSiasn:
    """Read one row of jabatan-fungsional or jabatan-fungsional-umum."""
    return JabatanSiasn(id=teks(baris, "id", peta), nama=teks(baris, "nama", peta))


@dataclass(frozen=True, kw_only=True)
class Hasil:
    """BKN's readable answer to a write. A refusal is a value, not an exception.

    ``kode``: "ok", "tolak", "bentrok" (409) or "tidak_ada" (404); ``pesan``: BKN's own words;
    ``usulan``: the proposal the answer speaks of; ``mentah``: the body as received.
    """

    diterima: bool
    kode: str
    pesan: str
    http: int
    usulan: UsulanSiasn | None = None
    mentah: Mapping[str, Any] = field(default_factory=dict, repr=False)
