"""The template of a kind of file: the usual headings, lists to choose from, and what to write.

Every text cell has the text format, so that no digit is lost and nothing typed or chosen becomes
a formula. Lists only advise: an import understands more spellings than a list can hold.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from inti import kata
from inti.excel_tulis import bersih
from inti.impor.pengimpor import Kolom, Pengimpor
from inti.kata import sebut
from inti.models import Instansi
from inti.waktu import ZONA

DATA, PILIHAN, PETUNJUK = "Data", "Pilihan", "Petunjuk"
BARIS_TERAKHIR = 1_048_575
TAHUN_SKP, NOMOR_PERAN = 2, 3
LEBAR_TERSEMPIT, LEBAR_TERLEBAR = 14, 36
BENTUK = {"teks": "Teks", "kode": "Teks (angka)", "tanggal": "Tanggal", "bulat": "Bilangan bulat"}
ATURAN = (
    "Isi lembar Data, satu baris untuk setiap {benda}. Jangan mengubah judul kolom.",
    "Judul berwarna gelap wajib diisi. Judul bergaris tebal: isi sedikitnya satu di antaranya.",
    "Tulis NIP dan kode sebagai teks. Kolomnya sudah diatur, jadi angka nol di depan tidak hilang.",
    "Tulis tanggal dengan urutan hari-bulan-tahun, misalnya 31-12-1990.",
    "Sel kosong tidak mengubah apa pun yang sudah tercatat di portal.",
    "Pilihan yang tersedia ada di lembar Pilihan. Isian lain boleh ditulis, lalu diperiksa portal.",
    "Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah di halaman Impor Excel.",
)
_DASAR = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_KEPALA = _DASAR | {"bold": True, "text_wrap": True, "bottom": 1}
_FORMAT: Mapping[str, dict[str, Any]] = {
    "teks": {"num_format": "@"},
    "kode": {"num_format": "@"},
    "tanggal": {"num_format": "dd-mm-yyyy"},
    "bulat": {"num_format": "0"},
}
_WAJIB, _SALAH_SATU, _BOLEH = "Wajib", "Salah satu wajib", "Boleh kosong"
_DIANJURKAN = "Dianjurkan"
_GAYA_KEPALA: Mapping[str, dict[str, Any]] = {
    _WAJIB: {"bg_color": "#1F3864", "font_color": "#FFFFFF"},
    _SALAH_SATU: {"bg_color": "#DCE8F7", "border": 2},
    _DIANJURKAN: {"bg_color": "#DCE8F7"},
    _BOLEH: {"bg_color": "#EDEDED"},
}


@dataclass(frozen=True)
class _Isian:
    """One column of the template."""

    judul: str
    kolom: Kolom
    sifat: str
    rincian: str
    """Who else may stand for it, for the sheet of instructions."""
    pilihan: tuple[str, ...]

    @property
    def contoh(self) -> str:
        """An example in the agency's words; where there is a list, one of its own entries."""
        contoh = sebut(self.kolom.contoh)
        return self.pilihan[0] if self.pilihan and contoh not in self.pilihan else contoh

    @property
    def petunjuk(self) -> str:
        return sebut(self.kolom.petunjuk)


def tulis_templat(
    pengimpor: Pengimpor, keluaran: IO[bytes], *, instansi: Instansi, pada: dt.datetime
) -> None:
    """Write the template of this kind for one agency; its lists are those of today."""
    buku = xlsxwriter.Workbook(
        keluaran,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(_DASAR),
        },
    )
    with kata.pakai(instansi.pk):
        _tulis_buku(buku, pengimpor, instansi, pada)
    buku.close()


