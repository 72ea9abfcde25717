"""Reads a policy pack (one TOML file) into checked values, or says where it is wrong.

The same reader takes the file and the JSON kept with a rule version, so that a decision can be
replayed with the policy of its day.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from penugasan.rules.kelayakan import ATURAN, MENURUT_KODE, AturanAktif, Kebijakan

T = TypeVar("T")
TANPA_KECUALI = frozenset({"belum_ditugaskan"})
"""One person cannot serve full time in two places: the database itself refuses it."""


class PaketGalat(ValueError):  # noqa: N818 - the word officers read
    """The pack cannot be used; the message names the place in the file, in Indonesian."""


class LewatTenggat(StrEnum):
    """What happens when an OPD head does not answer in time."""

    ESKALASI = "eskalasi"
    SETUJU = "setuju"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitasPaket:
    """Which pack this is, and from when its values are meant to hold."""

    kode: str
    nama: str
    berlaku_mulai: dt.date
    keterangan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstansiPaket:
    """The agency the pack is made for, with its region and its ids at SIASN."""

    kode: str
    nama: str
    wilayah: str
    nama_wilayah: str
    jenis_wilayah: str
    provinsi: str
    nama_provinsi: str
    siasn_id: str = ""
    siasn_satuan_kerja_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KataPaket:
    """What the screens and letters call things here (kelurahan or desa, ...)."""

    wilayah: str
    koperasi: str
    koperasi_singkat: str
    kepala_daerah: str
    wilayah_singkat: str = "kel/desa"
    badan: str = "BKPSDM"


KATA_BAWAAN = {
    "wilayah": "kelurahan/desa",
    "wilayah_singkat": "kel/desa",
    "koperasi": "Koperasi Desa/Kelurahan Merah Putih",
    "koperasi_singkat": "Koperasi Merah Putih",
    "kepala_daerah": "kepala daerah",
    "badan": "BKPSDM",
    "daerah": "Kabupaten/Kota",
    "instansi": "",
}
"""Words that fit every agency: what a page says before it knows whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RujukanPaket:
    """Reference files beside the pack; empty = none."""

    kecamatan: str
    kelurahan: str
    tetangga: str
    garis_batas: str
    opd: str
    koperasi: str
    formasi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodePaket:
    """The first placement round."""

    kode: str
    nama: str
    tanggal_acuan: dt.date
    mulai: dt.date
    selesai: dt.date

    def __post_init__(self) -> None:
        if not self.mulai < self.selesai:
            pesan = "selesai harus sesudah mulai"
            raise ValueError(pesan)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenggatPaket:
    """Working days an OPD head has, and what follows when they pass."""

    batas_hari_kerja: int
    lewat_tenggat: LewatTenggat
    peringatan_akhir_hari: tuple[int, ...] = ()
    pengingat_hari: tuple[int, ...] = (3, 1, 0)
    jeda_eskalasi_hari: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.batas_hari_kerja <= 60:
            pesan = "batas_hari_kerja harus 1 sampai 60"
            raise ValueError(pesan)


@dataclass(frozen=True, slots=True, kw_only=True)
class KoperasiPaket:
    """Posts per cooperative (at most, aimed at), longest assignment in years.

    ``halaman_publik`` opens the filling of the posts to everybody, with masked names.
    """

    kuota_maks: int
    kuota_target: int
    wajib_badan_hukum: bool
    masa_maks_tahun: int
    evaluasi_tiap_bulan: int
    dasar_hukum: str
    halaman_publik: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.kuota_target <= self.kuota_maks:
            pesan = "kuota_target harus 1 sampai kuota_maks"
            raise ValueError(pesan)
        if not 1 <= self.masa_maks_tahun <= 30:
            pesan = "masa_maks_tahun harus 1 sampai 30"
            raise ValueError(pesan)


@dataclass(frozen=True, slots=True)
class Paket:
    """A whole pack. `isi` is everything as JSON can keep it; the rest is checked and typed.

    Weights, placement and letter settings stay in `isi` (keys ``bobot``, ``penempatan``,
    ``surat``): their readers check them.
    """

    identitas: IdentitasPaket
    instansi: InstansiPaket
    kata: KataPaket
    rujukan: RujukanPaket
    periode: PeriodePaket
    tenggat: TenggatPaket
    koperasi: KoperasiPaket
    kebijakan: Kebijakan
    isi: dict[str, Any]


def baca_paket(teks: str) -> Paket:
    """Read a pack file's text. Raises PaketGalat."""
    try:
        isi = biasa(tomllib.loads(teks))
    except tomllib.TOMLDecodeError as galat:
        pesan = f"Berkas paket tidak dapat dibaca: {galat}"
        raise PaketGalat(pesan) from galat
    return paket_dari(isi)


def paket_dari(isi: Mapping[str, Any]) -> Paket:
    """Read a pack from its JSON form. Raises PaketGalat."""
    boleh_dikecualikan(isi)
    return Paket(
        identitas=baca_bagian(IdentitasPaket, isi, "paket"),
        instansi=baca_bagian(InstansiPaket, isi, "instansi"),
        kata=baca_bagian(KataPaket, isi, "kata"),
        rujukan=baca_bagian(RujukanPaket, isi, "rujukan"),
        periode=baca_bagian(PeriodePaket, isi, "periode"),
        tenggat=baca_bagian(TenggatPaket, isi, "tenggat"),
        koperasi=baca_bagian(KoperasiPaket, isi, "koperasi"),
        kebijakan=kebijakan_dari(isi),
        isi=dict(isi),
    )


