"""Ekspor: any list as a workbook, within the account's scope, and never without a trace.

Which rows a kind of export holds is registered by ``penugasan.filters.ekspor`` with the filters
of the list's own page, so that a file and its page cannot differ.
"""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import Http404, QueryDict
from django.urls import reverse

from inti import audit, kata, pekerjaan
from inti.errors import DomainError
from inti.excel_tulis import Lembar, Nilai, tulis
from inti.models import Instansi, Pekerjaan
from inti.pekerjaan import Lapor, penangan
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.services.berkas_jalur import jalur_penulis

TULIS = "ekspor.tulis"
BATAS_LANGSUNG = 20_000
"""Rows up to which a file is written while the officer waits; a longer one becomes a job."""
BATAS_TANPA_SANDI = 500
"""Rows up to which a file is handed out without the password being asked for once more."""
TIAP = 500
"""Rows between two reports of progress."""
CATATAN = (
    "Berkas ini memuat data pribadi. Pakai hanya untuk tugas kedinasan (UU 27 Tahun 2022) "
    "dan hapus setelah selesai."
)


@dataclass(frozen=True, slots=True)
class Lingkup:
    """What one export is asked for: whose agency, by whom, with which filters of the URL.

    ``akun`` is None for the command on the server, which reads the whole agency.
    """

    instansi: Instansi
    akun: Akun | None
    tanya: QueryDict

    @property
    def pembaca(self) -> Akun:
        """Whose scope the rows have: the account's; on the server that of an auditor."""
        return self.akun or Akun(instansi=self.instansi, peran=Peran.AUDITOR)


@dataclass(frozen=True, slots=True)
class Isi:
    """The lists of one file, how many rows the first has, and what to say about their origin."""

    lembar: Sequence[Lembar[Any]]
    jumlah: int
    keterangan: Sequence[tuple[str, Nilai]] = ()


@dataclass(frozen=True, slots=True)
class JenisEkspor:
    """One kind of export: its code in the URL, its words, who may take it, and its rows.

    ``impor`` is the importer that reads the file back, empty for a list that nobody reads back.
    ``saring`` gives the filters of a kind that has no page of its own.
    """

    kode: str
    nama: str
    uraian: str
    peran: frozenset[str]
    susun: Callable[[Lingkup], Isi]
    impor: str = ""
    saring: Callable[[Lingkup], Any] | None = None

    @property
    def penanda(self) -> str:
        """What the file says of itself, for people and for the importer that meets it again."""
        return f"{self.kode}; {'dapat diimpor lagi' if self.impor else 'tidak untuk diimpor'}"


JENIS: dict[str, JenisEkspor] = {}


def daftarkan(jenis: JenisEkspor) -> None:
    """Make a kind of export known. The last registration of a code holds."""
    JENIS[jenis.kode] = jenis


def jenis_untuk(akun: Akun) -> list[JenisEkspor]:
    """Return what the account may export, in the order of the office's work."""
    return [jenis for jenis in JENIS.values() if akun.peran in jenis.peran]


def pastikan_boleh(akun: Akun, jenis: JenisEkspor) -> None:
    """Raises DomainError when the account may not take this kind now."""
    if not akun.is_active or akun.peran not in jenis.peran:
        pesan = f"Akun Anda tidak berhak mengekspor {jenis.nama.lower()}."
        raise DomainError(pesan)


def nama_berkas(jenis: JenisEkspor, pada: dt.datetime) -> str:
    """Name the file by kind and instant: ``kelayakan-20260301-0930.xlsx``."""
    return f"{jenis.kode}-{pada:%Y%m%d-%H%M}.xlsx"


