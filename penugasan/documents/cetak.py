"""Prints letters with typst, as PDF/A-2a and PDF/UA-1 at once.

What people typed reaches the template as JSON strings, never as markup: whatever stands in a
name is printed as it stands. Equal content gives equal bytes; the time inside the file is noon
of the letter's date, so that printing twice gives the same hash.
"""

import datetime as dt
import io
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import segno
import typst

from penugasan.documents import ejaan
from penugasan.documents.isi import (
    BarisLampiran,
    Kop,
    PenandaTangan,
    SkPenugasan,
    Surat,
    SuratDinas,
    SuratPerintahTugas,
)
from penugasan.documents.naskah import Isi

_SINI = Path(__file__).parent
_TENGAH_HARI = dt.timezone(dt.timedelta(hours=7))
TEMPLAT: Final = {
    "sk": ("sk",),
    "surat_tugas": ("surat_tugas", "surat_perintah"),
}
"""The installed layouts of each kind of letter, the usual one first; a pack names one of them."""
STANDAR: "typst.PDFStandards" = ["a-2a", "ua-1"]


def cetak_sk(sk: SkPenugasan) -> bytes:
    """Print the decision with its annex. Raises typst.TypstError when it cannot conform."""
    judul = f"Keputusan Nomor {sk.nomor} tentang {sk.tentang}"
    isi = _bersama(sk, judul) | {
        "pejabat": ejaan.bersih(sk.pejabat),
        "tentang": ejaan.bersih(sk.tentang),
        "menimbang": _daftar(sk.menimbang),
        "mengingat": _daftar(sk.mengingat),
        "memperhatikan": _daftar(sk.memperhatikan),
        "diktum": [
            {"nama": ejaan.diktum(urut), "isi": ejaan.bersih(isi)}
            for urut, isi in enumerate(sk.diktum, 1)
        ],
        "judul_lampiran": ejaan.bersih(sk.judul_lampiran),
        "judul_domisili": ejaan.bersih(sk.judul_domisili),
        "judul_koperasi": ejaan.bersih(sk.judul_koperasi),
        "lampiran": _lampiran(sk.lampiran),
    }
    return cetak_isi(_templat(sk, "sk"), isi, sk.tanggal)


def cetak_surat_tugas(surat: SuratPerintahTugas) -> bytes:
    """Print the order to one person. Raises typst.TypstError when it cannot conform."""
    judul = f"{surat.nama} Nomor {surat.nomor}"
    orang = surat.orang
    isi = _bersama(surat, judul) | {
        "nama": ejaan.bersih(surat.nama),
        "menimbang": _daftar(surat.menimbang),
        "dasar": _daftar(surat.dasar),
        "orang": [
            ["Nama", ejaan.bersih(orang.nama)],
            ["NIP", ejaan.nip(orang.nip)],
            ["Golongan", ejaan.bersih(orang.golongan) or "-"],
            ["Jabatan", ejaan.bersih(orang.jabatan) or "-"],
            ["Unit kerja", ejaan.bersih(orang.unit_kerja) or "-"],
        ],
        "untuk": _daftar(surat.untuk),
    }
    return cetak_isi(_templat(surat, "surat_tugas"), isi, surat.tanggal)


def cetak_dinas(surat: SuratDinas) -> bytes:
    """Print a letter of plain parts. Raises typst.TypstError when it cannot conform."""
    isi = _bersama(surat, f"{surat.nama} Nomor {surat.nomor}") | {
        "bentuk": surat.bentuk,
        "nama": ejaan.bersih(surat.nama),
        "kepala": _pasangan(surat.kepala),
        "rincian": _pasangan(surat.rincian),
        "kepada": _daftar(surat.kepada),
        "pembuka": _daftar(surat.pembuka),
        "butir": _daftar(surat.butir),
        "penutup": _daftar(surat.penutup),
        "judul_lampiran": ejaan.bersih(surat.judul_lampiran),
        "judul_domisili": ejaan.bersih(surat.judul_domisili),
        "judul_koperasi": ejaan.bersih(surat.judul_koperasi),
        "lampiran": _lampiran(surat.lampiran),
    }
    return cetak_isi("dinas.typ", isi, surat.tanggal)


