"""Marking a whole workbook, sheet by sheet."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path

from inti.excel.tandai import catatan, gaya
from inti.excel.tandai.gaya import Gaya
from inti.excel.tandai.lembar import Lembar, buka
from inti.excel.tandai.paket import Paket
from inti.excel.tandai.temuan import SelTemuan
from inti.excel.tandai.xml import Unsur, pohon
from inti.pembaca.batas import Batas

BAGIAN_GAYA = "xl/styles.xml"
JENIS_GAYA = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
JENIS_CATATAN = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
JENIS_GAMBAR = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def tandai(
    asal: Path,
    keluaran: Path,
    *,
    temuan: Iterable[SelTemuan],
    kepala: Mapping[str, int],
    batas: Batas,
    maks_catatan: int,
) -> None:
    """Write the marked workbook.

    Raises:
        Tolak: the file is no workbook.
        BerkasDitolak: it is so broken that it cannot be written back.
    """
    per_lembar: dict[str, list[SelTemuan]] = {nama: [] for nama in kepala}
    for satu in temuan:
        per_lembar.setdefault(satu.lembar, []).append(satu)
    with asal.open("rb") as berkas:
        penanda = _Penanda(Paket(berkas, batas), maks_catatan)
        for nama, isi in per_lembar.items():
            penanda.lembar(nama, isi, kepala.get(nama, 0))
        penanda.simpan(keluaran)


class _Penanda:
    def __init__(self, paket: Paket, maks_catatan: int) -> None:
        self.paket = paket
        self.maks_catatan = maks_catatan
        self.buku = paket.tautan("").per_jenis("officeDocument") or "xl/workbook.xml"
        self.tautan = paket.tautan(self.buku)
        self.bagian_gaya = self.tautan.per_jenis("styles")
        ada = paket.ada(self.bagian_gaya)
        self.gaya = Gaya(paket.baca(self.bagian_gaya) if ada else gaya.KOSONG)
        self._bagian = self._lembar_kerja()

    def lembar(self, nama: str, temuan: list[SelTemuan], kepala: int) -> None:
        """Mark one sheet; a name that the workbook does not have is left out."""
        bagian = self._bagian.get(nama)
        if bagian is None or not self.paket.ada(bagian):
            return
        data = self.paket.baca(bagian)
        lembar = buka(
            data, gaya=self.gaya, temuan=temuan, kepala=kepala, teks_bersama=self._teks_bersama
        )
        hasil = lembar.hasil(tautan_baru=self._catat(bagian, lembar))
        if hasil.berubah:
            self.paket.ganti(bagian, hasil.potongan())

    def simpan(self, keluaran: Path) -> None:
        """Write it all."""
        if self.gaya.berubah:
            if not self.bagian_gaya:
                self.bagian_gaya = BAGIAN_GAYA  # an orphan of this name is nobody's loss
                self.tautan.tambah("styles", self.bagian_gaya)
                self.paket.daftarkan(self.bagian_gaya, JENIS_GAYA)
            self.paket.ganti(self.bagian_gaya, self.gaya.hasil())
        self.paket.tulis(keluaran)

    def _lembar_kerja(self) -> dict[str, str]:
        """Return the parts of the worksheets by the name people see."""
        hasil: dict[str, str] = {}
        lembar = pohon(self.paket.baca(self.buku)).cari("sheets")
        for satu in lembar.anak if lembar else ():
            kunci = next((v for k, v in satu.atribut.items() if k.endswith(":id")), "")
            if self.tautan.jenis(kunci) == "worksheet":
                hasil.setdefault(satu.atribut.get("name", ""), self.tautan.per_id(kunci))
        return hasil

    def _catat(self, bagian: str, lembar: Lembar) -> str:
        """Write the notes; return the id of their drawing when the sheet gets its first."""
        tautan = self.paket.tautan(bagian)
        nama = tautan.per_jenis("comments")
        ada = self.paket.ada(nama)
        pesan = dict(islice(lembar.pesan.items(), self.maks_catatan))
        if not (ada or pesan):
            return ""
        kunci = lembar.tautan_catatan
        nama_gambar = tautan.per_id(kunci) if kunci else ""
        ada_gambar = self.paket.ada(nama_gambar)
        teks_lama = self.paket.baca(nama) if ada else catatan.KOSONG
        gambar_lama = self.paket.baca(nama_gambar) if ada_gambar else catatan.GAMBAR_KOSONG
        teks, gambar = catatan.tandai(teks_lama, gambar_lama, pesan)
        if teks is not teks_lama:
            if not ada:
                nama = self.paket.nama_baru("xl/comments{}.xml")
                tautan.tambah("comments", nama, ketat=lembar.peta.ketat)
                self.paket.daftarkan(nama, JENIS_CATATAN)
            self.paket.ganti(nama, teks)
        if gambar is gambar_lama:
            return ""
        baru = "" if nama_gambar else self.paket.nama_baru("xl/drawings/vmlDrawing{}.vml")
        self.paket.ganti(nama_gambar or baru, gambar)
        if not baru:
            return ""
        self.paket.daftarkan(baru, JENIS_GAMBAR, akhiran=True)
        return tautan.tambah("vmlDrawing", baru, ketat=lembar.peta.ketat)

    def _teks_bersama(self, nomor: int) -> str:
        return self._bersama[nomor] if nomor < len(self._bersama) else ""

    @cached_property
    def _bersama(self) -> list[str]:
        """The shared texts; read only for a file that we marked before."""
        nama = self.tautan.per_jenis("sharedStrings")
        return [_bunyi(t) for t in pohon(self.paket.baca(nama)).anak] if nama else []


def _bunyi(teks: Unsur) -> str:
    return "".join(a.teks for a in teks.keturunan() if a.nama == "t")
