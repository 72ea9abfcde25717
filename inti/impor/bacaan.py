"""From an open workbook to the rows of one importer, without the database."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inti.excel import Baris, BerkasDitolak, Buku, Lembar, Nilai, nama_sel
from inti.impor.kepala import Kepala, cari_kepala, rapikan
from inti.impor.pengimpor import BarisMentah, Pengimpor
from inti.impor.temuan import Temuan, Tingkat

GALAT_EXCEL = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
JUMLAHAN = re.compile(r"(sub ?|grand )?(jumlah|total)\b.*|rata rata\b.*")
NOMOR_KOLOM = re.compile(r"\(?\d{1,2}\)?")
SEL_PALING_SEDIKIT = 2


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


def kenali(buku: Buku, calon: Sequence[Pengimpor]) -> Pengenalan:
    """Tell by the headings what kind of workbook this is.

    Raises:
        BerkasDitolak: ``lembar_kosong`` when no sheet holds anything, ``kolom_hilang`` when the
            headings are unknown or a required column is missing (it names them).
    """
    pengimpor = kenali_jenis(buku, calon)
    kepala, temuan = [], []
    for lembar in (satu for satu in buku.lembar if satu.awal):
        temu = cari_kepala(lembar, pengimpor)
        if temu is None:
            temuan.append(_lembar_dilewati(lembar))
        elif temu.hilang:
            temuan.append(_kolom_hilang(lembar.nama, temu.hilang, Tingkat.GALAT))
        else:
            kepala.append(temu)
            temuan += _dianjurkan(temu, pengimpor)
    return Pengenalan(pengimpor, tuple(kepala), tuple(temuan))


def baris_data(kepala: Kepala) -> Iterator[BarisMentah | Temuan]:
    """Yield the data rows under a heading, and a warning for a row skipped in their midst.

    Left out: totals, a line of column numbers, repeated headings, and lines with a single
    known cell (signatures, notes).
    """
    terlewat: list[Temuan] = []
    for baris in kepala.lembar.baris():
        if baris.nomor <= kepala.baris_akhir:
            continue
        sel = {
            nama: _bersih(baris.sel[k.indeks]) if k.indeks < len(baris.sel) else None
            for nama, k in kepala.kolom.items()
        }
        isi = [s for s in sel.values() if s is not None]
        if _hiasan(baris, sel, kepala):
            continue
        if len(isi) < SEL_PALING_SEDIKIT:
            terlewat.append(_baris_dilewati(kepala.lembar.nama, baris))
            continue
        yield from terlewat
        terlewat.clear()
        yield BarisMentah(kepala.lembar.nama, baris.nomor, sel, kepala.kolom)


def kenali_jenis(buku: Buku, calon: Sequence[Pengimpor]) -> Pengimpor:
    """Choose the importer whose columns one sheet satisfies best. Raises as ``kenali`` does."""
    ada = False
    terdekat: tuple[int, Pengimpor, Kepala] | None = None
    for lembar in (satu for satu in buku.lembar if satu.awal):
        ada = True
        temu = [(p, k) for p in calon if (k := cari_kepala(lembar, p))]
        lengkap = [(p, k) for p, k in temu if not k.hilang]
        if lengkap:
            return max(lengkap, key=lambda pk: len(pk[1].kolom))[0]
        for p, k in temu:
            if terdekat is None or len(k.kolom) > terdekat[0]:
                terdekat = (len(k.kolom), p, k)
    if not ada:
        pesan = "Semua lembar kosong. Pastikan berkas yang diunggah berisi data."
        raise BerkasDitolak(pesan, kode="lembar_kosong")
    raise BerkasDitolak(_sebab(terdekat, calon), kode="kolom_hilang")


def _sebab(terdekat: tuple[int, Pengimpor, Kepala] | None, calon: Sequence[Pengimpor]) -> str:
    if terdekat and terdekat[0] > SEL_PALING_SEDIKIT:
        _, pengimpor, kepala = terdekat
        temuan = _kolom_hilang(kepala.lembar.nama, kepala.hilang, Tingkat.GALAT)
        return f"{temuan.pesan} Berkas ini tampak seperti {pengimpor.judul}."
    dikenal = "; ".join(p.judul for p in calon)
    return f"Judul kolom tidak dikenali. Berkas yang dapat diimpor: {dikenal}."


def _dianjurkan(kepala: Kepala, pengimpor: Pengimpor) -> list[Temuan]:
    judul = {k.nama: k.judul for k in pengimpor.kolom}
    hilang = [judul[n] for n in pengimpor.dianjurkan if n not in kepala.kolom]
    if not hilang:
        return []
    return [_kolom_hilang(kepala.lembar.nama, hilang, Tingkat.PERINGATAN)]


def _kolom_hilang(lembar: str, hilang: Sequence[str], tingkat: Tingkat) -> Temuan:
    nama = ", ".join(hilang)
    if tingkat == Tingkat.GALAT:
        pesan = f"Kolom wajib tidak ada di lembar “{lembar}”: {nama}."
    else:
        pesan = f"Kolom ini tidak ada dan tidak diubah: {nama}."
    return Temuan("kolom_hilang", tingkat, pesan, lembar)


def _lembar_dilewati(lembar: Lembar) -> Temuan:
    pesan = f"Lembar “{lembar.nama}” tidak berisi kolom yang dikenal, jadi dilewati."
    return Temuan("lembar_dilewati", Tingkat.PERINGATAN, pesan, lembar.nama)


def _baris_dilewati(lembar: str, baris: Baris) -> Temuan:
    kolom = next(i for i, s in enumerate(baris.sel) if s is not None)
    pesan = "Baris ini hanya berisi satu sel yang dikenal atau tidak ada, jadi dilewati."
    return Temuan("baris_dilewati", Tingkat.PERINGATAN, pesan, lembar, nama_sel(kolom, baris.nomor))


def _bersih(sel: Nilai) -> Nilai:
    """Take an Excel error for a blank; the importer then says what is missing."""
    return None if isinstance(sel, str) and sel.strip() in GALAT_EXCEL else sel


def _hiasan(baris: Baris, sel: dict[str, Nilai], kepala: Kepala) -> bool:
    """Whether the row is a total, the column numbers or the heading once more."""
    teks = [rapikan(s) for s in baris.sel if isinstance(s, str)]
    if teks and JUMLAHAN.fullmatch(teks[0]):
        return True
    isi = {nama: str(s).strip() for nama, s in sel.items() if s is not None}
    if baris.nomor == kepala.baris_akhir + 1 and len(isi) > SEL_PALING_SEDIKIT:
        return all(NOMOR_KOLOM.fullmatch(s) for s in isi.values())
    sama = sum(rapikan(s) == rapikan(kepala.kolom[nama].judul) for nama, s in isi.items())
    return len(isi) >= SEL_PALING_SEDIKIT and sama > len(isi) // 2
