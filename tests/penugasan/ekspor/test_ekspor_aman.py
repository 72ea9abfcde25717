"""Nothing in a file or a letter can bite, and everything in it can still be read (S4)."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from defusedxml import ElementTree
from django.db import models
from openpyxl.utils.escape import unescape

from inti.excel_tulis import bersih
from pegawai.models import Akun, BuktiKomputer, Kontrak, Pegawai
from penugasan.models import (
    BarisRencana,
    BelumDitempatkan,
    HasilSaring,
    Penugasan,
    Rencana,
    Surat,
)
from penugasan.services.surat import baca_berkas
from tests.penugasan.ekspor.bantu import SEMUA_JENIS, Kota, Masuk, alamat, temuan
from tests.penugasan.pdf import baca, teks
from tests.penugasan.surat.bantu import ditetapkan, terbitkan

RUANG = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MUATAN = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://jahat.example","klik")',
    '=DDE("cmd";"/C calc";"x")',
    "+62 812",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "|calc",
    "%0A=1",
    "'=1",
    "<r><t>tebal</t></r>",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} #{7*7}",
    "http://jahat.example/",
    "_x000D__x0041_",
    "a\x07b\x1fc",
    "\u202eterbalik\u202c",
    "محمد 😀 李",
    "]]>&amp;<!--",
    "x" * 40_000,
]


def racuni(objek: models.Model, muatan: str) -> None:
    """Put the payload into every free text field of a row, as far as it fits."""
    for medan in objek._meta.concrete_fields:
        bebas = isinstance(medan, models.CharField | models.TextField) and not medan.choices
        if bebas and not medan.primary_key and medan.name not in {"kode", "jalur", "token"}:
            nilai = muatan[: medan.max_length] if medan.max_length else muatan
            type(objek)._base_manager.filter(pk=objek.pk).update(**{medan.name: nilai})


def racuni_semua(kota: Kota, muatan: str) -> None:
    for objek in (
        kota.instansi,
        kota.opd,
        kota.opd_lain,
        kota.koperasi,
        kota.koperasi.wilayah,
        kota.koperasi.wilayah.induk,
        kota.kursi,
        kota.periode,
        kota.siti,
        kota.penugasan,
        kota.sk,
        kota.pesan,
        BelumDitempatkan.objects.get(),
        BuktiKomputer.objects.get(),
        Kontrak.objects.get().sumber,
    ):
        racuni(objek, muatan)
    Pegawai.objects.update(domisili=None)
    HasilSaring.objects.update(temuan=[temuan("usia", "tidak", muatan)])
    BarisRencana.objects.update(alasan=[muatan], bagian={muatan[:200]: 1})
    Rencana.objects.update(catatan=[muatan])
    for surat in Surat.objects.all():
        surat.isi = surat.isi | {"orang": {"nama": muatan}}
        surat.save()


def sel(arsip: zipfile.ZipFile) -> Iterator[tuple[str, Any, str]]:
    """Yield (part, element, text) of every cell of every sheet, as it is written."""
    for nama in arsip.namelist():
        if nama.startswith("xl/worksheets/sheet"):
            for c in ElementTree.fromstring(arsip.read(nama)).iter(f"{RUANG}c"):
                yield nama, c, "".join(t.text or "" for t in c.iter(f"{RUANG}t"))


def dapat_dibaca(terbaca: list[str], muatan: str) -> bool:
    """Whether a cell shows the payload, or as much of it as its field holds."""
    tampak = bersih(muatan).strip()[:12]
    return any(unescape(satu).strip().startswith(tampak) for satu in terbaca)


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_no_text_of_anybody_becomes_live_in_any_export(
    jenis: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    klien = masuk(petugas)
    for muatan in MUATAN:
        racuni_semua(kota, muatan)
        jawaban: Any = klien.get(alamat(jenis))
        arsip = zipfile.ZipFile(io.BytesIO(b"".join(jawaban.streaming_content)))
        assert not [n for n in arsip.namelist() if "externalLink" in n or "embedd" in n]
        for nama in arsip.namelist():
            if nama.endswith(".rels"):
                assert b"TargetMode" not in arsip.read(nama), nama
        terbaca = []
        for nama, satu, isi in sel(arsip):
            assert satu.get("t") in {None, "inlineStr"}, (nama, muatan[:20])
            assert satu.find(f"{RUANG}f") is None, (nama, muatan[:20])
            terbaca.append(isi)
        for nama in arsip.namelist():
            assert not re.search(rb"<(hyperlink|oleObject|legacyDrawing)\b", arsip.read(nama))
        assert dapat_dibaca(terbaca, muatan), muatan[:20]


TEKS_SURAT = [m for m in MUATAN if m.isascii() and m.isprintable() and len(m) < 100]


@pytest.mark.parametrize("muatan", TEKS_SURAT)
def test_a_letter_prints_a_hostile_name_and_does_nothing_else(
    muatan: str, kota: Kota, petugas: Akun
) -> None:
    satu: Penugasan = ditetapkan(kota.instansi)
    Pegawai.objects.filter(pk=satu.pegawai_id).update(nama=muatan, gelar_belakang="")
    satu = Penugasan.objects.get(pk=satu.pk)
    sk = terbitkan([satu])
    for surat in (sk, sk.anak_set.get()):
        isi = baca_berkas(surat)
        rapat = "".join(teks(isi).replace("\u00ad", "").split())
        assert "".join(muatan.split()) in rapat.replace("’", "'").replace("“", '"')
        katalog = baca(isi).trailer["/Root"]
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(katalog)
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(katalog.get("/Names", {}))
        assert "jahat.example" not in " ".join(tautan(isi))


def tautan(isi: bytes) -> Iterator[str]:
    """The addresses that a letter leads to."""
    for halaman in baca(isi).pages:
        for catatan in halaman.get("/Annots", []):
            yield str(catatan.get_object().get("/A", {}).get("/URI", ""))