def kebijakan_dari(isi: Mapping[str, Any]) -> Kebijakan:
    """The rules in force of a pack or of a stored rule version. Raises PaketGalat."""
    tabel = isi.get("aturan")
    if not isinstance(tabel, Mapping) or not tabel:
        pesan = "Bagian [aturan] tidak ada"
        raise PaketGalat(pesan)
    asing = [kode for kode in tabel if kode not in MENURUT_KODE]
    if asing:
        pesan = f"[aturan.{asing[0]}]: aturan tidak dikenal"
        raise PaketGalat(pesan)
    aktif = []
    for aturan in ATURAN:
        letak = f"aturan.{aturan.kode}"
        nilai = dict(tabel.get(aturan.kode, {"aktif": False}))
        hidup = _nilai(bool, nilai.pop("aktif", None), f"{letak}.aktif")
        dasar_hukum = _nilai(str, nilai.pop("dasar_hukum", ""), f"{letak}.dasar_hukum")
        # A rule that is off is read too: a slip in it must show before somebody switches it on.
        if hidup or nilai:
            parameter = baca_isian(aturan.parameter, nilai, letak)
            if hidup:
                aktif.append(AturanAktif(aturan, parameter, dasar_hukum))
    return Kebijakan(tuple(aktif))


def boleh_dikecualikan(isi: Mapping[str, Any]) -> tuple[str, ...]:
    """Codes of the rules that a second person may overrule for somebody. Raises PaketGalat.

    Without the part ``[pengecualian]`` all but TANPA_KECUALI, which no policy can give away.
    """
    bagian = isi.get("pengecualian", {})
    if not isinstance(bagian, Mapping):
        pesan = "[pengecualian] harus sebuah bagian"
        raise PaketGalat(pesan)
    boleh = _nilai(tuple[str, ...], bagian.get("boleh", [*MENURUT_KODE]), "pengecualian.boleh")
    asing = [kode for kode in boleh if kode not in MENURUT_KODE]
    if asing:
        pesan = f"[pengecualian] boleh: aturan {asing[0]} tidak dikenal"
        raise PaketGalat(pesan)
    return tuple(kode for kode in boleh if kode not in TANPA_KECUALI)


def baca_bagian(kelas: type[T], isi: Mapping[str, Any], nama: str) -> T:
    bagian = isi.get(nama)
    if not isinstance(bagian, Mapping):
        pesan = f"Bagian [{nama}] tidak ada"
        raise PaketGalat(pesan)
    return baca_isian(kelas, bagian, nama)


def baca_isian(kelas: type[T], tabel: Mapping[str, Any], letak: str) -> T:
    """Fill a dataclass from a table: every key known, every value of its declared type."""
    tipe = get_type_hints(kelas)
    asing = [kunci for kunci in tabel if kunci not in tipe]
    if asing:
        pesan = f"[{letak}] {asing[0]}: isian tidak dikenal"
        raise PaketGalat(pesan)
    nilai = {}
    for kolom in fields(kelas):  # type: ignore[arg-type]
        if kolom.name in tabel:
            nilai[kolom.name] = _nilai(tipe[kolom.name], tabel[kolom.name], f"{letak}.{kolom.name}")
        elif kolom.default is MISSING:
            pesan = f"[{letak}] {kolom.name}: belum diisi"
            raise PaketGalat(pesan)
    try:
        return kelas(**nilai)
    except ValueError as galat:
        pesan = f"[{letak}] {galat}"
        raise PaketGalat(pesan) from galat


def _nilai(tipe: Any, nilai: Any, letak: str) -> Any:
    """One value in its declared type; TOML and JSON write dates and tuples differently."""
    asal = get_origin(tipe)
    try:
        if asal is tuple and isinstance(nilai, list):
            return tuple(_nilai(get_args(tipe)[0], satu, letak) for satu in nilai)
        if asal is not None and issubclass(asal, Mapping) and isinstance(nilai, Mapping):
            return {kunci: _nilai(get_args(tipe)[1], satu, letak) for kunci, satu in nilai.items()}
        if tipe is dt.date and isinstance(nilai, str):
            return dt.date.fromisoformat(nilai)
        if isinstance(tipe, type) and issubclass(tipe, StrEnum):
            return tipe(nilai)
    except ValueError as galat:
        pesan = f"[{letak}] nilai {nilai!r} tidak dapat dipakai"
        raise PaketGalat(pesan) from galat
    if asal is None and type(nilai) is tipe:
        return nilai
    pesan = f"[{letak}] nilai {nilai!r} tidak dapat dipakai"
    raise PaketGalat(pesan)


def biasa(nilai: Any) -> Any:
    """What JSON can keep: dates become ISO text."""
    if isinstance(nilai, dict):
        return {kunci: biasa(satu) for kunci, satu in nilai.items()}
    if isinstance(nilai, list):
        return [biasa(satu) for satu in nilai]
    return nilai.isoformat() if isinstance(nilai, dt.date) else nilai
