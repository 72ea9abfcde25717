"""The zip around a workbook: its parts, how they refer to each other, what is added to them."""

import posixpath
import zipfile
from collections.abc import Sequence
from io import BufferedReader
from pathlib import Path
from urllib.parse import unquote

from inti.excel.periksa import RUSAK, BerkasDitolak
from inti.excel.tandai.xml import Sunting, Unsur, lolos, pohon, utf8
from inti.pembaca.arsip import Arsip
from inti.pembaca.batas import Batas

JENIS_ISI = "[Content_Types].xml"
_TAUTAN_KOSONG = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
RUANG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RUANG_KETAT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"


class Paket:
    """An open workbook file. Parts are read when asked for; their names ignore case."""

    def __init__(self, berkas: BufferedReader, batas: Batas) -> None:
        self._arsip = Arsip(berkas, batas)
        with zipfile.ZipFile(berkas) as arsip:
            self._nama = {i.filename.casefold(): i for i in arsip.infolist()}
        self._baru: dict[str, Sequence[bytes | memoryview]] = {}

    def ada(self, nama: str) -> bool:
        """Whether there is such a part."""
        return bool(nama) and nama.casefold() in self._nama

    def baca(self, nama: str) -> bytes:
        """Return an XML part in UTF-8. Raises BerkasDitolak when it is missing."""
        kunci = nama.casefold()
        if kunci in self._baru:
            return b"".join(self._baru[kunci])
        if kunci not in self._nama:
            raise BerkasDitolak(RUSAK)
        return utf8(b"".join(self._arsip.potong(kunci)))

    def ganti(self, nama: str, isi: bytes | Sequence[bytes | memoryview]) -> None:
        """Put other content into a part, or add one; large content comes in pieces."""
        self._baru[nama.casefold()] = [isi] if isinstance(isi, bytes) else isi
        if nama.casefold() not in self._nama:
            self._nama[nama.casefold()] = zipfile.ZipInfo(nama, (1980, 1, 1, 0, 0, 0))

    def nama_baru(self, pola: str) -> str:
        """Return the first free name of the pattern ``xl/comments{}.xml``."""
        nomor = 1
        while self.ada(pola.format(nomor)):
            nomor += 1
        return pola.format(nomor)

    def tulis(self, keluaran: Path) -> None:
        """Write the workbook: the parts in their order, the unchanged ones as they were."""
        with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as tujuan:
            for kunci, info in self._nama.items():
                tanggal = info.date_time if info.date_time[0] >= 1980 else (1980, 1, 1, 0, 0, 0)
                bagian = zipfile.ZipInfo(info.filename, tanggal)
                bagian.compress_type = zipfile.ZIP_DEFLATED
                bagian.file_size = info.file_size  # the writer plans its offsets by it
                with tujuan.open(bagian, "w", force_zip64=False) as tulis:
                    tulis.writelines(self._baru.get(kunci) or self._arsip.potong(kunci))

    def tautan(self, nama: str) -> "Tautan":
        """Return the references of a part; those of the package for ``""``."""
        return Tautan(self, nama)

    def daftarkan(self, nama: str, jenis: str, *, akhiran: bool = False) -> None:
        """Say what kind of content a new part holds; for its extension if ``akhiran``."""
        data = self.baca(JENIS_ISI)
        akar = pohon(data)
        ujung = nama.rpartition(".")[2]
        sunting = Sunting(data)
        if akhiran:
            if any(
                a.atribut.get("Extension", "").casefold() == ujung for a in akar.semua("Default")
            ):
                return
            isi = f'<{akar.awalan}Default Extension="{ujung}" ContentType="{jenis}"/>'
            sunting.sisip(akar.isi, isi.encode())
        else:
            isi = f'<{akar.awalan}Override PartName="/{nama}" ContentType="{jenis}"/>'
            sunting.tambah(akar, isi.encode())
        self.ganti(JENIS_ISI, sunting.hasil())


class Tautan:
    """What a part refers to."""

    def __init__(self, paket: Paket, nama: str) -> None:
        folder, dasar = posixpath.split(nama)
        self._paket, self._folder = paket, folder
        self._nama = posixpath.join(folder, "_rels", f"{dasar}.rels")
        self._data = paket.baca(self._nama) if paket.ada(self._nama) else _TAUTAN_KOSONG
        self._akar = pohon(self._data)

    def per_id(self, kunci: str) -> str:
        """Return the part with this id, or ``""``."""
        return next((self._tujuan(a) for a in self._akar.anak if a.atribut.get("Id") == kunci), "")

    def per_jenis(self, jenis: str) -> str:
        """Return the first part of a kind ("styles", "comments"), or ``""``."""
        for a in self._akar.anak:
            if a.atribut.get("Type", "").rpartition("/")[2] == jenis:
                return self._tujuan(a)
        return ""

    def jenis(self, kunci: str) -> str:
        """Return the kind of the part with this id, or ``""``."""
        cocok = (a.atribut for a in self._akar.anak if a.atribut.get("Id") == kunci)
        return next((a.get("Type", "").rpartition("/")[2] for a in cocok), "")

    def tambah(self, jenis: str, tujuan: str, *, ketat: bool = False) -> str:
        """Refer to a part, and return the id of that reference."""
        terpakai = {a.atribut.get("Id") for a in self._akar.anak}
        nomor = 1
        while f"rIdPortal{nomor}" in terpakai:
            nomor += 1
        ruang = RUANG_KETAT if ketat else RUANG
        sunting = Sunting(self._data)
        isi = (
            f'<{self._akar.awalan}Relationship Id="rIdPortal{nomor}" Type="{ruang}{jenis}" '
            f'Target="/{lolos(tujuan)}"/>'
        )
        sunting.tambah(self._akar, isi.encode())
        self._data = sunting.hasil()
        self._akar = pohon(self._data)
        self._paket.ganti(self._nama, self._data)
        return f"rIdPortal{nomor}"

    def _tujuan(self, satu: Unsur) -> str:
        tujuan = unquote(satu.atribut.get("Target", ""))
        if tujuan.startswith("/"):
            return tujuan.lstrip("/")
        return posixpath.normpath(posixpath.join(self._folder, tujuan)).lstrip("./")
