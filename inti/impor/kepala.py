"""Finding the heading row of a sheet, wherever it stands, and the columns under it."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum

from openpyxl.utils import get_column_letter

from inti.excel import Baris, Lembar, Nilai, nama_sel
from inti.impor.judul import Arti, Kamus, kamus_untuk, rapikan, sebutan
from inti.impor.pengimpor import KolomTemu, Pengimpor
from inti.impor.teks import teks

__all__ = ["Kepala", "KolomLain", "Sebab", "cari_kepala", "rapikan"]

LAPIS_KEPALA = 3
PALING_SEDIKIT = 2
KOLOM_PORTAL = ("NO", "Nomor", "No Urut", "Kesalahan")
"""Headings that carry no fact: the running number, and our own notes in a corrected file."""


class Sebab(Enum):
    """Why a column is not read although it may matter."""

    GANDA = "another column says the same and comes first"
    TERSEMBUNYI = "another column says the same and can be seen"
    RAGU = "its remark or its group may mean another thing"
    TANPA_JUDUL = "it stands under a heading that belongs to its neighbour"


@dataclass(frozen=True)
class KolomLain:
    """A column that is not read; ``nama`` is the one it would be, ``sel`` its heading's place."""

    indeks: int
    judul: str
    sel: str
    sebab: Sebab
    nama: str = ""


@dataclass(frozen=True)
class Kepala:
    """The columns an importer recognises in one sheet; data begins below row ``baris_akhir``."""

    lembar: Lembar
    baris_akhir: int
    kolom: Mapping[str, KolomTemu]
    diabaikan: tuple[str, ...] = ()
    pribadi: tuple[str, ...] = ()
    hilang: tuple[str, ...] = ()
    """Usual headings of the required columns that are not there."""
    lain: tuple[KolomLain, ...] = ()
    lapis: tuple[tuple[str, ...], ...] = ()
    """The lines of the heading as they stand, cell by cell."""
    kamus: Kamus = field(default_factory=Kamus)


@dataclass(frozen=True)
class _Judul:
    """The heading of one column: its cell in each line, and with the groups spread over it."""

    indeks: int
    sendiri: tuple[str, ...]
    lapis: tuple[str, ...]

    @property
    def isi(self) -> list[str]:
        return [satu for satu in self.lapis if satu]


@dataclass(frozen=True)
class _Cocok:
    """Heading lines under trial: the columns they name, and those that lose or stay in doubt."""

    baris: Sequence[Baris]
    judul: Sequence[_Judul]
    kolom: Mapping[str, KolomTemu]
    lain: Sequence[KolomLain]


def cari_kepala(
    lembar: Lembar, pengimpor: Pengimpor, peta: Mapping[str, str] | None = None
) -> Kepala | None:
    """Return the best heading row for this importer, or None when nothing resembles one.

    A row is a heading when at least two of its cells name known columns. Headings of up to
    three lines are joined: a group above ("SKP") and its parts below ("2024", "2025"). ``peta``
    is what officers said of headings the importer does not know ("" = leave it out).
    """
    awal = lembar.awal
    kamus = kamus_untuk(pengimpor, peta or {})
    gabungan = {(b, kiri): kanan for b, kiri, _, kanan in lembar.gabungan}
    terbaik: tuple[tuple[int, ...], int, _Cocok] | None = None
    for mulai in range(len(awal)):
        # A heading with all it needs is not given up for a longer one below its own people.
        if terbaik and mulai >= terbaik[1] and not _kurang(terbaik[2].kolom, pengimpor):
            break
        for lapis in range(1, LAPIS_KEPALA + 1):
            potong = awal[mulai : mulai + lapis]
            if len(potong) < lapis or potong[-1].nomor - potong[0].nomor != lapis - 1:
                break
            satu = _cocokkan(potong, kamus, gabungan, lembar.kolom_tersembunyi)
            # Of lines that say the same the highest, and no title above that adds nothing.
            nilai = (len(satu.kolom), len(satu.lain), -mulai - lapis, -lapis)
            if len(satu.kolom) >= PALING_SEDIKIT and (terbaik is None or nilai > terbaik[0]):
                terbaik = (nilai, mulai + lapis, satu)
    if terbaik is None:
        return None
    abaikan = {judul for judul, nama in (peta or {}).items() if not nama}
    return _susun(lembar, terbaik[2], pengimpor, abaikan, kamus)


