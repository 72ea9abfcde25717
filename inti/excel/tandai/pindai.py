"""Looking through a sheet once: where the rows and cells stand that will be marked."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from inti.excel.tandai.temuan import Gabungan, huruf_kolom, nomor_kolom
from inti.excel.tandai.xml import akhir_tag, bersambung, pengurai, uraikan

JUDUL = "Kesalahan"
ATAS_KEPALA = 2
"""Lines above the last one that may belong to the heading too."""
_GABUNGAN = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)


@dataclass(slots=True)
class Sel:
    """A cell: its column from 1, its style, and where it stands."""

    kolom: int
    s: int
    mulai: int
    isi: int
    akhir: int = 0


@dataclass(slots=True)
class BarisXml:
    """A row that is wanted, with all its cells."""

    nomor: int
    s: int | None
    mulai: int
    isi: int
    tutup: int = 0
    akhir: int = 0
    sel: list[Sel] = field(default_factory=list)


@dataclass(slots=True)
class Letak:
    """An element of the sheet that stands once: its start tag, its end tag, what is behind."""

    mulai: int
    isi: int
    atribut: dict[str, str]
    tutup: int = 0
    akhir: int = 0


@dataclass(slots=True)
class Peta:
    """What the look through the sheet found."""

    awalan: str = ""
    ketat: bool = False
    """Whether the sheet speaks the Strict dialect of the format."""
    baris: dict[int, BarisXml] = field(default_factory=dict)
    nomor: list[int] = field(default_factory=list)
    letak: list[int] = field(default_factory=list)
    milik: list[tuple[int, Sel]] = field(default_factory=list)
    """Cells with a fill of ours."""
    kolom_lama: int = 0
    """Our column of an earlier corrected file, 0 when there is none."""
    sel_lama: list[tuple[int, Sel]] = field(default_factory=list)
    terpakai: set[int] = field(default_factory=set)
    """Columns that hold something from the heading downwards."""
    terpakai_kepala: set[int] = field(default_factory=set)
    bagian: dict[str, Letak] = field(default_factory=dict)
    kolom: list[Letak] = field(default_factory=list)

    def sesudah(self, nomor: int) -> int:
        """Return the offset of the first row below this one, or of the end of the rows."""
        urut = bisect_right(self.nomor, nomor)
        return self.letak[urut] if urut < len(self.letak) else self.bagian["sheetData"].tutup


def gabungan(data: bytes) -> list[Gabungan]:
    """Return the merged regions. They stand behind the rows, but are needed before them."""
    hasil = []
    for temu in _GABUNGAN.finditer(data, max(0, data.rfind(b"sheetData"))):
        k1, k2 = nomor_kolom(temu[1].decode()), nomor_kolom(temu[3].decode())
        hasil.append((int(temu[2]), k1, int(temu[4]), k2))
    return hasil


class Pemindai:
    """The handlers of the parser. Most cells are passed over: a file has hundreds of thousands."""

    def __init__(
        self,
        data: bytes,
        *,
        kepala: int,
        baris: Collection[int],
        milik: Collection[int],
        kepala_lama: Collection[int],
        teks_bersama: Callable[[int], str],
    ) -> None:
        self.data, self.kepala, self.dicari = data, kepala, {*baris, kepala}
        self.milik, self.kepala_lama = {str(s) for s in milik}, {str(s) for s in kepala_lama}
        self.teks_bersama = teks_bersama
        self.peta = Peta()
        self._p = pengurai()
        self._nomor = self._kolom = self._dalam = 0
        self._baris: BarisXml | None = None
        self._sel: Sel | None = None
        self._calon = ""
        self._teks: list[str] = []
        self._huruf: dict[str, int] = {}

    def jalan(self) -> Peta:
        """Look through the sheet. Raises BerkasDitolak when it is broken."""
        p = self._p
        p.StartElementHandler, p.EndElementHandler = self._akar, self._akhiri
        uraikan(p, self.data)
        return self.peta

    def _akar(self, nama: str, atribut: dict[str, str]) -> None:
        awalan, titik, _ = nama.rpartition(":")
        self.peta.awalan = awalan = awalan + titik
        ruang = atribut.get(f"xmlns:{awalan[:-1]}" if awalan else "xmlns", "")
        self.peta.ketat = "purl.oclc.org" in ruang
        self._c, self._row = f"{awalan}c", f"{awalan}row"
        self._berisi = {f"{awalan}{n}" for n in ("v", "f", "is")}
        self._col = f"{awalan}col"
        self._dalam = 1
        self._p.StartElementHandler = self._mulai

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        self._dalam += 1
        if nama == self._c:
            self._mulai_sel(atribut)
        elif nama in self._berisi:
            if self._nomor >= self.kepala - ATAS_KEPALA:
                self.peta.terpakai.add(self._kolom)
                if self._nomor == self.kepala and not self._calon:
                    self.peta.terpakai_kepala.add(self._kolom)
        elif nama == self._row:
            self._mulai_baris(atribut)
        elif self._dalam == 2:
            pendek = nama.rpartition(":")[2]
            self.peta.bagian.setdefault(pendek, self._letak(atribut))
        elif nama == self._col and self._dalam == 3:
            self.peta.kolom.append(self._letak(atribut))

    def _mulai_baris(self, atribut: dict[str, str]) -> None:
        nomor = _angka(atribut.get("r", ""))
        self._nomor = nomor or self._nomor + 1
        self._kolom = 0
        mulai = self._p.CurrentByteIndex
        self.peta.nomor.append(self._nomor)
        self.peta.letak.append(mulai)
        if self._nomor in self.dicari and self._nomor not in self.peta.baris:
            s = _angka(atribut.get("s", "")) if atribut.get("customFormat") in _BENAR else None
            self._baris = BarisXml(self._nomor, s, mulai, akhir_tag(self.data, mulai))
            self.peta.baris[self._nomor] = self._baris

    def _mulai_sel(self, atribut: dict[str, str]) -> None:
        alamat, s = atribut.get("r"), atribut.get("s", "0")
        self._kolom = self._nomor_kolom(alamat) if alamat else self._kolom + 1
        lama = self._kolom == self.peta.kolom_lama and self._nomor >= self.kepala
        if self._baris is None and s not in self.milik and not lama:
            return
        mulai = self._p.CurrentByteIndex
        self._sel = sel = Sel(self._kolom, _angka(s), mulai, akhir_tag(self.data, mulai))
        if self._baris is not None:
            self._baris.sel.append(sel)
        if lama:
            self.peta.sel_lama.append((self._nomor, sel))
        elif s in self.milik:
            self.peta.milik.append((self._nomor, sel))
        if self._nomor == self.kepala and s in self.kepala_lama and not self.peta.kolom_lama:
            self._calon, self._teks = atribut.get("t", "n"), []
            self._p.CharacterDataHandler = self._teks.append

    def _akhiri(self, nama: str) -> None:
        self._dalam -= 1
        if nama == self._c:
            if self._sel is not None:
                self._sel.akhir = self._ujung(self._sel.isi)[1]
                self._periksa_calon(self._sel)
                self._sel = None
        elif nama == self._row:
            if self._baris is not None:
                self._baris.tutup, self._baris.akhir = self._ujung(self._baris.isi)
                self._baris = None
        elif nama == self._col and self._dalam == 2:
            satu = self.peta.kolom[-1]
            satu.tutup, satu.akhir = self._ujung(satu.isi)
        elif self._dalam == 1:
            satu = self.peta.bagian[nama.rpartition(":")[2]]
            if not satu.akhir:
                satu.tutup, satu.akhir = self._ujung(satu.isi)

    def _periksa_calon(self, sel: Sel) -> None:
        """Whether this cell of the heading is the one we wrote into an earlier corrected file."""
        if not self._calon:
            return
        self._p.CharacterDataHandler = None
        isi = "".join(self._teks).strip()
        if self._calon == "s" and isi.isdigit():
            isi = self.teks_bersama(int(isi))
        if isi.strip() == JUDUL:
            self.peta.kolom_lama = sel.kolom
            self.peta.sel_lama.append((self._nomor, sel))
        else:
            self.peta.terpakai_kepala.add(sel.kolom)
        self._calon = ""

    def _letak(self, atribut: dict[str, str]) -> Letak:
        mulai = self._p.CurrentByteIndex
        return Letak(mulai, akhir_tag(self.data, mulai), atribut)

    def _ujung(self, isi: int) -> tuple[int, int]:
        """Return where the end tag begins and ends, at the end of an element."""
        if not bersambung(self.data, isi):
            return isi, isi
        letak: int = self._p.CurrentByteIndex
        return letak, self.data.index(b">", letak) + 1

    def _nomor_kolom(self, alamat: str) -> int:
        huruf = alamat.rstrip("0123456789")
        if huruf not in self._huruf:
            self._huruf[huruf] = nomor_kolom(huruf.upper())
        return self._huruf[huruf]


_BENAR = {"1", "true", "on"}


def _angka(isi: str) -> int:
    return int(isi) if isi.isascii() and isi.isdigit() else 0


def alamat(baris: int, kolom: int) -> str:
    """Return an address like ``B14``."""
    return f"{huruf_kolom(kolom)}{baris}"
