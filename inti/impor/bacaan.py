"""From an open workbook to the rows of one importer, without the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inti.excel import BerkasDitolak, Buku, Lembar, Nilai, SelGalat
from inti.impor.hiasan import Hiasan, Rupa, pasti_data
from inti.impor.kepala import Kepala, cari_kepala
from inti.impor.kolom_lain import KolomLainnya
from inti.impor.lebar import LebarBaris
from inti.impor.pengimpor import BarisMentah, Pengimpor
from inti.impor.teks import teks
from inti.impor.temuan import Temuan, Tingkat
from inti.impor.terlewat import Terlewat
from inti.kata import sebut

GALAT_EXCEL = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
SEL_PALING_SEDIKIT = 2
LEMBAR_PORTAL = frozenset({"keterangan", "petunjuk", "pilihan"})
"""Sheets that the portal's own files carry beside their data."""
BUKAN_IMPOR = "tidak untuk diimpor"
Peta = Mapping[str, Mapping[str, str]]
"""Per kind of file: heading in normal form, to the column an officer said it is."""


class KolomHilang(BerkasDitolak):
    """No sheet has the columns of any kind; ``dekat`` is the kind it comes nearest to."""

    kode = "kolom_hilang"

    def __init__(self, pesan: str, *, dekat: str, judul: Sequence[str]) -> None:
        super().__init__(pesan, kode="kolom_hilang")
        self.dekat = dekat
        self.judul = list(judul)


@dataclass(frozen=True)
class Pengenalan:
    """A recognised workbook: its importer, the sheets that hold rows, and notes on the file."""

    pengimpor: Pengimpor
    kepala: tuple[Kepala, ...]
    temuan: tuple[Temuan, ...]

    @property
    def diabaikan(self) -> list[str]:
        """Headings that are not known, each once."""
        return list(dict.fromkeys(j for k in self.kepala for j in k.diabaikan))

    @property
    def pribadi(self) -> list[str]:
        """Headings of personal data that the portal does not read."""
        return list(dict.fromkeys(j for k in self.kepala for j in k.pribadi))


def kenali(buku: Buku, calon: Sequence[Pengimpor], peta: Peta | None = None) -> Pengenalan:
    """Tell by the headings what kind of workbook this is.

    Raises:
        BerkasDitolak: ``lembar_kosong`` when no sheet holds anything, ``kolom_hilang`` when the
            headings are unknown or a required column is missing (it names them).
    """
    peta = peta or {}
    pengimpor = kenali_jenis(buku, calon, peta)
    kepala: list[Kepala] = []
    temuan: list[Temuan] = []
    semua = list(_berisi(buku))
    terlihat = [lembar for lembar in semua if not lembar.tersembunyi]
    for lembar in semua:
        temu = cari_kepala(lembar, pengimpor, peta.get(pengimpor.kode))
        if temu and lembar.tersembunyi and any(_lengkap(t, pengimpor, peta) for t in terlihat):
            temuan.append(_lembar_tersembunyi(lembar))
            continue
        if temu is None:
            if lembar.nama.casefold() not in LEMBAR_PORTAL:
                temuan.append(_lembar_dilewati(lembar))
        elif temu.hilang:
            temuan.append(_kolom_hilang(lembar.nama, temu.hilang, Tingkat.GALAT))
        else:
            kepala.append(temu)
            temuan += [*_dianjurkan(temu, pengimpor), *_tersembunyi(lembar)]
    return Pengenalan(pengimpor, tuple(kepala), tuple(temuan))


def kenali_jenis(buku: Buku, calon: Sequence[Pengimpor], peta: Peta | None = None) -> Pengimpor:
    """Choose the importer whose columns one sheet satisfies best. Raises as ``kenali`` does."""
    peta = peta or {}
    ada = False
    terdekat: tuple[int, Pengimpor, Kepala] | None = None
    terbaik: tuple[int, Pengimpor] | None = None
    for lembar in _berisi(buku):
        ada = True
        for p in calon:
            k = cari_kepala(lembar, p, peta.get(p.kode))
            if k is None:
                continue
            if k.hilang and (terdekat is None or len(k.kolom) > terdekat[0]):
                terdekat = (len(k.kolom), p, k)
            if not k.hilang and (terbaik is None or len(k.kolom) > terbaik[0]):
                terbaik = (len(k.kolom), p)
    if terbaik:
        return terbaik[1]
    if not ada:
        pesan = "Semua lembar kosong. Pastikan berkas yang diunggah berisi data."
        raise BerkasDitolak(pesan, kode="lembar_kosong")
    raise _tak_dikenal(buku, terdekat, calon)


