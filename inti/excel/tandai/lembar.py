"""Marking one sheet: fills, the column of messages, and the door to its notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from inti.excel.periksa import RUSAK, BerkasDitolak
from inti.excel.tandai.gaya import Gaya
from inti.excel.tandai.pindai import (
    ATAS_KEPALA,
    JUDUL,
    BarisXml,
    Letak,
    Pemindai,
    Peta,
    Sel,
    alamat,
    gabungan,
)
from inti.excel.tandai.temuan import (
    KOLOM_TERAKHIR,
    Gabungan,
    SelTemuan,
    TandaLembar,
    huruf_kolom,
    nomor_kolom,
    susun,
)
from inti.excel.tandai.xml import Sunting, lolos, ubah_tag

LEBAR = 50
RUANG_TAUTAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUANG_TAUTAN_KETAT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SEBELUM_CATATAN = {
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
}
"""What a sheet says before the place of its notes; anything else stands behind."""
_UKURAN = re.compile(r"(?:([A-Z]+)(\d+):)?([A-Z]+)(\d+)")


@dataclass
class Lembar:
    """One sheet at work: looked through, then changed."""

    data: bytes
    gaya: Gaya
    peta: Peta
    tanda: TandaLembar
    gabungan: list[Gabungan]
    kolom: int = 0
    """Where the messages go; 0 when there is no room, or nothing to say."""
    _s_kolom: dict[int, int] = field(default_factory=dict)

    @property
    def tautan_catatan(self) -> str:
        """The relationship of the drawing with the notes, or ``""``."""
        ada = self.peta.bagian.get("legacyDrawing")
        nilai = ada.atribut if ada else {}
        return next((v for k, v in nilai.items() if k.rpartition(":")[2] == "id"), "")

    @property
    def pesan(self) -> Mapping[tuple[int, int], str]:
        """What the notes say, by row and column."""
        return {letak: tanda.teks for letak, tanda in sorted(self.tanda.sel.items())}

    def hasil(self, *, tautan_baru: str = "") -> Sunting:
        """Return the changes of the sheet; ``tautan_baru`` names the drawing of its first notes."""
        sunting = Sunting(self.data)
        baru = self._isi_baris()
        hapus = {id(sel): sel for _, sel in self.peta.sel_lama}
        tambahan: dict[int, bytes] = {}
        for nomor in sorted(baru):
            ada = self.peta.baris.get(nomor)
            if ada:
                self._ubah_baris(sunting, ada, baru[nomor], hapus)
            else:
                isi = b"".join(sel for _, sel in sorted(baru[nomor].items()))
                letak = self.peta.sesudah(nomor)
                tag = f'<{self.peta.awalan}row r="{nomor}">', f"</{self.peta.awalan}row>"
                isi = tag[0].encode() + isi + tag[1].encode()
                tambahan[letak] = tambahan.get(letak, b"") + isi
        self._sisip_baris(sunting, tambahan)
        for sel in hapus.values():
            sunting.ganti(sel.mulai, sel.akhir, b"")
        self._bersihkan(sunting)
        if self.kolom:
            self._lebarkan(sunting)
        if baru:
            self._ukur(sunting, max(baru))
        if tautan_baru:
            self._sambung_catatan(sunting, tautan_baru)
        return sunting

    # Cells --------------------------------------------------------------------------------

    def _isi_baris(self) -> dict[int, dict[int, bytes]]:
        """Return the cells to write: those of our column whole, of others the style only."""
        hasil: dict[int, dict[int, bytes]] = {}
        for (baris, kolom), tanda in self.tanda.sel.items():
            s = self._s(baris, kolom)
            gaya = self.gaya.untuk(s, tanda.tingkat)
            hasil.setdefault(baris, {})[kolom] = self._sel_kosong(baris, kolom, gaya)
        if self.kolom:
            kepala = self._sel_teks(self.tanda.kepala, self.kolom, self.gaya.kepala, JUDUL)
            hasil.setdefault(self.tanda.kepala, {})[self.kolom] = kepala
            for baris, tanda in self.tanda.baris.items():
                gaya = self.gaya.catatan(tanda.tingkat)
                sel = self._sel_teks(baris, self.kolom, gaya, tanda.teks)
                hasil.setdefault(baris, {})[self.kolom] = sel
        return hasil

    def _s(self, baris: int, kolom: int) -> int:
        """Return the style a cell shows: its own, else that of its row, else of its column."""
        ada = self.peta.baris.get(baris)
        if ada:
            sel = next((s for s in ada.sel if s.kolom == kolom), None)
            if sel:
                return sel.s
            if ada.s is not None:
                return ada.s
        return self._s_kolom.get(kolom, 0)

    def _ubah_baris(
        self, sunting: Sunting, ada: BarisXml, baru: dict[int, bytes], hapus: dict[int, Sel]
    ) -> None:
        """Change the cells that are there, and put the others in their order between them."""
        tag = self.data[ada.mulai : ada.isi]
        rapi = ubah_tag(tag, spans=None) if b"spans" in tag else tag
        per_kolom = {s.kolom: s for s in reversed(ada.sel)}
        sisip: list[tuple[int, bytes]] = []
        for kolom, isi in sorted(baru.items()):
            sel = per_kolom.get(kolom)
            if sel is None:
                letak = next((s.mulai for s in ada.sel if s.kolom > kolom), ada.tutup)
                sisip.append((letak, isi))
            elif kolom == self.kolom and ada.nomor >= self.tanda.kepala:
                hapus.pop(id(sel), None)
                sunting.ganti(sel.mulai, sel.akhir, isi)
            else:
                s = isi[isi.index(b' s="') + 4 : isi.rindex(b'"')].decode()
                sunting.ganti(sel.mulai, sel.isi, ubah_tag(self.data[sel.mulai : sel.isi], s=s))
        if ada.tutup == ada.akhir:  # <row/>: all cells are new
            isi = b"".join(satu for _, satu in sisip)
            penutup = f"</{self.peta.awalan}row>".encode()
            sunting.ganti(ada.mulai, ada.akhir, rapi[:-2].rstrip() + b">" + isi + penutup)
            return
        if rapi != tag:
            sunting.ganti(ada.mulai, ada.isi, rapi)
        for letak, satu in sisip:
            sunting.sisip(letak, satu)

    def _sisip_baris(self, sunting: Sunting, tambahan: dict[int, bytes]) -> None:
        data = self.peta.bagian["sheetData"]
        if data.tutup == data.akhir and tambahan:  # <sheetData/>
            tag = self.data[data.mulai : data.isi - 2].rstrip() + b">"
            penutup = f"</{self.peta.awalan}sheetData>".encode()
            sunting.ganti(data.mulai, data.akhir, tag + b"".join(tambahan.values()) + penutup)
            return
        for letak, isi in tambahan.items():
            sunting.sisip(letak, isi)

    def _bersihkan(self, sunting: Sunting) -> None:
        """Take our fill from cells without a finding: it came with an earlier corrected file."""
        for baris, sel in self.peta.milik:
            ditulis = (baris, sel.kolom) in self.tanda.sel
            if ditulis or (sel.kolom == self.kolom and baris in self.tanda.baris):
                continue
            tag = self.data[sel.mulai : sel.isi]
            sunting.ganti(sel.mulai, sel.isi, ubah_tag(tag, s=self.gaya.polos(sel.s)))

    def _sel_kosong(self, baris: int, kolom: int, s: int) -> bytes:
        return f'<{self.peta.awalan}c r="{alamat(baris, kolom)}" s="{s}"/>'.encode()

    def _sel_teks(self, baris: int, kolom: int, s: int, teks: str) -> bytes:
        """Return a cell whose text stands inside it: no type guessing, no shared text."""
        a = self.peta.awalan
        return (
            f'<{a}c r="{alamat(baris, kolom)}" s="{s}" t="inlineStr"><{a}is>'
            f'<{a}t xml:space="preserve">{lolos(teks)}</{a}t></{a}is></{a}c>'
        ).encode()

    # The sheet around them ----------------------------------------------------------------

    def _lebarkan(self, sunting: Sunting) -> None:
        """Give our column its width; a stretch of columns that holds it is cut in three."""
        k, a = self.kolom, self.peta.awalan
        kita = f'<{a}col min="{k}" max="{k}" width="{LEBAR}" customWidth="1"/>'.encode()
        kolom = self.peta.kolom
        if "cols" not in self.peta.bagian:
            isi = f"<{a}cols>".encode() + kita + f"</{a}cols>".encode()
            sunting.sisip(self.peta.bagian["sheetData"].mulai, isi)
            return
        for satu in kolom:
            awal, akhir = _rentang(satu)
            if awal <= k <= akhir:
                tag = self.data[satu.mulai : satu.isi - 1].rstrip(b"/ ") + b"/>"
                potong = [(awal, k - 1), (k, k), (k + 1, akhir)]
                isi = b"".join(
                    kita if p == (k, k) else ubah_tag(tag, min=p[0], max=p[1])
                    for p in potong
                    if p[0] <= p[1]
                )
                sunting.ganti(satu.mulai, satu.akhir, isi)
                return
        letak = next((s.mulai for s in kolom if _rentang(s)[0] > k), self.peta.bagian["cols"].tutup)
        sunting.sisip(letak, kita)

    def _ukur(self, sunting: Sunting, baris: int) -> None:
        """Let the sheet's own word of its size include what we wrote."""
        ukuran = self.peta.bagian.get("dimension")
        temu = _UKURAN.fullmatch(ukuran.atribut.get("ref", "")) if ukuran else None
        if ukuran is None or temu is None:
            return
        awal = (temu[1] or temu[3]) + (temu[2] or temu[4])
        kolom = max(nomor_kolom(temu[3]), self.kolom, *(k for _, k in self.tanda.sel), 1)
        ref = f"{awal}:{huruf_kolom(kolom)}{max(int(temu[4]), baris)}"
        tag = self.data[ukuran.mulai : ukuran.isi]
        sunting.ganti(ukuran.mulai, ukuran.isi, ubah_tag(tag, ref=ref))

    def _sambung_catatan(self, sunting: Sunting, tautan: str) -> None:
        ruang = RUANG_TAUTAN_KETAT if self.peta.ketat else RUANG_TAUTAN
        isi = f'<{self.peta.awalan}legacyDrawing xmlns:r="{ruang}" r:id="{tautan}"/>'.encode()
        akhir = max(s.akhir for n, s in self.peta.bagian.items() if n in _SEBELUM_CATATAN)
        belakang = [s.mulai for n, s in self.peta.bagian.items() if n not in _SEBELUM_CATATAN]
        letak = min((m for m in belakang if m >= akhir), default=akhir)
        sunting.sisip(letak, isi)


