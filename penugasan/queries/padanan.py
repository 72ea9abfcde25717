"""Our units and positions beside SIASN's lists: what is mapped, and what could be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, Max, Q

from inti.impor.teks import kunci_nama
from inti.models import Pekerjaan
from pegawai.models import Opd, Pegawai
from penugasan.models import PadananSiasn, RujukanSiasn
from penugasan.models.padanan import DAFTAR_JABATAN, DaftarRujukan
from penugasan.queries.unor import samakan
from penugasan.rules.padanan import Penyaran, Rujukan, Saran, Sasaran, pasti, ragu

BACA: Final = "siasn.rujukan"
"""The kind of the job that reads SIASN's lists."""
UNIT: Final = "unit"
JABATAN: Final = "jabatan"
DAFTAR: Final[Mapping[str, Sequence[str]]] = {UNIT: (DaftarRujukan.UNOR,), JABATAN: DAFTAR_JABATAN}
PADAN, BELUM, RAGU, NONAKTIF = "PADAN", "BELUM", "RAGU", "NONAKTIF"
KEADAAN: Final = {
    PADAN: "Padan",
    BELUM: "Belum dipadankan",
    RAGU: "Perlu dipilih",
    NONAKTIF: "Nonaktif di SIASN",
}
_SARAN: Final = 8


@dataclass(slots=True)
class Hal:
    """One unit or one position of ours, and how it stands with SIASN.

    ``kunci``: the unit's key, or the position's compared name. ``padanan``: who accepted what is in
    force; None when it came with the data. ``pasti``: what may be accepted unseen.
    """

    jenis: str
    kunci: str
    nama: str
    sasaran: Sasaran
    tingkat: int = 0
    induk: str = ""
    orang: int = 0
    unor_id: str = ""
    keadaan: str = BELUM
    rujukan: Rujukan | None = None
    padanan: PadananSiasn | None = None
    saran: Sequence[Saran] = ()
    pasti: Saran | None = None
    serupa: Sequence[str] = ()
    """Names of other units of ours that carry the same id."""


@dataclass
class Daftar:
    """All of one kind, in the order of the page, with the list that they were held against."""

    hal: list[Hal]
    penyaran: Penyaran
    hilang: Mapping[str, Rujukan]
    terbaca: bool
    """Has the list of SIASN ever been read?"""
    terpakai: Mapping[str, str] = field(default_factory=dict)
    """Ids in force, and whose they are."""

    def cari(self, kunci: str) -> Hal | None:
        return next((satu for satu in self.hal if satu.kunci == kunci), None)

    def saran(self, hal: Hal) -> list[Saran]:
        """All that could be meant, names that only resemble it included."""
        return self.penyaran.semua(hal.sasaran, _SARAN)

    def jumlah(self) -> dict[str, int]:
        """How many stand where."""
        return {**dict.fromkeys(KEADAAN, 0), **Counter(satu.keadaan for satu in self.hal)}


def daftar(akun: Any, jenis: str) -> Daftar:
    """The units or the positions of the account's agency."""
    return daftar_unit(akun) if jenis == UNIT else daftar_jabatan(akun)


def rujukan_terlihat(akun: Any, jenis: str) -> Any:
    """Rows of SIASN's lists of this kind that are in force there."""
    semua = RujukanSiasn.objects.untuk(akun).filter(daftar__in=DAFTAR[jenis])
    return semua.filter(hilang_pada__isnull=True)


def _rujukan(akun: Any, jenis: str) -> tuple[Penyaran, dict[str, Rujukan], bool]:
    """The living rows, the lost ones by id, and whether there is a list at all."""
    semua = RujukanSiasn.objects.untuk(akun).filter(daftar__in=DAFTAR[jenis]).order_by("nama", "pk")
    kolom = ("pk", "kunci", "nama", "kunci_nama", "atasan", "hilang_pada")
    hidup, hilang = [], {}
    for *isi, pergi in semua.values_list(*kolom):
        satu = Rujukan(*isi)
        if pergi is None:
            hidup.append(satu)
        else:
            hilang[satu.kunci] = satu
    return Penyaran(hidup), hilang, bool(hidup or hilang)


