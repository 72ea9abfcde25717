"""The notes of one sheet: ours are put below what a note says already, and taken away again.

A note is two things: its text in one part, and the box that shows it in an old drawing format
(VML) in another.
"""

import math
import re
from collections.abc import Mapping

from inti.excel.periksa import BerkasDitolak
from inti.excel.tandai.pindai import alamat
from inti.excel.tandai.temuan import KOLOM_TERAKHIR, nomor_kolom
from inti.excel.tandai.xml import Sunting, Unsur, lolos, pohon

PENGARANG = "Portal"
TANDA = "Portal:\n"
SELA = "\n\n"
HURUF_PER_BARIS, BARIS_KOTAK = 38, 16

KOSONG = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors></authors><commentList></commentList></comments>"
)
_RUANG = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
GAMBAR_KOSONG = (
    f'<xml {_RUANG}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    "</xml>"
).encode()
_BENTUK = (
    f'<v:shapetype {_RUANG} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOMOR = re.compile(rb"_x0000_s(\d{1,9})")
_SEL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Sel = tuple[int, int]


def tandai(catatan: bytes, gambar: bytes, pesan: Mapping[Sel, str]) -> tuple[bytes, bytes]:
    """Say ``pesan`` at its cells and nothing of ours anywhere else.

    Returns both parts, the same objects when nothing changed. What else a note says stays, down
    to the format of its letters.
    """
    isi = _Isi(catatan)
    baru, hilang = isi.sesuaikan(pesan)
    return isi.hasil(), _gambar(gambar, baru, hilang)


class _Isi:
    """The text part."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.akar = pohon(data)
        self.sunting = Sunting(data)
        self.a = self.akar.awalan
        self._daftar = self.akar.cari("commentList")
        self._pengarang: int | None = None

    def sesuaikan(self, pesan: Mapping[Sel, str]) -> tuple[dict[Sel, str], set[Sel]]:
        """Change the notes; return those that need a box, and the cells that lose theirs."""
        sisa = dict(pesan)
        hilang: set[Sel] = set()
        for satu in self._daftar.anak if self._daftar else ():
            sel = _sel(satu.atribut.get("ref", ""))
            teks = satu.cari("text")
            if sel is None or teks is None:
                continue
            if self._ubah(satu, teks, sisa.pop(sel, None)):
                hilang.add(sel)
        if sisa:
            self._tambah(sisa)
        return sisa, hilang

    def hasil(self) -> bytes:
        return self.sunting.hasil()

    def _ubah(self, satu: Unsur, teks: Unsur, ucapan: str | None) -> bool:
        """Put our words below the officer's; whether nothing is left of the note."""
        bunyi = _bunyi(teks)
        potong = _potong(bunyi)
        if potong is None and ucapan is None:
            return False
        tetap = len(bunyi) if potong is None else potong
        if ucapan is None and not tetap:
            self.sunting.ganti(satu.mulai, satu.akhir, b"")
            return True
        isi = self._sampai(teks, tetap)
        if ucapan is not None:
            sela = SELA if tetap else ""
            isi += f"<{self.a}r>{self._t(sela + TANDA + ucapan)}</{self.a}r>".encode()
        tag = self.data[teks.mulai : teks.isi]
        if teks.kosong:
            tag = tag[:-2].rstrip() + b">"
        self.sunting.ganti(teks.mulai, teks.akhir, tag + isi + f"</{self.a}text>".encode())
        return False

    def _sampai(self, teks: Unsur, letak: int) -> bytes:
        """Return the content of a note up to this letter, as it was written."""
        hasil, dilalui = [], 0
        for anak in teks.anak:
            if anak.nama not in {"t", "r"} or dilalui >= letak:
                continue
            bunyi = anak.teks if anak.nama == "t" else _bunyi(anak)
            if dilalui + len(bunyi) <= letak:
                hasil.append(self.data[anak.mulai : anak.akhir])
            else:
                bentuk = anak.cari("rPr")
                asal = self.data[bentuk.mulai : bentuk.akhir] if bentuk else b""
                isi = self._t(bunyi[: letak - dilalui]).encode()
                buka, tutup = f"<{self.a}r>".encode(), f"</{self.a}r>".encode()
                hasil.append(buka + asal + isi + tutup if anak.nama == "r" else isi)
            dilalui += len(bunyi)
        return b"".join(hasil)

    def _tambah(self, pesan: Mapping[Sel, str]) -> None:
        pengarang = self._nomor_pengarang()
        a = self.a
        isi = "".join(
            f'<{a}comment ref="{alamat(*sel)}" authorId="{pengarang}"><{a}text>'
            f"<{a}r>{self._t(TANDA + teks)}</{a}r></{a}text></{a}comment>"
            for sel, teks in pesan.items()
        ).encode()
        if self._daftar:
            self.sunting.tambah(self._daftar, isi)
        else:
            buka, tutup = f"<{a}commentList>".encode(), f"</{a}commentList>".encode()
            self.sunting.tambah(self.akar, buka + isi + tutup)

    def _nomor_pengarang(self) -> int:
        pengarang = self.akar.cari("authors")
        nama = [p.teks for p in pengarang.anak] if pengarang else []
        if PENGARANG in nama:
            return nama.index(PENGARANG)
        isi = f"<{self.a}author>{PENGARANG}</{self.a}author>".encode()
        if pengarang:
            self.sunting.tambah(pengarang, isi)
        else:
            awal = self._daftar.mulai if self._daftar else self.akar.isi
            self.sunting.sisip(awal, f"<{self.a}authors>".encode() + isi)
            self.sunting.sisip(awal, f"</{self.a}authors>".encode())
        return len(nama)

    def _t(self, teks: str) -> str:
        return f'<{self.a}t xml:space="preserve">{lolos(teks)}</{self.a}t>'


def _bunyi(teks: Unsur) -> str:
    """Return what a note, or one run of it, says."""
    if teks.nama == "r":
        return "".join(a.teks for a in teks.anak if a.nama == "t")
    isi = (a for a in teks.anak if a.nama in {"t", "r"})
    return "".join(a.teks if a.nama == "t" else _bunyi(a) for a in isi)


def _potong(bunyi: str) -> int | None:
    """Return how many letters stand before our words, or None when we said nothing here."""
    rapi = bunyi.replace("\r\n", "\n").replace("\r", "\n")
    if rapi.startswith(TANDA):
        return 0
    letak = rapi.find(SELA + TANDA)
    return None if letak < 0 else letak


def _sel(ref: str) -> Sel | None:
    temu = _SEL.fullmatch(ref)
    return (int(temu[2]), nomor_kolom(temu[1])) if temu else None


# The boxes --------------------------------------------------------------------------------


def _gambar(data: bytes, baru: Mapping[Sel, str], hilang: set[Sel]) -> bytes:
    """Return the drawing with a hidden box for each new note, without those of lost notes."""
    if not (baru or hilang):
        return data
    sunting = Sunting(data)
    for kotak in _kotak_ada(data) if hilang else ():
        if _letak_kotak(kotak) in hilang:
            sunting.ganti(kotak.mulai, kotak.akhir, b"")
    if baru:
        nomor = max((int(n) for n in _NOMOR.findall(data)), default=1024) + 1
        isi = "" if b'"_x0000_t202"' in data or b"'_x0000_t202'" in data else _BENTUK
        isi += "".join(_kotak(nomor + u, sel, baru[sel]) for u, sel in enumerate(baru))
        sunting.sisip(_akhir(data), isi.encode())
    return sunting.hasil()


def _kotak_ada(data: bytes) -> list[Unsur]:
    """Return the shapes of a drawing; none when it is no XML, as old ones sometimes are."""
    try:
        return pohon(data).semua("shape")
    except BerkasDitolak:
        return []


def _letak_kotak(kotak: Unsur) -> Sel | None:
    rincian = kotak.cari("ClientData")
    if rincian is None or rincian.atribut.get("ObjectType") != "Note":
        return None
    baris, kolom = (rincian.cari(nama) for nama in ("Row", "Column"))
    if baris and kolom and baris.teks.strip().isdigit() and kolom.teks.strip().isdigit():
        return int(baris.teks) + 1, int(kolom.teks) + 1
    return None


def _akhir(data: bytes) -> int:
    letak = data.rfind(b"</xml")
    return len(data) if letak < 0 else letak


def _kotak(nomor: int, sel: Sel, teks: str) -> str:
    """Return a box right of its cell, tall enough for the words."""
    baris, kolom = sel[0] - 1, sel[1] - 1
    banyak = sum(math.ceil(len(satu) / HURUF_PER_BARIS) or 1 for satu in teks.split("\n")) + 2
    tinggi = min(banyak, BARIS_KOTAK)
    kiri = min(kolom + 1, KOLOM_TERAKHIR - 4)
    atas = max(baris - 1, 0)
    return (
        f'<v:shape {_RUANG} id="_x0000_s{nomor}" '
        f'type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:2pt;'
        f'width:210pt;height:{tinggi * 15}pt;z-index:{nomor % 32_000};visibility:hidden" '
        f'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        f'<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        f'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{kiri}, 15, {atas}, 2, {kiri + 3}, 40, {atas + tinggi}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{baris}</x:Row><x:Column>{kolom}</x:Column>"
        f"</x:ClientData></v:shape>"
    )