def tulis_berkas(
    jenis: JenisEkspor, lingkup: Lingkup, isi: Isi, keluaran: IO[bytes], *, pada: dt.datetime
) -> int:
    """Write the workbook, then its trace: audit and access log. Returns the number of rows.

    ``pada`` is an aware instant. A file whose trace cannot be kept must not be handed out, so
    the caller gives it away only after this returns.
    """
    oleh = lingkup.akun
    siapa = f"{oleh.nama} ({oleh.get_peran_display()})" if oleh else "Perintah ekspor di peladen"
    keterangan: list[tuple[str, Nilai]] = [
        ("Jenis ekspor", jenis.penanda),
        ("Instansi", lingkup.instansi.nama),
        *isi.keterangan,
        ("Diekspor oleh", siapa),
        ("Versi portal", settings.VERSI),
        ("Catatan", CATATAN),
    ]
    with kata.pakai(lingkup.instansi.pk):
        jumlah = tulis(
            keluaran,
            judul=jenis.nama,
            lembar=isi.lembar,
            keterangan=keterangan,
            pada=pada,
            oleh=f"Diekspor oleh {siapa}",
            sifat={"Jenis ekspor": jenis.penanda},
        )
    saringan = dict(isi.keterangan).get("Saringan")
    with audit.keputusan(lingkup.instansi):
        audit.catat(
            aksi=f"ekspor.{jenis.kode}",
            aktor=oleh,
            instansi=lingkup.instansi,
            sesudah={"jumlah": jumlah, "saringan": saringan},
        )
        if oleh:
            audit.catat_akses(
                akun=oleh,
                jenis="ekspor",
                objek_jenis=f"ekspor.{jenis.kode}",
                jumlah=jumlah,
                keterangan=str(saringan or ""),
            )
    return jumlah


def mulai(jenis: JenisEkspor, lingkup: Lingkup) -> Pekerjaan:
    """Write a long list in the background, under the rights its owner has when it runs."""
    return pekerjaan.mulai(
        jenis=TULIS,
        judul=f"Ekspor {jenis.nama.lower()}",
        instansi=lingkup.instansi,
        aktor=lingkup.akun,
        parameter={"jenis": jenis.kode, "tanya": lingkup.tanya.urlencode()},
        sekali=True,
    )


@penangan(TULIS)
def kerjakan(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Do one export job; a repeated one writes its file anew."""
    jenis = JENIS[pekerjaan.parameter["jenis"]]
    akun: Akun = pekerjaan.aktor  # type: ignore[assignment]
    pastikan_boleh(akun, jenis)
    pada, jalur = sekarang(), jalur_penulis(akun)
    lingkup = Lingkup(pekerjaan.instansi, akun, QueryDict(pekerjaan.parameter["tanya"]))
    isi = _susun(jenis, lingkup)
    isi = replace(isi, lembar=[_berkabar(isi.lembar[0], isi.jumlah, lapor), *isi.lembar[1:]])
    with tempfile.TemporaryFile() as wadah:
        jumlah = tulis_berkas(jenis, lingkup, isi, wadah, pada=pada)
        wadah.seek(0)
        nama = nama_simpan(pekerjaan)
        default_storage.delete(nama)
        tersimpan = default_storage.save(nama, File(wadah))
    return {
        "url": reverse("penugasan:ekspor_hasil", args=[pekerjaan.pk]),
        "berkas": tersimpan,
        "nama": nama_berkas(jenis, pada),
        "jumlah": jumlah,
        "jalur": jalur,
        "saringan": str(dict(isi.keterangan).get("Saringan") or ""),
    }


def nama_simpan(pekerjaan: Pekerjaan) -> str:
    """Where the file of a job lies."""
    return f"ekspor/{pekerjaan.pk}.xlsx"


def _susun(jenis: JenisEkspor, lingkup: Lingkup) -> Isi:
    """The rows as a page would show them. A page answers 404 for what is gone; a job says it."""
    try:
        return jenis.susun(lingkup)
    except Http404 as galat:
        pesan = "Data yang disebut saringannya tidak ada lagi."
        raise DomainError(pesan) from galat


def _berkabar(lembar: Lembar[Any], total: int, lapor: Lapor) -> Lembar[Any]:
    """The same list, telling how far the writer is."""

    def baris(asli: Iterable[Any]) -> Iterator[Any]:
        for nomor, satu in enumerate(asli, 1):
            if nomor % TIAP == 0:
                lapor(nomor, total, "Menulis berkas Excel")
            yield satu

    return replace(lembar, baris=baris(lembar.baris))
