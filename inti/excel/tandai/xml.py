"""Editing a few places of an XML text by their byte offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from inti.excel.periksa import RUSAK, BerkasDitolak

_TAG = re.compile(rb"""<(?:[^"'>]++|"[^"]*"|'[^']*')*+>""")
_ATRIBUT = re.compile(rb"""(\s+)([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_DEKLARASI = re.compile(r"""^<\?xml[^>]*?\?>""")
_SANDI = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}


@dataclass(slots=True)
class Unsur:
    """An element and where it stands: its start tag, its content, and behind its end tag."""

    nama: str
    """Without its prefix."""
    awalan: str
    """The prefix with its colon, or ``""``."""
    atribut: dict[str, str]
    mulai: int
    isi: int
    tutup: int = 0
    akhir: int = 0
    anak: "list[Unsur]" = field(default_factory=list)
    teks: str = ""

    @property
    def kosong(self) -> bool:
        """Whether it has one tag only: ``<row/>``."""
        return self.tutup == self.akhir

    def cari(self, nama: str) -> "Unsur | None":
        """Return the first child of this name."""
        return next((a for a in self.anak if a.nama == nama), None)

    def semua(self, nama: str) -> "list[Unsur]":
        """Return the children of this name."""
        return [a for a in self.anak if a.nama == nama]

    def keturunan(self) -> "Iterator[Unsur]":
        """Yield everything below, in the order of the text."""
        for satu in self.anak:
            yield satu
            yield from satu.keturunan()


def utf8(data: bytes) -> bytes:
    """Return the text in UTF-8 without a byte-order mark, whatever it came in."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    sandi = ""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sandi = "utf-16"
    elif data[:2] == b"<\x00":
        sandi = "utf-16-le"
    elif data[:2] == b"\x00<":
        sandi = "utf-16-be"
    elif temu := _SANDI.match(data):
        sandi = temu[1].decode("ascii").lower()
    if not sandi or sandi in _UTF8:
        return data
    try:
        teks = data.decode(sandi)
    except (LookupError, UnicodeError) as galat:
        raise BerkasDitolak(RUSAK) from galat
    return _DEKLARASI.sub('<?xml version="1.0" encoding="UTF-8"?>', teks).encode()


def pengurai() -> Any:
    """Return a parser that refuses a DOCTYPE: no workbook has one, and entities may explode."""
    p = expat.ParserCreate()
    p.buffer_text = True

    def tolak(*_: Any) -> None:
        raise BerkasDitolak(RUSAK)

    p.StartDoctypeDeclHandler = tolak
    return p


def uraikan(p: Any, data: bytes) -> None:
    """Parse all of it. Raises BerkasDitolak when it is not well-formed."""
    try:
        p.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as galat:
        raise BerkasDitolak(RUSAK) from galat


def akhir_tag(data: bytes, mulai: int) -> int:
    """Return the offset behind the tag that begins here."""
    temu = _TAG.match(data, mulai)
    if temu is None:
        raise BerkasDitolak(RUSAK)
    return temu.end()


def bersambung(data: bytes, isi: int) -> bool:
    """Whether the start tag that ends here is followed by content and an end tag."""
    return data[isi - 2 : isi - 1] != b"/"


def pohon(data: bytes) -> Unsur:
    """Return the root element of a small part, with everything below it."""
    p = pengurai()
    akar: list[Unsur] = []
    tumpuk: list[Unsur] = []

    def mulai(nama: str, atribut: dict[str, str]) -> None:
        letak = p.CurrentByteIndex
        awalan, titik, pendek = nama.rpartition(":")
        satu = Unsur(pendek, awalan + titik, atribut, letak, akhir_tag(data, letak))
        (tumpuk[-1].anak if tumpuk else akar).append(satu)
        tumpuk.append(satu)

    def akhiri(_nama: str) -> None:
        satu = tumpuk.pop()
        if bersambung(data, satu.isi):
            satu.tutup = p.CurrentByteIndex
            satu.akhir = data.index(b">", satu.tutup) + 1
        else:
            satu.tutup = satu.akhir = satu.isi

    def huruf(isi: str) -> None:
        tumpuk[-1].teks += isi

    p.StartElementHandler, p.EndElementHandler, p.CharacterDataHandler = mulai, akhiri, huruf
    uraikan(p, data)
    return akar[0]


def ubah_tag(tag: bytes, **atribut: object) -> bytes:
    """Return a start tag with these attributes set; None takes one away."""
    sisa = dict(atribut)

    def ganti(temu: re.Match[bytes]) -> bytes:
        nama = temu[2].decode()
        if nama not in sisa:
            return temu[0]
        nilai = sisa.pop(nama)
        return b"" if nilai is None else _atribut(nama, nilai)

    hasil = _ATRIBUT.sub(ganti, tag)
    baru = b"".join(_atribut(n, v) for n, v in sisa.items() if v is not None)
    ujung = 2 if hasil.endswith(b"/>") else 1
    return hasil[:-ujung].rstrip() + baru + hasil[-ujung:]


def _atribut(nama: str, nilai: object) -> bytes:
    return f' {nama}="{lolos(str(nilai))}"'.encode()


def lolos(teks: str) -> str:
    """Return the text as it stands in XML, between tags or in double quotes."""
    return escape(teks, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


class Sunting:
    """Collects changes of a text, each at its offset in the original, and makes them at once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._ubah: list[tuple[int, int, bytes]] = []

    def ganti(self, mulai: int, akhir: int, baru: bytes) -> None:
        """Put ``baru`` in place of this stretch; stretches must not overlap."""
        self._ubah.append((mulai, akhir, baru))

    def sisip(self, letak: int, baru: bytes) -> None:
        """Put ``baru`` in front of this offset; the first call comes first."""
        self._ubah.append((letak, letak, baru))

    def tambah(self, unsur: Unsur, baru: bytes, **atribut: object) -> None:
        """Put ``baru`` at the end of an element's content, and set attributes of it."""
        tag = self.data[unsur.mulai : unsur.isi]
        rapi = ubah_tag(tag, **atribut) if atribut else tag
        if unsur.kosong:
            penutup = f"</{unsur.awalan}{unsur.nama}>".encode()
            self.ganti(unsur.mulai, unsur.akhir, rapi[:-2].rstrip() + b">" + baru + penutup)
            return
        if atribut:
            self.ganti(unsur.mulai, unsur.isi, rapi)
        self.sisip(unsur.tutup, baru)

    @property
    def berubah(self) -> bool:
        """Whether there is anything to change."""
        return bool(self._ubah)

    def potongan(self) -> "list[bytes | memoryview]":
        """Return the changed text in pieces, so that a large one is not held twice."""
        lihat = memoryview(self.data)
        potong: list[bytes | memoryview] = []
        letak = 0
        for mulai, akhir, baru in sorted(self._ubah, key=lambda u: (u[0], u[1])):
            potong += [lihat[letak:mulai], baru]
            letak = max(letak, akhir)
        potong.append(lihat[letak:])
        return potong

    def hasil(self) -> bytes:
        """Return the changed text; the very same object when nothing changed."""
        return b"".join(self.potongan()) if self._ubah else self.data
