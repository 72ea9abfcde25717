"""The slow reader: any well-formed sheet, element by element, in little memory.

It gives the same values as the fast one; the tests hold them side by side.
"""

import datetime as dt
import math
import re
from collections.abc import Callable

from inti.pembaca.arsip import Arsip
from inti.pembaca.batas import BARIS_EXCEL, KOLOM_EXCEL, MAKS_GABUNGAN, MAKS_KOLOM, MAKS_TEKS, Tolak
from inti.pembaca.hasil import IsiLembar
from inti.pembaca.pindai import RUJUKAN, nomor_kolom, rentang, rentang_kolom
from inti.pembaca.struktur import BENAR, Struktur, lokal, pengurai, urai
from inti.pembaca.tulis import TANPA_RUMUS, Galat, Penulis

ANGKA = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
BUKAN_ANGKA = re.compile(r"[+-]?(?:nan|inf(?:inity)?)", re.IGNORECASE)
TERKODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
RUANG = " \t\r\n"
HARI_NOL = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
BEDA_1904 = 1462
HARI_TERAKHIR = 2_958_466
MILI = 86_400_000
MAKS_ANGKA = 9
"""Digits of a row number or a place in the table of texts."""

Ciri = dict[str, str]


def baca(arsip: Arsip, buku: Struktur, penulis: Penulis) -> list[IsiLembar]:
    """Write the rows of all sheets, and return what else is known of them."""
    teks = _Teks(arsip, buku.teks).isi if buku.teks and buku.teks in arsip else []
    tanggal, lama = buku.gaya_tanggal(arsip)
    hasil = []
    for lembar in buku.lembar:
        satu = IsiLembar(lembar.nama, penulis, tersembunyi=lembar.tersembunyi)
        _Kertas(satu, teks, tanggal, lama, sistem_1904=buku.sistem_1904).baca(arsip, lembar.bagian)
        satu.selesai()
        hasil.append(satu)
    return hasil


def dari_serial(nilai: float, *, lama: bool, sistem_1904: bool) -> object:
    """Return what a number in a date format says; beyond the calendar it stays a number."""
    if lama:
        try:
            return dt.timedelta(milliseconds=_bulatkan(nilai * MILI))
        except OverflowError:
            return nilai
    hari = nilai + BEDA_1904 if sistem_1904 else nilai
    if nilai < 0 or hari >= HARI_TERAKHIR:
        return nilai
    saat = HARI_NOL + dt.timedelta(milliseconds=_bulatkan(hari * MILI))
    return saat.time() if nilai < 1 else saat


def _bulatkan(nilai: float) -> int:
    return math.floor(abs(nilai) + 0.5) * (1 if nilai >= 0 else -1)


def urai_kode(teks: str) -> str:
    """Undo the way in which Excel writes signs that XML cannot hold: ``_x000D_``."""
    if "_x" not in teks:
        return teks
    return TERKODE.sub(lambda m: chr(int(m[1], 16)), teks)


class _Penangan(dict[str, Callable[..., None] | None]):
    """Handlers by local name; a name with a prefix is looked up once."""

    def __missing__(self, nama: str) -> Callable[..., None] | None:
        self[nama] = self.get(lokal(nama))
        return self[nama]


class _Pembaca:
    """Reads a part, element by element."""

    def __init__(self) -> None:
        self._buka = _Penangan()
        self._tutup = _Penangan()
        self._alat = pengurai()
        self._alat.StartElementHandler = self._mulai
        self._alat.EndElementHandler = self._akhir

    def baca(self, arsip: Arsip, bagian: str) -> None:
        for potong in arsip.potong(bagian):
            urai(self._alat, potong)
        urai(self._alat, b"", akhir=True)

    def _mulai(self, nama: str, ciri: Ciri) -> None:
        tangani = self._buka[nama]
        if tangani:
            tangani(ciri)

    def _akhir(self, nama: str) -> None:
        tangani = self._tutup[nama]
        if tangani:
            tangani()


class _Berteks(_Pembaca):
    """Collects the text of one cell or one shared string, without its reading aids."""

    def __init__(self) -> None:
        super().__init__()
        self._potong: list[str] = []
        self._utuh = False
        self._bantuan = 0
        self._buka |= {"t": self._mulai_t, "rPh": self._mulai_bantuan}
        self._tutup |= {"t": self._akhir_t, "rPh": self._akhir_bantuan}
        self._kalimat: list[str] = []

    def _mulai_t(self, ciri: Ciri) -> None:
        self._potong.clear()
        self._utuh = ciri.get("xml:space") == "preserve"
        self._alat.CharacterDataHandler = self._potong.append

    def _akhir_t(self) -> None:
        self._alat.CharacterDataHandler = None
        teks = "".join(self._potong)
        if not self._bantuan:
            self._kalimat.append(teks if self._utuh else teks.strip(RUANG))

    def _mulai_bantuan(self, _: Ciri) -> None:
        self._bantuan += 1

    def _akhir_bantuan(self) -> None:
        self._bantuan -= 1

    def _ambil(self) -> str:
        teks = urai_kode("".join(self._kalimat))
        self._kalimat.clear()
        return teks[: MAKS_TEKS * 2]


class _Teks(_Berteks):
    """The table of shared texts."""

    def __init__(self, arsip: Arsip, bagian: str) -> None:
        super().__init__()
        self.isi: list[str] = []
        self._tutup["si"] = self._simpan
        self.baca(arsip, bagian)

    def _simpan(self) -> None:
        self.isi.append(self._ambil())