def buka(
    data: bytes,
    *,
    gaya: Gaya,
    temuan: list[SelTemuan],
    kepala: int,
    teks_bersama: Callable[[int], str],
) -> Lembar:
    """Look through a sheet and place the findings. Raises BerkasDitolak when it is broken."""
    wilayah = gabungan(data)
    tanda = susun(temuan, kepala=kepala, gabungan=wilayah)
    peta = Pemindai(
        data,
        kepala=kepala,
        baris={b for b, _ in tanda.sel} | set(tanda.baris),
        milik=gaya.tingkat,
        kepala_lama=gaya.kepala_lama,
        teks_bersama=teks_bersama,
    ).jalan()
    if "sheetData" not in peta.bagian:
        raise BerkasDitolak(RUSAK)
    lembar = Lembar(data, gaya, peta, tanda, wilayah)
    if tanda.baris:
        lembar.kolom = peta.kolom_lama or _kolom_bebas(peta, tanda, wilayah)
    lembar._s_kolom = _gaya_kolom(peta)
    return lembar


def _kolom_bebas(peta: Peta, tanda: TandaLembar, wilayah: list[Gabungan]) -> int:
    """Return the first free column right of the heading's last, or 0 when the sheet is full.

    A merged heading reaches as far as its region; no cell of the officer is ever written over.
    """
    terpakai, terakhir = set(peta.terpakai), max(peta.terpakai_kepala, default=0)
    tersentuh = sorted({tanda.kepala, *tanda.baris})
    for b1, k1, b2, k2 in wilayah:
        if b2 < tanda.kepala - ATAS_KEPALA:
            continue
        if b1 <= tanda.kepala <= b2 and k1 in terpakai:
            terakhir = max(terakhir, min(k2, KOLOM_TERAKHIR))
        if bisect_left(tersentuh, b1) < bisect_right(tersentuh, b2):
            terpakai.update(range(k1, min(k2, KOLOM_TERAKHIR) + 1))
    return next((k for k in range(terakhir + 1, KOLOM_TERAKHIR + 1) if k not in terpakai), 0)


def _rentang(kolom: Letak) -> tuple[int, int]:
    awal, akhir = kolom.atribut.get("min", ""), kolom.atribut.get("max", "")
    return (int(awal), int(akhir)) if awal.isdigit() and akhir.isdigit() else (0, -1)


def _gaya_kolom(peta: Peta) -> dict[int, int]:
    hasil: dict[int, int] = {}
    for satu in peta.kolom:
        gaya = satu.atribut.get("style", "")
        awal, akhir = _rentang(satu)
        if gaya.isdigit():
            hasil.update(dict.fromkeys(range(awal, min(akhir, KOLOM_TERAKHIR) + 1), int(gaya)))
    return hasil