def baris_data(kepala: Kepala, pengimpor: Pengimpor) -> Iterator[BarisMentah | Temuan]:
    """Yield the data rows under a heading, and a warning for a row skipped in their midst.

    Left out: totals, a line of column numbers, repeated headings, and lines with a single
    known cell (signatures, notes; at the end a person without a NIP is told all the same).
    Where the heading changes, reading ends with a refusal of what stands below.
    A unit merged over several people is read for each of them.
    """
    kunci = pengimpor.kolom_kunci
    terlewat, hiasan = Terlewat(kepala, kunci), Hiasan(kepala, kunci)
    gabungan, lain = _Gabungan(kepala, kunci), KolomLainnya(kepala, kunci)
    lebar = LebarBaris(kepala)
    kolom = [(nama, k.indeks) for nama, k in kepala.kolom.items()]
    terakhir = kepala.baris_akhir
    for baris in kepala.lembar.baris():
        if baris.nomor <= kepala.baris_akhir:
            continue
        panjang = len(baris.sel)
        sel = {nama: baris.sel[i] if i < panjang else None for nama, i in kolom}
        galat = _bersihkan(sel)
        isi = len(sel) - list(sel.values()).count(None) + len(galat)
        if not pasti_data(sel.get(kunci)):
            rupa = hiasan.lihat(baris, sel)
            if rupa is Rupa.HIASAN:
                continue
            if rupa is Rupa.JUDUL_LAIN:
                terlewat.akhiri(hiasan.temuan(baris))
                break
        gabungan.isi(baris.nomor, sel)
        if isi < SEL_PALING_SEDIKIT:
            terlewat.catat(baris, sel, terakhir)
            continue
        yield from terlewat.di_tengah()
        if lain.awas:
            yield from lain.lihat(baris, sel)
        yield BarisMentah(
            kepala.lembar.nama, baris.nomor, sel, kepala.kolom, galat, lebar.periksa(baris)
        )
        terakhir = baris.nomor
    yield from terlewat.di_akhir()


class _Gabungan:
    """Cells merged over several rows: what stands in the first counts for all of them."""

    def __init__(self, kepala: Kepala, kolom_kunci: str) -> None:
        nama = {k.indeks: n for n, k in kepala.kolom.items() if n not in (kolom_kunci, "nama")}
        self._rentang = sorted(
            (awal, akhir, nama[kiri])
            for awal, kiri, akhir, _ in kepala.lembar.gabungan
            if akhir > awal > kepala.baris_akhir and kiri in nama
        )
        self._buka: dict[str, tuple[int, Nilai]] = {}
        self._berikut = 0

    def isi(self, nomor: int, sel: dict[str, Nilai]) -> None:
        """Fill the cells of this row that a merged one above covers; rows come in order."""
        if not self._rentang:
            return
        while self._berikut < len(self._rentang) and self._rentang[self._berikut][0] <= nomor:
            awal, akhir, nama = self._rentang[self._berikut]
            self._berikut += 1
            if awal == nomor:
                self._buka[nama] = (akhir, sel.get(nama))
        for nama, (akhir, nilai) in list(self._buka.items()):
            if nomor > akhir:
                del self._buka[nama]
            elif sel.get(nama) is None:
                sel[nama] = nilai


def _berisi(buku: Buku) -> Iterator[Lembar]:
    """Yield the sheets that hold something; refuse what the portal wrote for reading only."""
    for lembar in buku.lembar:
        if not lembar.awal:
            continue
        if lembar.nama.casefold() in LEMBAR_PORTAL:
            _tolak_ekspor(lembar)
        yield lembar


def _tolak_ekspor(lembar: Lembar) -> None:
    for baris in lembar.awal:
        kalimat = " ".join(teks(s) for s in baris.sel)
        if BUKAN_IMPOR in kalimat:
            pesan = (
                "Ini ekspor portal yang hanya untuk dibaca. "
                "Untuk mengubah data, unggah ekspor pegawai, bukti, atau kebutuhan."
            )
            raise BerkasDitolak(pesan, kode="kolom_hilang")


