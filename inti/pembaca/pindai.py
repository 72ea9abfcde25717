"""A look over a sheet's XML before the fast reader may have it.

The fast reader keeps the rectangle around all filled cells in memory: two cells in opposite
corners of a sheet would end it. It also leaves out what an officer must know: error values,
formulas without a result, hidden rows. So the text is scanned first, piece by piece. Whatever
does not look as the usual programs write it is left to the slow reader, which takes all XML.
"""

import re
from collections.abc import Iterable, Iterator

from inti.pembaca.batas import BARIS_EXCEL, MAKS_GABUNGAN, MAKS_KOLOM, MB
from inti.pembaca.struktur import pengurai, urai
from inti.pembaca.tulis import TANPA_RUMUS

MAKS_KEPALA = 4 * MB
MAKS_SATU_BARIS = 16 * MB
MAKS_TANDA = 200_000
AKAR = re.compile(rb"<(?:([A-Za-z_][\w.-]{0,20}):)?worksheet[\s>]")
SANDI = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
SEMBUNYI = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true|on)["']""")
RUJUKAN = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


BAGIAN_POLA = {
    b"{CIRI}": rb'(?: t="(?:s|n|b|str|inlineStr|(e))"| (?:s|cm|vm|ph)="\w*+")*+',
    b"{SEBARIS}": rb"><{A}is><{A}t[^<>/]*+>[^<]*+</{A}t></{A}is></{A}c>",
    b"{LAIN}": rb"(?:<(?!/?(?:[\w.-]+:)?(?:c|row)\b|[!?])[^<]*+)*+",
    b"{SEL}": rb'<{A}c r="([A-Z]{1,3})(\d{1,7})"',
    b"{RUMUS}": rb"<{A}f[^>]*?(?:/>|>[^<]*</{A}f>)",
    b"{NILAI}": rb"<{A}v[^>/]*>",
}
"""Parts of the patterns below; {A} is the prefix."""


class TidakPolos(Exception):  # noqa: N818 - a way out, not an error
    """Not for the fast reader."""


class Pindaian:
    """What the scan of one sheet found; rows from 1, columns from 0."""

    def __init__(self) -> None:
        self.sel = 0
        self.nomor = 0
        """The last row so far, and the first and last that have cells."""
        self.baris_awal = self.baris_akhir = 0
        self.lebar = 0
        self.negatif = False
        self.tanda: dict[int, list[tuple[int, str]]] = {}
        """Cells whose text the fast reader would lose: errors, formulas without a result."""
        self.jumlah_tanda = 0
        self.tersembunyi: set[int] = set()
        self.kolom_tersembunyi: set[int] = set()
        self.gabungan: list[tuple[int, int, int, int]] = []

    @property
    def luas(self) -> int:
        """Places in the rectangle around all cells."""
        return (self.baris_akhir - self.baris_awal + 1) * self.lebar if self.lebar else 0


class _Pola:
    """The patterns of one sheet, whose elements may all carry the same prefix.

    One row is one match: the row of each cell is compared by back reference, and groups tell
    whether there is anything in the row that must be looked at closer.
    """

    def __init__(self, awalan: bytes) -> None:
        def pola(teks: bytes) -> re.Pattern[bytes]:
            for nama, isi in BAGIAN_POLA.items():
                teks = teks.replace(nama, isi)
            return re.compile(teks.replace(b"{A}", re.escape(awalan)))

        self.akhir = b"</" + awalan + b"sheetData"
        self.buka_baris = b"<" + awalan + b"row "
        self.buka_sel = b"<" + awalan + b"c "
        self.buka_rumus = b"<" + awalan + b"f"
        self.mulai = pola(rb"<{A}sheetData(?:\s[^>]*?)?(/?)>")
        self.baris = pola(
            rb'\s*+<{A}row r="(\d{1,7})"([^<>]*+)>(?:(?<=/>)|'
            rb'(?:\s*+<{A}c r="([A-Z]{1,2}+)\1"{CIRI}'
            rb"(?:><{A}v>(-)?+(?![nN+])[^<&]*+</{A}v></{A}c>|/>|{SEBARIS}|(>)[^<]*+{LAIN}</{A}c>))*+"
            rb"\s*+</{A}row>)"
        )
        self.tanpa = pola(rb"{SEL}([^/>]*)>\s*{RUMUS}\s*(<{A}v\s*/>|{NILAI}</{A}v>)?\s*</{A}c>")
        self.tutup_nilai = b"</" + awalan + b"v>"
        self.nilai_akhir = pola(rb"</{A}v>\s*+</{A}c>")
        self.berhasil = pola(rb"{RUMUS}\s*{NILAI}[^<]")
        self.galat = pola(rb'{SEL}[^>]*? t="e"[^>]*>\s*(?:{RUMUS})?\s*{NILAI}([^<]*)</')
        self.bersandi = pola(
            rb'<{A}c (?![^>]*?t="str")[^>]*>\s*(?:{RUMUS})?\s*{NILAI}(?:[^<&]*&|[+-]?[nN])'
        )
        self.gabung = pola(rb'<{A}mergeCell ref="([A-Z0-9:$]{2,30})"')
        self.kolom = pola(rb"<{A}col ([^>]*)>")


