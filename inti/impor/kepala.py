"""Finding the heading row of a sheet, wherever it stands, and the columns under it."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from openpyxl.utils import get_column_letter

from inti.excel import Baris, Lembar, Nilai
from inti.impor.pengimpor import KolomTemu, Pengimpor
from inti.impor.teks import teks

LAPIS_KEPALA = 3
PALING_SEDIKIT = 2
KOLOM_PORTAL = ("NO", "Nomor", "No Urut", "Kesalahan")
"""Headings that carry no fact: the running number, and our own notes in a corrected file."""


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


@lru_cache(maxsize=20_000)
def rapikan(judul: str) -> str:
    """Return a heading as it is compared: case-folded, every run of other signs one blank."""
    return " ".join(re.sub(r"[\W_]+", " ", judul.casefold()).split())


def cari_kepala(
    lembar: Lembar, pengimpor: Pengimpor, peta: Mapping[str, str] | None = None
) -> Kepala | None:
    """Return the best heading row for this importer, or None when nothing resembles one.

    A row is a heading when at least two of its cells name known columns. Headings of up to
    three lines are joined: a group above ("SKP") and its parts below ("2024", "2025"). ``peta``
    is what officers said of headings the importer does not know ("" = leave it out).
    """
    awal = lembar.awal
    kamus = _kamus(pengimpor, peta or {})
    terbaik: tuple[int, int, int, Mapping[str, KolomTemu]] | None = None
    for mulai in range(len(awal)):
        for lapis in range(1, LAPIS_KEPALA + 1):
            potong = awal[mulai : mulai + lapis]
            if len(potong) < lapis or potong[-1].nomor - potong[0].nomor != lapis - 1:
                break
            kolom = _cocokkan(potong, kamus, pengimpor)
            nilai = (len(kolom), -mulai, -lapis)
            if len(kolom) >= PALING_SEDIKIT and (terbaik is None or nilai > terbaik[:3]):
                terbaik = (*nilai, kolom)
        if terbaik and mulai > -terbaik[1] and not _kurang(terbaik[3], pengimpor):
            break
    if terbaik is None:
        return None
    mulai, lapis, kolom = -terbaik[1], -terbaik[2], terbaik[3]
    abaikan = {judul for judul, nama in (peta or {}).items() if not nama}
    return _susun(lembar, awal[mulai : mulai + lapis], kolom, pengimpor, abaikan)


def _susun(
    lembar: Lembar,
    kepala: Sequence[Baris],
    kolom: Mapping[str, KolomTemu],
    pengimpor: Pengimpor,
    abaikan: Set[str],
) -> Kepala:
    terpakai = {k.indeks for k in kolom.values()}
    pribadi_dikenal = {rapikan(p) for p in pengimpor.pribadi}
    turunan = {rapikan(t) for t in (*KOLOM_PORTAL, *pengimpor.turunan)} | abaikan
    diabaikan: list[str] = []
    pribadi: list[str] = []
    for indeks, sel in enumerate(kepala[-1].sel):
        judul = teks(sel)
        if indeks in terpakai or not judul or rapikan(judul) in turunan:
            continue
        (pribadi if rapikan(judul) in pribadi_dikenal else diabaikan).append(judul)
    return Kepala(
        lembar,
        kepala[-1].nomor,
        kolom,
        tuple(diabaikan),
        tuple(pribadi),
        tuple(_kurang(kolom, pengimpor)),
    )


def _kurang(kolom: Mapping[str, KolomTemu], pengimpor: Pengimpor) -> list[str]:
    ada = {nama.partition(":")[0] for nama in kolom}
    judul = {k.nama: k.kepala for k in pengimpor.kolom}
    return [judul[kelompok[0]] for kelompok in pengimpor.wajib if not ada.intersection(kelompok)]


_KURUNG = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class _Kamus:
    tepat: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Normal form of a heading, to its column and its rank among that column's spellings."""
    pola: tuple[tuple[re.Pattern[str], str], ...] = ()
    rapat: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The same without blanks, for headings that are set wide: "N A M A"."""


def _kamus(pengimpor: Pengimpor, peta: Mapping[str, str]) -> _Kamus:
    """What each heading means; the officer's own word comes before the importer's spellings."""
    tepat: dict[str, tuple[str, int]] = {j: (nama, -1) for j, nama in peta.items() if nama}
    for kolom in pengimpor.kolom:
        for urutan, judul in enumerate((kolom.judul, *kolom.alias)):
            tepat.setdefault(rapikan(judul), (kolom.nama, urutan))
    rapat = {judul.replace(" ", ""): isi for judul, isi in reversed(tepat.items())}
    return _Kamus(tepat, tuple((k.pola, k.nama) for k in pengimpor.kolom if k.pola), rapat)


def _cocokkan(
    potong: Sequence[Baris], kamus: _Kamus, pengimpor: Pengimpor
) -> Mapping[str, KolomTemu]:
    """Return the columns that these heading lines name; the best spelling wins a name."""
    temu: dict[str, tuple[int, KolomTemu]] = {}
    lebar = max(len(b.sel) for b in potong)
    lapis = [_isi_ke_kanan(b.sel, lebar) for b in potong[:-1]]
    lapis.append([teks(s) for s in _rata(potong[-1].sel, lebar)])
    for indeks in range(lebar):
        for judul in _sebutan([baris[indeks] for baris in lapis]):
            dikenal = _kenali(judul, kamus)
            if dikenal is None:
                continue
            nama, urutan = dikenal
            if nama not in temu or urutan < temu[nama][0]:
                temu[nama] = (urutan, KolomTemu(indeks, get_column_letter(indeks + 1), judul))
            break
    return {nama: kolom for nama, (_, kolom) in temu.items()}


def _sebutan(lapis: list[str]) -> list[str]:
    """Return what one column may be called: its lowest line, the lines together, the top one."""
    isi = [satu for satu in lapis if satu]
    if not isi:
        return []
    if not lapis[-1]:
        return [" ".join(isi), isi[-1]]
    return list(dict.fromkeys((" ".join(isi), isi[-1])))


def _kenali(judul: str, kamus: _Kamus) -> tuple[str, int] | None:
    """Return the column a heading names: as written, without its remark, without its blanks."""
    for sebutan in dict.fromkeys((rapikan(judul), rapikan(_KURUNG.sub(" ", judul)))):
        if sebutan in kamus.tepat:
            return kamus.tepat[sebutan]
        for pola, nama in kamus.pola:
            if cocok := pola.fullmatch(sebutan):
                return f"{nama}:{cocok[1]}", 0
    return kamus.rapat.get(rapikan(judul).replace(" ", ""))


def _isi_ke_kanan(sel: Sequence[Nilai], lebar: int) -> list[str]:
    """Spread a group heading over the columns its merged cell covers."""
    hasil, terakhir = [], ""
    for s in _rata(sel, lebar):
        terakhir = teks(s) or terakhir
        hasil.append(terakhir)
    return hasil


def _rata(sel: Sequence[Nilai], lebar: int) -> list[Nilai]:
    return [*sel, *[None] * (lebar - len(sel))]