def _tak_dikenal(
    buku: Buku, terdekat: tuple[int, Pengimpor, Kepala] | None, calon: Sequence[Pengimpor]
) -> KolomHilang:
    """Say which columns are missing, and keep the headings so that somebody can map them."""
    if terdekat and terdekat[0] > SEL_PALING_SEDIKIT:
        _, pengimpor, kepala = terdekat
        temuan = _kolom_hilang(kepala.lembar.nama, kepala.hilang, Tingkat.GALAT)
        pesan = f"{temuan.pesan} Berkas ini tampak seperti {pengimpor.judul}."
        return KolomHilang(pesan, dekat=pengimpor.kode, judul=kepala.diabaikan)
    dikenal = ". ".join(sebut(p.judul) for p in calon)
    pesan = f"Judul kolom tidak dikenali. Berkas yang dapat diimpor: {dikenal}."
    dekat = terdekat[1].kode if terdekat else ""
    return KolomHilang(pesan, dekat=dekat, judul=_judul_tampak(buku))


def _judul_tampak(buku: Buku) -> list[str]:
    """Return the likeliest heading row of an unknown file: the first wide row of words only."""
    terbaik: list[str] = []
    for lembar in _berisi(buku):
        for baris in lembar.awal:
            isi = [s for s in baris.sel if s is not None]
            kata = [teks(s) for s in isi if isinstance(s, str) and not any(map(str.isdigit, s))]
            if len(kata) == len(isi) and len(kata) > max(len(terbaik), SEL_PALING_SEDIKIT):
                terbaik = kata
    return terbaik


def _dianjurkan(kepala: Kepala, pengimpor: Pengimpor) -> list[Temuan]:
    judul = {k.nama: k.kepala for k in pengimpor.kolom}
    hilang = [judul[n] for n in pengimpor.dianjurkan if n not in kepala.kolom]
    if not hilang:
        return []
    return [_kolom_hilang(kepala.lembar.nama, hilang, Tingkat.PERINGATAN)]


def _lengkap(lembar: Lembar, pengimpor: Pengimpor, peta: Peta) -> bool:
    temu = cari_kepala(lembar, pengimpor, peta.get(pengimpor.kode))
    return temu is not None and not temu.hilang


def _lembar_tersembunyi(lembar: Lembar) -> Temuan:
    pesan = f"Lembar “{lembar.nama}” tersembunyi, jadi dilewati. Tampilkan di Excel bila perlu."
    return Temuan("lembar_dilewati", Tingkat.PERINGATAN, pesan, lembar.nama)


def _tersembunyi(lembar: Lembar) -> list[Temuan]:
    """Say that hidden rows are read, too: a filter in Excel hides people from the eye only."""
    if lembar.tersembunyi:
        pesan = f"Lembar “{lembar.nama}” tersembunyi di Excel, tetapi isinya ikut dibaca."
    elif lembar.baris_tersembunyi:
        jumlah = len(lembar.baris_tersembunyi)
        pesan = f"{jumlah} baris tersembunyi di lembar “{lembar.nama}” ikut dibaca."
    else:
        return []
    return [Temuan("baris_tersembunyi", Tingkat.PERINGATAN, pesan, lembar.nama)]


def _kolom_hilang(lembar: str, hilang: Sequence[str], tingkat: Tingkat) -> Temuan:
    nama = ", ".join(hilang)
    if tingkat == Tingkat.GALAT:
        pesan = (
            f"Kolom wajib tidak ada di lembar “{lembar}”: {nama}. "
            "Tambahkan kolomnya, atau pilih arti judul yang ada."
        )
    else:
        pesan = f"Kolom ini tidak ada dan tidak diubah: {nama}."
    return Temuan("kolom_hilang", tingkat, pesan, lembar)


def _lembar_dilewati(lembar: Lembar) -> Temuan:
    pesan = f"Lembar “{lembar.nama}” tidak berisi kolom yang dikenal, jadi dilewati."
    return Temuan("lembar_dilewati", Tingkat.PERINGATAN, pesan, lembar.nama)


def _bersihkan(sel: dict[str, Nilai]) -> dict[str, str]:
    """Blank the cells that hold an Excel error, and say which they were."""
    galat = {}
    for nama, s in sel.items():
        if isinstance(s, str) and s[:1] == "#" and (s.__class__ is SelGalat or s in GALAT_EXCEL):
            galat[nama] = str(s)
            sel[nama] = None
    return galat