class _Kertas(_Berteks):
    """One sheet."""

    def __init__(
        self,
        satu: IsiLembar,
        teks: list[str],
        tanggal: frozenset[int],
        lama: frozenset[int],
        *,
        sistem_1904: bool,
    ) -> None:
        super().__init__()
        self._satu = satu
        self._teks = teks
        self._tanggal = tanggal | lama
        self._lama = lama
        self._sistem_1904 = sistem_1904
        self._nomor = 0
        self._kolom = -1
        self._sel: list[object] = []
        self._baris_buka = self._sembunyi = self._di_sel = False
        self._ciri: Ciri = {}
        self._rumus = self._bernilai = False
        self._v: list[str] = []
        self._huruf: dict[str, int] = {}
        self._buka |= {"row": self._mulai_baris, "c": self._mulai_sel, "v": self._mulai_v}
        self._buka |= {"f": self._mulai_f, "col": self._mulai_kolom}
        self._buka["mergeCell"] = self._mulai_gabung
        self._tutup |= {"row": self._akhir_baris, "c": self._akhir_sel, "v": self._akhir_v}

    def _mulai_baris(self, ciri: Ciri) -> None:
        r = ciri.get("r")
        nomor = self._nomor + 1 if r is None else _bulat(r)
        if not self._nomor < nomor <= BARIS_EXCEL or self._baris_buka:
            raise Tolak  # Excel itself would call it damaged
        self._nomor, self._kolom, self._sel = nomor, -1, []
        self._baris_buka = True
        self._sembunyi = ciri.get("hidden", "0") in BENAR

    def _akhir_baris(self) -> None:
        self._baris_buka = False
        if self._satu.penulis.tulis(self._nomor, self._sel) and self._sembunyi:
            self._satu.baris_tersembunyi.append(self._nomor)

    def _mulai_sel(self, ciri: Ciri) -> None:
        if not self._baris_buka:
            return
        self._ciri, self._di_sel = ciri, True
        self._rumus = self._bernilai = False
        self._v.clear()
        self._kalimat.clear()
        self._kolom = self._kolom + 1 if "r" not in ciri else self._tempat(ciri["r"])
        if self._kolom >= KOLOM_EXCEL:
            raise Tolak

    def _tempat(self, rujukan: str) -> int:
        huruf = rujukan.rstrip("0123456789")
        if rujukan[len(huruf) :] != str(self._nomor):
            raise Tolak
        kolom = self._huruf.get(huruf)
        if kolom is None:
            if not RUJUKAN.fullmatch(f"{huruf.upper()}1"):
                raise Tolak
            kolom = self._huruf[huruf] = nomor_kolom(huruf.upper())
        return kolom

    def _mulai_f(self, _: Ciri) -> None:
        self._rumus = True

    def _mulai_v(self, _: Ciri) -> None:
        if self._bernilai and self._di_sel:
            raise Tolak  # two values in one cell
        if self._di_sel:
            self._bernilai = True
            self._alat.CharacterDataHandler = self._v.append

    def _akhir_v(self) -> None:
        self._alat.CharacterDataHandler = None

    def _akhir_sel(self) -> None:
        if not self._di_sel:
            return
        self._di_sel = False
        if self._kolom >= MAKS_KOLOM:
            return
        nilai = self._nilai("".join(self._v))
        if nilai is None:
            return
        sel = self._sel
        if self._kolom == len(sel):
            sel.append(nilai)
        else:
            sel.extend([None] * (self._kolom + 1 - len(sel)))
            sel[self._kolom] = nilai

    def _nilai(self, v: str) -> object:
        jenis = self._ciri.get("t", "n")
        if jenis == "s" and v:
            nomor = int(v) if len(v) <= MAKS_ANGKA and v.isdigit() and v.isascii() else -1
            if not 0 <= nomor < len(self._teks):
                raise Tolak
            return self._teks[nomor]
        if jenis == "inlineStr":
            return self._ambil()
        if not v:
            ada = not self._rumus or (jenis == "str" and self._bernilai)
            return None if ada else Galat(TANPA_RUMUS)
        if jenis == "b":
            return v not in ("0", "false")
        if jenis == "e":
            return Galat(v)
        return self._angka(v, jenis) if jenis in ("n", "d") else urai_kode(v)

    def _angka(self, v: str, jenis: str) -> object:
        if jenis == "d":
            return _iso(v)
        if ANGKA.fullmatch(v):
            nilai = float(v)
        elif BUKAN_ANGKA.fullmatch(v):
            return math.nan
        else:
            return v
        gaya = self._ciri.get("s")
        if gaya is None or not gaya.isdigit() or int(gaya) not in self._tanggal:
            return nilai
        if not math.isfinite(nilai):
            return nilai
        lama = int(gaya) in self._lama
        return dari_serial(nilai, lama=lama, sistem_1904=self._sistem_1904)

    def _mulai_kolom(self, ciri: Ciri) -> None:
        if ciri.get("hidden", "0") in BENAR:
            kolom = rentang_kolom(ciri.get("min", ""), ciri.get("max", ""))
            self._satu.kolom_tersembunyi.update(kolom)

    def _mulai_gabung(self, ciri: Ciri) -> None:
        satu = rentang(ciri.get("ref", ""))
        if satu and len(self._satu.gabungan) < MAKS_GABUNGAN:
            self._satu.gabungan.append(satu)


def _bulat(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and len(teks) <= MAKS_ANGKA):
        raise Tolak
    return int(teks)


def _iso(v: str) -> object:
    try:
        return dt.datetime.fromisoformat(v).replace(tzinfo=None)
    except ValueError:
        return v