def _susun(
    lembar: Lembar, cocok: _Cocok, pengimpor: Pengimpor, abaikan: Set[str], kamus: Kamus
) -> Kepala:
    terpakai = {k.indeks for k in cocok.kolom.values()}
    dipakai = {rapikan(k.judul) for k in cocok.kolom.values()}
    pribadi_dikenal = {rapikan(p) for p in pengimpor.pribadi}
    turunan = {rapikan(t) for t in (*KOLOM_PORTAL, *pengimpor.turunan)} | abaikan
    ragu = {k.indeks for k in cocok.lain if k.sebab is Sebab.RAGU}
    kali = Counter(rapikan(j.isi[-1]) for j in cocok.judul if j.isi)
    diabaikan: list[str] = []
    pribadi: list[str] = []
    for judul in cocok.judul:
        nama = {rapikan(s) for s in sebutan(judul.isi)}
        kembar = rapikan(" ".join(judul.isi)) in dipakai  # nobody could tell them apart in a list
        if judul.indeks in terpakai or not any(judul.sendiri) or nama & turunan or kembar:
            continue
        # The group is named where the heading alone could be one of several.
        bergrup = judul.indeks in ragu or kali[rapikan(judul.isi[-1])] > 1
        sebut = " ".join(judul.isi) if bergrup else judul.isi[-1]
        (pribadi if nama & pribadi_dikenal else diabaikan).append(sebut)
    return Kepala(
        lembar,
        cocok.baris[-1].nomor,
        cocok.kolom,
        tuple(diabaikan),
        tuple(pribadi),
        tuple(_kurang(cocok.kolom, pengimpor)),
        (*cocok.lain, *_tanpa_judul(cocok)),
        tuple(zip(*(j.sendiri for j in cocok.judul), strict=True)),
        kamus,
    )


def _kurang(kolom: Mapping[str, KolomTemu], pengimpor: Pengimpor) -> list[str]:
    ada = {nama.partition(":")[0] for nama in kolom}
    judul = {k.nama: k.kepala for k in pengimpor.kolom}
    return [judul[kelompok[0]] for kelompok in pengimpor.wajib if not ada.intersection(kelompok)]


def _cocokkan(
    potong: Sequence[Baris],
    kamus: Kamus,
    gabungan: Mapping[tuple[int, int], int],
    tersembunyi: Set[int],
) -> _Cocok:
    """Return the columns that these heading lines name.

    Of several for one name the one in sight wins, then the best spelling, then the leftmost.
    """
    judul = _judul_kolom(potong, gabungan)
    calon: dict[str, list[tuple[bool, int, int, Arti]]] = {}
    lain: list[KolomLain] = []
    for satu in judul:
        arti = kamus.baca(satu.lapis) if any(satu.lapis) else None
        if arti is None:
            continue
        if arti.ragu and any(satu.sendiri):
            lain.append(_lain(satu, potong, Sebab.RAGU, arti.nama))
        elif not arti.ragu and (any(satu.sendiri) or arti.nama not in calon):
            urut = (satu.indeks in tersembunyi, arti.urutan, satu.indeks, arti)
            calon.setdefault(arti.nama, []).append(urut)
    kolom = {}
    for nama, semua in calon.items():
        menang, *kalah = sorted(semua, key=lambda c: c[:3])
        kolom[nama] = KolomTemu(menang[2], get_column_letter(menang[2] + 1), menang[3].judul)
        for sembunyi, _, indeks, _ in kalah:
            sebab = Sebab.TERSEMBUNYI if sembunyi > menang[0] else Sebab.GANDA
            lain.append(_lain(judul[indeks], potong, sebab, nama))
    return _Cocok(potong, judul, kolom, lain)


def _judul_kolom(potong: Sequence[Baris], gabungan: Mapping[tuple[int, int], int]) -> list[_Judul]:
    """Return the heading of every column, from A to the last one that has some."""
    kanan = [gabungan.get((b.nomor, i), i) for b in potong for i, s in enumerate(b.sel) if teks(s)]
    lebar = max(kanan, default=-1) + 1
    sendiri = [[teks(s) for s in _rata(b.sel, lebar)] for b in potong]
    atas = [_ke_kanan(isi, b.nomor, gabungan) for isi, b in zip(sendiri, potong, strict=True)]
    lapis = [*atas[:-1], sendiri[-1]]
    return [
        _Judul(i, tuple(s[i] for s in sendiri), tuple(a[i] for a in lapis)) for i in range(lebar)
    ]


def _ke_kanan(isi: Sequence[str], nomor: int, gabungan: Mapping[tuple[int, int], int]) -> list[str]:
    """Spread a group heading over the columns its merged cell covers, or up to the next one."""
    hasil, terakhir, sampai = [], "", 0
    for indeks, satu in enumerate(isi):
        if satu:
            terakhir, sampai = satu, gabungan.get((nomor, indeks), len(isi))
        hasil.append(terakhir if indeks <= sampai else "")
    return hasil


def _tanpa_judul(cocok: _Cocok) -> list[KolomLain]:
    """Return the columns without any heading of their own to the right of one that has."""
    hasil, kiri = [], ""
    for judul in cocok.judul:
        if any(judul.sendiri):
            kiri = next(s for s in reversed(judul.sendiri) if s)
        elif kiri:
            hasil.append(_lain(judul, cocok.baris, Sebab.TANPA_JUDUL, "", kiri))
    return hasil


def _lain(
    judul: _Judul, potong: Sequence[Baris], sebab: Sebab, nama: str, sebutan: str = ""
) -> KolomLain:
    """Describe a column that is not read, at the lowest cell of its heading."""
    letak = [b.nomor for b, s in zip(potong, judul.sendiri, strict=True) if s]
    sel = nama_sel(judul.indeks, letak[-1] if letak else potong[-1].nomor)
    return KolomLain(judul.indeks, sebutan or " ".join(judul.isi), sel, sebab, nama)


def _rata(sel: Sequence[Nilai], lebar: int) -> list[Nilai]:
    return [*sel, *[None] * (lebar - len(sel))][:lebar]