# Units -----------------------------------------------------------------------------------------


def daftar_unit(akun: Any) -> Daftar:
    """Our tree of units; the children of each follow it."""
    milik_akun = Opd.objects.untuk(akun).filter(aktif=True)
    beserta = milik_akun.select_related("padanan_siasn__rujukan", "padanan_siasn__diterima_oleh")
    opd = {satu.pk: satu for satu in beserta}
    penyaran, hilang, terbaca = _rujukan(akun, UNIT)
    orang = _id_orang(akun)
    terpakai: dict[str, list[str]] = defaultdict(list)
    for satu in opd.values():
        if satu.unor_id:
            terpakai[samakan(satu.unor_id)].append(satu.nama)
    semua = []
    for satu, tingkat in _pohon(opd.values()):
        induk = opd.get(satu.induk_id or 0)
        hal = Hal(
            jenis=UNIT,
            kunci=str(satu.pk),
            nama=satu.nama,
            sasaran=_sasaran(satu, induk, orang[satu.pk]),
            tingkat=tingkat,
            induk=induk.nama if induk else "",
            orang=sum(orang[satu.pk].values()),
            unor_id=satu.unor_id,
            padanan=getattr(satu, "padanan_siasn", None),
        )
        _nilai_unit(hal, penyaran, hilang, terpakai, terbaca=terbaca)
        semua.append(hal)
    _tanpa_rebutan(semua, terpakai)
    milik = {kunci: nama[0] for kunci, nama in terpakai.items()}
    return Daftar(semua, penyaran, hilang, terbaca, milik)


def _pohon(opd: Iterable[Opd]) -> list[tuple[Opd, int]]:
    """Depth first, by name below each parent; a unit whose parent is gone stands at the top."""
    anak: dict[int, list[Opd]] = defaultdict(list)
    ada = {satu.pk for satu in opd}
    for satu in sorted(opd, key=lambda o: o.nama.casefold(), reverse=True):
        anak[satu.induk_id if satu.induk_id in ada else 0].append(satu)
    hasil, tumpukan = [], [(satu, 0) for satu in anak[0]]
    while tumpukan:
        satu, tingkat = tumpukan.pop()
        hasil.append((satu, tingkat))
        tumpukan += [(bawah, tingkat + 1) for bawah in anak[satu.pk]]
    return hasil


def _id_orang(akun: Any) -> Mapping[int, Mapping[str, int]]:
    """Per unit the ids of SIASN's units that its people carry, with how many carry each."""
    orang = Pegawai.objects.untuk(akun).filter(aktif=True, opd__isnull=False).exclude(unor_id="")
    hasil: dict[int, Counter[str]] = defaultdict(Counter)
    baris = orang.order_by().values_list("opd_id", "unor_id").annotate(n=Count("pk"))
    for opd, unor, n in baris:
        hasil[opd][samakan(unor)] += n
    return hasil


def _sasaran(opd: Opd, induk: Opd | None, orang: Mapping[str, int]) -> Sasaran:
    nama = (opd.nama, *opd.alias)
    return Sasaran(
        nama=nama,
        kunci_nama=frozenset(kunci_nama(satu) for satu in nama),
        induk=samakan(induk.unor_id) if induk else "",
        id_orang=orang,
    )


def _nilai_unit(
    hal: Hal,
    penyaran: Penyaran,
    hilang: Mapping[str, Rujukan],
    terpakai: Mapping[str, Sequence[str]],
    *,
    terbaca: bool,
) -> None:
    kunci = samakan(hal.unor_id)
    hal.saran = penyaran.tepat(hal.sasaran)
    if kunci:
        hal.rujukan = penyaran.per_kunci.get(kunci) or hilang.get(kunci)
        hal.serupa = [nama for nama in terpakai[kunci] if nama != hal.nama]
        if terbaca and kunci not in penyaran.per_kunci:
            hal.keadaan = NONAKTIF
        else:
            hal.keadaan = RAGU if len(terpakai[kunci]) > 1 else PADAN
    if hal.keadaan in (BELUM, NONAKTIF):
        hal.pasti = pasti(hal.saran)
    if hal.keadaan == BELUM and hal.pasti is None and ragu(hal.saran):
        hal.keadaan = RAGU