def cetak(surat: Isi) -> bytes:
    """Print any letter with the layout of its kind."""
    if isinstance(surat, SkPenugasan):
        return cetak_sk(surat)
    if isinstance(surat, SuratPerintahTugas):
        return cetak_surat_tugas(surat)
    return cetak_dinas(surat)


def _templat(surat: Surat, jenis: str) -> str:
    """Name the layout's file. Raises KeyError for one that is not installed."""
    nama = surat.templat or TEMPLAT[jenis][0]
    if nama not in TEMPLAT[jenis]:
        raise KeyError(nama)
    return f"{nama}.typ"


def _bersama(surat: Surat, judul: str) -> dict[str, Any]:
    return {
        "judul": ejaan.bersih(judul),
        "penerbit": ejaan.bersih(" ".join(surat.kop.baris)),
        "nomor": ejaan.bersih(surat.nomor),
        "tanggal": ejaan.tanggal(surat.tanggal),
        "hari": [surat.tanggal.year, surat.tanggal.month, surat.tanggal.day],
        "tempat": ejaan.bersih(surat.tempat),
        "kop": isi_kop(surat.kop),
        "penanda_tangan": _penanda_tangan(surat.penanda_tangan),
        "tembusan": _daftar(surat.tembusan),
        "url": surat.url_verifikasi,
        "qr": _qr(surat.url_verifikasi),
    }


def isi_kop(kop: Kop) -> dict[str, Any]:
    """Return the letterhead as the templates read it."""
    return {
        "baris": _daftar(kop.baris),
        "alamat": ejaan.bersih(kop.alamat),
        "lambang": kop.lambang_svg,
    }


def _penanda_tangan(pejabat: PenandaTangan) -> dict[str, Any]:
    return {
        "jabatan": _daftar(pejabat.jabatan),
        "nama": ejaan.bersih(pejabat.nama),
        "keterangan": _daftar(pejabat.keterangan),
    }


def _daftar(teks: tuple[str, ...]) -> list[str]:
    return [ejaan.bersih(satu) for satu in teks]


def _pasangan(isi: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[ejaan.bersih(label), ejaan.bersih(nilai) or "-"] for label, nilai in isi]


def _lampiran(baris: tuple[BarisLampiran, ...]) -> list[list[str]]:
    return [[ejaan.sempit(sel) for sel in sel_lampiran(n, satu)] for n, satu in enumerate(baris, 1)]


def sel_lampiran(urut: int, baris: BarisLampiran) -> list[str]:
    """One row of the annex as its cells, in the order of its heads."""
    lahir = ejaan.tanggal_pendek(baris.lahir)
    isi = [
        str(urut),
        ejaan.nip(baris.nip),
        baris.nama,
        f"{baris.tempat_lahir}, {lahir}" if baris.tempat_lahir else lahir,
        "-" if baris.usia is None else f"{baris.usia} th",
        baris.jenis_kelamin,
        baris.tingkat_pendidikan,
        baris.pendidikan,
        baris.golongan,
        baris.jabatan,
        baris.unit_kerja,
        baris.status,
        ejaan.tanggal_pendek(baris.akhir_kontrak),
        baris.komputer,
        baris.domisili,
        baris.koperasi,
        baris.keterangan,
    ]
    return [sel or "-" for sel in isi]


def _qr(url: str) -> str:
    """Draw the address as a QR code of medium error correction, as SVG text."""
    wadah = io.BytesIO()
    segno.make(url, error="m", micro=False).save(wadah, kind="svg", border=2, xmldecl=False)
    return wadah.getvalue().decode()


@cache
def _huruf() -> typst.Fonts:
    """Only the typefaces in this folder: a letter looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_SINI / "fonts"]
    )


def cetak_isi(templat: str, isi: dict[str, Any], tanggal: dt.date) -> bytes:
    """Print a template with its content. Raises typst.TypstError when it cannot conform."""
    return typst.compile(
        _SINI / "templat" / templat,
        root=_SINI / "templat",
        font_paths=_huruf(),
        format="pdf",
        sys_inputs={"isi": json.dumps(isi, ensure_ascii=False)},
        pdf_standards=STANDAR,
        timestamp=dt.datetime.combine(tanggal, dt.time(12), _TENGAH_HARI),
    )