def pindai(potongan: Iterable[bytes]) -> Pindaian:
    """Scan the XML of one sheet.

    Raises:
        TidakPolos: it does not look as the usual programs write it, or is beyond Excel's grid.
        Tolak: it is not well-formed; the fast reader would make two cells into one.
    """
    hasil = Pindaian()
    pola: _Pola | None = None
    for jenis, pola, isi in _belah(_utuh(potongan)):
        if jenis == "isi":
            _pindai_isi(hasil, pola, isi)
        elif jenis == "kepala":
            hasil.kolom_tersembunyi = _kolom_tersembunyi(pola, isi)
        else:
            _pindai_ekor(hasil, pola, isi)
    if pola is None or hasil.nomor > BARIS_EXCEL:
        raise TidakPolos
    return hasil


def _utuh(potongan: Iterable[bytes]) -> Iterator[bytes]:
    """Pass the XML on, and make sure that it is well-formed to the end."""
    alat = pengurai()
    for isi in potongan:
        urai(alat, isi)
        yield isi
    urai(alat, b"", akhir=True)


def periksa_teks(potongan: Iterable[bytes]) -> None:
    """Look over another part that the fast reader parses (texts, styles).

    It must be well-formed to the end: a lost tag would shift all texts by one.
    """
    alat = pengurai()
    pertama = True
    for isi in potongan:
        if pertama and (isi.startswith((b"\xff\xfe", b"\xfe\xff")) or SANDI.match(isi)):
            raise TidakPolos
        pertama = False
        if b"<!" in isi:
            raise TidakPolos
        urai(alat, isi)
    urai(alat, b"", akhir=True)


def nomor_kolom(huruf: str) -> int:
    """Return the column of its letters, from 0: ``nomor_kolom("B")`` is 1."""
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + ord(satu) - 64
    return nomor - 1


def rentang(rujukan: str) -> tuple[int, int, int, int] | None:
    """Return ``A1:B3`` as first row, first column, last row, last column."""
    cocok = RUJUKAN.fullmatch(rujukan)
    if not cocok or not cocok[3]:
        return None
    return int(cocok[2]), nomor_kolom(cocok[1]), int(cocok[4]), nomor_kolom(cocok[3])


def rentang_kolom(awal: str, akhir: str) -> range:
    """Return the columns (from 0) of a ``col`` element, as far as they are read."""
    if not (awal.isdigit() and akhir.isdigit()):
        return range(0)
    return range(max(int(awal), 1) - 1, min(int(akhir), MAKS_KOLOM))


def _belah(potongan: Iterable[bytes]) -> Iterator[tuple[str, _Pola, bytes]]:
    """Yield the head, the rows in pieces that begin with a row, and the tail in pieces."""
    simpan, pola, bagian = b"", None, "kepala"
    for potong in potongan:
        simpan += potong
        if bagian == "kepala":
            pola = pola or _pola(simpan)
            mulai = pola and pola.mulai.search(simpan)
            if not pola or not mulai:
                if len(simpan) > MAKS_KEPALA:
                    raise TidakPolos
                continue
            yield "kepala", pola, simpan[: mulai.start()]
            simpan = simpan[mulai.end() :]
            bagian = "ekor" if mulai[1] else "isi"
        assert pola is not None  # noqa: S101 - the head came first
        if bagian == "isi":
            akhir = simpan.find(pola.akhir)
            potongan_utuh = akhir if akhir >= 0 else simpan.rfind(pola.buka_baris)
            if potongan_utuh > 0:
                yield "isi", pola, simpan[:potongan_utuh]
                simpan = simpan[potongan_utuh:]
            elif len(simpan) > MAKS_SATU_BARIS:
                raise TidakPolos
            bagian = "ekor" if akhir >= 0 else "isi"
        if bagian == "ekor":
            utuh = simpan.rfind(b"<")
            yield "ekor", pola, simpan[: max(utuh, 0)]
            simpan = simpan[max(utuh, 0) :][-MB:]
    if pola is None or bagian != "ekor":
        raise TidakPolos