def _tanpa_rebutan(semua: Sequence[Hal], terpakai: Mapping[str, Sequence[str]]) -> None:
    """What two of ours would take, or one already has, is for nobody to take unseen."""
    calon = Counter(satu.pasti.rujukan.kunci for satu in semua if satu.pasti)
    for satu in semua:
        if satu.pasti is None:
            continue
        kunci = satu.pasti.rujukan.kunci
        if calon[kunci] > 1 or kunci in terpakai:
            satu.pasti = None
            if satu.keadaan == BELUM:
                satu.keadaan = RAGU


# Positions -------------------------------------------------------------------------------------


def daftar_jabatan(akun: Any) -> Daftar:
    """The positions on record by name, those that most people hold first."""
    penyaran, hilang, terbaca = _rujukan(akun, JABATAN)
    semua_padanan = PadananSiasn.objects.untuk(akun).filter(opd__isnull=True)
    semua_padanan = semua_padanan.select_related("rujukan", "diterima_oleh")
    diterima = {satu.jabatan: satu for satu in semua_padanan}
    semua = []
    for kunci, (nama, orang) in _nama_jabatan(akun).items():
        sasaran = Sasaran(nama=(nama,), kunci_nama=frozenset((kunci,)))
        hal = Hal(jenis=JABATAN, kunci=kunci, nama=nama, sasaran=sasaran, orang=orang)
        hal.saran, hal.padanan = penyaran.tepat(sasaran), diterima.get(kunci)
        if hal.padanan is not None:
            milik = hal.padanan.rujukan
            hal.rujukan = Rujukan(milik.pk, milik.kunci, milik.nama, milik.kunci_nama)
            hal.keadaan = NONAKTIF if milik.hilang_pada else PADAN
        if hal.keadaan != PADAN:
            hal.pasti = pasti(hal.saran)
        if hal.keadaan == BELUM and hal.pasti is None and ragu(hal.saran):
            hal.keadaan = RAGU
        semua.append(hal)
    semua.sort(key=lambda hal: (-hal.orang, hal.nama))
    return Daftar(semua, penyaran, hilang, terbaca)


def _nama_jabatan(akun: Any) -> dict[str, tuple[str, int]]:
    """Positions by compared name: how most records write it, and how many people hold it."""
    orang = Pegawai.objects.untuk(akun).filter(aktif=True).exclude(jabatan="")
    hasil: dict[str, tuple[str, int]] = {}
    baris = (
        orang.order_by().values_list("jabatan").annotate(n=Count("pk")).order_by("-n", "jabatan")
    )
    for nama, n in baris:
        kunci = kunci_nama(nama)[:200]
        if kunci:
            pertama, jumlah = hasil.get(kunci, (nama, 0))
            hasil[kunci] = (pertama, jumlah + n)
    return hasil


# The reading -----------------------------------------------------------------------------------


def baca_terakhir(akun: Any) -> Pekerjaan | None:
    """The newest reading of SIASN's lists, under way or over."""
    semua = Pekerjaan.objects.untuk(akun).filter(jenis=BACA)
    terakhir: Pekerjaan | None = semua.order_by("-dibuat").first()
    return terakhir


def dibaca_pada(instansi: Any) -> dict[str, Any]:
    """Per list when it was last read whole; a list that never was is not in it."""
    semua = RujukanSiasn.objects.filter(instansi=instansi).order_by()
    return dict(semua.values_list("daftar").annotate(pada=Max("dilihat_pada")))


def cari_rujukan(akun: Any, jenis: str, kata: Sequence[str]) -> Any:
    """Rows whose names hold all these words."""
    saring = Q()
    for satu in kata:
        saring &= Q(nama__icontains=satu)
    return rujukan_terlihat(akun, jenis).filter(saring).order_by("nama", "pk")
