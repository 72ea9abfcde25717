"""Sampel: the auditor takes the records of a random sample along, and the trail says so."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.db.models import Prefetch

from inti import audit, kata
from inti.errors import DomainError
from inti.excel_tulis import Nilai, tulis
from inti.models import Instansi
from pegawai.models import Akun
from penugasan.exports.sampel import SuratDiperiksa, lembar
from penugasan.models import Penugasan, Surat
from penugasan.queries.sampel import Sampel, keputusan
from penugasan.services.ekspor import CATATAN
from penugasan.services.surat import baca_berkas, nama_unduhan

JUDUL = "Sampel acak keputusan"


def tulis_zip(
    keluaran: IO[bytes],
    *,
    diambil: Sampel,
    cara: Iterable[tuple[str, Nilai]],
    instansi: Instansi,
    aktor: Akun,
    pada: dt.datetime,
) -> None:
    """Write ``sampel.xlsx`` and the letters of the decisions as one zip, then its trace.

    ``cara`` is how it was drawn (size, seed, day), so that anybody can draw it again. A letter
    whose file is no longer the issued one is left out of the zip and named in the workbook.
    """
    surat = Prefetch("surat_set", Surat.objects.defer("isi").order_by("jenis", "urut"))
    semua = list(keputusan(aktor, diambil.kunci).prefetch_related(surat))
    with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as arsip:
        diperiksa = _simpan_surat(arsip, semua)
        buku = io.BytesIO()
        with kata.pakai(instansi.pk):
            tulis(
                buku,
                judul=JUDUL,
                lembar=lembar(semua, diperiksa),
                keterangan=[
                    ("Instansi", instansi.nama),
                    *cara,
                    ("Keputusan seluruhnya", diambil.populasi),
                    ("Sidik populasi (SHA-256)", diambil.sidik),
                    ("Diambil oleh", f"{aktor.nama} ({aktor.get_peran_display()})"),
                    ("Versi portal", settings.VERSI),
                    ("Catatan", CATATAN),
                ],
                pada=pada,
                oleh=f"Diambil oleh {aktor.nama}",
            )
        arsip.writestr("sampel.xlsx", buku.getvalue())
    _catat(diambil, cara, instansi, aktor, len(semua))


def _simpan_surat(arsip: zipfile.ZipFile, semua: Iterable[Penugasan]) -> list[SuratDiperiksa]:
    """Put each printed letter into the zip once; a decision letter names many people."""
    diperiksa: list[SuratDiperiksa] = []
    utuh: dict[int, bool | None] = {}
    for satu in semua:
        for surat in satu.surat_set.all():
            if surat.pk not in utuh:
                utuh[surat.pk] = _simpan_satu(arsip, surat) if surat.berkas else None
            diperiksa.append(SuratDiperiksa(satu, surat, utuh[surat.pk]))
    return diperiksa


def _simpan_satu(arsip: zipfile.ZipFile, surat: Surat) -> bool:
    """Put one letter into the zip; False when its file is no longer the issued one."""
    try:
        isi = baca_berkas(surat)
    except DomainError:
        return False
    arsip.writestr(f"surat/{nama_unduhan(surat)}", isi)
    return True


def _catat(
    diambil: Sampel,
    cara: Iterable[tuple[str, Nilai]],
    instansi: Instansi,
    aktor: Akun,
    jumlah: int,
) -> None:
    """Write down who took the records along, and how they were drawn."""
    keterangan = ", ".join(f"{nama.lower()} {nilai}" for nama, nilai in cara)
    with audit.keputusan(instansi):
        audit.catat(
            aksi="sampel.unduh",
            aktor=aktor,
            instansi=instansi,
            sesudah={"jumlah": jumlah, "cara": keterangan, "sidik": diambil.sidik},
        )
        audit.catat_akses(
            akun=aktor,
            jenis="ekspor",
            objek_jenis="penugasan.penugasan",
            jumlah=jumlah,
            keterangan=f"Sampel acak: {keterangan}",
        )
