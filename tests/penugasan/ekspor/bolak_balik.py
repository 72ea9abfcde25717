"""Taking a file out and bringing it back: what the tests of the round trip share."""

from pathlib import Path
from typing import Any

import openpyxl
from django.http import QueryDict

from inti.models import BarisImpor, Impor, Instansi
from inti.waktu import sekarang
from penugasan.filters.ekspor import semua
from penugasan.services.ekspor import JenisEkspor, Lingkup, tulis_berkas
from tests.inti.impor import impor_berkas


def ekspor(jenis: str, instansi: Instansi, folder: Path) -> Path:
    """Write one kind of export for the whole agency, the way the service does."""
    pilihan: JenisEkspor = semua()[jenis]
    lingkup = Lingkup(instansi, None, QueryDict())
    jalur = folder / f"{jenis}.xlsx"
    with jalur.open("wb") as keluar:
        tulis_berkas(pilihan, lingkup, pilihan.susun(lingkup), keluar, pada=sekarang())
    return jalur


def bolak_balik(jenis: str, instansi: Instansi, folder: Path) -> Impor:
    """Export, stage, and insist that nothing would change."""
    impor = impor_berkas(ekspor(jenis, instansi, folder), instansi)
    assert impor.status == Impor.Status.SIAP, impor.temuan
    beda = [
        (b.kunci, b.judul, b.status, b.beda, [t["pesan"] for t in b.temuan])
        for b in BarisImpor.objects.filter(impor=impor).exclude(status=BarisImpor.Status.SAMA)
    ]
    assert not beda, beda
    assert impor.jenis == semua()[jenis].impor, impor.jenis
    assert impor.ringkasan["baris"] == impor.ringkasan["sama"] > 0, impor.ringkasan
    return impor


def isi_berkas(jalur: Path) -> list[dict[str, Any]]:
    """The rows of the first sheet by their headings."""
    kepala, *baris = openpyxl.load_workbook(jalur).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(kepala, satu, strict=True)) for satu in baris]


def penanda(jalur: Path) -> str:
    """What a file says of itself, on its last sheet and in its properties alike."""
    buku = openpyxl.load_workbook(jalur)
    tertulis = {b[0]: b[1] for b in buku["Keterangan"].iter_rows(values_only=True) if b[0]}
    sifat = {p.name: p.value for p in buku.custom_doc_props.props}
    assert tertulis["Jenis ekspor"] == sifat["Jenis ekspor"]
    return str(sifat["Jenis ekspor"])
