"""One errand to BKN: look first where the last end is unknown, then send, and say how it ended.

No database here: the sender hands over plain values and writes down what comes back, so that a
slow line never holds a transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Final

from penugasan.siasn.bentuk import Hasil, UsulanSiasn
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import AmbiguError, Kode, SiasnError
from penugasan.siasn.wire import StatusUsulan, samakan_id

USULAN: Final = "usulan"
UNGGAH_SK: Final = "unggah_sk"
TARIK: Final = "tarik"


@dataclass(frozen=True, kw_only=True)
class Titipan:
    """What is to be delivered.

    ``ragu``: it may have arrived before. ``pernah_ragu``: it was sent again after such an end, so a
    refusal is looked up before it is believed. ``kkmp_id``: SIASN's id of the cooperative, blank
    while unknown. ``versi``: the newest version of the proposal that
    is known here, against answers from before it. ``cari_dulu``: the service knows no key of ours,
    so look for the person before writing.
    """

    jenis: str
    badan: Mapping[str, Any] = field(repr=False)
    referensi_id: str
    nip: str = field(repr=False)
    id_usulan: str = ""
    kkmp_id: str = ""
    berkas: bytes = field(default=b"", repr=False)
    ragu: bool = False
    pernah_ragu: bool = False
    versi: int = 0
    cari_dulu: bool = False


class Macam(Enum):
    """How an errand ended."""

    DITERIMA = auto()
    DITOLAK = auto()
    RAGU = auto()
    TUNDA = auto()
    BELUM_ADA = auto()


@dataclass(frozen=True, kw_only=True)
class Akhir:
    """The end of an errand.

    ``pesan``: BKN's words, or what broke. ``garis``: the line itself failed. ``tunda``: seconds for
    which the whole queue should rest.
    """

    macam: Macam
    kode: str = ""
    pesan: str = ""
    usulan: UsulanSiasn | None = None
    mentah: Mapping[str, Any] = field(default_factory=dict, repr=False)
    http: int = 0
    garis: bool = False
    tunda: float | None = None

    @property
    def terjawab(self) -> bool:
        """BKN took it, or refused it in words."""
        return self.macam in (Macam.DITERIMA, Macam.DITOLAK)


def antar(titipan: Titipan, klien: KlienSiasn) -> Akhir:
    """Do the errand. Never raises for what the line or BKN may do."""
    pernah_ragu = titipan.ragu or titipan.pernah_ragu
    try:
        dilihat = _lihat_dulu(titipan, klien)
        if dilihat is not None:
            return dilihat
        akhir = _kirim(titipan, klien)
        if akhir.macam is Macam.DITOLAK and pernah_ragu:
            return _cari(titipan, klien) or akhir
    except AmbiguError as galat:
        return _putus(galat, Macam.RAGU)
    except SiasnError as galat:
        return _putus(galat, Macam.RAGU if pernah_ragu else Macam.TUNDA)
    return akhir


def _putus(galat: SiasnError, macam: Macam) -> Akhir:
    return Akhir(macam=macam, kode=galat.kode, pesan=galat.pesan, garis=True, tunda=galat.tunda)


def _lihat_dulu(titipan: Titipan, klien: KlienSiasn) -> Akhir | None:
    """Did it arrive already? None: it did not, and may be sent now."""
    if not (titipan.ragu or titipan.cari_dulu):
        return None
    ditemukan = _cari(titipan, klien)
    if ditemukan is None and titipan.ragu:
        pesan = "Belum ada di SIASN; segera dikirim lagi."
        return Akhir(macam=Macam.BELUM_ADA, kode="belum_ada", pesan=pesan, http=200)
    return ditemukan


def _cari(titipan: Titipan, klien: KlienSiasn) -> Akhir | None:
    """What BKN holds of this errand; None when it has taken no effect."""
    if titipan.jenis == USULAN and not titipan.badan.get("id"):
        return _cari_usulan(titipan, klien)
    if not (titipan.ragu or titipan.pernah_ragu):
        return None
    usulan = klien.usulan(titipan.id_usulan) if titipan.id_usulan else None
    return _sudah(titipan, usulan)


def _cari_usulan(titipan: Titipan, klien: KlienSiasn) -> Akhir | None:
    """A new proposal of ours at BKN, by key, or by person where keys are unknown there."""
    if not titipan.cari_dulu:
        daftar = klien.daftar_usulan(referensi_id=titipan.referensi_id)
        milik = [usulan for usulan in daftar if usulan.milik(titipan.referensi_id)]
        return _ada(milik[-1]) if milik else None
    aktif = [usulan for usulan in klien.usulan_pns(titipan.nip) if usulan.aktif]
    for usulan in aktif:
        if usulan.milik(titipan.referensi_id) or _sepadan(titipan, usulan):
            return _ada(usulan)
    return _di_luar_portal(aktif[0]) if aktif else None


def _sepadan(titipan: Titipan, usulan: UsulanSiasn) -> bool:
    """A proposal without any key that says what ours says."""
    return not usulan.referensi_id and _tujuan_sama(titipan, usulan)


def _tujuan_sama(titipan: Titipan, usulan: UsulanSiasn) -> bool:
    sama = samakan_id(usulan.kkmp_id) == samakan_id(titipan.kkmp_id)
    return sama and bool(titipan.kkmp_id)


def _sudah(titipan: Titipan, usulan: UsulanSiasn | None) -> Akhir | None:
    """Has a correction, an upload or a withdrawal taken effect on the proposal it was meant for?"""
    if usulan is None:  # no proof of anything: the answer may be older than the proposal
        return None
    if titipan.jenis == TARIK:
        berlaku = usulan.status is StatusUsulan.DITARIK
    elif titipan.jenis == UNGGAH_SK:
        sama = usulan.nomor_sk == titipan.badan.get("no_sk")
        berlaku = usulan.status is StatusUsulan.SK_TERBIT and sama
    else:
        usang = 0 < usulan.versi <= titipan.versi
        berlaku = usulan.status is not StatusUsulan.PERBAIKAN and not usang
    return _ada(usulan) if berlaku else None


def _ada(usulan: UsulanSiasn) -> Akhir:
    return Akhir(
        macam=Macam.DITERIMA, kode="ditemukan", usulan=usulan, mentah=usulan.mentah, http=200
    )


def _di_luar_portal(usulan: UsulanSiasn, hasil: Hasil | None = None) -> Akhir:
    pesan = hasil.pesan if hasil else "Pegawai ini sudah mempunyai usulan aktif di SIASN."
    return Akhir(
        macam=Macam.DITOLAK,
        kode="di_luar_portal",
        pesan=pesan,
        mentah=hasil.mentah if hasil else usulan.mentah,
        http=hasil.http if hasil else 200,
    )


def _kirim(titipan: Titipan, klien: KlienSiasn) -> Akhir:
    if titipan.jenis == USULAN:
        hasil = klien.simpan_usulan(titipan.badan)
    elif titipan.jenis == TARIK:
        return _tarik(titipan, klien)
    else:
        hasil = klien.unggah_sk(
            id_usulan=titipan.id_usulan,
            no_sk=str(titipan.badan["no_sk"]),
            tgl_sk=str(titipan.badan["tgl_sk"]),
            berkas=titipan.berkas,
        )
    if hasil.kode == "bentrok":
        return _bentrok(titipan, hasil, klien)
    return _akhir(hasil)


def _tarik(titipan: Titipan, klien: KlienSiasn) -> Akhir:
    """Withdraw. Nothing to withdraw counts as withdrawn only when BKN says so twice."""
    id_usulan = titipan.id_usulan
    if not id_usulan:
        aktif = [usulan for usulan in klien.usulan_pns(titipan.nip) if usulan.aktif]
        if not aktif:
            return Akhir(macam=Macam.DITERIMA, kode="tanpa_usulan", http=200)
        milik = [usulan for usulan in aktif if _tujuan_sama(titipan, usulan)]
        if len(milik) != 1:
            return _bukan_usulan_kita(aktif[0])
        id_usulan = milik[0].id
    hasil = klien.tarik_usulan(id_usulan)
    if hasil.kode != "tidak_ada":
        return _akhir(hasil)
    usulan = klien.usulan(id_usulan)
    if usulan is None:
        return replace(_akhir(hasil), macam=Macam.DITERIMA)
    if usulan.status is StatusUsulan.DITARIK:
        return _ada(usulan)
    pesan = "SIASN menjawab usulan ini tidak ada, tetapi masih mencatatnya."
    raise SiasnError(Kode.BENTUK, pesan)


def _bukan_usulan_kita(usulan: UsulanSiasn) -> Akhir:
    """It was typed in by hand, its id was never told, and what stands there may be another one."""
    pesan = (
        "Id usulan ini tidak dikenal portal, dan usulan aktif orang ini di SIASN tidak dapat "
        "dipastikan sama. Tarik di laman SIASN, lalu catat sebagai entri manual."
    )
    return Akhir(
        macam=Macam.DITOLAK, kode="tidak_pasti_usulannya", pesan=pesan, mentah=usulan.mentah
    )


def _akhir(hasil: Hasil) -> Akhir:
    return Akhir(
        macam=Macam.DITERIMA if hasil.diterima else Macam.DITOLAK,
        kode=hasil.kode,
        pesan=hasil.pesan,
        usulan=hasil.usulan,
        mentah=hasil.mentah,
        http=hasil.http,
    )


def _bentrok(titipan: Titipan, hasil: Hasil, klien: KlienSiasn) -> Akhir:
    """409: ours already, somebody else's, or in a state that forbids it."""
    if titipan.jenis != USULAN or hasil.usulan is None:
        return _akhir(hasil)
    if not hasil.usulan.milik(titipan.referensi_id):
        return _di_luar_portal(hasil.usulan, hasil)
    usulan = klien.usulan(hasil.usulan.id)
    return _ada(usulan) if usulan else _akhir(hasil)
