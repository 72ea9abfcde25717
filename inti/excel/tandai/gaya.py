"""The styles of the marks: each a copy of the style that the cell had, with another fill."""

from collections.abc import Sequence

from inti.excel.tandai.temuan import GALAT, PERINGATAN, Tingkat
from inti.excel.tandai.xml import Sunting, Unsur, akhir_tag, pohon, ubah_tag

WARNA: dict[Tingkat, str] = {GALAT: "FFF9B3AE", PERINGATAN: "FFFDE2A1"}
"""Not colours of Excel's palette: a fill like these is ours."""
WARNA_KEPALA = "FF8C1D18"

KOSONG = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    b"</styleSheet>"
)
"""For a workbook without any styles."""

URUTAN = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
AWAL = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
"""What each list begins with, should the workbook lack it."""


class _Daftar:
    """A list of the stylesheet: what is there, and what we add."""

    def __init__(self, data: bytes, akar: Unsur, nama: str) -> None:
        self.nama = nama
        self.unsur = akar.cari(nama)
        anak = self.unsur.anak if self.unsur else []
        self.isi = [data[a.mulai : a.akhir] for a in anak]
        self._ada = len(self.isi)
        self.ditambah = False
        if not self.isi:
            self.isi = [_berawalan(satu, akar.awalan) for satu in AWAL[nama]]

    def tambah(self, satu: bytes) -> int:
        """Add an entry, unless we added the same one before, and return its number."""
        if satu in self.isi[self._ada :]:
            return self.isi.index(satu, self._ada)
        self.isi.append(satu)
        self.ditambah = True
        return len(self.isi) - 1

    @property
    def baru(self) -> Sequence[bytes]:
        return self.isi[self._ada :]


class Gaya:
    """The stylesheet of one workbook."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._akar = pohon(data)
        self._daftar = [_Daftar(data, self._akar, nama) for nama in AWAL]
        self._font, self._isian, _, self._xf = self._daftar
        self._milik = _isian_milik(self._akar)
        self._dasar: dict[tuple[int, Tingkat | None], int] = {}
        self._kepala: int | None = None
        self.tingkat = {s: t for t, w in WARNA.items() for s in self._xf_berisian(w)}
        """Which cell styles carry a mark of ours already, from an earlier corrected file."""
        self.kepala_lama = set(self._xf_berisian(WARNA_KEPALA))

    def untuk(self, s: int, tingkat: Tingkat) -> int:
        """Return the style ``s`` with the fill of a mark."""
        if self.tingkat.get(s) == tingkat:
            return s
        return self._salin(s, tingkat)

    def polos(self, s: int) -> int:
        """Return the style ``s`` without a fill."""
        return self._salin(s, None)

    @property
    def kepala(self) -> int:
        """The style of our heading."""
        if self._kepala is None:
            font = self._elemen(
                '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>'
            )
            rata = '<alignment vertical="center" wrapText="1"/>'
            self._kepala = self._xf_baru(self._font.tambah(font), WARNA_KEPALA, rata)
        return self._kepala

    def catatan(self, tingkat: Tingkat) -> int:
        """The style of a cell in our column: wrapped, and text for good."""
        rata = '<alignment vertical="top" wrapText="1"/>'
        return self._xf_baru(0, WARNA[tingkat], rata, ' quotePrefix="1"')

    @property
    def berubah(self) -> bool:
        """Whether anything was asked for that was not there."""
        return any(d.ditambah for d in self._daftar)

    def hasil(self) -> bytes:
        """Return the stylesheet with what was asked for."""
        sunting = Sunting(self._data)
        hilang: dict[int, bytes] = {}
        for daftar in self._daftar:
            baru = b"".join(daftar.baru)
            if not baru:
                continue
            if daftar.unsur:
                sunting.tambah(daftar.unsur, baru, count=len(daftar.isi))
            else:
                nama = f"{self._akar.awalan}{daftar.nama}"
                buka, tutup = f'<{nama} count="{len(daftar.isi)}">', f"</{nama}>"
                letak = self._letak(daftar.nama)
                isi = buka.encode() + baru + tutup.encode()
                hilang[letak] = hilang.get(letak, b"") + isi
        for letak, isi in hilang.items():
            if letak < 0:
                sunting.tambah(self._akar, isi)
            else:
                sunting.sisip(letak, isi)
        return sunting.hasil()

    def _letak(self, nama: str) -> int:
        """Where a missing list belongs; -1 is the end."""
        lebih_awal = set(URUTAN[: URUTAN.index(nama)])
        for anak in self._akar.anak:
            if anak.nama not in lebih_awal:
                return anak.mulai
        return -1

    def _salin(self, s: int, tingkat: Tingkat | None) -> int:
        kunci = (s, tingkat)
        if kunci not in self._dasar:
            asal = self._xf.isi[s if 0 <= s < len(self._xf.isi) else 0]
            isian = self._isian_untuk(WARNA[tingkat]) if tingkat else 0
            ujung = akhir_tag(asal, 0)
            tag = ubah_tag(asal[:ujung], fillId=isian, applyFill=1)
            self._dasar[kunci] = self._xf.tambah(tag + asal[ujung:])
        return self._dasar[kunci]

    def _isian_untuk(self, warna: str) -> int:
        if warna not in self._milik:
            isi = f'<patternFill patternType="solid"><fgColor rgb="{warna}"/>'
            isi = f'<fill>{isi}<bgColor indexed="64"/></patternFill></fill>'
            self._milik[warna] = self._isian.tambah(self._elemen(isi))
        return self._milik[warna]

    def _xf_baru(self, font: int, warna: str, rata: str, lain: str = "") -> int:
        isian = self._isian_untuk(warna)
        return self._xf.tambah(
            self._elemen(
                f'<xf numFmtId="0" fontId="{font}" fillId="{isian}" borderId="0" applyFont="1" '
                f'applyFill="1" applyAlignment="1"{lain}>{rata}</xf>'
            )
        )

    def _elemen(self, isi: str) -> bytes:
        return _berawalan(isi, self._akar.awalan)

    def _xf_berisian(self, warna: str) -> list[int]:
        """Return the cell styles with this fill."""
        xf = self._akar.cari("cellXfs")
        nomor = str(self._milik.get(warna, ""))
        return [s for s, a in enumerate(xf.anak if xf else ()) if a.atribut.get("fillId") == nomor]


def _isian_milik(akar: Unsur) -> dict[str, int]:
    """Return the fills with our colours, colour to number."""
    hasil: dict[str, int] = {}
    isian = akar.cari("fills")
    for nomor, satu in enumerate(isian.anak if isian else ()):
        pola = satu.cari("patternFill")
        depan = pola.cari("fgColor") if pola else None
        warna = depan.atribut.get("rgb", "").upper() if depan else ""
        if warna in {*WARNA.values(), WARNA_KEPALA}:
            hasil.setdefault(warna, nomor)
    return hasil


def _berawalan(isi: str, awalan: str) -> bytes:
    """Give every tag the namespace prefix of the part."""
    if awalan:
        isi = isi.replace("<", f"<{awalan}").replace(f"<{awalan}/", f"</{awalan}")
    return isi.encode()