def _tulis_buku(buku: Any, pengimpor: Pengimpor, instansi: Instansi, pada: dt.datetime) -> None:
    judul = f"Templat {sebut(pengimpor.judul)}"
    buku.set_properties({"title": judul, "created": pada.astimezone(dt.UTC).replace(tzinfo=None)})
    isian = list(_isian(pengimpor, instansi, pada))
    data, pilihan, petunjuk = (buku.add_worksheet(n) for n in (DATA, PILIHAN, PETUNJUK))
    rentang = _tulis_pilihan(buku, pilihan, isian)
    _tulis_data(buku, data, isian, rentang)
    _tulis_petunjuk(buku, petunjuk, isian, judul, pengimpor.benda)
    for lembar in (data, pilihan, petunjuk):
        _cetak(lembar, f"{judul} – {instansi.nama}")
    data.set_landscape()
    data.repeat_rows(0)


def _isian(pengimpor: Pengimpor, instansi: Instansi, pada: dt.datetime) -> Iterator[_Isian]:
    """Yield the columns in order; a family of headings becomes its usual members."""
    pilihan = pengimpor.daftar_pilihan(instansi)
    tahun = pada.astimezone(ZONA).year
    for kolom in (k for k in pengimpor.kolom if k.di_templat):
        sifat, rincian = _sifat(pengimpor, kolom.nama)
        daftar = tuple(dict.fromkeys(p for p in map(bersih, pilihan.get(kolom.nama, ())) if p))
        for urut, judul in enumerate(_judul(kolom, tahun)):
            # Of a family only the first member must be filled.
            milik = _BOLEH if urut and sifat == _WAJIB else sifat
            yield _Isian(judul, kolom, milik, rincian, daftar)


def _judul(kolom: Kolom, tahun: int) -> list[str]:
    if "{tahun}" in kolom.rumpun:
        return [kolom.rumpun.format(tahun=t) for t in range(tahun - TAHUN_SKP, tahun)]
    if "{nomor}" in kolom.rumpun:
        return [kolom.rumpun.format(nomor=n) for n in range(1, NOMOR_PERAN + 1)]
    return [kolom.kepala]


def _sifat(pengimpor: Pengimpor, nama: str) -> tuple[str, str]:
    """Tell whether a column must be filled, and which others may stand for it."""
    judul = {k.nama: k.kepala for k in pengimpor.kolom}
    for kelompok in pengimpor.wajib:
        if nama in kelompok:
            lain = [judul[n] for n in kelompok if n != nama]
            return (_SALAH_SATU, " atau ".join(lain)) if lain else (_WAJIB, "")
    return (_DIANJURKAN if nama in pengimpor.dianjurkan else _BOLEH), ""


def _tulis_pilihan(buku: Any, lembar: Any, isian: Sequence[_Isian]) -> dict[tuple[str, ...], str]:
    """Write each list once, side by side; return the range of each."""
    kepala = buku.add_format(_KEPALA | _GAYA_KEPALA[_BOLEH])
    teks = buku.add_format(_DASAR | {"num_format": "@", "quote_prefix": True})
    rentang: dict[tuple[str, ...], str] = {}
    for satu in isian:
        if not satu.pilihan or satu.pilihan in rentang:
            continue
        k = len(rentang)
        huruf = xl_col_to_name(k)
        lembar.write_string(0, k, f"Pilihan untuk {satu.kolom.kepala}", kepala)
        for b, nilai in enumerate(satu.pilihan, 1):
            lembar.write_string(b, k, nilai, teks)
        lembar.set_column(k, k, min(max(map(len, satu.pilihan)) + 4, 60))
        rentang[satu.pilihan] = f"={PILIHAN}!${huruf}$2:${huruf}${len(satu.pilihan) + 1}"
    if not rentang:
        lembar.write_string(0, 0, "Tidak ada daftar pilihan untuk berkas ini.")
    lembar.freeze_panes(1, 0)
    return rentang


