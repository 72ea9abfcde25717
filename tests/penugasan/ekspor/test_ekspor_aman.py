"""Nothing in a file can bite (S4)."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.db import models

from pegawai.models import Akun, BuktiKomputer
from penugasan.models import (
    BarisRencana,
    BelumDitempatkan,
    HasilSaring,
    Rencana,
)
from tests.penugasan.ekspor.bantu import SEMUA_JENIS, Kota, Masuk, alamat, temuan

MUATAN = ["=1+1", '=HYPERLINK("http://x","y")', "+62", "-1", "@A1", "\t=1", "<r>&</r>", "{{7*7}}"]


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
        kota.periode,
        kota.siti,
        kota.penugasan,
        kota.sk,
        kota.pesan,
        BelumDitempatkan.objects.get(),
        BuktiKomputer.objects.get(),
    ):
        racuni(objek, muatan)
    kota.siti.refresh_from_db()
    HasilSaring.objects.update(temuan=[temuan("usia", "tidak", muatan)])
    BarisRencana.objects.update(alasan=[muatan], bagian={muatan: 1})
    Rencana.objects.update(catatan=[muatan])


@pytest.mark.parametrize("muatan", MUATAN)
@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_no_text_of_anybody_becomes_live_in_any_export(
    jenis: str, muatan: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    racuni_semua(kota, muatan)
    mentah = io.BytesIO(b"".join(masuk(petugas).get(alamat(jenis)).streaming_content))  # type: ignore[attr-defined]
    arsip = zipfile.ZipFile(mentah)
    for nama in arsip.namelist():
        isi = arsip.read(nama).decode()
        assert not re.search(r"<f[ >]", isi), nama
        assert "<hyperlink " not in isi, nama
        assert "externalLink" not in nama
    lembar = openpyxl.load_workbook(mentah).worksheets[0]
    terbaca = [sel for b in lembar.iter_rows() for sel in b if isinstance(sel.value, str)]
    assert all(sel.data_type == "s" for sel in terbaca)
    assert any(muatan.strip()[:10] in sel.value for sel in terbaca)