def _pola(awal: bytes) -> _Pola | None:
    if SANDI.match(awal):
        raise TidakPolos
    akar = AKAR.search(awal)
    if akar is None:
        return None
    return _Pola(akar[1] + b":" if akar[1] else b"")


def _pindai_isi(hasil: Pindaian, pola: _Pola, isi: bytes) -> None:
    if b"\0" in isi:
        raise TidakPolos
    tempat, sebelum, lebar = 0, hasil.nomor, {b""}
    for baris in pola.baris.finditer(isi):
        r, ciri, huruf, galat, negatif, lain = baris.groups()
        nomor = int(r)
        if baris.start() != tempat or nomor <= sebelum:
            raise TidakPolos
        tempat, sebelum = baris.end(), nomor
        if huruf:
            lebar.add(huruf)
            hasil.baris_akhir = nomor
            hasil.baris_awal = hasil.baris_awal or nomor
        if b"hidden" in ciri and SEMBUNYI.search(ciri):
            hasil.tersembunyi.add(nomor)
        if negatif:
            hasil.negatif = True
        if galat or lain:
            _pindai_khusus(hasil, pola, baris[0])
    if isi[tempat:].strip():
        raise TidakPolos
    hasil.nomor = sebelum
    hasil.sel += isi.count(pola.buka_sel)
    hasil.lebar = max(hasil.lebar, *(nomor_kolom(h.decode()) + 1 for h in lebar))


def _pindai_khusus(hasil: Pindaian, pola: _Pola, baris: bytes) -> None:
    """Look closer at a row with errors, formulas or texts of its own."""
    hasil.negatif = hasil.negatif or b">-" in baris
    if pola.bersandi.search(baris):
        raise TidakPolos  # the fast reader takes such a number for nothing
    if len(pola.nilai_akhir.findall(baris)) != baris.count(pola.tutup_nilai):
        raise TidakPolos
    galat = pola.galat.findall(baris)
    if len(galat) != baris.count(b' t="e"'):
        raise TidakPolos
    for huruf, nomor, teks in galat:
        if teks:
            _tandai(hasil, nomor, huruf, teks.decode(errors="replace"))
    if pola.buka_rumus not in baris:
        return
    tanpa = pola.tanpa.findall(baris)
    if len(tanpa) + len(pola.berhasil.findall(baris)) != baris.count(pola.buka_rumus):
        raise TidakPolos
    for huruf, nomor, ciri, nilai in tanpa:
        if not (nilai and b't="str"' in ciri):  # else the result is an empty text
            _tandai(hasil, nomor, huruf, TANPA_RUMUS)


def _tandai(hasil: Pindaian, nomor: bytes, huruf: bytes, teks: str) -> None:
    hasil.jumlah_tanda += 1
    if hasil.jumlah_tanda > MAKS_TANDA:
        raise TidakPolos
    hasil.tanda.setdefault(int(nomor), []).append((nomor_kolom(huruf.decode()), teks))


def _kolom_tersembunyi(pola: _Pola, kepala: bytes) -> set[int]:
    if b"<!" in kepala or b"\0" in kepala:
        raise TidakPolos
    hasil: set[int] = set()
    for ciri in pola.kolom.findall(kepala):
        if SEMBUNYI.search(ciri):
            batas = dict(re.findall(r'\b(min|max)="(\d{1,6})"', ciri.decode(errors="replace")))
            hasil.update(rentang_kolom(batas.get("min", ""), batas.get("max", "")))
    return hasil


def _pindai_ekor(hasil: Pindaian, pola: _Pola, isi: bytes) -> None:
    if b"<!" in isi or pola.buka_baris in isi or b"sheetData" in isi[12:]:
        raise TidakPolos
    for rujukan in pola.gabung.findall(isi):
        satu = rentang(rujukan.decode())
        if satu and len(hasil.gabungan) < MAKS_GABUNGAN:
            hasil.gabungan.append(satu)