def _tulis_data(
    buku: Any, lembar: Any, isian: Sequence[_Isian], rentang: Mapping[tuple[str, ...], str]
) -> None:
    kepala = {s: buku.add_format(_KEPALA | g) for s, g in _GAYA_KEPALA.items()}
    bentuk = {b: buku.add_format(_DASAR | f) for b, f in _FORMAT.items()}
    for k, satu in enumerate(isian):
        lembar.set_column(k, k, _lebar(satu), bentuk[satu.kolom.bentuk])
        lembar.write_string(0, k, bersih(satu.judul), kepala[satu.sifat])
        if catatan := _catatan(satu):
            lembar.write_comment(0, k, catatan, {"author": "Portal", "x_scale": 1.8})
        if aturan := _aturan(satu, rentang):
            lembar.data_validation(1, k, BARIS_TERAKHIR, k, aturan)
    lembar.set_row(0, 32)
    lembar.freeze_panes(1, 0)
    lembar.activate()


def _aturan(satu: _Isian, rentang: Mapping[tuple[str, ...], str]) -> dict[str, Any] | None:
    """Return what Excel offers in a cell of this column, and what it asks about."""
    if satu.pilihan:
        return {
            "validate": "list",
            "source": rentang[satu.pilihan],
            "error_type": "warning",
            "error_title": "Tidak ada di daftar",
            "error_message": "Isian ini tidak ada di lembar Pilihan. Tetap pakai?",
        }
    if satu.kolom.bentuk == "tanggal":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": dt.date(1900, 1, 1),
            "maximum": dt.date(2100, 12, 31),
            "error_type": "warning",
            "error_title": "Bukan tanggal",
            "error_message": "Tulis seperti 31-12-1990. Tetap pakai isian ini?",
        }
    return None


def _catatan(satu: _Isian) -> str:
    akhir = " Wajib diisi." if satu.sifat == _WAJIB else ""
    return f"{satu.petunjuk}{akhir}".strip()


def _lebar(satu: _Isian) -> int:
    isi = max(len(satu.judul), len(satu.contoh), *map(len, satu.pilihan[:200]), 0) + 3
    return min(max(isi, LEBAR_TERSEMPIT), LEBAR_TERLEBAR)


def _tulis_petunjuk(
    buku: Any, lembar: Any, isian: Sequence[_Isian], judul: str, benda: str
) -> None:
    """Write what each column means, and the rules that hold for all of them."""
    besar = buku.add_format(_DASAR | {"bold": True, "font_size": 14})
    kepala = buku.add_format(_KEPALA | _GAYA_KEPALA[_WAJIB])
    teks = buku.add_format(_DASAR | {"text_wrap": True, "num_format": "@"})
    lembar.write_string(0, 0, bersih(judul), besar)
    for b, aturan in enumerate(ATURAN, 2):
        kalimat = aturan.format(benda=benda)
        lembar.merge_range(b, 0, b, 4, "", teks)
        lembar.write_string(b, 0, f"{b - 1}. {kalimat}", teks)
    mulai = len(ATURAN) + 3
    susunan = (("Nama kolom", 28), ("Sifat", 30), ("Bentuk", 16), ("Arti", 60), ("Contoh isi", 32))
    for k, (nama, lebar) in enumerate(susunan):
        lembar.set_column(k, k, lebar)
        lembar.write_string(mulai, k, nama, kepala)
    for b, satu in enumerate(isian, mulai + 1):
        sifat = f"{satu.sifat}, selain {satu.rincian}" if satu.rincian else satu.sifat
        bentuk = "Pilihan" if satu.pilihan else BENTUK[satu.kolom.bentuk]
        baris = (satu.judul, sifat, bentuk, satu.petunjuk, satu.contoh)
        for k, nilai in enumerate(baris):
            lembar.write_string(b, k, bersih(nilai), teks)
    lembar.repeat_rows(mulai)
    lembar.set_landscape()


def _cetak(lembar: Any, judul: str) -> None:
    lembar.set_paper(9)
    lembar.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    lembar.fit_to_pages(1, 0)
    lembar.set_header(f"&L{bersih(judul)[:100].replace('&', '&&')}")
    lembar.set_footer("&RHalaman &P dari &N")
